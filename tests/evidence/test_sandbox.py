"""A stranger's file is decoded for real in a locked-in child and comes back as pixels or letters alone."""

import io
import json
import os
import random
import subprocess
import sys
import time

import pikepdf
import pypdfium2
import pytest
from joinder.core.errors import Invalid
from joinder.evidence import child, kinds
from PIL import Image

from tests.evidence import corpus


def rebuilt(data):
    kind = kinds.sniff(data[: kinds.HEAD_BYTES])
    if kind is None:
        raise Invalid("evidence.kind_refused")
    return kind, *child.rebuild(kind, [data])


@pytest.mark.parametrize("kind", corpus.HONEST)
def test_every_accepted_kind_is_rebuilt_in_a_locked_in_child(kind):
    found, measures, copy = rebuilt(corpus.HONEST[kind]())
    assert found == kind
    assert measures["locked"] is True
    assert kinds.sniff(copy[:4096]) == kinds.derivative_kind(kind)


@pytest.mark.parametrize("name", corpus.REFUSED)
def test_a_hostile_file_is_refused_with_its_reason(name):
    make, code = corpus.REFUSED[name]
    data = make()
    started = time.monotonic()
    with pytest.raises(Invalid) as caught:
        rebuilt(data)
    assert caught.value.code == f"evidence.{code}"
    assert time.monotonic() - started < child.WALL_SECONDS


@pytest.mark.parametrize("kind", [kinds.JPEG, kinds.PNG, kinds.WEBP, kinds.HEIC])
def test_no_planted_metadata_survives_in_a_picture(kind):
    source = corpus.HONEST[kind]()
    assert corpus.MARKER.encode() in source or kind == kinds.HEIC
    _, _, copy = rebuilt(source)
    assert corpus.MARKER.encode() not in copy
    picture = Image.open(io.BytesIO(copy))
    assert picture.format == "WEBP"
    assert not picture.getexif()
    assert not picture.getexif().get_ifd(0x8825)
    assert not {"exif", "xmp", "icc_profile", "comment"} & picture.info.keys()
    assert b"EXIF" not in copy
    assert b"XMP " not in copy
    assert b"ICCP" not in copy
    assert picture.size == (540, 1170)


@pytest.mark.parametrize("make", [corpus.pdf, corpus.hostile_pdf])
def test_a_rebuilt_pdf_is_page_pictures_without_text_scripts_files_or_links(make):
    source = make()
    assert corpus.MARKER.encode() in source
    _, measures, copy = rebuilt(source)
    assert measures["pages"] == 2
    assert corpus.MARKER.encode() not in copy
    with pikepdf.open(io.BytesIO(copy)) as document:
        everything = b"".join(repr(item).encode() for item in document.objects)
        assert not any(word in everything for word in (b"/JS", b"/JavaScript", b"/URI", b"/Annots", b"/EmbeddedFile"))
        assert not document.attachments
        assert not dict(document.docinfo)
        assert {"/OpenAction", "/AA", "/Names", "/Metadata", "/AcroForm"}.isdisjoint(document.Root.keys())
    rendered = pypdfium2.PdfDocument(copy)
    assert len(rendered) == 2
    assert rendered[0].get_textpage().get_text_bounded().strip() == ""
    assert min(rendered[0].render().to_pil().convert("L").tobytes()) < 100  # the words are still there to see


def test_a_rotated_photo_is_shown_upright():
    data = corpus.Image.Exif()
    data[0x0112] = 6
    _, measures, copy = rebuilt(corpus.picture("JPEG", exif=data))
    assert (measures["width"], measures["height"]) == (540, 1170)
    assert Image.open(io.BytesIO(copy)).size == (1170, 540)


def test_a_large_picture_is_made_smaller():
    big = io.BytesIO()
    Image.new("RGB", (4000, 3000), "#336699").save(big, "JPEG")
    assert Image.open(io.BytesIO(rebuilt(big.getvalue())[2])).size == (2000, 1500)


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "1", "I;16", "CMYK"])
def test_pictures_of_every_colour_mode_are_taken(mode):
    target = io.BytesIO()
    form = "JPEG" if mode == "CMYK" else "PNG"
    (Image.new("I;16", (40, 40), 900) if mode == "I;16" else corpus.screenshot(40, 40).convert(mode)).save(target, form)
    assert Image.open(io.BytesIO(rebuilt(target.getvalue())[2])).mode == "RGB"


