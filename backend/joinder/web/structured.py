"""What search engines are told of a page (schema.org as JSON-LD): released numbers and public facts only."""

from collections.abc import Iterable, Sequence
from typing import Any

from joinder.web.serving import absolute
from joinder.web.wording import TAGS, Words

CONTEXT = "https://schema.org"
Data = dict[str, Any]


def site(t: Words) -> list[Data]:
    """Describe the site and how it is searched."""
    url = absolute(f"/{t.lang}")
    find = {"@type": "EntryPoint", "urlTemplate": absolute(f"/{t.lang}/cases?q={{q}}")}
    return [
        {
            "@context": CONTEXT,
            "@type": "WebSite",
            "name": t("common.brand.name"),
            "url": url,
            "inLanguage": TAGS[t.lang],
            "description": t("page.site_description"),
            "potentialAction": {"@type": "SearchAction", "target": find, "query-input": "required name=q"},
        },
        {"@context": CONTEXT, **publisher(t), "logo": absolute("/favicon.svg")},
    ]


def publisher(t: Words) -> Data:
    """Name the site as publisher."""
    return {"@type": "Organization", "name": t("common.brand.name"), "url": absolute("/")}


def trail(t: Words, *steps: tuple[str, str]) -> Data:
    """Describe the way from the home to a page: name and path of each step."""
    names = [(t("common.nav.home"), ""), *steps]
    items = [
        {"@type": "ListItem", "position": at, "name": name, "item": absolute(f"/{t.lang}{path}")}
        for at, (name, path) in enumerate(names, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def listing(t: Words, name: str, items: Iterable[tuple[str, str]]) -> Data:
    """Describe a list of pages: name and path of each."""
    found = [
        {"@type": "ListItem", "position": at, "name": one, "url": absolute(f"/{t.lang}{path}")}
        for at, (one, path) in enumerate(items, 1)
    ]
    return {"@context": CONTEXT, "@type": "ItemList", "name": name, "itemListElement": found}


def dataset(t: Words, name: str, path: str, text: str, release: Data | None, files: Sequence[tuple[str, str]]) -> Data:
    """Describe released numbers as a data set that can be downloaded and cited."""
    found: Data = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": t("page.dataset", name=name),
        "description": text,
        "url": absolute(f"/{t.lang}{path}"),
        "inLanguage": TAGS[t.lang],
        "isAccessibleForFree": True,
        "creator": publisher(t),
        "measurementTechnique": absolute(f"/{t.lang}/method"),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": form, "contentUrl": absolute(url)} for form, url in files
        ],
    }
    if release:
        found |= {"dateModified": release["released_at"], "version": str(release["number"])}
        people = release["lines"]["people"]
        if people["at_least"] is not None:
            count = {"value" if people.get("value") is not None else "minValue": people["at_least"]}
            found["variableMeasured"] = [
                {"@type": "PropertyValue", "name": t("statistics.lines.people"), "unitText": "persons", **count}
            ]
    return found


def organization(company: Any, t: Words, path: str) -> Data:  # noqa: ANN401
    """Describe a company as far as it is sourced."""
    found: Data = {
        "@context": CONTEXT,
        "@type": "Organization",
        "name": t.name(company.names),
        "alternateName": sorted({*company.names.values(), *company.aliases} - {t.name(company.names)}),
        "mainEntityOfPage": absolute(f"/{t.lang}{path}"),
    }
    known = {"legalName": company.legal_name, "identifier": company.registration_code}
    return found | {name: value for name, value in known.items() if value}


def questions(pairs: Iterable[tuple[str, str]]) -> Data:
    """Describe a page of questions and answers."""
    found = [
        {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": text}} for name, text in pairs
    ]
    return {"@context": CONTEXT, "@type": "FAQPage", "mainEntity": found}


def steps(t: Words, name: str, text: str, done: Sequence[str]) -> Data:
    """Describe a guide."""
    found = [{"@type": "HowToStep", "position": at, "text": one} for at, one in enumerate(done, 1)]
    data: Data = {"@context": CONTEXT, "@type": "HowTo", "name": name, "description": text, "step": found}
    return {**data, "inLanguage": TAGS[t.lang]}
