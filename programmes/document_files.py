"""What may lie in a document room: told by the file's content and by its name, both of which must agree.

Files are stored as they came and never opened here beyond this; what would run something when it is opened is refused.
"""

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

import PIL.Image
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PARTS: Final = 5_000
MOST_UNPACKED: Final = 300 * 1024 * 1024
MOST_PIXELS: Final = 100_000_000
TAIL: Final = 2_048
"""A PDF ends with its mark, but for a little that some programs write after it."""

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
TYPES: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
}
_MAIN_PARTS: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_PICTURES: Final = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
_RUNNING: Final = ("vbaproject.bin", "vbadata.xml")
_RUNNING_ENDINGS: Final = (".docm", ".xlsm", ".xlsb", ".dotm", ".xltm", ".exe", ".js", ".vbs")
_PLAIN_OFFICE: Final = _("Filen går inte att läsa. Öppna den i Word eller Excel och spara den på nytt.")


class DocumentError(Exception):
    """The file is not taken; `told` says why and what to do."""

    def __init__(self, told: str | Promise) -> None:
        super().__init__()
        self.told = told


@dataclass(frozen=True)
class Checked:
    """A file that may be stored, with the type that it is handed out as."""

    name: str
    content: bytes
    content_type: str


def checked(name: str, content: bytes) -> Checked:
    """Return the file when it is what its name says and runs nothing. Raises DocumentError."""
    _stem, dot, ending = name.lower().rpartition(".")
    if not dot or ending not in TYPES:
        raise DocumentError(_("Välj en fil av slaget pdf, png, jpg, docx eller xlsx."))
    if not content:
        raise DocumentError(_("Filen är tom."))
    if len(content) > MOST_BYTES:
        raise DocumentError(_("Filen är för stor: högst 10 MB."))
    if ending == "pdf":
        _check_pdf(content)
    elif ending in _PICTURES:
        _check_picture(content, _PICTURES[ending])
    else:
        _check_office(content, _MAIN_PARTS[ending])
    return Checked(name, content, TYPES[ending])


def _check_pdf(content: bytes) -> None:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-TAIL:]:
        raise DocumentError(_("Filen går inte att läsa som pdf. Spara den på nytt som pdf."))


def _check_picture(content: bytes, kind: str) -> None:
    """Read the head and walk through the file without unpacking it."""
    broken = _("Filen går inte att läsa som bild. Välj en hel bildfil i formatet png eller jpg.")
    try:
        picture = PIL.Image.open(io.BytesIO(content), formats=[kind])
        if picture.width * picture.height > MOST_PIXELS:
            raise DocumentError(_("Bilden har för många bildpunkter. Spara en mindre kopia."))
        picture.verify()
    except (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning) as error:
        raise DocumentError(_("Bilden har för många bildpunkter. Spara en mindre kopia.")) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow raises for broken files
        raise DocumentError(broken) from error


def _check_office(content: bytes, main: str) -> None:
    """Look at the names and claimed sizes of an archive's parts, and at what its list of contents says it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if main not in names or "[Content_Types].xml" not in names:
                raise DocumentError(_PLAIN_OFFICE)
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise DocumentError(_("Filen är för stor när den packas upp. Dela upp den."))
            listed = archive.getinfo("[Content_Types].xml")
            with archive.open(listed) as file:
                types = file.read(min(listed.file_size, MOST_BYTES)).lower()
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise DocumentError(_PLAIN_OFFICE) from error
    if b"macroenabled" in types or any(_runs(name.lower()) for name in names):
        raise DocumentError(_("Filen har makron eller annat som kör program. Spara den utan det."))


def _runs(name: str) -> bool:
    return name.endswith((*_RUNNING, *_RUNNING_ENDINGS)) or "/activex/" in f"/{name}"
