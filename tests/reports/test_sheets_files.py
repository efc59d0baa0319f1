"""Opening files: encodings, delimiters, kinds, and clear refusals."""

from datetime import date
from io import BytesIO

import pytest
from joinder.core.errors import Refusal
from joinder.reports.sheets.dates import DateRules
from joinder.reports.sheets.opening import open_sheet
from joinder.reports.sheets.reading import Read, Rejected, Rules
from joinder.reports.sheets.survey import survey
from openpyxl import Workbook

from tests.reports.damaged import SHEET1, broken_stream, marked, rewritten

RULES = Rules(DateRules(date(2026, 11, 2)), "CNY")
SHEET = "姓名,电话,金额,经过\n测试甲,13800000001,￥500,余额没有到账\n测试乙,13800000002,约1.2万,提现失败\n"


def _read(path, stated=None):
    tables = survey(open_sheet(path), stated or {}, RULES)
    return [entry for table in tables for entry in table.read(RULES)]


def _refusal(path, stated=None, tab=None):
    with pytest.raises(Refusal) as caught:
        survey(open_sheet(path), stated or {}, RULES, tab)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_each_encoding(tmp_path, encoding):
    path = tmp_path / "sheet.csv"
    path.write_bytes(SHEET.encode(encoding))
    assert [entry.name for entry in _read(path)] == ["测试甲", "测试乙"]


@pytest.mark.parametrize("words", ["They don’t refund", "Café “Support” can’t be reached", "Café, it’s my money"])
def test_curly_quotes_and_accents_as_windows_saves_them_are_read_as_such(tmp_path, words):
    path = tmp_path / "sheet.csv"
    path.write_bytes(f'name,amount,story\nAnn,500,"{words} and support only tells me to wait"\n'.encode("cp1252"))
    assert [entry.narrative.partition(" and ")[0] for entry in _read(path)] == [words]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_with_each_delimiter(tmp_path, delimiter):
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET.replace(",", delimiter), encoding="utf-8")
    assert [entry.amount.minor for entry in _read(path)] == [50_000, 1_200_000]


def test_json_lines_keep_a_broken_line_as_a_reject(tmp_path):
    path = tmp_path / "sheet.jsonl"
    path.write_text(
        '{"name": "甲", "text": "扣款"}\nnot json\n{"name": "乙", "text": "冻结", "amount": 5}\n', encoding="utf-8"
    )
    kinds = [entry.reason if isinstance(entry, Rejected) else entry.name for entry in _read(path)]
    assert kinds == ["甲", "not_json", "乙"]


def test_a_sheet_without_header_is_read_by_its_values(tmp_path):
    path = tmp_path / "sheet.csv"
    rows = [
        f"测{n},1380000000{n},2025-03-0{n},￥{n}00,充值之后余额一直没有到账，客服让我等七个工作日再说吧"
        for n in range(1, 6)
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    assert {entry.phone for entry in _read(path)} == {f"+861380000000{n}" for n in range(1, 6)}
    assert all(isinstance(entry, Read) and entry.happened and entry.amount and entry.narrative for entry in _read(path))


def test_a_row_with_more_cells_than_columns_is_rejected_not_cut(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET + "测试丙,13800000003,5,一个,没有引号的逗号\n", encoding="utf-8")
    assert _read(path)[-1].reason == "too_many_cells"


def test_broken_bytes_reject_their_row_alone(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_bytes(SHEET.encode() + b"\xff\xfe\xfd,13800000003,5,\xff\n")
    assert [getattr(entry, "reason", "taken") for entry in _read(path)] == ["taken", "taken", "unreadable"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "reports.sheet_empty"),
        (b"\xef\xbb\xbf \n\n", "reports.sheet_empty"),
        ("姓名,电话,经过\n".encode(), "reports.sheet_no_rows"),
        ("颜色,大小\n红,5\n蓝,6\n".encode(), "reports.sheet_nobody"),
        ("姓名,颜色\n甲,红\n乙,蓝\n".encode(), "reports.sheet_nothing_told"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "reports.sheet_old_excel"),
        (b"PK\x03\x04garbage", "reports.sheet_damaged"),
        (b"%PDF-1.7", "reports.sheet_unknown"),
        (b"\x89PNG\r\n\x1a\n", "reports.sheet_unknown"),
    ],
)
def test_what_is_no_sheet_is_refused_with_its_reason(tmp_path, content, code):
    path = tmp_path / "sheet.csv"
    path.write_bytes(content)
    assert _refusal(path) == code


