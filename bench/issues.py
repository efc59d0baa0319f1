"""How well cases are suggested, and whether a member's own text betrays the member.

Run: python -m bench.issues [DATA_FOLDER]

Each case has up to thirty members and is asked for with twenty other people's texts. Its public text is written as a
moderator would, from what the members have in common: the title is the issue's name in words (the loan issues have
English codes as names, so their titles stand below); the summary is the twelve pairs of characters, words or pairs of
words that at least three members use and that few other cases do, most used first. The profile is that public text,
its vector, and the keyed terms that enough members share.
"""

import math
import random
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from joinder.matching.encoder import BuiltIn
from joinder.matching.meaning import Vectors
from joinder.matching.ordinary import ordinary
from joinder.matching.shelf import Profile, Shelf
from joinder.matching.suggesting import MEANING, Asked, rank, worth_encoding
from joinder.matching.terms import as_set, keyed, shared, terms
from numpy.typing import NDArray

from bench.data import Figures, found, rows, run

KEY = bytes(range(16))
RESPONDENT = uuid.UUID(int=1)
MEMBERS, STRANGERS, SUMMARY = 30, 20, 12
Numbers = NDArray[np.float64]
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


@dataclass(frozen=True)
class World:
    """The cases on one shelf, the texts of their members, and other people's texts about the same."""

    shelf: Shelf
    members: list[tuple[str, int]]
    strangers: list[tuple[str, int]]
    model: BuiltIn

    def place(self, text: str, at: int, share: float) -> int:
        """Return how many cases stand before the right one as the product ranks them; many where it is not shown."""
        words = text[: max(1, int(len(text) * share))]
        counts = terms(words)
        known = dict(zip(keyed(counts, KEY), counts.values(), strict=True))
        vector = self.model.embed([words])[0] if worth_encoding(words) else None
        ranked = rank(self.shelf, known, vector, Asked(words, RESPONDENT, None, "zh"))
        return next((before for before, fit in enumerate(ranked) if fit.at == at), len(self.shelf.profiles))

    def scores(self, told: list[tuple[str, int]], share: float = 1.0) -> tuple[Numbers, Numbers]:
        """Return every raw score of every case for these texts, or for their beginnings: terms and meaning."""
        texts = [text[: max(1, int(len(text) * share))] for text, _ in told]
        found_ = [terms(text) for text in texts]
        near = [self.shelf.near(dict(zip(keyed(one, KEY), one.values(), strict=True))) for one in found_]
        vectors = self.model.embed(texts)
        worth = [worth_encoding(text) for text in texts]
        alike = [self.shelf.alike(each if yes else None) for each, yes in zip(vectors, worth, strict=True)]
        return np.array(near), np.array(alike)


def _pieces(texts: list[str]) -> Counter[str]:
    """Count how many texts use each pair of characters, word or pair of words."""
    counts = Counter[str]()
    for text in texts:
        for name in terms(text):
            kind, _, rest = name.partition(":")
            if (kind == "w" and rest) or (kind == "b" and not rest.startswith(" ")) or (len(name) == 2 and not rest):
                counts[rest or name] += 1
    return Counter({name: count for name, count in counts.items() if count >= 3})


def _summary(own: Counter[str], used_by: Counter[str], cases: int) -> str:
    telling = sorted(own, key=lambda name: (-own[name] * math.log((1 + cases) / used_by[name]), name))
    return "，".join(telling[:SUMMARY])