def test_a_picture_with_something_behind_it_is_taken_without_the_something():
    for tail in (b"PK\x03\x04" + corpus.ELF, corpus.HTML, b"<?php system($_GET[0]); ?>"):
        _, _, copy = rebuilt(corpus.picture("JPEG") + tail)
        assert tail not in copy


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_every_usual_encoding_comes_back_as_plain_utf8(encoding):
    words = "客服说：三天内退款，金额 ¥120\u202e.00\u200b\r\n第二行\u0085"
    assert rebuilt(words.encode(encoding))[2].decode() == "客服说：三天内退款，金额 ¥120.00\n第二行"


@pytest.mark.parametrize("files", [12, pytest.param(1000, marks=pytest.mark.prove)])
def test_mutated_files_never_pass_as_something_else(files):
    dice = random.Random(20261121)
    outcomes = {"taken": 0, "refused": 0}
    sources = [make() for make in corpus.HONEST.values()]
    for number in range(files):
        data = bytearray(sources[number % len(sources)])
        for _ in range(dice.randint(1, 40)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            kind, _, copy = rebuilt(bytes(data))
        except Invalid:
            outcomes["refused"] += 1
        else:
            outcomes["taken"] += 1
            assert kinds.sniff(copy[:4096]) == kinds.derivative_kind(kind)
            assert corpus.MARKER.encode() not in copy or kind == kinds.TEXT
    assert outcomes["refused"]


def test_a_child_that_hangs_is_killed_in_time(monkeypatch):
    monkeypatch.setattr(child, "WALL_SECONDS", 0.05)
    with pytest.raises(Invalid) as caught:
        child.rebuild(kinds.PNG, [corpus.png()])
    assert caught.value.code == "evidence.too_heavy"


PROBE = """
import os, socket, sys, json, threading
from joinder.evidence import confine
confine.limit_resources()
if sys.argv[4] == "no wall":
    confine._wall_files = lambda *_: False
locked = confine.lock_in()
holes = []
def tries(name, act):
    try:
        act()
    except (OSError, MemoryError):
        return
    holes.append(name)
tries("socket", lambda: socket.socket())
tries("unix socket", lambda: socket.socketpair())
tries("passwd", lambda: open("/etc/passwd"))
tries("key file", lambda: open(sys.argv[1], "rb"))
tries("list", lambda: os.listdir("/"))
tries("write file", lambda: open(sys.argv[2], "w"))
tries("unlink", lambda: os.unlink(sys.argv[1]))
tries("fork", lambda: os.fork() or os._exit(0))
tries("exec", lambda: os.execv("/bin/true", ["true"]))
tries("kill", lambda: os.kill(os.getppid(), 0))
tries("memory", lambda: bytearray(3 << 30))
def fill():
    for _ in range(1024):
        if os.write(int(sys.argv[3]), bytes(1 << 20)) < 1 << 20:
            raise OSError("cut")
tries("1 GiB", fill)
worker = threading.Thread(target=lambda: None)
worker.start(); worker.join()
print(json.dumps({"locked": locked, "holes": holes}))
"""


@pytest.mark.parametrize("kernel", ["whole", "no wall"])
def test_the_lock_holds_against_files_network_processes_memory_and_disk(tmp_path, kernel):
    secret = tmp_path / "root.key"
    secret.write_bytes(b"k" * 32)
    handle = os.memfd_create("sink")
    try:
        done = subprocess.run(
            [sys.executable, "-c", PROBE, str(secret), str(tmp_path / "new"), str(handle), kernel],
            capture_output=True,
            pass_fds=(handle,),
            check=False,
            timeout=30,
        )
        written = os.fstat(handle).st_size
    finally:
        os.close(handle)
    assert json.loads(done.stdout) == {"locked": True, "holes": []}, done.stderr
    assert written <= 64 * 1024 * 1024
    assert secret.exists()


def test_the_child_is_given_no_key_and_no_setting(monkeypatch):
    seen = {}
    monkeypatch.setenv("JOINDER_KEY_FILE", "/somewhere/root.key")
    real = subprocess.Popen

    def watched(*args, **kwargs):
        seen.update(kwargs["env"])
        return real(*args, **kwargs)

    monkeypatch.setattr(subprocess, "Popen", watched)
    rebuilt(corpus.text())
    assert set(seen) == {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
