"""The house's own rules: walls, commits, words, texts, jose in one file, docs complete."""

import ast
import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest
from joinder.core import texts
from joinder.core.settings import Settings

ROOT = Path(__file__).parents[2]
BACKEND = ROOT / "backend" / "joinder"
PYTHON = sorted(BACKEND.rglob("*.py"))
FRONTEND = sorted((ROOT / "frontend" / "src").rglob("*.ts*"))
PURE = (
    "cases/lifecycle", "reports/incidents", "accounts/contacts", "matching/canonical", "matching/copies",
    "matching/thresholds", "matching/proposing", "statistics/ticks",
    "statistics/disclosure", "filings/deadlines", "filings/preconditions", "letters/composing", "letters/lint",
    "letters/binding", "evidence/merkle", "core/canonical_json",
)  # fmt: skip
FORBIDDEN_IN_PURE = ("sqlalchemy", "fastapi", "httpx", "starlette", "joinder.core.database")


@lru_cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_no_python_file_is_over_its_wall() -> None:
    over = {str(p.relative_to(ROOT)): n for p in PYTHON if (n := len(p.read_text("utf-8").splitlines())) > 300}
    assert over == {}


def test_no_test_file_is_over_its_wall() -> None:
    over = {str(p): n for p in (ROOT / "tests").rglob("*.py") if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert over == {}


def test_no_screen_is_over_its_wall() -> None:
    over = {
        str(p.relative_to(ROOT)): n
        for p in FRONTEND
        if p.name != "schema.d.ts" and (n := len(p.read_text("utf-8").splitlines())) > 250
    }
    assert over == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(p.relative_to(ROOT)) for p in PYTHON if not ast.get_docstring(tree(p))]
    assert silent == []


def test_only_the_unit_of_work_commits() -> None:
    allowed = {BACKEND / "core" / "database.py"}
    found = [str(p.relative_to(ROOT)) for p in PYTHON if p not in allowed and re.search(r"\.commit\(\)", p.read_text())]
    assert found == []


def test_jose_is_named_in_one_file() -> None:
    found = [p.relative_to(BACKEND).as_posix() for p in PYTHON if any(i.split(".")[0] == "jose" for i in imports(p))]
    assert found == ["core/tokens.py"]


@pytest.mark.parametrize("rule", PURE)
def test_a_pure_rule_knows_no_database_network_or_framework(rule: str) -> None:
    found = {i for i in imports(BACKEND / f"{rule}.py") if i.startswith(FORBIDDEN_IN_PURE)}
    assert found == set()


def test_nothing_is_named_utils_helpers_manager_or_common() -> None:
    bad = re.compile(r"^(utils?|helpers?|managers?|common|misc)(\.|$)")
    places = [*PYTHON, *FRONTEND]
    assert [str(p) for p in places if bad.match(p.name) or any(bad.match(part) for part in p.parts)] == []


def test_relationships_never_load_by_themselves() -> None:
    lazy = [str(p) for p in PYTHON if "relationship(" in p.read_text() and 'lazy="raise"' not in p.read_text()]
    assert lazy == []


def raised_codes() -> set[str]:
    """Return every code that a refusal in the code carries."""
    names = {
        "Invalid",
        "NotFound",
        "Forbidden",
        "Unauthenticated",
        "Conflict",
        "Gone",
        "TooLarge",
        "TooMany",
        "Unavailable",
    }
    codes: set[str] = set()
    for path in PYTHON:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name in names and isinstance(first, ast.Constant) and isinstance(first.value, str):
                codes.add(first.value)
    return codes


def test_every_refusal_has_a_sentence_in_three_languages() -> None:
    catalog = texts.catalog("errors.yaml")
    missing = sorted(code for code in raised_codes() if set(catalog.get(code, {})) != set(texts.LANGS))
    assert missing == []


def blanks_of(text: str) -> set[str]:
    """Return what a text leaves open; a blank may exist once a language (`advice_zh`, `advice_en`)."""
    return {re.sub(r"_(zh|en|id)$", "", name) for name in re.findall(r"{(\w+)}", text)}


def test_every_error_text_has_three_languages_with_the_same_blanks() -> None:
    for code, by_lang in texts.catalog("errors.yaml").items():
        assert set(by_lang) == set(texts.LANGS), code
        blanks = [blanks_of(by_lang[lang]) for lang in texts.LANGS]
        assert blanks[0] == blanks[1] == blanks[2], code


def test_every_message_has_three_languages_with_the_same_blanks() -> None:
    for key, by_lang in texts.catalog("messages.yaml").items():
        assert set(by_lang) == set(texts.LANGS), key
        blanks = [blanks_of(str(by_lang[lang])) for lang in texts.LANGS]
        assert blanks[0] == blanks[1] == blanks[2], key


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    missing = [name for name in Settings.model_fields if f"`JOINDER_{name.upper()}`" not in text]
    assert missing == []


def test_no_unknown_setting_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    known = {f"JOINDER_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"`(JOINDER_[A-Z0-9_]+)`", text)) - known == set()


def test_every_glossary_word_lives_in_the_code() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    words = re.findall(r"^\| \*\*(.+?)\*\* \|.*\| `(.+?)` \|$", text, re.M)
    assert len(words) >= 20
    for word, place in words:
        path = ROOT / "backend" / "joinder" / place
        assert path.exists(), (word, place)


def test_no_registry_host_and_no_machine_path_is_in_the_repository() -> None:
    hosts = ("pypi" + r"\.org", "files" + r"\.pythonhosted", "registry" + r"\.npmjs", "deb" + r"\.debian\.org")
    bad = re.compile("|".join([*hosts, "/" + "work/(main|shared)"]))
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name and not name.endswith((".svg", ".png", ".docx"))]
    found = [
        str(path.relative_to(ROOT))
        for path in paths
        if path.is_file() and bad.search(path.read_text("utf-8", "ignore"))
    ]
    assert len(paths) > 300
    assert found == []
