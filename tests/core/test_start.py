"""Starting: unsafe settings, a missing or foreign key file and a silent database are refused in one clear line."""

import gc
from pathlib import Path
from typing import Any

import pytest
from joinder.app import open_house
from joinder.cli import main
from joinder.core import crypto, sealed
from joinder.core.database import Database
from joinder.core.logs import configure
from joinder.core.settings import Settings, get_settings
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, OperationalError
from typer.testing import CliRunner

from tests.faults.server import free_port

EVERYWHERE = "0.0.0.0"  # noqa: S104
PUBLIC = "https://joinder.example"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"host": EVERYWHERE}, "outbox"),
        ({"host": "192.0.2.7", "outbox": True, "smtp_host": "mail.example"}, "outbox"),
        ({"public_url": PUBLIC}, "outbox"),
        ({"demo": True, "smtp_host": "mail.example"}, "demo database refuses real mail"),
        ({"demo": True, "sms_url": "https://sms.example"}, "demo database refuses real mail"),
        ({"public_url": "http://joinder.example", "outbox": False, "smtp_host": "mail.example"}, "https://"),
        ({"host": EVERYWHERE, "public_url": PUBLIC, "outbox": False}, "nobody could sign in"),
        ({"trusted_proxies": "*"}, "JOINDER_TRUSTED_PROXIES"),
        ({"trusted_proxies": "1"}, "JOINDER_TRUSTED_PROXIES"),
        ({"trusted_proxies": "127.0.0.1,proxy.example"}, "JOINDER_TRUSTED_PROXIES"),
        ({"trusted_proxies": "172.28.5.1/24"}, "172.28.5.1/24 is an address inside a network"),
    ],
)
def test_settings_that_would_leak_are_refused(values: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Settings(**values)


def test_proxies_are_believed_by_address_or_network_and_nobody_by_default() -> None:
    named = ("", "127.0.0.1", "127.0.0.1,172.28.5.1", "10.1.0.0/16")
    assert [Settings(trusted_proxies=one).trusted_proxies for one in named] == [*named]
    assert Settings().trusted_proxies == ""


def test_a_real_house_and_the_default_one_are_accepted() -> None:
    assert Settings().outbox_enabled
    assert not Settings(host=EVERYWHERE, public_url=PUBLIC, smtp_host="mail.example").outbox_enabled
    by_phone_alone = Settings(host=EVERYWHERE, public_url=PUBLIC, outbox=False, sms_url="https://sms.example")
    assert not by_phone_alone.outbox_enabled


def test_a_public_address_with_a_slash_at_its_end_makes_the_same_links() -> None:
    assert Settings(public_url=PUBLIC + "/", smtp_host="mail.example").public_url == PUBLIC


def start(*command: str) -> tuple[int, str]:
    get_settings.cache_clear()
    outcome = CliRunner().invoke(main, list(command))
    assert "Traceback" not in outcome.output
    return outcome.exit_code, outcome.output


def test_the_command_says_what_is_wrong_and_never_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINDER_HOST", EVERYWHERE)
    monkeypatch.setenv("JOINDER_SMS_HEADERS", '{"Authorization": "Bearer canary-4411"}')
    code, said = start("serve")
    assert code == 1
    assert "JOINDER_OUTBOX=false" in said
    assert "canary-4411" not in said


def key_in(db: Database) -> None:
    with db.write() as session:
        sealed.new_data_key(session)


def test_a_missing_key_file_is_made_for_an_empty_house_alone(db: Database) -> None:
    settings = get_settings()
    settings.root_key_file.unlink()
    open_house(settings).dispose()
    made = settings.root_key_file.read_bytes()
    assert len(made) == 32
    assert settings.root_key_file.stat().st_mode & 0o777 == 0o600
    key_in(db)
    settings.root_key_file.unlink()
    with pytest.raises(crypto.KeyMissingError, match="is missing"):
        open_house(settings)
    code, said = start("check-chains")
    assert code == 1
    assert f"The key file {settings.root_key_file} is missing" in said
    assert not settings.root_key_file.exists()


def test_another_key_file_over_sealed_data_is_refused(db: Database) -> None:
    key_in(db)
    settings = get_settings()
    open_house(settings).dispose()
    settings.root_key_file.write_bytes(b"\x09" * 32)
    with pytest.raises(crypto.KeyMissingError, match="is not the one"):
        open_house(settings)
    settings.root_key_file.write_bytes(b"\x09" * 31)
    with pytest.raises(crypto.KeyMissingError, match="exactly 32 bytes"):
        open_house(settings)


def test_a_database_that_does_not_answer_never_leads_to_a_new_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINDER_DATABASE_URL", f"postgresql://nobody@127.0.0.1:{free_port()}/none")
    get_settings.cache_clear()
    settings = get_settings()
    settings.root_key_file.unlink()
    with pytest.raises(OperationalError):
        open_house(settings)
    code, said = start("check-chains")
    assert (code, "does not answer" in said) == (1, True)
    assert not settings.root_key_file.exists()


def test_a_damaged_database_file_never_leads_to_a_new_key(settings_env: Path) -> None:
    (settings_env / "joinder.db").write_bytes(b"this is no database, but it was one" * 200)
    settings = get_settings()
    settings.root_key_file.unlink()
    with pytest.raises(DBAPIError):
        open_house(settings)
    assert not settings.root_key_file.exists()


def test_an_empty_folder_becomes_a_house_with_a_key(settings_env: Path) -> None:
    settings = get_settings()
    settings.root_key_file.unlink()
    open_house(settings).dispose()
    assert settings.root_key_file.exists()


def test_what_is_loaded_at_the_start_is_left_out_of_every_later_collection(
    settings_env: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    monkeypatch.setattr("uvicorn.run", lambda *_args, **_settings: kept.append(gc.get_freeze_count()))
    assert CliRunner().invoke(main, ["migrate"]).exit_code == 0
    before = gc.get_freeze_count()
    try:
        assert CliRunner().invoke(main, ["serve"]).exit_code == 0
    finally:
        gc.unfreeze()
        configure("CRITICAL")  # the runner's standard error is closed by now
    assert kept[0] > before + 10_000
