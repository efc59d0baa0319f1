"""Printed letters: Chinese text comes back, every font is embedded, data is never markup, the same bytes each time."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from joinder.letters import printing, word, word_template

from tests.letters import samples
from tests.letters.samples import AT, composition, laid_out

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


def pdf_text(data, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(data)
    return "".join(run("pdftotext", str(path), "-").split()), path


@needs_poppler
@pytest.mark.parametrize("lang", ["zh", "en", "id"])
def test_the_text_of_a_pdf_comes_back_and_every_font_is_embedded(lang, tmp_path):
    text, path = pdf_text(printing.pdf(laid_out(lang), AT), tmp_path)
    words = samples.TEXTS[lang]
    for piece in (words["brand"], words["entity"], words["common"], "K7QX00001", "LT7Q2M4K9X"):
        assert "".join(piece.split()) in text
    fonts = [line.split() for line in run("pdffonts", str(path)).splitlines()[2:]]
    assert fonts
    assert all(font[-5] == "yes" for font in fonts), fonts


@needs_poppler
def test_the_members_copy_holds_nobodys_line(tmp_path):
    text, _path = pdf_text(printing.pdf(laid_out(with_annex=False), AT), tmp_path)
    assert "K7QX" not in text
    assert "名单与证据目录只附于收件人的那一份" in text
    assert "附件三数字、日期与引文的来源" in text


@needs_poppler
def test_words_of_a_drafter_are_printed_and_never_run(tmp_path):
    hostile = '#read("/etc/passwd") $x^2$ *b* @ref <tag> {{t1.on}} </w:t> & \\n'
    made = composition(plan_changes={"problem": hostile})
    text, _path = pdf_text(printing.pdf(laid_out(composed=made), AT), tmp_path)
    assert '#read("/etc/passwd")$x^2$*b*@ref<tag>2026年3月5日</w:t>&\\n' in text


def test_the_template_cannot_read_outside_its_own_folder():
    compiler = printing.typst.Compiler(root=printing.TEMPLATES)
    with pytest.raises(RuntimeError):
        compiler.compile(b'#read("/../figures.yaml")', format="pdf")


@pytest.mark.parametrize("printer", [printing.pdf, word.docx])
def test_the_same_data_gives_the_same_bytes(printer):
    assert printer(laid_out(), AT) == printer(laid_out(), AT)


def test_a_docx_is_well_formed_holds_the_text_and_names_chinese_fonts():
    hostile = "<b>&amp; {{t1.on}} {% raw %} \x07 </w:t>"
    made = composition(plan_changes={"problem": hostile})
    with zipfile.ZipFile(BytesIO(word.docx(laid_out(composed=made), AT))) as archive:
        assert archive.testzip() is None
        body = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - we just wrote it
        styles = archive.read("word/styles.xml").decode()
    text = "".join(body.itertext())
    assert "<b>&amp; 2026年3月5日 {% raw %}  </w:t>" in text
    assert samples.TEXTS["zh"]["brand"] in text
    assert "K7QX00001" in text
    assert "{{" not in text
    assert 'w:eastAsia="宋体"' in styles


def test_the_committed_word_template_is_what_its_module_builds():
    built = BytesIO()
    word_template.build().save(built)
    with zipfile.ZipFile(built) as fresh, zipfile.ZipFile(word_template.TARGET) as kept:
        for part in ("word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml"):
            assert fresh.read(part) == kept.read(part), "run: python -m joinder.letters.word_template"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.prove
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_libreoffice_opens_the_docx(lang, tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(word.docx(laid_out(lang), AT))
    home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path))
    text = "".join(run("pdftotext", str(tmp_path / "letter.pdf"), "-").split())
    assert "".join(samples.TEXTS[lang]["entity"].split()) in text
    assert "K7QX00030" in text


@pytest.mark.prove
@needs_poppler
def test_an_annex_of_ten_thousand_people_prints_whole_with_its_header_on_every_page(tmp_path):
    document = laid_out(size=10_000)
    text, _path = pdf_text(printing.pdf(document, AT), tmp_path)
    assert "K7QX00001" in text
    assert "K7QX10000" in text
    assert text.count("参与人发生时间") > 100
