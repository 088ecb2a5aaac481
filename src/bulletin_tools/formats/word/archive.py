"""A zip file opened with care, and written again so that what wasn't replaced keeps even its compressed bytes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from itertools import pairwise

from bulletin_tools.errors import BulletinError

MOST_ENTRIES = 4_000
LARGEST_PART = 64 << 20  # bytes
LARGEST_TOTAL = 256 << 20
HIGHEST_RATIO = 200
_SMALL = 1 << 20  # bytes: a part this small does no harm, however well it was packed
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK = b"PK\x03\x04"
_UTF8, _ENCRYPTED, _STREAMED = 0x800, 0x1, 0x8  # flag bits
_ZIP64 = 1  # id of an extra field
_MADE = (1980, 1, 1, 0, 0, 0)  # what we add bears the same time always


class Archive:
    """The entries of a zip file, none of them unpacked before their sizes were looked at."""

    def __init__(self, data: bytes) -> None:
        """Errors: `BulletinError` for what is no zip file, is broken, or would fill the memory."""
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise BulletinError("Word文件（.docx）已损坏：不是完好的压缩包") from None
        self._entries = self._zip.infolist()
        _check(self._entries)
        self.names = [entry.filename for entry in self._entries]

    def read(self, name: str) -> bytes:
        """The bytes of an entry. Errors: `BulletinError`; KeyError where there is no such entry."""
        try:
            if self._zip.getinfo(name).compress_type not in _PACKINGS:
                raise NotImplementedError
            return self._zip.read(name)
        except _BROKEN:
            raise BulletinError(f"Word文件已损坏：{name}无法解压") from None

    def save(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with entries replaced or, at its end, added; all others as they were, in their order."""
        written = bytearray()
        records: list[bytes] = []
        added = [zipfile.ZipInfo(name, _MADE) for name in changed if name not in self.names]
        for entry in (*self._entries, *added):
            new = changed.get(entry.filename)
            if new is None:
                packed = self._packed(entry)
            else:
                entry, packed = _pack(entry, new)  # noqa: PLW2901
            records.append(_central(entry, len(written)))
            written += _local(entry) + packed
        start = len(written)
        written += b"".join(records)
        written += _END.pack(
            b"PK\x05\x06", 0, 0, len(records), len(records), len(written) - start, start, len(self._zip.comment)
        )
        return bytes(written + self._zip.comment)

    def _packed(self, entry: zipfile.ZipInfo) -> bytes:
        """The compressed bytes of an entry as they stand in the file. Errors: `BulletinError` where they aren't there."""
        place = entry.header_offset
        head = self._data[place : place + _LOCAL.size]
        if len(head) == _LOCAL.size and head.startswith(_LOCAL_MARK):
            start = place + _LOCAL.size + sum(struct.unpack_from("<2H", head, 26))
            packed = self._data[start : start + entry.compress_size]
            if len(packed) == entry.compress_size:
                return packed
        raise BulletinError(f"Word文件已损坏：{entry.filename}不在压缩包里")


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """Errors: `BulletinError` for what no Word file has."""
    if len(entries) > MOST_ENTRIES:
        raise BulletinError(f"Word文件里有{len(entries)}个部件，超过{MOST_ENTRIES}个，不予打开")
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise BulletinError("Word文件里有同名的部件，不予打开")
    if sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
        raise BulletinError(f"Word文件解压后超过{LARGEST_TOTAL >> 20}MB，不予打开")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise BulletinError("Word文件有密码，请先去掉密码")
        if entry.file_size > LARGEST_PART:
            raise BulletinError(f"Word文件的{entry.filename}解压后超过{LARGEST_PART >> 20}MB，不予打开")
        if entry.file_size > _SMALL and entry.file_size > HIGHEST_RATIO * entry.compress_size:
            raise BulletinError(f"Word文件的{entry.filename}压缩比超过{HIGHEST_RATIO}，不予打开")

    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    if any(
        entry.header_offset + _LOCAL.size + entry.compress_size > below.header_offset
        for entry, below in pairwise(ordered)
    ):
        raise BulletinError("Word文件已损坏：部件互相重叠")


def _pack(entry: zipfile.ZipInfo, data: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    """An entry like this one with other bytes."""
    new = zipfile.ZipInfo(entry.orig_filename, entry.date_time)
    new.flag_bits = 0 if entry.filename.isascii() else _UTF8
    new.compress_type = zipfile.ZIP_DEFLATED
    new.external_attr = entry.external_attr
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    new.CRC, new.file_size, new.compress_size = zlib.crc32(data), len(data), len(packed)
    return new, packed


def _head(entry: zipfile.ZipInfo) -> tuple[int, ...]:
    """What both headers say of an entry; sizes stand here, so that nothing need follow the data."""
    year, month, day, hour, minute, second = entry.date_time
    return (
        max(20, min(entry.extract_version, 45)),
        entry.flag_bits & ~_STREAMED,
        entry.compress_type,
        hour << 11 | minute << 5 | second // 2,
        (year - 1980) << 9 | month << 5 | day,
        entry.CRC,
        entry.compress_size,
        entry.file_size,
    )


def _local(entry: zipfile.ZipInfo) -> bytes:
    name = _name(entry)
    return _LOCAL.pack(_LOCAL_MARK, *_head(entry), len(name), 0) + name


def _central(entry: zipfile.ZipInfo, offset: int) -> bytes:
    name, extra = _name(entry), _extra(entry.extra)
    made_by = entry.create_version | entry.create_system << 8
    rest = (len(name), len(extra), len(entry.comment), 0, entry.internal_attr, entry.external_attr, offset)
    return _CENTRAL.pack(b"PK\x01\x02", made_by, *_head(entry), *rest) + name + extra + entry.comment


def _name(entry: zipfile.ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437")


def _extra(extra: bytes) -> bytes:
    """The extra fields without the sizes of a large file, which ours never is."""
    kept = b""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind != _ZIP64:
            kept += extra[: 4 + length]
        extra = extra[4 + length :]
    return kept
