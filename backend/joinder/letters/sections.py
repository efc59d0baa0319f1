"""The sections of a letter, each written from phrases; a kind's reference entry decides which and in what order."""

from collections.abc import Callable
from typing import Any

from typing_extensions import TypedDict

from joinder.core.texts import joined
from joinder.letters.phrases import knows, say
from joinder.letters.plan import LetterPlan
from joinder.letters.setting import Setting


class Block(TypedDict):
    """A paragraph, list item or labelled field; left out while a figure it needs has nothing to say."""

    kind: str
    label: str
    text: str
    needs: list[str]


class Section(TypedDict):
    """A headed part of the letter."""

    id: str
    heading: str
    blocks: list[Block]


Demands = list[dict[str, Any]]
Writer = Callable[[LetterPlan, Setting, Demands], list[Block]]


def _block(kind: str, text: str, *needs: str, label: str = "") -> Block:
    return {"kind": kind, "label": label, "text": text, "needs": list(needs)}


def _kind_path(path: str, setting: Setting) -> str:
    """Return where a sentence is written for the letter's kind: a report of a breach has no complainants."""
    own = f"{path}_{setting.kind.id}"
    return own if knows(own) else path


def _paragraph(text: str, *needs: str) -> Block:
    return _block("paragraph", text, *needs)


def parties(plan: LetterPlan, setting: Setting, _demands: Demands) -> list[Block]:
    """Write who complains (only the number of those who approved) and about whom."""
    lang, who = setting.lang, setting.respondent
    label = say("parties/complainants_label", lang)
    blocks = [_block("field", say("parties/complainants", lang), label=label)]
    if plan.reply_to:
        blocks.append(_block("field", plan.reply_to, label=say("parties/contact_label", lang)))
    blocks.append(_block("field", who.brand, label=say("parties/respondent_label", lang)))
    return blocks + _entity(setting)


def _entity(setting: Setting) -> list[Block]:
    lang, who = setting.lang, setting.respondent
    name = who.legal_name or say("parties/entity_unknown", lang)
    blocks = [_block("field", name, label=say("parties/entity_label", lang))]
    if who.legal_name and who.registration_code:
        blocks.append(_block("field", who.registration_code, label=say("parties/code_label", lang)))
    if who.legal_name and who.address:
        blocks.append(_block("field", who.address, label=say("parties/address_label", lang)))
    return blocks


def reporter(plan: LetterPlan, setting: Setting, _demands: Demands) -> list[Block]:
    """Write who reports a suspected breach."""
    lang = setting.lang
    blocks = [_block("field", say("parties/complainants", lang), label=say("parties/reporters_label", lang))]
    if plan.reply_to:
        blocks.append(_block("field", plan.reply_to, label=say("parties/contact_label", lang)))
    return blocks


def respondent(_plan: LetterPlan, setting: Setting, _demands: Demands) -> list[Block]:
    """Write whom a report of a breach is about."""
    label = say("parties/reported_label", setting.lang)
    return [_block("field", setting.respondent.brand, label=label), *_entity(setting)]


def representatives(plan: LetterPlan, setting: Setting, _demands: Demands) -> list[Block]:
    """Write who hands the letter in, and that they may not settle for anybody."""
    if not plan.handed_in_by:
        return []
    names = joined(plan.handed_in_by, setting.lang)
    return [_paragraph(say("representatives/text", setting.lang, names=names))]


def claims(_plan: LetterPlan, setting: Setting, demands: Demands) -> list[Block]:
    """Write what is asked, and for whom: everyone, or the sub-group that asks for it."""
    lang = setting.lang
    audience = "company" if setting.recipient.channel_type == "company" else "other"
    blocks = [_paragraph(say(f"claims/intro/{audience}", lang))]
    for one in demands:
        if one["everyone"]:
            blocks.append(_block("item", say("claims/everyone", lang, what=one["what"])))
            continue
        key = one["key"]
        blocks.append(_block("item", say("claims/some", lang, key=key, what=one["what"]), f"{key}.people"))
        blocks.append(_block("item_more", say("claims/some_amounts", lang, key=key), f"{key}.amounts"))
    blocks.append(_paragraph(say("claims/each_separately", lang)))
    return blocks


def happened(plan: LetterPlan, setting: Setting, _demands: Demands) -> list[Block]:
    """Write what happened: the problem, what is common, the dated timeline, the effect."""
    lang = setting.lang
    blocks = [_paragraph(plan.problem)]
    if plan.common_facts:
        blocks.append(_block("subhead", say("facts/common_label", lang)))
        blocks += [_paragraph(text) for text in plan.common_facts]
    if plan.timeline:
        blocks.append(_block("subhead", say("facts/timeline_label", lang)))
    for at, one in enumerate(plan.timeline, 1):
        text = say("facts/timeline", lang, key=f"t{at}", what=one.what, source=one.source)
        blocks.append(_block("bullet", text))
    if plan.impact:
        blocks += [_block("subhead", say("facts/impact_label", lang)), _paragraph(plan.impact)]
    return [*blocks, _paragraph(say(_kind_path("facts/personal", setting), lang))]


def summary(_plan: LetterPlan, setting: Setting, _demands: Demands) -> list[Block]:
    """Write the figures over those who approved, and, apart from them, what a dated release says of others."""
    lang = setting.lang
    blocks = [
        _paragraph(say("summary/people", lang)),
        _paragraph(say("summary/period", lang), "period"),
        _paragraph(say("summary/amounts", lang), "amounts", "amount_people"),
        _paragraph(say("summary/issues", lang), "issues"),
        _paragraph(say("summary/areas", lang), "areas"),
    ]
    if setting.others is not None:
        blocks.append(_paragraph(say("summary/others", lang)))
    return blocks