def build(folder: Path, label: str, titles: dict[str, str]) -> World:
    """Write every case's public text and freeze its profile."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row in (row for path in sorted(folder.glob("*.csv")) for row in rows(path)):
        groups[row[label]].append(row["text"])
    dice = random.Random(1)
    for texts in groups.values():
        dice.shuffle(texts)
    halves = {name: min(MEMBERS, len(texts) // 2) for name, texts in groups.items()}
    pieces = {name: _pieces(texts[: halves[name]]) for name, texts in groups.items()}
    used_by = Counter(piece for own in pieces.values() for piece in own)
    public = [f"{titles.get(n, n.replace('_', ' '))}\n{_summary(pieces[n], used_by, len(groups))}" for n in groups]
    model = BuiltIn()
    vectors: Vectors = model.embed(public)
    profiles: list[Profile] = []
    for at, (name, texts) in enumerate(groups.items()):
        common = as_set(keyed(shared([[text] for text in texts[: halves[name]]], ordinary()), KEY))
        own = as_set(keyed(terms(public[at]), KEY))
        profiles.append(Profile(uuid.UUID(int=at), RESPONDENT, "unspecified", "zh", own, common, vectors[at]))
    members = [(text, at) for at, (n, texts) in enumerate(groups.items()) for text in texts[: halves[n]]]
    strangers = [
        (text, at) for at, (n, texts) in enumerate(groups.items()) for text in texts[halves[n] : halves[n] + STRANGERS]
    ]
    return World(Shelf(profiles), members, strangers, model)


def suggestions(world: World, name: str) -> Figures:
    """Print and return whether the right case is among the first, at full length and while it is typed.

    As the product ranks them: a case that fits too little is not shown at all, and then counts as not found. Beside it
    what the terms alone would give, without that line.
    """
    own = np.array([at for _, at in world.strangers])
    made: Figures = {}
    for share in (1.0, 0.6, 0.35):
        typed = "" if share == 1 else f"_{int(100 * share)}"
        places = np.array([world.place(text, at, share) for text, at in world.strangers])
        near, _ = world.scores(world.strangers, share)
        better = (near > near[np.arange(len(own)), own][:, None]).sum(axis=1)
        for how, before in (("", places), ("terms_", better)):
            for first in (1, 3, 5):
                made[f"suggest_{how}top{first}_{name}{typed}"] = float((before < first).mean())
    for key, value in made.items():
        print(f"  {key:32} {value:.3f}")
    return made


def membership(world: World, name: str) -> Figures:
    """Return how well each raw score tells members from others (the worst for us), beside a profile of vectors."""
    tables = [world.scores(told) for told in (world.members, world.strangers)]
    places = [np.array([at for _, at in told]) for told in (world.members, world.strangers)]
    attacks: dict[str, float] = {}
    for attack in ("terms", "meaning", "both", "lead"):
        attacks[attack] = _auc(*(_seen(attack, *table, at) for table, at in zip(tables, places, strict=True)))
    vectors = [world.model.embed([text for text, _ in told]) for told in (world.members, world.strangers)]
    inside = [vectors[0][places[0] == at] for at in range(len(world.shelf.profiles))]
    nearest = [
        np.array([float((inside[at] @ vector).max()) for vector, at in zip(each, where, strict=True)])
        for each, where in zip(vectors, places, strict=True)
    ]
    print(f"  membership {name}: {attacks}")
    return {f"membership_auc_{name}": max(attacks.values()), f"membership_control_{name}": _auc(*nearest)}


def _seen(attack: str, near: Numbers, alike: Numbers, at: NDArray[np.int64]) -> Numbers:
    both = near + MEANING * alike
    row = np.arange(len(at))
    rest = both.copy()
    rest[row, at] = -np.inf
    own = {"terms": near[row, at], "meaning": alike[row, at], "both": both[row, at]}
    return own.get(attack, both[row, at] - rest.max(axis=1))


def _auc(members: Numbers, others: Numbers) -> float:
    wins = (members[:, None] > others[None]).mean() + 0.5 * (members[:, None] == others[None]).mean()
    return float(max(wins, 1 - wins))


def figures() -> Figures:
    """Measure every set that is there."""
    made: Figures = {}
    for place, label, name, titles in (("bq-issues", "issue", "zh", TITLES), ("banking77", "category", "en", {})):
        if folder := found(place):
            world = build(folder, label, titles)
            made |= suggestions(world, name) | membership(world, name)
    if made:
        made["membership_auc"] = max(value for key, value in made.items() if key.startswith("membership_auc"))
        made["membership_control"] = min(value for key, value in made.items() if "control" in key)
    return made


if __name__ == "__main__":
    run(figures)
