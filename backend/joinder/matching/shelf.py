"""All cases that may be suggested, as one table of keyed terms in memory, and how near a text is to each."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinder.matching.meaning import Vectors, unit
from joinder.matching.terms import Terms

# A term in the reviewed public text says more about a case than one its members happen to share.
PUBLIC, SHARED = 1.5, 1.0
# Measured with make bench-matching; smoothing keeps a term of every case from weighing nothing.
_SMOOTH = 0.1


@dataclass(frozen=True, slots=True)
class Profile:
    """One case: its company and issue, the terms of its public text and those that enough members share."""

    case_id: uuid.UUID
    respondent_id: uuid.UUID
    issue_id: str
    lang: str
    public: Terms
    shared: Terms
    meaning: Vectors | None = None  # of the public title and summary alone


class Shelf:
    """Term → cases with weights; a pure function of the profiles, so it moves only when one of them is released."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        """Weigh every profile's terms by how few cases have them."""
        self.profiles = profiles
        both = [_weighed(each) for each in profiles]
        names = np.concatenate([each[0] for each in both]) if both else np.empty(0, np.uint64)
        weights = np.concatenate([each[1] for each in both]) if both else np.empty(0)
        owners = np.repeat(np.arange(len(both)), [len(each[0]) for each in both])
        order = np.argsort(names, kind="stable")
        self.names, self._starts = np.unique(names[order], return_index=True)
        self._ends = np.append(self._starts[1:], len(names))
        self._owners = owners[order]
        spread = self._ends - self._starts
        self.rarity = np.log((1 + len(both)) / (1 + spread)) + _SMOOTH
        raw = weights[order] * np.repeat(self.rarity, spread)
        norms = np.sqrt(np.bincount(self._owners, raw**2, minlength=len(both)))
        self._weights = raw / np.where(norms > 0, norms, 1)[self._owners]
        self.respondents = np.array([each.respondent_id.hex for each in profiles], dtype="U32")
        self.issues = np.array([each.issue_id for each in profiles], dtype=str)
        self.langs = np.array([each.lang for each in profiles], dtype=str)
        self._centre, self._meanings = _centred(profiles)

    @property
    def has_meanings(self) -> bool:
        """Whether any case's public text was encoded."""
        return self._centre is not None

    def alike(self, vector: Vectors | None) -> NDArray[np.float64]:
        """Promise how near a text's vector is to each public text, about their mean; 0 without one or the other."""
        if vector is None or self._centre is None or vector.shape != self._centre.shape:
            return np.zeros(len(self.profiles))
        return (self._meanings @ unit((vector - self._centre)[None])[0]).astype(np.float64)

    def near(self, counts: Mapping[int, int]) -> NDArray[np.float64]:
        """Promise the cosine of a text (keyed term → count) to every profile; 0 where nothing is shared."""
        scores = np.zeros(len(self.profiles))
        asked = np.array(sorted(counts), dtype=np.uint64)
        at = np.minimum(np.searchsorted(self.names, asked), max(0, len(self.names) - 1))
        if not len(self.names) or not len(asked):
            return scores
        known = self.names[at] == asked
        often = np.array([counts[name] for name in sorted(counts)])
        weights = (1 + np.log(often[known])) * self.rarity[at[known]]
        norm = float(np.linalg.norm(weights))
        if not norm:
            return scores
        starts, spread = self._starts[at[known]], (self._ends - self._starts)[at[known]]
        inside = np.arange(spread.sum()) - np.repeat(np.cumsum(spread) - spread, spread)
        cells = np.repeat(starts, spread) + inside
        parts = np.repeat(weights, spread) * self._weights[cells]
        return np.bincount(self._owners[cells], parts, minlength=len(scores)) / norm


def _centred(profiles: Sequence[Profile]) -> tuple[Vectors | None, Vectors]:
    """Return the mean of the public texts' vectors and each about that mean; a case without one is all zero."""
    known = [at for at, each in enumerate(profiles) if each.meaning is not None]
    if not known:
        return None, np.zeros((len(profiles), 1), np.float32)
    vectors = np.stack([vector for each in profiles if (vector := each.meaning) is not None])
    centre = vectors.mean(axis=0)
    meanings = np.zeros((len(profiles), vectors.shape[1]), np.float32)
    meanings[known] = unit(vectors - centre) if len(known) > 1 else unit(vectors)
    return centre, meanings


def _weighed(profile: Profile) -> tuple[Terms, NDArray[np.float64]]:
    only_shared = np.setdiff1d(profile.shared, profile.public, assume_unique=True)
    names = np.concatenate([profile.public, only_shared])
    return names, np.concatenate([np.full(len(profile.public), PUBLIC), np.full(len(only_shared), SHARED)])
