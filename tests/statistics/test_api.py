"""Published numbers over HTTP: signed, open, cached by their bytes, and unmoved by anybody's joining."""

import csv
import io

import httpx
import pytest
from joinder.core.database import Database
from joinder.statistics import service as releases
from joinder.statistics import signing, verify

from tests.client import Client
from tests.statistics import village
from tests.statistics.test_service import at_week

PATHS = (
    "/api/statistics", "/api/statistics/cases", "/api/statistics/cases/{case}", "/api/statistics/respondents/{slug}",
    "/api/public/v1/key", "/api/public/v1/releases", "/api/public/v1/home", "/api/public/v1/respondents/{slug}",
    "/api/public/v1/cases", "/api/public/v1/cases/{case}/releases", "/api/public/v1/cases/{case}/releases/1",
    "/api/public/v1/statistics.csv",
)  # fmt: skip


@pytest.fixture
def case(db: Database):
    with db.write() as session:
        case = village.make_case(session, village.make_company(session))
        village.crowd(session, case, 30, area="CN-GD")
        village.crowd(session, case, 25, area="CN-ZJ")
        with at_week(1):
            releases.release_case(session, case.id)
            releases.release_totals(session)
    return case


def get(client: Client, path: str, case, **headers: str) -> httpx.Response:
    return client.get(path.format(case=case.reference, slug="xingyun-pay"), headers=headers)


def test_every_answer_carries_its_caveats_in_the_callers_language(client: Client, case):
    words = {"zh": "不是发生率", "en": "not a rate", "id": "bukan tingkat kejadian"}
    for path in PATHS:
        for lang, word in words.items():
            answer = get(client, f"{path}?lang={lang}", case)
            assert answer.status_code == 200, (path, answer.text)
            if path != "/api/statistics/cases":
                assert word in answer.text, (path, lang)


def test_public_answers_are_open_to_every_origin_and_cached_by_their_bytes(client: Client, case):
    for path in PATHS:
        if "/public/" not in path:
            continue
        answer = get(client, path, case)
        assert answer.headers["access-control-allow-origin"] == "*"
        again = get(client, path, case, **{"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_one_to_nine_more_people_change_no_byte_of_any_answer(client: Client, db: Database, case):
    def crawl() -> dict[str, tuple[bytes, dict[str, str]]]:
        found = {}
        for path in PATHS:
            answer = get(client, path, case)
            headers = {name: value for name, value in answer.headers.items() if name not in ("date", "x-request-id")}
            found[path] = (answer.content, headers)
        return found

    before = crawl()
    for _ in range(9):
        with db.write() as session:
            village.join(session, session.merge(case, load=False), area="CN-XJ")
        with db.write() as session, at_week(2):
            releases.release_due(session)
        assert crawl() == before


def test_what_is_handed_out_verifies_and_does_so_page_by_page(client: Client, case):
    key = get(client, "/api/public/v1/key", case).json()
    assert key["key"] == signing.key_id(signing.public_key())
    found, cursor = [], None
    while True:
        query = f"&cursor={cursor}" if cursor else ""
        page = get(client, f"/api/public/v1/releases?limit=1{query}", case).json()
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert {one["release"]["scope"] for one in found} == {"case", "company", "home"}
    assert verify.bundle_problems(found, signing.public_key()) == []
    single = get(client, "/api/public/v1/cases/{case}/releases/1", case).json()
    assert verify.problems_of(single, signing.public_key()) == []


def test_no_title_runs_as_a_formula_in_the_table(client: Client, db: Database, case):
    with db.write() as session:
        session.get_one(type(case), case.id).title = "=HYPERLINK(A1)"
    text = get(client, "/api/public/v1/statistics.csv", case).content.decode("utf-8-sig")
    assert {row["case_title"] for row in csv.DictReader(io.StringIO(text))} == {"'=HYPERLINK(A1)"}


def test_a_table_has_a_row_for_every_printed_line_and_cell(client: Client, case):
    text = get(client, "/api/public/v1/statistics.csv?lang=en", case).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["line"] for row in rows} >= {"people", "evidence_checked", "received"}
    areas = {row["cell"]: row["value"] for row in rows if row["dimension"] == "area"}
    assert areas == {"CN-GD": "30", "CN-ZJ": "25"}
    assert all("not a survey" in row["caveats"] for row in rows)
    names = {(row["case_title"], row["respondent_name"], row["issue_name"]) for row in rows}
    assert names == {("余额被冻结", "Nebula Pay (fictional)", "Account or balance frozen or limited")}
    hidden = next(row for row in rows if row["line"] == "set_aside")
    assert (hidden["state"], hidden["value"], hidden["as_of"]) == ("withheld", "", "")


def test_cases_without_a_release_say_nothing_and_hidden_ones_are_not_found(client: Client, db: Database, case):
    with db.write() as session:
        quiet = village.make_case(session, village.make_company(session, "yunfan-wallet"))
        village.crowd(session, quiet, 15)
        secret = village.make_case(session, session.get_one(village.Respondent, case.respondent_id))
        secret.visibility = "private"
    read = get(client, "/api/statistics/cases/{case}", quiet).json()
    assert read["release"] is None
    assert read["numbers"]["people"] == {"state": "withheld", "value": None, "at_least": None, "as_of": None}
    assert read["history"] == []
    for path in PATHS:
        if "{case}" in path:
            assert get(client, path, secret).status_code == 404
    for none in (9, 0, -1, 2**31, 10**30):
        assert (
            get(client, f"/api/public/v1/cases/{{case}}/releases/{none}", case).json()["code"]
            == "statistics.no_release"
        )
    assert client.get("/api/statistics/respondents/nobody").json()["code"] == "statistics.no_respondent"
    assert client.get("/api/public/v1/releases?cursor=zzz").status_code == 422


def test_a_hidden_case_takes_its_releases_with_it(client: Client, db: Database, case):
    with db.write() as session:
        session.get_one(village.Case, case.id).visibility = "hidden"
        with at_week(2):
            releases.release_totals(session)
    assert get(client, "/api/public/v1/cases/{case}/releases/1", case).status_code == 404
    scopes = [one["release"]["scope"] for one in get(client, "/api/public/v1/releases", case).json()["items"]]
    assert "case" not in scopes
    assert get(client, "/api/public/v1/home", case).json()["release"]["lines"]["people"] == {"at_least": 0}


def test_cases_can_be_chosen_by_company_and_issue(client: Client, db: Database, case):
    with db.write() as session:
        village.make_case(session, session.get_one(village.Respondent, case.respondent_id), "fees")

    def chosen(query: str) -> list[str]:
        return [one["issue"] for one in client.get(f"/api/public/v1/cases?{query}").json()["items"]]

    assert sorted(chosen("respondent=xingyun-pay")) == ["account_frozen", "fees"]
    assert chosen("issue=fees") == ["fees"]
    assert client.get("/api/public/v1/cases?respondent=nobody").status_code == 404
