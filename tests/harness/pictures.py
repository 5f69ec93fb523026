"""Pictures for tests, made and not kept."""

import io

from PIL import Image


def png(width=240, height=80, colour=(84, 34, 92)):
    """Return a picture of one colour as the bytes of a png file."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()
