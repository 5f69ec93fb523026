"""An uploaded logo becomes a small PNG of our own making: the same pixels, none of the file that was sent."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import PIL.Image
from PIL import ImageFile, ImageOps

MOST_UPLOADED_BYTES: Final = 2_000_000
MOST_UPLOADED_PIXELS: Final = 25_000_000
SMALLEST_SIDE: Final = 40
MOST_TIMES_LONGER: Final = 15
LARGEST: Final = (1200, 600)
MOST_BYTES: Final = 500_000
_SHRINK: Final = 0.85
_FORMATS: Final = ("PNG", "JPEG")
_OPAQUE: Final = 255


class LogoError(Exception):
    """The file can't be a logo; `code` is too_big, not_an_image, animated, too_small or too_narrow."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Image:
    """A PNG without metadata, at most 1,200 × 600 pixels and 500 kB."""

    png: bytes
    width: int
    height: int


def normalised(content: bytes) -> Image:
    """Return the picture in a PNG or JPEG file of at most 2 MB; the same file gives the same bytes.

    Raises LogoError. Its size in pixels is read from the head of the file before anything is unpacked.
    """
    if len(content) > MOST_UPLOADED_BYTES:
        raise LogoError("too_big")
    with _only_whole_files():
        try:
            picture = _plain(_opened(content))
        except (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning) as error:
            raise LogoError("too_big") from error
        except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow raises for broken files
            raise LogoError("not_an_image") from error
    picture.thumbnail(LARGEST)
    png = _png(picture)
    while len(png) > MOST_BYTES:
        picture = picture.resize((round(picture.width * _SHRINK), round(picture.height * _SHRINK)))
        png = _png(picture)
    return Image(png, picture.width, picture.height)


@contextmanager
def _only_whole_files() -> Iterator[None]:
    """Refuse files that end too early, also where WeasyPrint, when imported, tells Pillow to fill them up."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _opened(content: bytes) -> PIL.Image.Image:
    """Return the picture, checked and unpacked."""
    picture = PIL.Image.open(io.BytesIO(content), formats=_FORMATS)
    short, long = sorted(picture.size)
    if short * long > MOST_UPLOADED_PIXELS:
        raise LogoError("too_big")
    if short < SMALLEST_SIDE:
        raise LogoError("too_small")
    if long > short * MOST_TIMES_LONGER:
        raise LogoError("too_narrow")
    if getattr(picture, "n_frames", 1) > 1:
        raise LogoError("animated")
    picture.verify()  # after this the object can't be used
    picture = PIL.Image.open(io.BytesIO(content), formats=_FORMATS)
    picture.load()
    return picture


def _plain(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Return the pixels as a viewer shows them, in RGB or RGBA and with nothing beside them."""
    turned = ImageOps.exif_transpose(picture)
    if turned.has_transparency_data:
        plain = turned.convert("RGBA")
        if plain.getchannel("A").getextrema()[0] == _OPAQUE:
            plain = plain.convert("RGB")
    else:
        plain = turned.convert("RGB")
    plain.info.clear()
    return plain


def _png(picture: PIL.Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()
