"""The display rule: what is never shown, and what always stands beside a contact."""

import re
from datetime import date

import pytest
from joinder.reference import catalog, display, reading_channels
from joinder.reference.schema.channels import Channel

LANGS = ("zh", "en", "id")
HIDDEN = ("unverified", "conflicting")


def shown_text(channel: Channel, lang: str) -> str:
    return reading_channels.channel_detail(channel, lang).model_dump_json()


def verified(channel: Channel, number: int) -> Channel:
    contacts = list(channel.contacts)
    contacts[number] = contacts[number].model_copy(update={"last_verified": date(2026, 11, 20)})
    return channel.model_copy(update={"contacts": contacts})


@pytest.mark.parametrize("lang", LANGS)
def test_no_unverified_or_conflicting_contact_is_ever_visible(lang: str):
    for channel in catalog.channels():
        seen = {entry.value for entry in display.visible_contacts(channel, lang)}
        for contact in channel.contacts:
            said = contact.value or (contact.words.say(lang) if contact.words else "")
            if contact.status in HIDDEN or channel.confidence in HIDDEN:
                assert said not in seen, (channel.id, said)


@pytest.mark.parametrize("lang", LANGS)
def test_a_hidden_number_or_address_stands_nowhere_in_what_a_channel_shows(lang: str):
    for channel in display.shown_channels():
        text = shown_text(channel, lang)
        for contact in channel.contacts:
            if contact.status in HIDDEN and contact.value:
                assert contact.value not in text, (channel.id, contact.value)


@pytest.mark.parametrize("lang", LANGS)
def test_a_hidden_number_of_a_company_stands_nowhere_on_its_page(lang: str):
    for respondent in catalog.respondents():
        text = reading_channels.respondent_read(respondent, lang).model_dump_json()
        channel = catalog.channel(respondent.channel)
        for contact in channel.contacts:
            if contact.value and (contact.status in HIDDEN or channel.confidence in HIDDEN):
                assert contact.value not in text, (respondent.id, contact.value)


@pytest.mark.parametrize("lang", LANGS)
def test_every_visible_contact_carries_date_mark_and_scam_warning(lang: str):
    for channel in catalog.channels():
        for contact in display.visible_contacts(channel, lang):
            assert contact.as_of == date(2026, 11, 21)
            assert contact.mark == catalog.wordings().not_checked.say(lang)
            assert contact.warning == catalog.wordings().scam_warning.say(lang)


def test_every_number_and_address_names_its_source():
    for channel in catalog.channels():
        for contact in display.visible_contacts(channel, "zh"):
            if not contact.instruction:
                assert contact.sources, (channel.id, contact.value)


def test_the_mark_says_when_a_person_checked():
    channel = verified(catalog.channel("cn-alipay"), 0)
    first, second = display.visible_contacts(channel, "en")
    assert first.mark == "Checked by a person on 2026-11-20."
    assert second.mark.startswith("Not yet checked by a person")


def test_where_every_contact_is_hidden_the_way_to_find_it_is_shown():
    channel = catalog.channel("cn-douyin-pay")
    (only,) = display.visible_contacts(channel, "zh")
    assert only.instruction
    assert only.value == catalog.wordings().ask_the_company.zh


def test_a_hidden_entry_in_the_app_is_replaced_by_how_to_find_it():
    found = display.visible_contacts(catalog.channel("cn-wechat-pay"), "en")
    assert [entry.value for entry in found][:2] == ["95017", "https://kf.weixin.qq.com/"]
    assert found[-1].value == catalog.wordings().ask_the_company.en


def test_conflicting_numbers_of_gopay_are_hidden_and_its_help_in_the_app_is_shown():
    found = display.visible_contacts(catalog.channel("id-gopay"), "id")
    assert [entry.value for entry in found] == ["Aplikasi GoPay/Gojek: Bantuan"]


def test_instructions_are_shown_as_instructions():
    (only,) = display.visible_contacts(catalog.channel("cn-company-generic"), "en")
    assert only.instruction
    assert not display.visible_contacts(catalog.channel("cn-alipay"), "en")[0].instruction


def test_channels_and_deadlines_nobody_could_check_are_not_shown():
    shown = {channel.id for channel in display.shown_channels()}
    assert "cn-unionpay" not in shown
    assert "cn-samr-12315" in shown
    events = {deadline.event for channel in display.shown_channels() for deadline in display.shown_deadlines(channel)}
    assert "pbc_rule_reply" not in events
    assert "institution_reply_after_forwarding" not in events
    assert "acceptance_decision" in events


def test_the_unseen_sixty_days_of_the_central_bank_are_shown_nowhere():
    for lang in LANGS:
        for ref_id in ("cn-alipay", "cn-pbc-12363"):
            assert not re.search(r"\b60\b|至60|60天|60日", shown_text(catalog.channel(ref_id), lang))


def test_lists_of_channels_drop_those_nobody_may_see():
    assert display.shown_ids(["cn-unionpay", "cn-alipay", "eu-nca"]) == ["cn-alipay"]


def test_unchecked_self_help_steps_are_not_shown():
    assert display.first_actions(catalog.issue("self_custody_loss"), "zh") == []
    assert display.first_actions(catalog.issue("topup_failed"), "id")


def test_readers_are_sent_only_to_official_pages():
    for source in catalog.sources():
        if source.link:
            assert source.type in ("official", "primary_copy", "primary_partial", "mixed")
    assert catalog.source("ALIPAY-1").link is None
    assert display.source_lines(["ALIPAY-WRONG", "UNSOURCED"]) == []


def test_a_letter_cites_a_law_only_when_everything_holds():
    assert display.citable(catalog.law("CN-CPL-8"))
    assert not display.citable(catalog.law("CN-SAMR121-12"))  # explains procedure
    assert not display.citable(catalog.law("CN-PBC43-19"))  # confidence low
    assert not display.citable(catalog.law("CN-SAMR20"))  # repealed
    assert not display.citable(catalog.law("CN-ECL-57"))  # condition not confirmed
    assert display.citable(catalog.law("CN-ECL-57"), frozenset({"CN-ECL-57"}))
    assert not display.citable(catalog.law("CN-PBC43-19"), frozenset({"CN-PBC43-19"}))


def test_unverified_laws_are_not_listed_for_an_issue():
    assert "CN-PBC5-COMPLAINT" in {law.id for law in catalog.laws_of_issue("slow_support")}
    assert "CN-PBC5-COMPLAINT" not in {law.id for law in display.shown_laws("slow_support")}


def test_a_company_without_checked_channel_is_reached_by_the_generic_one():
    assert reading_channels.company_channel(catalog.respondent("dana")).id == "id-company-generic"
    assert reading_channels.company_channel(catalog.respondent("alipay")).id == "cn-alipay"
