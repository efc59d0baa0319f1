"""Every address of the web app, read from its own router, and one real example of each."""

import re
from collections.abc import Iterable

from tests.e2e.house import ROOT, House

ROUTER = ROOT / "frontend" / "src" / "app" / "router.tsx"
TOKENS = re.compile(r'path: "(?P<path>[^"]+)"|(?P<index>index: true)|(?P<open>children: \[)|(?P<more>\[)|(?P<close>\])')
OPEN = (
    *("", "stolen", "report/:step?", "cases", "cases/:reference", "statistics", "companies/:slug", "method"),
    *("guides", "guides/:id", "channels", "channels/:id", "terms", "privacy", "imprint", "sign-in", "sign-in/link"),
    *("claim", "invitation", "dev/mail", "dev/components", "*"),
)
FURTHER = (
    *("statistics/compare", "statistics/releases/:number", "follow", "removals"),
    *("companies/:slug/releases/:number", "cases/:reference/releases/:number"),
)
MINE = ("me", "me/news", "me/approvals", "me/evidence", "me/consents", "me/account")
FOUND = {"me/reports/:id": "/me/reports/", "me/approvals/:reference/:letter": "/me/approvals/"}


def routes() -> set[str]:
    """Return the pattern of every page that the router knows."""
    text = ROUTER.read_text()
    text = text[text.index("const pages") :]
    found: set[str] = set()
    above: list[str | None] = []
    last = ""
    for token in TOKENS.finditer(text[: text.index("const all: ")]):
        base = next((path for path in reversed(above) if path is not None), "")
        if token["path"]:
            last = "/".join(filter(None, (base, token["path"])))
            found.add(last)
        elif token["index"]:
            found.add(base)
        elif token["close"]:
            above = above[:-1]
        else:
            above.append(last if token["open"] else None)
    return found


def largest(house: House) -> str:
    """Return the reference of the largest public case."""
    cases = house.answers("/api/statistics/cases")["items"]
    return max(cases, key=lambda one: one["people"]["at_least"] or 0)["case"]


def examples(house: House, patterns: Iterable[str] = OPEN) -> dict[str, str]:
    """Return an address for each pattern that anybody may open; what is in it comes from the house itself."""
    case = largest(house)
    told = house.answers(f"/api/statistics/cases/{case}")
    company, release = told["numbers"]["respondent"], told["history"][0]["number"]
    given = {
        "report/:step?": "report",
        "cases/:reference": f"cases/{case}",
        "companies/:slug": f"companies/{company}",
        "cases/:reference/releases/:number": f"cases/{case}/releases/{release}",
        "companies/:slug/releases/:number": f"companies/{company}/releases/1",
        "statistics/releases/:number": "statistics/releases/1",
        "guides/:id": f"guides/{house.answers('/api/reference/guides')[0]['id']}",
        "channels/:id": f"channels/{house.answers('/api/reference/channels')[0]['id']}",
        "*": "no/such/page",
    }
    return {pattern: "/" + given.get(pattern, pattern) if pattern else "" for pattern in patterns}