def _workbook() -> bytes:
    book, file = Workbook(), BytesIO()
    assert book.active is not None
    book.active.append(("姓名", "电话", "金额", "经过"))
    for number in range(1, 40):
        book.active.append((f"测试{number}", "13800000001", number, "没有到账"))
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "damage",
    [
        broken_stream,
        lambda data: broken_stream(data, "xl/workbook.xml"),
        lambda data: broken_stream(data, "xl/styles.xml"),
        lambda data: marked(data, flags=1),
        lambda data: marked(data, method=97),
        lambda data: data[: len(data) // 2],
        lambda data: rewritten(data, SHEET1, "<v>39</v>", "<v>many</v>"),
        lambda data: rewritten(data, SHEET1, 't="n"><v>39</v>', 't="s"><v>39</v>'),
        lambda data: rewritten(data, "xl/styles.xml", 'sz val="11"', 'sz val="big"'),
        lambda data: rewritten(data, "xl/workbook.xml", "</sheets>", "<sheets>"),
    ],
)
def test_a_damaged_locked_or_odd_workbook_is_refused_as_damaged(tmp_path, damage):
    path = tmp_path / "sheet"  # as an upload is kept: without an ending
    path.write_bytes(_workbook())
    assert [entry.amount.minor for entry in _read(path)] == [n * 100 for n in range(1, 40)]
    path.write_bytes(damage(_workbook()))
    with pytest.raises(Refusal) as caught:
        _read(path)
    assert caught.value.code == "reports.sheet_damaged"


def test_json_lines_nested_without_end_or_holding_half_a_character_are_rejected_alone(tmp_path):
    path = tmp_path / "sheet.jsonl"
    good = '{"name": "甲", "text": "扣款😀"}\n'
    escaped = '{"name": "乙", "text": "\\u6263\\u6b3e\\ud83d\\ude00"}\n'
    nested = [f'{{"name": "丙", "text": "扣款", "more": {"[" * deep}{"]" * deep}}}' for deep in range(800, 1000)]
    half = '{"name": "丁", "text": "\\ud800"}\n{"name": "丁", "text": "扣款", "\\udc00": 1}\n'
    path.write_text(good + escaped + "[" * 200_000 + "\n" + half + "\n".join(nested) + "\n", encoding="utf-8")
    kinds = [entry.reason if isinstance(entry, Rejected) else entry.name for entry in _read(path)]
    assert kinds[:5] == ["甲", "乙", "not_json", "not_json", "not_json"]
    assert len(kinds) == 205
    assert set(kinds[5:]) == {"丙", "not_json"}
    assert [entry.narrative for entry in _read(path)[:2]] == ["扣款😀", "扣款😀"]


def test_an_endless_quote_is_told_with_its_row(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET + '测试丙,1,5,"' + "长" * 4_100_000, encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        _read(path)
    assert (caught.value.code, caught.value.params["row"]) == ("reports.sheet_broken", 4)


def test_a_text_of_200000_characters_is_rejected_with_its_column(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET + "测试丙,13800000003,5," + "长" * 200_000 + "\n", encoding="utf-8")
    last = _read(path)[-1]
    assert (last.reason, last.column) == ("text_too_long", "经过")


def test_columns_can_be_stated(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("谁,号码,给了多少,怎么回事,身份证\n甲,13800000001,500,没到账,110105491231002\n", encoding="utf-8")
    stated = {"name": "谁", "amount": "给了多少", "text": "怎么回事", "ignore": "身份证"}
    assert [entry.amount.minor for entry in _read(path, stated)] == [50_000]
    assert _refusal(path, {"amount": "没有这列"}) == "reports.map_unknown_column"
    assert _refusal(path, {"colour": "谁"}) == "reports.map_unknown_field"
    assert _refusal(path, {"name": "身份证"}) == "reports.map_refused_column"


def test_one_tab_alone_and_an_unknown_tab(tmp_path):
    book = Workbook()
    for number, name in enumerate(("甲群", "乙群")):
        sheet = book.create_sheet(name) if number else book.active
        sheet.title = name
        sheet.append(["姓名", "经过"])
        sheet.append([f"测试{name}", "扣款"])
    book.save(tmp_path / "sheet.xlsx")
    tables = survey(open_sheet(tmp_path / "sheet.xlsx"), {}, RULES, "乙群")
    assert [entry.name for table in tables for entry in table.read(RULES)] == ["测试乙群"]
    assert _refusal(tmp_path / "sheet.xlsx", tab="丙群") == "reports.no_such_tab"
