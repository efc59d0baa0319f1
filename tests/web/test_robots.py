"""Crawlers reach every public address with what its page asks for, and nothing that is for people alone."""

import re
import xml.etree.ElementTree as ET

from joinder.core.database import Database

from tests.client import Client
from tests.statistics import village
from tests.web.test_public_pages import crowd

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def allowed(rules: str, path: str) -> bool:
    """Tell whether a crawler may read a path: the longest rule that fits decides, `*` and `$` as in RFC 9309."""
    fitting: list[tuple[int, bool]] = []
    for line in rules.splitlines():
        name, _, rule = line.partition(": ")
        pattern = ".*".join(re.escape(part) for part in rule.removesuffix("$").split("*"))
        if name in ("Allow", "Disallow") and re.match(pattern + ("$" if rule.endswith("$") else ""), path):
            fitting.append((len(rule), name == "Allow"))
    return max(fitting)[1] if fitting else True


def test_robots_name_the_sitemap_and_keep_out_of_what_is_private(client: Client) -> None:
    rules = client.get("/robots.txt").text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in rules
    for lang in ("zh", "en", "id"):
        for path in ("me", "me/news", "report", "report/2", "report?case=AB", "sign-in/link", "moderation", "claim"):
            assert not allowed(rules, f"/{lang}/{path}"), path
        assert not allowed(rules, f"/{lang}/cases/AB23/desk")
        assert not allowed(rules, f"/{lang}/cases/AB23/desk/members")
    for path in ("/api/me", "/api/me/reports", "/api/outbox", "/api/moderation/cases", "/dev/mail"):
        assert not allowed(rules, path), path


def test_robots_leave_every_address_of_the_sitemap_open(db: Database, client: Client) -> None:
    with db.write() as session:
        crowd(session)
        for slug in ("meituan", "reportage", "claimant"):
            village.make_company(session, slug)
    rules = client.get("/robots.txt").text
    page = ET.fromstring(client.get("/sitemap-1.xml").text)  # noqa: S314
    found = [(one.text or "").removeprefix("http://127.0.0.1:8000") for one in page.findall(".//s:loc", SPACE)]
    assert {"/zh/method", "/zh/companies/meituan"} <= set(found)
    assert [path for path in found if not allowed(rules, path)] == []


def test_a_crawler_may_ask_what_public_pages_ask_and_keeps_no_answer(db: Database, client: Client) -> None:
    with db.write() as session:
        reference = crowd(session)
    rules = client.get("/robots.txt").text
    case = [f"/api/cases/{reference}{part}" for part in ("", "/timeline", "/replies", "/filings", "/organizers")]
    numbers = [f"/api/statistics{part}" for part in ("", "/moves", "/cases", f"/cases/{reference}", "/filings")]
    others = ["/api/meta", "/api/sign-in", "/api/cases?q=a", "/api/respondents", "/api/respondents/skylark"]
    more = ["/api/removals", *(f"/api/reference/{part}" for part in ("issues", "guides", "channels"))]
    for path in [*case, *numbers, *others, *more]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert allowed(rules, path), path
        assert answer.headers["x-robots-tag"] == "noindex", path