def prior(plan: LetterPlan, setting: Setting, _demands: Demands) -> list[Block]:
    """Write what the people behind the letter have already asked of the company."""
    text = say("summary/asked", setting.lang, company=setting.respondent.brand)
    blocks = [_paragraph(text, "asked_people", "asked_period")]
    return [*blocks, _paragraph(plan.prior)] if plan.prior else blocks


def exhibits(_plan: LetterPlan, setting: Setting, _demands: Demands) -> list[Block]:
    """Write how many exhibits from how many people are attached."""
    some = _paragraph(say("evidence/some", setting.lang), "exhibits", "exhibit_people")
    return [some, _paragraph(say("evidence/on_request", setting.lang))]


def legal_basis(plan: LetterPlan, setting: Setting, _demands: Demands) -> list[Block]:
    """Write the laws the drafter chose, in paraphrase."""
    if not plan.laws:
        return []
    lines = [_law_line(one.law_id, setting) for one in plan.laws if one.law_id in setting.laws]
    return [_paragraph(say("legal/intro", setting.lang)), *lines]


def _law_line(law_id: str, setting: Setting) -> Block:
    law = setting.laws[law_id]
    fields = {"name": law.name, "paraphrase": law.paraphrase.rstrip("。.")}
    if law.article is None:
        return _block("bullet", say("legal/line_whole", setting.lang, **fields))
    return _block("bullet", say("legal/line", setting.lang, key=law.key, **fields))


def breach(plan: LetterPlan, setting: Setting, demands: Demands) -> list[Block]:
    """Write what a regulator is asked to look at, leaving the finding to it."""
    blocks = happened(plan, setting, demands) + legal_basis(plan, setting, demands)
    return [*blocks, _paragraph(say("legal/please_check", setting.lang))] if plan.laws else blocks


def previous(plan: LetterPlan, setting: Setting, _demands: Demands) -> list[Block]:
    """Write when the earlier letter arrived."""
    return [_paragraph(say("previous/letter", setting.lang))] if plan.previous else []


def standing(plan: LetterPlan, _setting: Setting, _demands: Demands) -> list[Block]:
    """Write where things stand since the earlier letter, in the drafter's words."""
    return [_paragraph(plan.problem), *(_paragraph(text) for text in plan.common_facts)]


def reply(plan: LetterPlan, setting: Setting, _demands: Demands) -> list[Block]:
    """Write the reply period as our request (or the law's, only when confirmed) and what follows lawfully."""
    lang = setting.lang
    if setting.recipient.channel_type != "company":
        lines = [_paragraph(say("reply/authority", lang))]
    else:
        lines = [_paragraph(say("reply/days_law" if plan.reply_period_law else "reply/days", lang))]
    if plan.reply_to:
        lines.append(_paragraph(say("reply/to", lang, reply_to=plan.reply_to)))
    if setting.recipient.channel_type == "company":
        lines.append(_paragraph(say("reply/next", lang)))
    return lines


def _fixed(path: str) -> Writer:
    return lambda _plan, setting, _demands: [_paragraph(say(path, setting.lang))]


WRITERS: dict[str, Writer] = {
    "parties": parties,
    "reporter": reporter,
    "respondent": respondent,
    "representatives": representatives,
    "prior_complaint": prior,
    "previous_letter": previous,
    "current_state": standing,
    "claims": claims,
    "facts": happened,
    "facts_breach": breach,
    "participants_summary": summary,
    "evidence_list": exhibits,
    "legal_basis": legal_basis,
    "request_check": _fixed("check/request"),
    "reply_request": reply,
    "protection": _fixed("check/protect"),
    "declaration_truth": _fixed("check/truth"),
}
FRAME = {"title", "addressee", "closing", "signatures", "annexes"}


def order(setting: Setting) -> list[str]:
    """Return the sections of a kind in order; the figures, prior contact and a reply always have a place."""
    wanted = [one for one in setting.kind.sections if one in WRITERS]
    facts_at = next((at for at, one in enumerate(wanted) if one in ("facts", "facts_breach", "current_state")), -1) + 1
    for extra in ("participants_summary", "prior_complaint"):
        if extra not in wanted and facts_at:
            wanted.insert(facts_at + (extra == "prior_complaint"), extra)
    if not {"reply_request", "request_check"} & set(wanted):
        at = wanted.index("declaration_truth") if "declaration_truth" in wanted else len(wanted)
        wanted.insert(at, "reply_request")
    return wanted


def write_all(plan: LetterPlan, setting: Setting, demands: Demands) -> list[Section]:
    """Write all sections of the letter's kind that have something to say."""
    out: list[Section] = []
    for one in order(setting):
        blocks = WRITERS[one](plan, setting, demands)
        if blocks:
            out.append(
                {"id": one, "heading": say(_kind_path(f"heading/{one}", setting), setting.lang), "blocks": blocks}
            )
    return out


def closing(plan: LetterPlan, setting: Setting) -> dict[str, list[str]]:
    """Write the frame: addressee and salutation before, closing and who stands behind it after."""
    lang, name = setting.lang, setting.recipient.name
    salute = [say("closing/salute", lang)] + ([name] if lang == "zh" else [])
    signed = [say(_kind_path("closing/signed", setting), lang)]
    if plan.handed_in_by:
        signed.append(say("closing/by", lang, names=joined(plan.handed_in_by, lang)))
    return {
        "addressee": [say("addressee", lang, recipient=name)],
        "opening": [text for text in [say("closing/opening", lang)] if text],
        "salute": salute,
        "signed": [*signed, say("closing/dated", lang)],
        "annexes": [say(f"annex/{one}", lang) for one in ("people", "exhibits", "facts")],
    }
