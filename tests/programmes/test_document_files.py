"""A file is what its name says, by its content, and runs nothing; whatever comes is answered with a sentence."""

import io
import zipfile

import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.document_files import MOST_BYTES, MOST_PARTS, TYPES, DocumentError, checked

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


def picture(kind="PNG"):
    file = io.BytesIO()
    PIL.Image.new("RGB", (3, 2)).save(file, kind)
    return file.getvalue()


def office(main, *more, types="<Types/>"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        for name in (main, *more):
            archive.writestr(name, "x")
    return file.getvalue()


WORD, EXCEL = "word/document.xml", "xl/workbook.xml"
GOOD = {
    "a.pdf": PDF,
    "A.PNG": picture(),
    "a.jpg": picture("JPEG"),
    "a.jpeg": picture("JPEG"),
    "a.b.docx": office(WORD),
    "a.xlsx": office(EXCEL),
}


@pytest.mark.parametrize("name", GOOD)
def test_the_kinds_that_are_taken(name):
    assert checked(name, GOOD[name]).content_type == TYPES[name.rpartition(".")[2].lower()]


@pytest.mark.parametrize("name", ["a.exe", "a.docm", "a.svg", "a.html", "pdf", "", "a.pdf.js", "a.zip"])
def test_other_names_are_not(name):
    with pytest.raises(DocumentError) as raised:
        checked(name, PDF)
    assert "pdf, png, jpg, docx eller xlsx" in str(raised.value.told)


@pytest.mark.parametrize("name", GOOD)
def test_what_the_name_does_not_say_is_not_taken(name):
    family = {"jpg": "jpeg"}
    ending = family.get(name.rpartition(".")[2].lower(), name.rpartition(".")[2].lower())
    for other, content in GOOD.items():
        told = family.get(other.rpartition(".")[2].lower(), other.rpartition(".")[2].lower())
        if told != ending:
            with pytest.raises(DocumentError):
                checked(name, content)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (office(WORD, "word/vbaProject.bin"), "makron"),
        (office(WORD, types="application/vnd.ms-word.document.macroEnabled.main+xml"), "makron"),
        (office(WORD, "word/activeX/activeX1.xml"), "makron"),
        (office(WORD, "word/embeddings/inbäddad.xlsm"), "makron"),
        (office(WORD, *(f"word/{n}.xml" for n in range(MOST_PARTS))), "för stor när den packas upp"),
        (office(WORD)[:-30], "går inte att läsa"),
        (b"", "tom"),
        (b"0" * (MOST_BYTES + 1), "högst 10 MB"),
    ],
)
def test_office_files_that_are_not_taken(content, told):
    with pytest.raises(DocumentError) as raised:
        checked("a.docx", content)
    assert told in str(raised.value.told)


def test_a_picture_that_ends_too_early():
    with pytest.raises(DocumentError):
        checked("a.png", picture()[:20])


def refusal(name, content):
    """What the person is told, or nothing for a file that is taken."""
    try:
        checked(name, content)
    except DocumentError as error:
        return str(error.told)
    return None


@given(st.sampled_from(sorted(TYPES)), st.binary(max_size=200))
def test_whatever_comes_is_taken_or_told(ending, content):
    for start in (b"", b"%PDF-", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"):
        assert refusal(f"a.{ending}", start + content) != ""
