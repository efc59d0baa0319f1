"""The container files say only what is true: known settings, existing paths, real commands, no root, no secrets."""

import fnmatch
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from joinder.cli import main
from joinder.core.settings import Settings
from typer.main import get_command

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
OURS = ("migrate", "api", "worker")
KNOWN = {f"JOINDER_{name.upper()}" for name in Settings.model_fields}
GIVEN = {  # what an operator's .env holds
    "POSTGRES_PASSWORD": "p" * 32,
    "S3_ACCESS_KEY": "joinder",
    "S3_SECRET_KEY": "s" * 32,
    "JOINDER_PUBLIC_URL": "https://joinder.example",
    "JOINDER_SMTP_HOST": "mail.example",
    "JOINDER_MAIL_FROM": "joinder@joinder.example",
}


def filled(value: object) -> str:
    """Fill a value of the Compose file the way Compose would; a name without value or default raises KeyError."""

    def one(match: re.Match[str]) -> str:
        name, sign, rest = match.groups()
        return GIVEN.get(name, rest) if sign == ":-" else GIVEN[name]

    return re.sub(r"\$\{(\w+)(:-|:\?)([^}]*)\}", one, str(value))


def image_settings() -> dict[str, str]:
    return dict(re.findall(r"(JOINDER_\w+)=(\S+)", DOCKERFILE))


def copied() -> list[str]:
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.M)
    return [source for line in lines for source in line.split()[:-1]]


@pytest.mark.parametrize("name", OURS)
def test_every_setting_in_the_containers_exists(name: str) -> None:
    given = set(COMPOSE["services"][name]["environment"]) | set(image_settings())
    assert {one for one in given if one.startswith("JOINDER_")} - KNOWN == set()


@pytest.mark.parametrize("name", OURS)
def test_the_settings_of_the_containers_are_accepted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = image_settings() | {k: filled(v) for k, v in COMPOSE["services"][name]["environment"].items()}
    for key, value in wanted.items():
        monkeypatch.setenv(key, value)
    settings = Settings()
    assert not settings.is_sqlite
    assert not settings.outbox_enabled
    assert not settings.runs_jobs
    assert settings.secure_cookies
    assert not settings.root_key_file.is_relative_to(settings.data_dir)


def test_everything_the_image_copies_is_in_the_repository() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    missing = [one for one in copied() if not any(t == one or t.startswith(one.rstrip("/") + "/") for t in tracked)]
    assert missing == []


def test_everything_the_image_copies_passes_the_ignore_file() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    let_in = [one[1:].rstrip("/") for one in lines if one.startswith("!")]
    assert [one for one in copied() if one.split("/")[0].rstrip("/") not in let_in] == []
    kept_out = [one for one in lines if one and not one.startswith(("!", "#"))]
    assert "*" in kept_out
    for secret in ("root.key", "root.deletions"):
        assert any(fnmatch.fnmatch("backend/" + secret, one) for one in kept_out)


def test_the_image_runs_without_root_and_its_parts_are_named_by_version() -> None:
    assert re.findall(r"^USER (\S+)$", DOCKERFILE, re.M)[-1] not in ("root", "0", "0:0")
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)
    images += [one["image"] for name, one in COMPOSE["services"].items() if name not in OURS]
    assert [one for one in images if ":" not in one or one.endswith(":latest")] == []


def test_the_build_package_is_locked_by_hash() -> None:
    asked = re.search(r"keep = /\^(\w+)==/", DOCKERFILE)
    assert asked
    locked = (ROOT / "requirements-dev.txt").read_text("utf-8")
    assert re.search(rf"^{asked[1]}==\S+ \\\n +--hash=sha256:", locked, re.M)


@pytest.mark.parametrize("name", OURS)
def test_every_command_of_the_containers_exists(name: str) -> None:
    command = get_command(main)
    verb, *options = COMPOSE["services"][name]["command"]
    found = command.commands[verb]  # type: ignore[attr-defined]
    names = {option for parameter in found.params for option in parameter.opts}
    assert {one for one in options if one.startswith("--")} <= names


def test_the_server_waits_for_its_tables_and_is_asked_whether_it_is_ready() -> None:
    services = COMPOSE["services"]
    for name in ("api", "worker"):
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert "/readyz" in services["api"]["healthcheck"]["test"][-1]
    assert services["migrate"]["restart"] == "no"


def test_database_and_store_are_reachable_from_inside_alone_and_the_server_only_on_loopback() -> None:
    services = COMPOSE["services"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for name in ("postgres", "store"):
        assert services[name]["networks"] == ["inside"]
        assert "ports" not in services[name]
    assert all(port.startswith("127.0.0.1:") for port in services["api"]["ports"])


def test_the_database_counts_as_ready_only_when_it_answers_by_network() -> None:
    asked = COMPOSE["services"]["postgres"]["healthcheck"]["test"]
    assert asked[asked.index("-h") + 1] == "127.0.0.1"


def test_the_image_has_letters_for_chinese_documents_that_bring_none() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"apt-get install .*--no-install-recommends .*fonts-noto-cjk", last)
    assert "rm -rf /var/lib/apt/lists" in last


def test_no_secret_has_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    secrets = re.findall(r"\$\{(\w*(?:PASSWORD|SECRET|KEY)\w*)(:-|:\?)([^}]*)\}", text)
    assert len(secrets) >= 3
    assert [name for name, sign, rest in secrets if sign == ":-" and rest] == []


def test_every_name_without_a_default_is_explained() -> None:
    text = (ROOT / "docs" / "operating.md").read_text("utf-8")
    asked = set(re.findall(r"\$\{(\w+):\?", (ROOT / "docker-compose.yml").read_text("utf-8")))
    assert asked == set(GIVEN)
    assert [name for name in sorted(asked) if f"`{name}`" not in text] == []
