"""What the shell answers beside the API: which addresses are pages, and which only a demo has."""

from pathlib import Path

import pytest
from joinder.core.settings import get_settings
from joinder.web.serving import BARE, static_dir

from tests.client import Client

ALL = ("/dev/components", "/zh/dev/components", "/en/dev/components")


@pytest.fixture(autouse=True)
def _built(settings_env: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = settings_env / "dist"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Joinder</title>")
    (folder / "theme.js").write_text("void 0;")
    (folder / "sw.js").write_text("void 0;")
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / "icon-192.png").write_bytes(b"a picture")
    (folder / "blank-zh.html").write_text("<!doctype html><title>x</title>")
    monkeypatch.setenv("JOINDER_STATIC_DIR", str(folder))
    get_settings.cache_clear()


@pytest.mark.parametrize("address", ALL)
def test_the_page_of_all_components_is_not_there_outside_a_demo(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ALL)
def test_the_page_of_all_components_is_there_in_a_demo(
    address: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOINDER_DEMO", "true")
    get_settings.cache_clear()
    assert client.get(address).status_code == 200


def test_the_script_that_sets_the_chosen_theme_is_a_file_of_its_own(client: Client) -> None:
    answer = client.get("/theme.js")
    assert answer.status_code == 200
    assert "javascript" in answer.headers["content-type"]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/sw.js", "javascript"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/favicon.ico", "image/png"),
        ("/blank-zh.html", "text/html"),
    ],
)
def test_what_a_phone_keeps_for_later_is_asked_for_anew_each_time(address: str, kind: str, client: Client) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert kind in answer.headers["content-type"]
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("page", ["report", "terms", "privacy", "imprint", "cases/NOSUCHCASE00"])
@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en"), ("id", "id")])
def test_a_page_of_the_app_says_its_language_and_that_it_needs_scripts(
    page: str, lang: str, tag: str, client: Client
) -> None:
    (static_dir() / "index.html").write_text(BARE)
    text = client.get(f"/{lang}/{page}").text
    assert f'<html lang="{tag}">' in text
    said = text.split("<noscript>")[1].split("</noscript>")[0]
    assert text.count("<noscript>") == 1
    assert text.index("<noscript>") < text.index('id="root"')  # the empty app is as high as the window
    for one, words in (
        ("zh-CN", "需要浏览器的 JavaScript"),
        ("en", "needs JavaScript"),
        ("id", "memerlukan JavaScript"),
    ):
        assert f'<p lang="{one}">' in said
        assert words in said
