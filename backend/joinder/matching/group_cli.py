"""The command `joinder group`: near-copies and issues beside each row of anybody's spreadsheet; no database."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from joinder.core.cells import plain_cell
from joinder.matching import sheet
from joinder.matching.bulk import cores
from joinder.matching.embedding import local
from joinder.matching.schemas import reason
from joinder.matching.together import Placed, put_together

DONE, REFUSED = 0, 2
_HAN, _LETTER = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]")
_LETTERS_A_HAN = 3  # about as many letters say what one Chinese character says
_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "gb18030": "GB18030", sheet.WESTERN: "Windows-1252"}
_INDONESIAN = frozenset({"yang", "tidak", "saya", "dan", "sudah", "bisa", "dengan", "untuk", "dari", "karena", "belum"})
_STEPS = {"copies": "near-copies", "meaning": "meaning", "issues": "issues"}


@dataclass(frozen=True, slots=True)
class GroupWish:
    """What was typed: the files, the column with the texts, the column that keeps rows apart, the reasons' language."""

    source: Path
    target: Path
    text_column: str = "text"
    by: str | None = None
    lang: str = "auto"


def group_command(wish: GroupWish, screen: Console | None = None) -> int:
    """Group a file and return the exit code: 0 done, 2 refused with one line that says what to mend."""
    screen = screen or Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        read = sheet.read(wish.source)
        texts = read.column(wish.text_column)
        blocks = read.column(wish.by) if wish.by else [""] * len(texts)
        if not any(text.strip() for text in texts):
            raise sheet.SheetError(f'The column "{wish.text_column}" is empty in every row.')
        _refuse_target(wish)
        with sheet.writing(wish.target, read) as write:
            placed = _watched(texts, blocks, screen)
            lang = wish.lang if wish.lang != "auto" else language(texts)
            write([_cells(one, lang) for one in placed])
    except (sheet.SheetError, OSError) as error:
        screen.print(str(error), style="red", markup=False)
        return REFUSED
    _report(placed, wish, read.encoding, screen)
    return DONE


def _refuse_target(wish: GroupWish) -> None:
    if wish.lang not in ("auto", "zh", "en", "id"):
        raise sheet.SheetError("--lang is auto, zh, en or id.")
    if wish.target.resolve() == wish.source.resolve():
        raise sheet.SheetError("Write to another file: the first one stays as it is.")
    if not wish.target.parent.is_dir():
        raise sheet.SheetError(f"There is no folder {wish.target.parent}.")


def _watched(texts: Sequence[str], blocks: Sequence[str], screen: Console) -> list[Placed]:
    model = local()
    columns = (TextColumn("{task.description:12}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen) as bar:
        tasks: dict[str, TaskID] = {}

        def step(name: str, done: int, total: int) -> None:
            if name not in _STEPS:
                bar.console.print("The encoder gave no usable answer: issues are grouped by wording alone.")
                return
            if name not in tasks:
                tasks[name] = bar.add_task(_STEPS[name], total=total)
            bar.update(tasks[name], completed=done)

        return put_together(texts, blocks, model.embed if model else None, cores(), step)


def language(texts: Sequence[str]) -> str:
    """Promise the language most of a sample is in: Chinese by its characters, Indonesian by its commonest words."""
    sample = texts[:: max(1, len(texts) // 200)]
    votes = Counter(_language(text) for text in sample if text.strip())
    return votes.most_common(1)[0][0] if votes else "en"


def _language(text: str) -> str:
    if _LETTERS_A_HAN * len(_HAN.findall(text)) > len(_LETTER.findall(text)):
        return "zh"
    return "id" if _INDONESIAN & set(text.lower().split()) else "en"


def _cells(one: Placed, lang: str) -> tuple[object, ...]:
    said = reason(one.reason.code, one.reason.params, lang).text
    found = (one.copy_group, one.issue_group, one.score)
    return (*("" if value is None else value for value in found), plain_cell(said))


def _report(placed: Sequence[Placed], wish: GroupWish, encoding: str, screen: Console) -> None:
    copies = {one.copy_group for one in placed if one.copy_group}
    issues = Counter(one.issue_group for one in placed if one.issue_group)
    alone = sum(one.issue_group is None for one in placed)
    largest = ", ".join(str(size) for _, size in issues.most_common(5)) or "none"
    screen.print(
        f"{len(placed)} rows: {len(copies)} groups of near-copies, {len(issues)} issues (largest: {largest} rows), "
        f"{alone} rows alone. Estimated by machine: look before you count. → {wish.target} "
        f"(read as {_NAMES[encoding]}, written as {_NAMES[sheet.written_in(encoding)]})",
        markup=False,
    )
