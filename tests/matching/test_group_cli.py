"""`joinder group`: any sheet in, every column out with groups and reasons; a clear line for what cannot be read."""

import csv
import io
from pathlib import Path

import pytest
from joinder.cli import main
from joinder.matching import group_cli, sameness
from joinder.matching.encoder import BuiltIn
from joinder.matching.group_cli import GroupWish, group_command, language
from joinder.matching.meaning import EmbeddingError
from joinder.matching.together import put_together
from rich.console import Console
from typer.testing import CliRunner

from tests.matching.endpoint import choose, running
from tests.matching.test_grouping import FROZEN, WITHDRAWAL
from tests.matching.world import OTHER_STORY, STORY

ADDED = ["copy_group", "issue_group", "score", "reason"]


def _put(path: Path, table: list[list[str]], encoding: str = "utf-8") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def _run(path: Path, delimiter: str = ",", **more: str) -> tuple[int, str, list[dict[str, str]]]:
    said = io.StringIO()
    target = path.with_name("out.csv")
    code = group_command(GroupWish(path, target, **more), Console(file=said, width=200))
    rows: list[dict[str, str]] = []
    if target.exists():
        content = target.read_bytes()
        text = content.decode("utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "gb18030")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    return code, said.getvalue(), rows


def _sheets(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if one.suffix in (".csv", ".part")]


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    table = [["id", "text", "备注"], ["1", STORY, "第一行\n第二行"], ["2", STORY.replace("一千多", "两千多"), ""]]
    table += [["3", OTHER_STORY, "a,b"], ["4", "", "空"], ["5", STORY + "谢谢！", '"引号"']]
    return _put(tmp_path / "in.csv", table)


def test_every_column_comes_back_with_groups_and_reasons(stories: Path) -> None:
    code, said, rows = _run(stories)
    assert code == 0
    assert list(rows[0]) == ["id", "text", "备注", *ADDED]
    assert [row["备注"] for row in rows] == ["第一行\n第二行", "", "a,b", "空", '"引号"']
    assert [row["copy_group"] for row in rows] == ["1", "1", "", "", "1"]
    assert "2" in rows[1]["reason"]
    assert all(row["reason"] for row in rows)
    assert "5 rows" in said
    assert "Estimated by machine" in said


def test_issues_are_grouped_and_copies_go_with_their_first(tmp_path: Path) -> None:
    texts = [*FROZEN, *WITHDRAWAL, FROZEN[0]]
    _, _, rows = _run(_put(tmp_path / "in.csv", [["text"], *[[text] for text in texts]]))
    groups = [row["issue_group"] for row in rows]
    assert groups[-1] == groups[0] != ""
    assert rows[-1]["copy_group"] == rows[0]["copy_group"] != ""


def test_a_column_keeps_rows_apart(tmp_path: Path) -> None:
    table = [["text", "company"], [STORY, "竹叶"], [STORY, "苍鹭"], [STORY, "竹叶"]]
    _, _, rows = _run(_put(tmp_path / "in.csv", table), by="company")
    assert [row["copy_group"] for row in rows] == ["1", "", "1"]


def test_gb18030_in_is_gb18030_out(tmp_path: Path) -> None:
    path = _put(tmp_path / "in.csv", [["text"], [STORY], [STORY]], "gb18030")
    code, _, rows = _run(path)
    assert code == 0
    assert rows[0]["text"] == STORY
    (tmp_path / "out.csv").read_bytes().decode("gb18030")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_read_and_written_again(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"{delimiter}text\n1{delimiter}{STORY}\n2{delimiter}{STORY}\n", encoding="utf-8-sig")
    rows = _run(path, delimiter)[2]
    assert list(rows[0]) == ["", "text", *ADDED]
    assert [row["copy_group"] for row in rows] == ["1", "1"]


@pytest.mark.parametrize("character", list("\u2028\u2029\x85\v\f\x1c\x1d\x1e"), ids=ascii)
def test_only_a_line_break_ends_a_row(tmp_path: Path, character: str) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"text,id\n{STORY}{character}{OTHER_STORY},1\n{OTHER_STORY},2\n", encoding="utf-8", newline="")
    code, _, rows = _run(path)
    assert code == 0
    assert [(row["text"], row["id"]) for row in rows] == [(STORY + character + OTHER_STORY, "1"), (OTHER_STORY, "2")]


