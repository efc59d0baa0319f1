"""What lies around the cells of an XLSX sheet: merged ranges, hidden rows, pictures, formulas nobody computed."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
REFERENCE = re.compile(r"^([A-Z]{1,3})(\d+)$")
PICTURE_FORMULA = re.compile(r"^=?(_xlfn\.)?(DISPIMG|IMAGE)\(", re.IGNORECASE)
MAX_NOTED = 100_000


@dataclass(slots=True)
class Layout:
    """The layout of one sheet; rows and columns count from 1 and 0 as the cells do."""

    name: str
    hidden: bool
    path: str
    merged: list[tuple[int, int, int, int]] = field(default_factory=list[tuple[int, int, int, int]])
    hidden_rows: int = 0
    formulas: dict[int, dict[int, str]] = field(default_factory=dict[int, dict[int, str]])
    pictures: list[str] = field(default_factory=list[str])


def layouts(archive: ZipFile) -> list[Layout]:
    """Promise the layout of every worksheet in the order of the tabs; refuses (KeyError, ParseError) another file."""
    targets = relations(archive, "xl/workbook.xml")
    found: list[Layout] = []
    for element in _elements(archive, "xl/workbook.xml"):
        path = targets.get(element.get(RELATION, ""))
        if _tag(element) == "sheet" and path and path in archive.namelist():
            found.append(Layout(element.get("name", ""), element.get("state", "visible") != "visible", path))
    for layout in found:
        if "/worksheets/" in layout.path:
            _measure(archive, layout)
    return found


def relations(archive: ZipFile, part: str) -> dict[str, str]:
    """Promise relation id → path for one part of the file; empty when it has none."""
    folder, name = posixpath.split(part)
    place = f"{folder}/_rels/{name}.rels"
    if place not in archive.namelist():
        return {}
    return {
        element.get("Id", ""): _resolve(folder, element.get("Target", ""))
        for element in _elements(archive, place)
        if _tag(element) == "Relationship"
    }


def _resolve(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _elements(archive: ZipFile, part: str) -> Iterator[Element]:
    with archive.open(part) as file:
        for _, element in iterparse(file, ("end",)):  # noqa: S314  (the caller refused document types before)
            yield element


def _tag(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _measure(archive: ZipFile, layout: Layout) -> None:
    drawings: list[str] = []
    for element in _elements(archive, layout.path):
        tag = _tag(element)
        if tag == "c":
            _note_formula(element, layout)
        elif tag == "row":
            layout.hidden_rows += element.get("hidden") in {"1", "true"}
            element.clear()
        elif tag == "mergeCell":
            _note_merge(element.get("ref", ""), layout)
        elif tag == "drawing":
            drawings.append(element.get(RELATION, ""))
    targets = relations(archive, layout.path)
    for drawing in drawings:
        if targets.get(drawing) in archive.namelist():
            layout.pictures.extend(_anchors(archive, targets[drawing]))


def _note_formula(cell: Element, layout: Layout) -> None:
    formula = value = None
    for part in cell:
        if _tag(part) == "f":
            formula = part.text or ""
        elif _tag(part) in {"v", "is"} and (part.text or len(part)):
            value = part
    place = position(cell.get("r", ""))
    if formula is None or place is None:
        return
    if PICTURE_FORMULA.match(formula):
        layout.pictures.append(cell.get("r", ""))
    elif value is None and len(layout.formulas) < MAX_NOTED:
        layout.formulas.setdefault(place[0], {})[place[1]] = "=" + formula


def _note_merge(reference: str, layout: Layout) -> None:
    first, _, last = reference.partition(":")
    start, end = position(first), position(last)
    if start and end:
        layout.merged.append((start[0], start[1], end[0], end[1]))


def _anchors(archive: ZipFile, part: str) -> Iterator[str]:
    row = column = None
    inside = 0
    with archive.open(part) as file:
        for event, element in iterparse(file, ("start", "end")):  # noqa: S314
            tag = _tag(element)
            if event == "start":
                inside += tag == "from"
                if tag.endswith("Anchor"):
                    row = column = None
            elif tag == "from":
                inside -= 1
            elif inside and tag == "row":
                row = int(element.text or 0)
            elif inside and tag == "col":
                column = int(element.text or 0)
            elif tag == "pic":
                yield "?" if row is None or column is None else f"{letters(column)}{row + 1}"


def position(reference: str) -> tuple[int, int] | None:
    """Promise (row from 1, column from 0) of a reference such as B7; None for anything else."""
    match = REFERENCE.match(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


def letters(column: int) -> str:
    """Promise the letters of a column counted from 0: A to Z, then AA."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
