"""Any text → Markdown that shows exactly that text (CommonMark and its tables)."""

import re

_EVERYWHERE = re.compile(r"[\\`*_{}\[\]<>#&~|$^]")
"""What means something in the middle of a line: emphasis, links, code, HTML, cells, formulas."""
_AT_THE_START = re.compile(r"([0-9]+(?=[.)])|)([-+.=:)])")
"""What makes a list, a rule, a heading or a table of the line that it begins."""
_LINE_ENDS = re.compile(r"[ \t]*[\n\r\v\f\x85\u2028\u2029]+[ \t]*")
_NEW_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-•*]|[0-9]{1,3}[.)]|[a-z][.)])[ \t])")
"""A blank line, or a line that begins as an item of a list."""
_EDGES = " \t\n\r\v\f\x85\u2028\u2029"


def escaped(text: str) -> str:
    """The text on one line, in Markdown; line ends and blanks around it become one space or none.

    Characters that mean something only where a line begins are escaped only there, so that names
    and dates stay readable in the source: a value may begin a line, but is never broken by one.
    """
    line = _LINE_ENDS.sub(" ", text.strip(_EDGES))
    line = _EVERYWHERE.sub(lambda found: f"\\{found.group()}", line)
    line = _AT_THE_START.sub(r"\1\\\2", line, count=1) if _AT_THE_START.match(line) else line
    # An image begins with «!» and what follows: the next value, or the template, may be a link.
    return f"{line[:-1]}\\!" if line.endswith("!") else line


def paragraphs(text: str) -> list[str]:
    """A long text in its paragraphs, each on one line; items of lists stand by themselves."""
    normal = re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", text)
    parts = (_LINE_ENDS.sub(" ", part.strip(_EDGES)) for part in _NEW_PARAGRAPH.split(normal))
    return [part for part in parts if part]