def test_columns_without_a_name_come_back(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"\nid,text,,\n1,{STORY},a,b\n", encoding="utf-8")
    assert _run(path)[0] == 0
    written = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"), newline="")))
    assert [row[:4] for row in written] == [["id", "text", "", ""], ["1", STORY, "a", "b"]]


WESTERN = ["They don’t refund", "I can’t reach “Support”, café or not", "it’s my money"]


@pytest.mark.parametrize("texts", [WESTERN[::2], WESTERN])
def test_windows_1252_is_not_taken_for_chinese(tmp_path: Path, texts: list[str]) -> None:
    code, said, rows = _run(_put(tmp_path / "in.csv", [["text"], *[[text] for text in texts]], "cp1252"), lang="zh")
    assert code == 0
    assert [row["text"] for row in rows] == texts
    assert "read as Windows-1252, written as UTF-8" in said.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    ["這個賬號無法登錄，請退還餘額", "they don’t refund me 😀", "the app says 退款 and no more", "朱镕先生 refund"],
)
def test_chinese_stays_chinese(tmp_path: Path, text: str) -> None:
    code, said, rows = _run(_put(tmp_path / "in.csv", [["text"], [text]], "gb18030"))
    assert (code, rows[0]["text"]) == (0, text)
    assert "read as GB18030, written as GB18030" in said.replace("\n", " ")


