"""A logo is checked by its content, and what is kept of the file is the picture alone."""

import io
import random
import struct
import zlib

import PIL.Image
import pytest
from PIL import ImageFile, PngImagePlugin

from reports.logos import LogoError, normalised

PLUM = (84, 34, 92)


def file_of(picture, kind="PNG", **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def plain(width=200, height=80, mode="RGB", colour=PLUM):
    return PIL.Image.new(mode, (width, height), colour)


def noise(width, height, mode="RGB"):
    dice = random.Random(4)  # noqa: S311  the same picture every time
    return PIL.Image.frombytes(mode, (width, height), dice.randbytes(width * height * len(mode)))


def opened(logo):
    picture = PIL.Image.open(io.BytesIO(logo.png))
    picture.load()
    return picture


def refusal(content):
    with pytest.raises(LogoError) as refused:
        normalised(content)
    return refused.value.code


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_stays_as_it_looks(kind):
    logo = normalised(file_of(plain(), kind))
    picture = opened(logo)
    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (200, 80))
    assert (logo.width, logo.height) == picture.size
    assert all(abs(a - b) <= 2 for a, b in zip(picture.getpixel((9, 9)), PLUM, strict=True))


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16", "CMYK", "LA", "RGBA"])
def test_every_kind_of_colour_becomes_plain(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = PIL.Image.new(mode, (100, 60))
    assert opened(normalised(file_of(picture, kind))).mode == ("RGBA" if mode in {"LA", "RGBA"} else "RGB")


def test_transparency_stays_and_an_opaque_layer_goes():
    clear = plain(mode="RGBA", colour=(*PLUM, 90))
    assert opened(normalised(file_of(clear))).getpixel((5, 5)) == (*PLUM, 90)
    opaque = plain(mode="RGBA", colour=(*PLUM, 255))
    assert opened(normalised(file_of(opaque))).mode == "RGB"
    palette = file_of(plain(mode="P", colour=0), transparency=0)
    assert opened(normalised(palette)).getpixel((5, 5))[3] == 0


def test_nothing_but_the_picture_is_kept():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "HEMLIG")
    exif = PIL.Image.Exif()
    exif[0x010E] = "HEMLIG"
    png = file_of(plain(), pnginfo=notes, exif=exif, dpi=(300, 300), icc_profile=b"HEMLIG") + b"HEMLIG"
    jpeg = file_of(plain(), "JPEG", exif=exif, comment=b"HEMLIG") + b"HEMLIG"
    for content in (png, jpeg):
        logo = normalised(content)
        assert b"HEMLIG" in content
        assert b"HEMLIG" not in logo.png
        assert opened(logo).info == {}
        assert logo == normalised(content)


def test_a_photo_that_lies_on_its_side_is_turned():
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    logo = normalised(file_of(plain(200, 80), "JPEG", exif=exif))
    assert (logo.width, logo.height) == (80, 200)


@pytest.mark.parametrize(
    ("size", "fits"), [((2400, 1200), (1200, 600)), ((2400, 400), (1200, 200)), ((300, 1200), (150, 600))]
)
def test_what_is_too_large_to_print_is_made_smaller(size, fits):
    logo = normalised(file_of(plain(*size)))
    assert (logo.width, logo.height) == fits


def test_what_does_not_pack_is_made_smaller_until_it_does():
    logo = normalised(file_of(noise(700, 600, "RGBA")))
    assert len(logo.png) <= 500_000
    assert logo.width / logo.height == pytest.approx(700 / 600, rel=0.02)
    assert logo.width > 200


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        b"%PDF-1.7",
        file_of(plain(), "GIF"),
        file_of(plain(), "BMP"),
        file_of(plain(), "WEBP"),
        file_of(noise(90, 90))[:9000],
        file_of(noise(90, 90), "JPEG")[:2000],
        file_of(noise(90, 90)).replace(b"IDAT", b"IDAX", 1),
        file_of(plain()).replace(b"IHDR", b"IHDX", 1),
    ],
)
@pytest.mark.parametrize("lenient", [True, False])
def test_what_is_no_whole_png_or_jpeg_is_refused(content, lenient, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    assert refusal(content) == "not_an_image"
    assert ImageFile.LOAD_TRUNCATED_IMAGES is lenient


def test_sizes_that_can_not_be_a_logo_are_told_apart():
    assert refusal(b"x" * 2_000_001) == "too_big"
    assert refusal(file_of(plain(39, 200))) == "too_small"
    assert refusal(file_of(plain(1000, 39))) == "too_small"
    assert refusal(file_of(plain(700, 40))) == "too_narrow"
    assert normalised(file_of(plain(40, 40))).width == 40
    assert normalised(file_of(plain(600, 40))).width == 600


@pytest.mark.parametrize("side", [6_000, 12_000, 60_000])
def test_a_small_file_with_many_pixels_is_refused_by_its_head(side):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(9999))) + chunk(b"IEND", b"")
    assert refusal(bomb) == "too_big"


def test_a_note_that_unpacks_without_end_is_refused():
    text = chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(80_000_000)))
    content = file_of(plain())
    assert refusal(content[:33] + text + content[33:]) == "not_an_image"


def test_a_moving_picture_is_refused():
    frames = [plain(colour=(value, 0, 0)) for value in (0, 100, 200)]
    assert refusal(file_of(frames[0], save_all=True, append_images=frames[1:])) == "animated"
