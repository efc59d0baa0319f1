"""How well cases are suggested, and whether a member's own text betrays the member.

Run: python -m bench.issues [DATA_FOLDER]
"""

import random
import uuid
from collections import defaultdict
from pathlib import Path

import numpy as np
from joinder.matching.shelf import Profile, Shelf
from joinder.matching.terms import as_set, keyed, shared, terms
from numpy.typing import NDArray

from bench.data import Figures, found, rows, run

KEY = bytes(range(16))
RESPONDENT = uuid.UUID(int=1)
# The public titles an organizer might have given the loan issues (their names in the set are English codes).
TITLES = {
    "phone_change": "更换手机号码",
    "approval_rejected": "审批未通过，评分不足不能借款",
    "call_when": "什么时候打来确认电话",
    "cannot_open": "无法开通",
    "cash_out": "借款能不能提现到银行卡",
    "change_due": "更改还款日",
    "due_date": "还款日是几号",
    "hotline": "客服电话是多少",
    "id_error": "身份信息输入错误",
    "loan_failed": "借款失败",
    "missed_call": "没有接到确认电话",
    "no_quota": "没有额度，看不到额度",
    "settle_cert": "开具贷款结清证明",
    "wallet_repay": "用零钱或微信钱包还款",
}


def suggestions(folder: Path, label: str, titles: dict[str, str]) -> Figures:
    """Whether the right case is among the first of all, and whether a member's own text betrays the member.

    Each case: a public title and the terms shared by three or more of thirty members; asked with other people's texts.
    """
    (path,) = folder.glob("*.csv")
    told = rows(path)
    groups: dict[str, list[str]] = defaultdict(list)
    for row in told:
        groups[row[label]].append(row["text"])
    dice = random.Random(1)
    profiles: list[Profile] = []
    members: list[tuple[str, int]] = []
    strangers: list[tuple[str, int]] = []
    for at, (name, texts) in enumerate(groups.items()):
        dice.shuffle(texts)
        half = min(30, len(texts) // 2)
        public = as_set(keyed(terms(titles.get(name, name.replace("_", " "))), KEY))
        common = as_set(keyed(shared([[text] for text in texts[:half]]), KEY))
        profiles.append(Profile(uuid.UUID(int=at), RESPONDENT, "unspecified", "zh", public, common))
        members += [(text, at) for text in texts[:half]]
        strangers += [(text, at) for text in texts[half : half + 20]]
    shelf = Shelf(profiles)
    figures: Figures = {}
    for share in (1.0, 0.35):
        scored = [(_scores(shelf, text[: max(1, int(len(text) * share))]), at) for text, at in strangers]
        for first in (3, 5):
            right = sum(int((scores > scores[at]).sum()) < first for scores, at in scored)
            figures[f"suggest_top{first}_{folder.name}_{int(100 * share)}"] = right / len(scored)
    theirs = [_scores(shelf, text)[at] for text, at in members]
    others = [_scores(shelf, text)[at] for text, at in strangers]
    wins = sum((a > b) + 0.5 * (a == b) for a in theirs for b in others)
    figures[f"membership_auc_{folder.name}"] = float(wins) / (len(theirs) * len(others))
    return figures


def _scores(shelf: Shelf, text: str) -> NDArray[np.float64]:
    found = terms(text)
    return shelf.near(dict(zip(keyed(found, KEY), found.values(), strict=True)))


def figures() -> Figures:
    """Measure every set that is there."""
    measured: Figures = {}
    if folder := found("bq-issues"):
        measured |= suggestions(folder, "issue", TITLES)
    if folder := found("banking77"):
        measured |= suggestions(folder, "category", {})
    return measured


if __name__ == "__main__":
    run(figures)
