"""What a file is by its first bytes, and by its name: words for people, nothing is opened."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_RIGHTS_STREAM = "DRMEncrypted".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM = "WordDocument".encode("utf-16-le")

# Suffixes of spreadsheets: a file with one of them claims to be a return.
SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".xltm", ".ods", ".et"})
MACRO_SUFFIXES = frozenset({".xlsm", ".xltm"})

_SUFFIX_WORDS = {
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".docm"), "văn bản Word"),
    **dict.fromkeys((".pptx", ".ppt", ".odp"), "bản trình chiếu"),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), "tệp nén"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp"), "tệp ảnh"),
    **dict.fromkeys((".htm", ".html", ".mht"), "trang web"),
    **dict.fromkeys((".eml", ".msg"), "thư điện tử"),
    ".pdf": "tệp PDF",
    ".csv": "tệp CSV",
    ".txt": "tệp văn bản thuần",
    ".xml": "tệp XML",
    ".json": "tệp JSON",
}
_SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"})
_SYSTEM_PREFIXES = ("~$", "._", ".~lock.", ".~da06-", "~wr")


class Magic(StrEnum):
    """What the first bytes say; the value is the word people read."""

    EMPTY = "tệp rỗng"
    PACKAGE = "tệp nén"
    ENCRYPTED = "tệp có mật khẩu"
    LABELLED = "tệp gắn nhãn bảo mật"
    OLD_EXCEL = "bảng tính Excel kiểu cũ (.xls)"
    OLD_WORD = "văn bản Word kiểu cũ (.doc)"
    PDF = "tệp PDF"
    MARKUP = "trang web hoặc tệp XML"
    IMAGE = "tệp ảnh"
    ARCHIVE = "tệp nén RAR hoặc 7z"
    TEXT = "tệp văn bản hoặc CSV"
    UNKNOWN = "loại tệp không nhận ra"


_STARTS = (
    (b"PK\x03\x04", Magic.PACKAGE),
    (b"PK\x05\x06", Magic.PACKAGE),
    (b"%PDF", Magic.PDF),
    (b"\xff\xd8\xff", Magic.IMAGE),
    (b"\x89PNG", Magic.IMAGE),
    (b"GIF8", Magic.IMAGE),
    (b"Rar!", Magic.ARCHIVE),
    (b"7z\xbc\xaf", Magic.ARCHIVE),
)


def is_system_file(name: str) -> bool:
    """Whether Windows, macOS or an office program left the file: lock, thumbnail, temporary files."""
    lower = name.casefold()
    return lower in _SYSTEM_NAMES or lower.startswith(_SYSTEM_PREFIXES) or lower.endswith((".tmp", ".lnk"))


def magic_of(content: bytes) -> Magic:
    """What the content is, whatever the name says."""
    if not content:
        return Magic.EMPTY
    if content.startswith(_OLE):
        if ENCRYPTED_STREAM in content:
            # A sensitivity label encrypts for named people, a password for whoever knows it.
            return Magic.LABELLED if _RIGHTS_STREAM in content else Magic.ENCRYPTED
        return Magic.OLD_WORD if _WORD_STREAM in content else Magic.OLD_EXCEL
    for start, magic in _STARTS:
        if content.startswith(start):
            return magic
    head = content[:4096]
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    if (head.replace(b"\0", b"") if wide else head).lstrip(b"\xef\xbb\xbf\xff\xfe\xfe \t\r\n").startswith(b"<"):
        return Magic.MARKUP
    if wide or not any(byte < 9 or 13 < byte < 32 for byte in head):
        return Magic.TEXT
    return Magic.UNKNOWN


def kind_by_name(name: str) -> str:
    """The word for a file's suffix, empty for one nobody knows."""
    return _SUFFIX_WORDS.get(PurePath(name).suffix.casefold(), "")
