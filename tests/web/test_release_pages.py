"""Dated permalinks, embedded pieces, moves and filing states: released numbers and public dates alone."""

from datetime import timedelta

from joinder.core import clock
from joinder.core.database import Database
from joinder.statistics import service as statistics
from joinder.statistics.queries import public_case

from tests import world
from tests.client import Client
from tests.conftest import NOW
from tests.web.test_public_pages import Read, crowd


def test_a_permalink_keeps_saying_what_that_release_said(db: Database, client: Client) -> None:
    with db.write() as session:
        reference = crowd(session)
    with clock.frozen(NOW + timedelta(days=60)):
        with db.write() as session:
            case = public_case(session, reference)
            assert case is not None
            for number in range(40):
                world.join(session, case, f"later{number}@example.org")
        with clock.frozen(NOW + timedelta(days=90)), db.write() as session:
            case = public_case(session, reference)
            assert case is not None
            assert statistics.release_case(session, case.id) is not None
            statistics.release_totals(session)
    for path, people in ((f"/cases/{reference}", "24"), ("/companies/skylark", "24"), ("/statistics", "24")):
        answer = client.get(f"/zh{path}/releases/1")
        page = Read(answer.text)
        said = page.text.split("SHA-256")[0]
        assert people in said
        assert "64" not in said
        [dataset] = page.data
        assert dataset["version"] == "1"
        assert client.get(dataset["distribution"][0]["contentUrl"]).json()["release"]["number"] == 1
        assert page.rel("canonical")[0]["href"].endswith(f"{path}/releases/1")
        assert client.get(f"/zh{path}/releases/99").status_code == 404
    assert client.get("/zh/cases/NOSUCHCASE1/releases/1").status_code == 404


def test_pieces_for_other_pages_may_stand_in_any_frame_and_run_nothing(db: Database, client: Client) -> None:
    with db.write() as session:
        reference = crowd(session)
    for path in (f"/cases/{reference}", "/companies/skylark", ""):
        answer = client.get(f"/embed/en{path}")
        assert "frame-ancestors *" in answer.headers["content-security-policy"]
        assert "script-src" not in answer.headers["content-security-policy"]
        assert answer.headers["x-robots-tag"] == "noindex"
        assert "<script" not in answer.text.replace("</script><b>", "")
        assert "24" in answer.text
        assert "not a survey" in answer.text
        assert "As of 17 November 2026" in answer.text
    assert "frame-ancestors 'none'" in client.get("/en").headers["content-security-policy"]
    assert client.get("/embed.css").headers["content-type"].startswith("text/css")
    with db.write() as session:
        private = world.make_case(session, public=False).reference
    assert client.get(f"/embed/en/cases/{private}").status_code == 404


def test_moves_come_from_public_facts_newest_first_and_never_from_joins(db: Database, client: Client) -> None:
    with db.write() as session:
        first = world.make_case(session, title="先公开的案件")
    with clock.frozen(NOW + timedelta(days=1)), db.write() as session:
        second = world.make_case(session, title="后公开的案件")
        world.make_case(session, public=False, title="没有公开的案件")
    found = client.get("/api/statistics/moves").json()
    assert [one["numbers"]["title"] for one in found] == ["后公开的案件", "先公开的案件"]
    with clock.frozen(NOW + timedelta(days=2)), db.write() as session:
        case = public_case(session, first.reference)
        assert case is not None
        for number in range(24):
            world.join(session, case, f"p{number}@example.org")
    assert client.get("/api/statistics/moves").json() == found
    with clock.frozen(NOW + timedelta(days=20)), db.write() as session:
        statistics.release_case(session, first.id)
    found = client.get("/api/statistics/moves").json()
    assert [(one["numbers"]["case"], one["kind"]) for one in found] == [
        (first.reference, "release.published"),
        (second.reference, "case.published"),
    ]
    assert found[0]["numbers"]["people"]["value"] == 24
    assert client.get("/zh").text.index("先公开的案件") < client.get("/zh").text.index("后公开的案件")


def test_no_filing_is_no_state(db: Database, client: Client) -> None:
    with db.write() as session:
        world.make_case(session)
    assert client.get("/api/statistics/filings").json() == []
    assert client.get("/api/statistics/filings?respondent=nobody").status_code == 404


def test_a_permalinks_picture_says_what_that_release_said(db: Database, client: Client) -> None:
    with db.write() as session:
        reference = crowd(session)
    first: dict[str, bytes] = {}
    for path in (f"/cases/{reference}", "/companies/skylark", "/statistics"):
        picture = Read(client.get(f"/zh{path}/releases/1").text).metas["og:image"]
        answer = client.get(picture)
        assert answer.headers["content-type"] == "image/png", picture
        first[picture] = answer.content
        assert client.get(picture.replace("/releases/1", "/releases/99")).status_code == 404
    assert len(set(first.values())) == 3
    with clock.frozen(NOW + timedelta(days=90)), db.write() as session:
        case = public_case(session, reference)
        assert case is not None
        for number in range(40):
            world.join(session, case, f"later{number}@example.org")
    with clock.frozen(NOW + timedelta(days=120)), db.write() as session:
        case = public_case(session, reference)
        assert case is not None
        assert statistics.release_case(session, case.id) is not None
        statistics.release_totals(session)
    assert {picture: client.get(picture).content for picture in first} == first


def test_every_piece_for_other_pages_names_the_method_of_its_number(db: Database, client: Client) -> None:
    with db.write() as session:
        reference = crowd(session)
    method = client.get("/api/public/v1/home").json()["release"]["method"]
    for lang, path in (("zh", f"/cases/{reference}"), ("en", "/companies/skylark"), ("id", "")):
        text = client.get(f"/embed/{lang}{path}").text
        assert method in text
        assert f'href="http://127.0.0.1:8000/{lang}/method"' in text
