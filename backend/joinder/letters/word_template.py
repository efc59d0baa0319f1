"""Builds templates/letter.docx, the Word form of a letter; run it after a change and commit the file.

The file holds only layout and docxtpl tags; a test compares it with what this module builds.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

TARGET = Path(__file__).parent / "templates" / "letter.docx"
SERIF = ("Times New Roman", "宋体")
SANS = ("Arial", "黑体")
GREY = RGBColor(0x5C, 0x5C, 0x5C)
TABLES = {
    "people": (1.3, 4.0, 3.2, 3.4, 4.1),
    "exhibits": (2.6, 3.6, 3.6, 6.2),
    "facts": (3.4, 3.8, 6.4, 2.4),
}


def _fonts(target: Any, fonts: tuple[str, str]) -> None:  # noqa: ANN401
    found = target.get_or_add_rPr().get_or_add_rFonts()
    for name, value in zip(("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"), (*[fonts[0]] * 3, fonts[1]), strict=True):
        found.set(qn(name), value)


def _style(document: Any, name: str, size: float, fonts: tuple[str, str], **layout: float) -> None:  # noqa: ANN401
    style = document.styles[name] if name == "Normal" else document.styles.add_style(name, 1)
    style.font.size = Pt(size)
    style.font.bold = False
    _fonts(style.element, fonts)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.get_or_add_rPr().append(language)
    shape = style.paragraph_format
    shape.line_spacing = layout.get("line", 1.4)
    shape.space_before = Pt(layout.get("before", 0))
    shape.space_after = Pt(layout.get("after", 3))
    shape.left_indent = Cm(layout.get("left", 0))
    shape.first_line_indent = Cm(layout.get("first", 0))
    shape.keep_with_next = bool(layout.get("keep", 0))


def _styles(document: Any) -> None:  # noqa: ANN401
    _style(document, "Normal", 11.5, SERIF)
    _style(document, "Letter Title", 18, SANS, after=18, line=1.3)
    _style(document, "Letter Head", 12.5, SANS, before=10, after=4, keep=1)
    _style(document, "Letter Subhead", 10.5, SANS, before=4, keep=1)
    _style(document, "Letter Item", 11.5, SERIF, left=1.1, first=-1.1)
    _style(document, "Letter More", 11.5, SERIF, left=1.1)
    _style(document, "Letter Bullet", 11.5, SERIF, left=0.6, first=-0.4)
    _style(document, "Letter Small", 9.5, SERIF, line=1.2)
    _style(document, "Letter Cell", 9, SERIF, line=1.15, after=1)


def _line(document: Any, text: str, style: str = "Normal") -> Any:  # noqa: ANN401
    return document.add_paragraph(text, style=style)


def _tag(document: Any, text: str) -> None:  # noqa: ANN401
    document.add_paragraph("{%p " + text + " %}")


def _block(document: Any) -> None:  # noqa: ANN401
    kinds = {
        "field": ("{{ one.label }}{{ colon }}{{ one.text }}", "Normal"),
        "item": ("{{ one.mark }} {{ one.text }}", "Letter Item"),
        "item_more": ("{{ one.text }}", "Letter More"),
        "bullet": ("· {{ one.text }}", "Letter Bullet"),
        "subhead": ("{{ one.text }}", "Letter Subhead"),
    }
    for at, (kind, (text, style)) in enumerate(kinds.items()):
        _tag(document, f"{'elif' if at else 'if'} one.kind == '{kind}'")
        _line(document, text, style)
    _tag(document, "else")
    _line(document, "{{ indent }}{{ one.text }}")
    _tag(document, "endif")


def _body(document: Any) -> None:  # noqa: ANN401
    title = _line(document, "{{ title }}", "Letter Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in ("addressee", "opening"):
        _tag(document, f"for line in frame.{part}")
        _line(document, "{{ line }}")
        _tag(document, "endfor")
    _tag(document, "for part in sections")
    _tag(document, "if part.heading")
    _line(document, "{{ part.heading }}", "Letter Head")
    _tag(document, "endif")
    _tag(document, "for one in part.blocks")
    _block(document)
    _tag(document, "endfor")
    _tag(document, "endfor")


def _closing(document: Any) -> None:  # noqa: ANN401
    _tag(document, "for line in frame.salute")
    _line(document, "{% if loop.first %}{{ indent }}{% endif %}{{ line }}")
    _tag(document, "endfor")
    _tag(document, "for line in frame.signed")
    signed = _line(document, "{{ line }}")
    signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _tag(document, "endfor")
    _line(document, "{{ annex_word }}{{ colon }}", "Letter Subhead")
    _tag(document, "for line in frame.annexes")
    _line(document, "{{ line }}", "Letter Small")
    _tag(document, "endfor")
    _tag(document, "if withheld")
    _line(document, "{{ withheld }}", "Letter Small")
    _tag(document, "endif")


def _table(document: Any, name: str, widths: tuple[float, ...]) -> None:  # noqa: ANN401
    _tag(document, f"if {name}")
    head = _line(document, "{{ " + name + ".title }}", "Letter Head")
    head.paragraph_format.page_break_before = True
    _tag(document, f"if {name}.note")
    _line(document, "{{ " + name + ".note }}", "Letter Small")
    _tag(document, "endif")
    _tag(document, f"if {name}.rows")
    table = document.add_table(rows=4, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for at, width in enumerate(widths):
        for row in table.rows:
            row.cells[at].width = Cm(width)
            row.cells[at].paragraphs[0].style = "Letter Cell"
        table.rows[0].cells[at].paragraphs[0].text = "{{ " + f"{name}.columns[{at}]" + " }}"
        table.rows[2].cells[at].paragraphs[0].text = "{{ " + f"row[{at}]" + " }}"
    table.rows[1].cells[0].paragraphs[0].text = "{%tr for row in " + name + ".rows %}"
    table.rows[3].cells[0].paragraphs[0].text = "{%tr endfor %}"
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    _tag(document, "endif")
    _tag(document, "endif")


def _field(paragraph: Any, code: str) -> None:  # noqa: ANN401
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _edges(document: Any) -> None:  # noqa: ANN401
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(28), Mm(25)
    section.left_margin, section.right_margin = Mm(26), Mm(24)
    header = section.header.paragraphs[0]
    header.style = document.styles["Letter Small"]
    header.add_run("{{ draft }} {{ copy }}").font.color.rgb = GREY
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Letter Small"]
    footer.add_run("{{ number }}　　{{ page_a }}").font.color.rgb = GREY
    _field(footer, "PAGE")
    footer.add_run("{{ page_b }}").font.color.rgb = GREY
    _field(footer, "NUMPAGES")
    footer.add_run("{{ page_c }}").font.color.rgb = GREY


def build() -> Any:  # noqa: ANN401
    """Build the template document."""
    document = Document()
    _styles(document)
    _edges(document)
    _body(document)
    _closing(document)
    for name, widths in TABLES.items():
        _table(document, name, widths)
    return document


if __name__ == "__main__":
    build().save(str(TARGET))
