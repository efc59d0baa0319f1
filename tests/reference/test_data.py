"""The reference data itself: complete, consistent, traceable."""

import re
from collections.abc import Iterator

import pytest
from joinder.reference import catalog, check, lock
from joinder.reference.schema.base import Names, Shape, Text
from joinder.reference.schema.issues import Issue
from pydantic import ValidationError

FILES = ("issues", "channels", "laws", "guides", "letters", "sources", "respondents")
HAN = re.compile(r"[\u4e00-\u9fff]")
INTERNAL = re.compile(r"种子文|研究者|任务书|[Rr]esearcher|SEED-|the brief|勿展示")


def parsed() -> list[Shape]:
    return [
        catalog.issue_file(),
        catalog.channel_file(),
        catalog.letter_file(),
        *catalog.laws(),
        *catalog.guides(),
        *catalog.sources(),
        *catalog.respondents(),
    ]


def texts(value: object, path: str = "") -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield path, value
    if isinstance(value, Shape):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{path}.{getattr(value, 'id', '')}.{name}")
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from texts(item, f"{path}[{number}]")


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(item)


def test_ids_are_unique_and_every_reference_resolves():
    assert check.problems() == []


def test_nothing_researched_was_dropped():
    assert len(catalog.channels()) == 46  # 45 researched, and a generic Indonesian provider
    assert len(catalog.laws()) == 175
    assert len(catalog.guides()) == 27
    assert len(catalog.issues()) == 21  # 20 researched, and "not sure yet"
    assert len(catalog.sources()) == 96
    assert len(catalog.letter_kinds()) == 7


def test_there_is_an_issue_for_those_who_are_not_sure():
    assert catalog.issue("unspecified").names.zh == "还不确定"


def test_every_name_a_member_sees_is_there_in_three_languages():
    seen = [text for shape in parsed() for _, text in texts(shape) if isinstance(text, Names)]
    assert len(seen) > 400
    assert all(text.zh and text.en and text.id for text in seen)


def test_english_and_indonesian_texts_are_not_left_in_chinese():
    mixed = [
        (path, line)
        for shape in parsed()
        for path, text in texts(shape)
        for line in (text.en, text.id or "")
        if len(HAN.findall(line)) > 14
    ]
    assert mixed == []


def test_chinese_texts_hold_chinese_around_their_fields():
    for shape in parsed():
        for path, text in texts(shape):
            words = re.sub(r"\{\{.*?\}\}", "", text.zh).strip("；。")
            assert not words or HAN.search(words) or path.endswith(".names"), (path, text.zh)


def test_no_text_speaks_of_how_the_data_were_gathered():
    for name in FILES:
        for line in strings(catalog.raw(name)):
            assert not INTERNAL.search(line), line


def test_every_entry_has_the_version_that_is_locked():
    assert lock.changed_without_version() == []
    assert lock.missing() == [], "run: python -m joinder.reference.lock"
    assert lock.vanished() == []


def test_an_unknown_field_is_refused():
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Issue.model_validate({**catalog.raw("issues")["issues"][0], "colour": "red"})


def test_a_missing_indonesian_name_is_refused():
    entry = catalog.raw("issues")["issues"][0]
    with pytest.raises(ValidationError, match=r"names\.id"):
        Issue.model_validate({**entry, "names": {"zh": "充值失败", "en": "Top-up failed"}})


def test_every_fact_names_a_source_and_a_date():
    for shape in (*catalog.laws(), *catalog.guides(), *catalog.channels(), *catalog.issues(), *catalog.respondents()):
        assert shape.source, shape.id
        assert shape.as_of.year == 2026, shape.id


def test_contracting_entities_stay_empty_until_they_are_sourced():
    for respondent in catalog.respondents():
        if respondent.legal_name is not None:
            assert respondent.last_verified is not None, respondent.id


def test_the_laws_of_an_issue_start_with_the_primary_ones_and_repeat_none():
    for issue in catalog.issues():
        found = [law.id for law in catalog.laws_of_issue(issue.id)]
        assert found[: len(issue.primary_laws)] == issue.primary_laws
        assert len(found) == len(set(found))


def test_a_self_custody_loss_opens_no_case():
    assert not catalog.issue("self_custody_loss").case_allowed
    assert catalog.issue("withdrawal_blocked").asks_fee_question


def test_only_channels_that_accept_them_take_joint_letters():
    joint = {channel.id for channel in catalog.channels() if channel.takes_joint_letter}
    assert {"cn-samr-12315", "cn-court", "cn-alipay", "id-gopay"} <= joint
    assert not joint & {"cn-pbc-12363", "cn-consumer-association", "uk-fos", "us-cfpb", "us-provider", "cn-petition"}
