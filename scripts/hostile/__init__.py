"""Hostile documents, made by rule: what a careless reader takes minutes or gigabytes for, or falls over.

Every file is small enough to be sent by mail. What unpacks to gigabytes is in scripts/torture itself.
"""
from . import archives, doc, docx, html, markup, pdf, plain


def write(folder, fixtures):
    """Writes them all into a folder that is there. fixtures: the folder of the readers' fixtures."""

    def put(name, content):
        if isinstance(content, str):
            content = content.encode("utf8", "surrogatepass")
        (folder / name).write_bytes(content)

    for room in (docx, archives, html, markup):
        room.files(put)
    for room in (plain, doc, pdf):
        room.files(put, fixtures)
