"""Finding guides, and the editable text pages."""

from pathlib import Path

import pytest
from joinder.core.errors import NotFound
from joinder.reference import display, guide_search, pages, reading

LANGS = ("zh", "en", "id")


def found(query: str, lang: str) -> list[str]:
    return [guide.id for guide in guide_search.find_guides(query, lang)]


@pytest.mark.parametrize(
    ("query", "lang", "first"),
    [
        ("充值失败", "zh", "g-topup-failed"),
        ("充值 失敗", "zh", "g-topup-failed"),
        ("提现", "zh", "g-withdrawal"),
        ("TOP-UP", "en", "g-topup-failed"),
        ("lupa sandi", "id", "g-forgot-password"),
        ("集体投诉", "zh", "g-collective-5"),
        ("withdrawal", "zh", "g-withdrawal"),
    ],
)
def test_a_guide_is_found_by_a_few_words(query: str, lang: str, first: str):
    assert found(query, lang)[0] == first


def test_every_word_must_occur():
    assert found("充值 火星", "zh") == []


def test_an_empty_search_lists_every_guide():
    assert len(found("  ", "zh")) == len(display.shown_guides()) == 27


@pytest.mark.parametrize("lang", LANGS)
def test_every_guide_reads_whole_in_each_language(lang: str):
    for guide in display.shown_guides():
        detail = reading.guide_detail(guide, lang)
        assert len(detail.steps) == len(guide.steps) >= 3
        assert all(detail.steps)
        assert detail.sources


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["terms", "privacy", "imprint"])
def test_each_page_is_there_in_each_language(name: str, lang: str):
    page = pages.read_page(name, lang, operator="示例运营者")
    assert page.title
    assert not page.by_operator
    assert "示例运营者" in page.markdown
    assert "{operator}" not in page.markdown


def test_a_page_says_when_the_operator_has_no_name_yet():
    assert "尚未填写" in pages.read_page("imprint", "zh").markdown


@pytest.mark.parametrize("lang", LANGS)
def test_the_privacy_notice_names_what_is_never_collected_and_how_to_withdraw(lang: str):
    text = pages.read_page("privacy", lang).markdown
    for needed in {
        "zh": ("身份证号", "银行卡号", "单独同意", "撤回", "三十日", "主管部门"),
        "en": ("ID numbers", "card numbers", "separate consent", "withdraw", "thirty days", "authority"),
        "id": ("nomor identitas", "nomor kartu", "tersendiri", "menarik", "tiga puluh hari", "otoritas"),
    }[lang]:
        assert needed in text


def test_the_pages_have_the_same_headings_in_each_language():
    for name in ("terms", "privacy", "imprint"):
        shapes = {
            tuple(line.split(" ")[0] for line in pages.read_page(name, lang).markdown.splitlines() if line[:1] == "#")
            for lang in LANGS
        }
        assert len(shapes) == 1


def test_the_operator_replaces_a_page_with_an_own_file(tmp_path: Path):
    (tmp_path / "imprint.zh.md").write_text("# 我们\n\n示例协会", "utf-8")
    page = pages.read_page("imprint", "zh", overrides=tmp_path)
    assert (page.title, page.by_operator) == ("我们", True)
    assert not pages.read_page("imprint", "en", overrides=tmp_path).by_operator


@pytest.mark.parametrize("name", ["../terms", "secret", "terms.zh"])
def test_an_unknown_page_is_refused(name: str, tmp_path: Path):
    with pytest.raises(NotFound):
        pages.read_page(name, "zh", overrides=tmp_path)
