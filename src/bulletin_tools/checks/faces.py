"""Faces and sizes as people name them: 三号, 仿宋."""

from __future__ import annotations

_SIZES = {
    42: "初号", 36: "小初", 26: "一号", 24: "小一", 22: "二号", 18: "小二", 16: "三号", 15: "小三",
    14: "四号", 12: "小四", 10.5: "五号", 9: "小五", 7.5: "六号",
}  # fmt: skip
_FAMILIES = {
    "小标宋": ("小标宋", "大标宋", "xbs", "中宋", "stzhongsong"),
    "仿宋": ("仿宋", "fangsong", "fang song"),
    "楷体": ("楷", "kai"),
    "黑体": ("黑", "hei"),
    "宋体": ("宋", "song", "simsun", "nsimsun", "sun-ext"),
}
"""A kind of face → what the names of its faces have in them; the first that fits counts."""


def size_name(points: float) -> str:
    """三号 for 16, else the points."""
    return _SIZES.get(points, f"{points:g}磅")


def kind(face: str) -> str:
    """What kind of face it is, whoever made it: 仿宋_GB2312, 方正仿宋_GBK and FangSong are one. Else its own name."""
    name = face.lower().replace("（", "(")
    return next((one for one, marks in _FAMILIES.items() if any(mark in name for mark in marks)), name)


def same(one: str, other: str) -> bool:
    """Whether two faces are of one kind."""
    return kind(one) == kind(other)


def is_red(colour: str) -> bool:
    """Whether RRGGBB is a red."""
    parts = _parts(colour)
    return parts is not None and parts[0] >= 0xA0 and max(parts[1:]) <= 0x50


def is_dark(colour: str) -> bool:
    """Whether RRGGBB passes for black; automatic does."""
    parts = _parts(colour)
    return parts is None or max(parts) <= 0x40


def _parts(colour: str) -> tuple[int, ...] | None:
    try:
        return tuple(bytes.fromhex(colour)) if len(colour) == 6 else None
    except ValueError:
        return None
