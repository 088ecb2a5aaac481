"""Fields: their codes are no text, their results are, and most results are Word's own."""

from bulletin_tools.formats.word.xml import Element, local, value

FIELD = "是域的结果，由Word更新"
_AUTHORED = frozenset("HYPERLINK FORMTEXT MACROBUTTON QUOTE ADDIN PRIVATE".split())
"""Fields whose result is the author's own text."""


class _Field:
    def __init__(self) -> None:
        self.code = ""
        self.in_result = False


class Fields:
    """How deep in fields a place stands; told of each field character in order."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def take(self, element: Element) -> None:
        """Go past a w:fldChar or w:instrText."""
        kind = value(element, "fldCharType")
        if local(element) == "instrText":
            if self._open and not self._open[-1].in_result:
                self._open[-1].code += element.text or ""
        elif kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            self._open.pop()

    @property
    def visible(self) -> bool:
        """Whether what stands here shows: no code of a field does."""
        return all(field.in_result for field in self._open)

    @property
    def lock(self) -> str:
        """Why the result that stands here can't be edited."""
        return next((lock for field in self._open if (lock := self.lock_of(field.code))), "")

    @staticmethod
    def lock_of(code: str) -> str:
        """Why the result of a field with a code can't be edited."""
        words = code.split()
        return "" if words and words[0].upper() in _AUTHORED else FIELD