@pytest.mark.parametrize("kind", ["folder", "unwritable"])
def test_a_target_that_cannot_be_written_is_refused_before_the_work(
    stories: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    def worked(*_: object) -> None:
        pytest.fail("worked first")

    monkeypatch.setattr(group_cli, "put_together", worked)
    target = stories.parent
    if kind == "unwritable":
        target = Path("/proc/out.csv")  # nobody can write there, not even root
    said = io.StringIO()
    assert group_command(GroupWish(stories, target), Console(file=said, width=200)) == 2
    assert ("is a folder" if kind == "folder" else "cannot be written") in said.getvalue()
    assert len(said.getvalue().strip().splitlines()) == 1
    assert _sheets(stories.parent) == ["in.csv"]


def test_what_breaks_off_leaves_nothing(stories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(group_cli, "put_together", breaks)
    with pytest.raises(KeyboardInterrupt):
        group_command(GroupWish(stories, stories.with_name("out.csv")), Console(file=io.StringIO()))
    assert _sheets(stories.parent) == ["in.csv"]


def test_the_bar_moves_while_neighbours_are_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sameness, "_ROWS_AT_ONCE", 4)
    heard: list[tuple[str, int, int]] = []
    texts = [*FROZEN, *WITHDRAWAL]
    blocks = ["a"] * 2 + ["b"] * 10
    put_together(texts, blocks, None, 1, lambda *step: heard.append(step))
    done = [done for name, done, total in heard if name == "issues" and total == 12]
    assert done == [0, 2, 2, 6, 10, 12, 12]


def test_no_text_leaves_the_machine(stories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def fails(_self: object, texts: list[str]) -> None:
        asked.append(len(texts))
        raise EmbeddingError("not today")

    monkeypatch.setattr(BuiltIn, "embed", fails)
    with running() as endpoint:
        choose(monkeypatch, "http", url=endpoint.url, model="small")
        assert _run(stories)[0] == 0
    assert endpoint.bodies == []
    assert asked == [2]


def test_formulas_stay_the_files_own_and_none_is_added(tmp_path: Path) -> None:
    _, _, rows = _run(_put(tmp_path / "in.csv", [["text"], ["=1+1 " + STORY], ["=1+1 " + STORY], ["=2"]]))
    assert [row["text"][0] for row in rows] == ["="] * 3
    assert not [row[name] for row in rows for name in ADDED if row[name].startswith(("=", "+", "@"))]


BAD = {
    "empty": (b"", "The file is empty"),
    "blank": (b" \n\n", "The file is empty"),
    "header alone": (b"text,id\n", "no rows"),
    "binary": (b"\x00\x01\x02\xff\xfe" * 50, "neither UTF-8 nor GB18030"),
    "utf-16": ("text\n退款\n".encode("utf-16"), "neither UTF-8 nor GB18030"),
    "no such column": (b"story\nabc\n", 'no column "text". The file has: story'),
    "twice": (b"text,a b,a b\na,b,c\n", "same name: a b"),
    "grouped before": (b"text,reason\na,b\n", "already has reason"),
    "too wide": (b"text,id\na,1,2\n", "Row 2 has 3 cells"),
    "open quote": (b'text\n"abc\n', "not a readable CSV table"),
    "no texts": (b"text,id\n,1\n ,2\n", "empty in every row"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_grouped_is_said_in_one_line_and_nothing_is_written(tmp_path: Path, kind: str) -> None:
    content, wanted = BAD[kind]
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    code, said, _ = _run(path)
    assert code == 2
    assert wanted in said
    assert len(said.strip().splitlines()) == 1
    assert _sheets(tmp_path) == ["in.csv"]


def test_a_missing_file_folder_or_the_same_file_is_refused(stories: Path) -> None:
    screen = Console(file=io.StringIO())
    assert group_command(GroupWish(stories.with_name("none.csv"), stories.with_name("o.csv")), screen) == 2
    assert group_command(GroupWish(stories, stories.parent / "no" / "o.csv"), screen) == 2
    assert group_command(GroupWish(stories, stories), screen) == 2
    assert group_command(GroupWish(stories, stories.with_name("o.csv"), lang="fr"), screen) == 2
    assert stories.read_text("utf-8").startswith("id,text")


def test_the_command_is_there(stories: Path) -> None:
    target = stories.with_name("out.csv")
    done = CliRunner().invoke(main, ["group", str(stories), str(target), "--text-column", "text", "--lang", "en"])
    assert done.exit_code == 0
    assert "row 2" in target.read_text("utf-8-sig")
    refused = CliRunner().invoke(main, ["group", str(stories), str(target), "--text-column", "nope"])
    assert refused.exit_code == 2


def test_an_encoder_that_fails_leaves_wording(tmp_path: Path) -> None:
    heard: list[str] = []

    def fails(_texts: object) -> None:
        raise EmbeddingError("no usable answer")

    texts = [*FROZEN, *WITHDRAWAL]
    placed = put_together(texts, [""] * 12, fails, 1, lambda name, *_: heard.append(name))  # type: ignore[arg-type]
    assert "unencoded" in heard
    assert len(placed) == 12


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (FROZEN, "zh"),
        (["Saldo saya tidak bisa ditarik"] * 3, "id"),
        (["my money is gone"], "en"),
        ([""], "en"),
        (["I paid 淘宝 twice and got nothing"] * 3, "en"),
        (["我的iPhone退款"], "zh"),
    ],
)
def test_the_language_is_told_from_the_texts(texts: list[str], wanted: str) -> None:
    assert language(texts) == wanted


def test_hostile_texts_are_placed(tmp_path: Path) -> None:
    texts = ["\u202e\u200b", "😡" * 2000, "x" * 200_000, "，。", "退" * 5000, STORY]
    placed = put_together([*texts, "\ud800"], [""] * 7, None, 1, lambda *_: None)
    assert len(placed) == 7
