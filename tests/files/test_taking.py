"""SEC-29, SEC-30, SEC-32, SEC-64, SEC-71: what is taken into the store, and what is not."""

from __future__ import annotations

import hashlib
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.files import samples
from tests.files.samples import PDF, SECRET, docx, jpeg, ole, png, sent, zipped
from wuze.files import images, kinds, store
from wuze.files.errors import BadFile
from wuze.files.kinds import KINDS, kind_of
from wuze.files.rules import shown_name, size_word


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of its own."""
    with override_settings(MEDIA_ROOT=tmp_path / "files"):
        yield tmp_path


def refused(name: str, content: bytes) -> str:
    """Why a file is not taken."""
    with pytest.raises(BadFile) as found:
        store.take(sent(name, content))
    return found.value.sentence


GOOD = {
    "走访.jpg": jpeg(), "走访.JPEG": jpeg(), "图.png": png(), "纪要.pdf": PDF, "情况.docx": docx(), "情况.doc": ole("WordDocument"),
    "表.xlsx": zipped(**{"[Content_Types].xml": b"x", "xl__workbook.xml": b"<workbook/>"}), "表.xls": ole("Workbook"),
    "文.ofd": zipped(**{"OFD.xml": b"<OFD/>"}), "说明.txt": "办了三件事。".encode(), "旧说明.txt": "办了三件事。".encode("gb18030"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_sec_30_what_is_in_the_list_is_taken_by_its_content(folder: Path, name: str) -> None:
    taken = store.take(sent(name, GOOD[name]))
    path = store.path_of(taken.sha256)
    assert (taken.kind, taken.size) == (kind_of(GOOD[name]).code, path.stat().st_size)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == taken.sha256
    assert path == folder / "files" / taken.sha256[:2] / taken.sha256[2:]
    assert taken.name.lower() == name.lower()


def test_sec_30_on_disk_a_file_has_no_name_and_nobody_runs_it(folder: Path) -> None:
    path = store.path_of(store.take(sent("a.pdf", PDF)).sha256)
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent)]
    assert (modes, path.suffix, list((folder / "incoming").iterdir())) == ([0o600, 0o700], "", [])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"<html><script>alert(1)</script></html>", "网页或程序"),
        ("a.pdf", b"<svg xmlns='x' onload='alert(1)'/>", "网页或程序"),
        ("a.txt", b"text\n<?php system('id');", "网页或程序"),
        ("a.pdf", b"MZ\x90\0\x03", "不收"),
        ("a.exe", PDF, "名字和内容不符"),
        ("a.html", "只是文字".encode(), "名字和内容不符"),
        ("a.png", jpeg(), "名字和内容不符"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "图片已损坏"),
        ("a.jpg", b"\xff\xd8\xff\xd9", "图片已损坏"),
        ("a.jpg", jpeg()[:-2], "图片已损坏"),
        ("a.jpg", jpeg(0), "图片已损坏"),
        ("a.png", png()[:40], "图片已损坏"),
        ("a.png", png()[:8], "图片已损坏"),
        ("a.pdf", PDF[:20], "PDF已损坏"),
        ("a.pdf", PDF.replace(b"/Type", b"/JavaScript (app.alert)/Type"), "脚本或附件"),
        ("a.pdf", b"", "空的"),
        ("a.docx", docx()[:60], "已损坏"),
        ("a.zip", zipped(**{"a.txt": b"x"}), "不收"),
        ("a.docx", docx(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"), "宏"),
        ("a.doc", ole("WordDocument") + "_VBA_PROJECT".encode("utf-16-le"), "宏"),
        ("a.xls", ole("EncryptedPackage"), "密码"),
        ("a.ppt", ole("PowerPoint Document"), "不收"),
        ("a.txt", b"\x81\x00\xff\xff\xfe", "不收"),
    ],
)
def test_sec_30_what_pretends_is_refused(folder: Path, name: str, content: bytes, words: str) -> None:
    assert words in refused(name, content)
    assert list(store.stored()) == []


def test_a_scan_in_which_a_short_word_turns_up_by_chance_is_a_pdf(folder: Path) -> None:
    packed = b"2 0 obj <</Length 9>> stream\n\x00/JS \x01/Launch\nendstream endobj\n"
    assert store.take(sent("扫描件.pdf", PDF.replace(b"trailer", packed + b"trailer"))).kind == "pdf"


def test_sec_30_a_file_behind_a_file_is_cut_off_or_refused(folder: Path) -> None:
    behind = zipped(**{"evil.txt": b"x" * 50})
    photo, picture = store.take(sent("a.jpg", jpeg(tail=behind))), store.take(sent("a.png", png(tail=behind)))
    assert photo.sha256 == store.take(sent("b.jpg", jpeg())).sha256
    assert picture.sha256 == store.take(sent("b.png", png())).sha256
    assert "夹带" in refused("a.pdf", PDF + behind)


def test_sec_71_place_and_device_go_and_how_the_phone_was_held_stays() -> None:
    clean = images.clean_jpeg(jpeg(turned=6))
    assert (SECRET in clean, SECRET in images.clean_png(png())) == (False, False)
    assert images._orientation(clean[clean.index(b"Exif") :]) == 6
    assert images.clean_jpeg(clean) == clean
    assert b"Exif" not in images.clean_jpeg(jpeg(turned=1))
    assert b"Exif" not in images.clean_jpeg(jpeg(turned=99))


@pytest.mark.parametrize(
    "body", [b"nothing", b"Exif\0\0XX*\0", b"Exif\0\0II*\0\xff\xff\xff\x00", b"Exif\0\0II*\0\x08\0\0\0\0\0"]
)
def test_a_record_of_the_camera_that_says_nothing(body: bytes) -> None:
    assert images._orientation(body) == 0


def test_sec_29_bombs_are_refused_at_once(folder: Path) -> None:
    bomb = zipped(**{"[Content_Types].xml": b"x", "word__document.xml": bytes(30 << 20)})
    lies = bytearray(docx(word__media=bytes(200_000)))
    at = lies.index(b"PK\x01\x02", lies.index(b"PK\x01\x02") + 4)
    at = lies.index(b"PK\x01\x02", at + 4)
    lies[at + 24 : at + 28] = (100).to_bytes(4, "little")  # the directory says 100 bytes
    many = zipped(**{"OFD.xml": b"x"}, **{f"a{number}": b"" for number in range(kinds.MOST_ENTRIES)})
    begun = time.monotonic()
    assert "大得异常" in refused("a.docx", bomb)
    assert "大得异常" in refused("a.ofd", many)
    assert "已损坏" in refused("a.docx", bytes(lies))
    assert "像素太多" in refused("a.png", png(60_000, 60_000))
    assert "像素太多" in refused("a.jpg", jpeg(60_000, 60_000))
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\用户\\纪要.PDF", "纪要.pdf"),
        ("a.php.pdf", "a_php.pdf"),
        ("2026.11.27 会议.pdf", "2026.11.27 会议.pdf"),
        ("纪\u202efdp.exe.pdf", "纪fdp_exe.pdf"),
        ("行\r\nSet-Cookie: a=b.pdf", "行Set-Cookie_ a=b.pdf"),
        (".pdf", "材料.pdf"),
        ("长" * 200 + ".pdf", "长" * 80 + ".pdf"),
    ],
)
def test_sec_30_sec_31_names_are_only_shown(given: str, shown: str) -> None:
    assert shown_name(given, KINDS["pdf"]) == shown


@pytest.mark.parametrize("name", ["张三身份证.pdf", "职工花名册.pdf", "机密文件.pdf"])
def test_sec_64_a_name_that_speaks_of_what_must_not_be_here(folder: Path, name: str) -> None:
    assert "不得上传身份证、花名册、涉密材料。" in refused(name, PDF)


def test_one_content_lies_there_once_and_a_damaged_copy_is_healed(folder: Path) -> None:
    first = store.take(sent("a.pdf", PDF))
    path = store.path_of(first.sha256)
    path.write_bytes(b"broken")
    second = store.take(sent("b.pdf", PDF))
    assert (second.sha256, path.read_bytes(), len(list(store.stored()))) == (first.sha256, PDF, 1)


def test_size(folder: Path) -> None:
    with override_settings(FILE_MOST_BYTES=1 << 20):
        assert refused("a.pdf", PDF + bytes(1 << 20)) == "文件1.0 MB，一个最多1.0 MB。照片可以缩小，长文件可以分开。"
    assert [size_word(size) for size in (1, 3000, 3 << 20)] == ["1 KB", "3 KB", "3.0 MB"]


def test_a_full_disk_is_said(folder: Path) -> None:
    (folder / "incoming").write_text("in the way")
    assert "存不进" in refused("a.pdf", PDF)


# --- SEC-32 -----------------------------------------------------------------------------------------------------------

SCANNER = "import sys; data = open(sys.argv[1], 'rb').read(); sys.exit(1 if b'EICAR' in data else CODE)"


def scanner(code: int) -> str:
    """A program that finds the test virus; for all else it ends with this code."""
    return f'"{sys.executable}" -c "{SCANNER.replace("CODE", str(code))}"'


def test_sec_32_a_virus_never_reaches_the_store(folder: Path) -> None:
    with override_settings(FILE_SCAN=scanner(0)):
        assert "查出病毒" in refused("a.txt", samples.EICAR)
        clean = store.take(sent("a.pdf", PDF))
    assert ([sha256 for sha256, _ in store.stored()], list((folder / "incoming").iterdir())) == ([clean.sha256], [])


@pytest.mark.parametrize("command", [scanner(2), "/no/such/scanner", "'unclosed"])
def test_sec_32_sec_65_without_a_scanner_that_answers_nothing_is_taken(folder: Path, command: str) -> None:
    with override_settings(FILE_SCAN=command):
        assert "没有回应" in refused("a.pdf", PDF)
    assert list(store.stored()) == []
