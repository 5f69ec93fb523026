"""What a request may upload: the framework bounds every field but not the files, and they would fill the disk."""

from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES: Final = 16 * 1024 * 1024
"""Over all files of a request; more than any form takes, so that a form still sees that a file is too large for it."""


class BoundedUploadHandler(FileUploadHandler):
    """Stands first: lets the first bytes of a request's files through and drops the rest."""

    passed = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002  the framework's signature
        """Hand the chunk on to the handler that stores it, or drop it."""
        if self.passed > MOST_BYTES:
            return None
        self.passed += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":  # noqa: ARG002
        """Leave the file to the handler that stored it."""
        return None
