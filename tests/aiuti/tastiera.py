"""The program at a real terminal, as its user has it: what they type, and all that they would see.

Nothing is waited for without a limit, and no process outlives whoever started it here.
"""

import os
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.aiuti.porta import environment

PATIENCE = 20.0
"""Seconds that anything is waited for, also on a machine that has much else to do."""
PLAIN = {"RETE_OGGI": "2026-06-01", "NO_COLOR": "1", "TERM": "xterm", "INPUTRC": os.devnull}
RETE = (sys.executable, "-m", "rete")
INTERRUPT, END = "\x03", "\x04"
"""Ctrl-C and Ctrl-D."""

_STEP = 0.005
_IUTF8 = 0x4000
"""That all the bytes of a letter go together: windows set it, and Python has no name for it."""
_SHOWN = 4000
_MARK = b"\0"
_SHELL = """\
import fcntl, os, signal, sys, termios
def settings():
    found = termios.tcgetattr(0)
    found[3] &= ~getattr(termios, "PENDIN", 0)  # that something was typed is no setting
    return found
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
before = settings()
signal.signal(signal.SIGINT, signal.SIG_IGN)
program = os.fork()
if program == 0:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.write(1, b"%d\\0" % os.getpid())
    os.execv(sys.argv[1], sys.argv[1:])
_, status = os.waitpid(program, 0)
as_found = settings() == before
os.write(1, b"\\0%d %d\\0" % (os.waitstatus_to_exitcode(status), as_found))
signal.pause()
"""
# The terminal is that of a shell, which stays when the program has ended: a terminal whose first
# process leaves is put in order by the system, and may lose what was last written to it.


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How the program ended, what was on the screen, whether its terminal is as it found it."""

    code: int
    screen: str
    as_found: bool


class Keyboard:
    """The program at a terminal of its own, to be typed to and read: a context, which ends it."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        program: Sequence[str] = RETE,
        columns: int = 80,
        patience: float = PATIENCE,
    ) -> None:
        self.patience = patience
        self._said = b""
        self._to_type = b""
        self._closed = False
        self._main, other = os.openpty()
        _as_a_window(other, columns)
        os.set_blocking(self._main, False)
        changes = {**PLAIN, **(env or {})}
        # How wide a terminal is, is asked of it.
        inherited = {k: v for k, v in environment().items() if k != "COLUMNS"}
        self._shell = subprocess.Popen(
            [sys.executable, "-ISc", _SHELL, *program, *arguments],
            cwd=cwd,
            env={**inherited, **changes},
            stdin=other,
            stdout=other,
            stderr=other,
            start_new_session=True,
        )
        os.close(other)

    def __enter__(self) -> Self:
        # What is typed earlier comes back on the screen before the number of the process.
        self._wait(lambda: _MARK in self._said, "sign of a program")
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End whatever still runs, and wait until it has ended."""
        # Until the shell is waited for, no other group can have its number.
        if self._shell.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._shell.pid, signal.SIGKILL)
            self._shell.wait()
        if not self._closed:
            os.close(self._main)
            self._closed = True

    @property
    def screen(self) -> str:
        """All that was on the screen until now."""
        _, _, rest = self._said.partition(_MARK)
        return rest.partition(_MARK)[0].decode(errors="replace").replace("\r\n", "\n")

    def types(self, keys: str) -> None:
        """These keys, as fast as they are taken; who has to wait for a question does it first."""
        self._to_type += keys.encode()

    def shows(self, text: str) -> None:
        """Wait until this is somewhere on the screen, and the program waits for something."""
        self._wait(lambda: text in self.screen and self._is_waiting(), f"«{text}»")

    def is_asked(self, question: str) -> None:
        """Wait until the screen ends with this, and the program waits for a key."""
        self._wait(
            lambda: self.screen.endswith(question) and self._is_waiting(),
            f"question «{question}»",
        )

    def question(self) -> str | None:
        """Wait for whatever question is asked, and give its line; None where the program ends."""
        self._wait(lambda: self._has_ended() or self._asks(), "question and no end")
        return None if self._has_ended() else self.screen.rpartition("\n")[2]

    def answers(self, line: str) -> None:
        """An answer to the question that is asked, and the wait until it has been taken."""
        before = self.screen
        self.types(f"{line}\n")
        self._wait(
            lambda: "\n" in self.screen[len(before) :] or self._has_ended(), "end of the line"
        )

    def ends(self) -> Ended:
        """Wait for the end of the program."""
        self._wait(self._has_ended, "end of the program")
        code, as_found = self._said.split(_MARK)[2].split()
        return Ended(code=int(code), screen=self.screen, as_found=as_found == b"1")

    def _has_ended(self) -> bool:
        return self._said.count(_MARK) == 3

    def _asks(self) -> bool:
        """A line that ends with a space, on a screen where nothing more comes."""
        if not (self.screen.endswith(" ") and self._is_waiting()):
            return False
        before = self._said
        self._listen(10 * _STEP)
        return self._said == before

    def _is_waiting(self) -> bool:
        """Whether the program sleeps: until it does, an interruption could come too early."""
        return not self._to_type and state(int(self._said.partition(_MARK)[0])) == "S"

    def _wait(self, reached: Callable[[], bool], awaited: str) -> None:
        end = time.monotonic() + self.patience
        while not reached():
            why = None
            if time.monotonic() >= end:
                why = f"after {self.patience} seconds there is"
            elif self._has_ended() or self._closed:
                why = "the program has ended:"
            if why:
                self.close()
                raise AssertionError(f"{why} no {awaited}; on the screen there is\n{self._all()}")
            self._listen(_STEP)

    def _all(self) -> str:
        """What is on the screen, or what came instead of it."""
        return (self.screen or self._said.decode(errors="replace"))[-_SHOWN:]

    def _listen(self, seconds: float) -> None:
        """Type what is to be typed and read what comes, for so long if there is neither."""
        if self._closed:
            return
        typing = [self._main] if self._to_type else []
        readable, writable, _ = select.select([self._main], typing, [], seconds)
        if readable:
            try:
                piece = os.read(self._main, 65536)
            except OSError:  # Linux says so that the other side has gone
                piece = b""
            self._said += piece
            if not piece:
                self.close()
        elif writable:
            with suppress(BlockingIOError):
                self._to_type = self._to_type[os.write(self._main, self._to_type) :]


def _as_a_window(terminal: int, columns: int) -> None:
    """What the window that a terminal is in would say of it."""
    termios.tcsetwinsize(terminal, (24, columns))
    attributes = termios.tcgetattr(terminal)
    attributes[0] |= _IUTF8
    termios.tcsetattr(terminal, termios.TCSANOW, attributes)


def state(process: int) -> str:
    """What a process does, as ps says it: S, it waits; R, it works; Z or nothing, it has ended."""
    if Path("/proc/self/stat").exists():
        try:
            known = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
        return known.rpartition(")")[2].split()[0]
    asked = ["ps", "-o", "stat=", "-p", str(process)]
    said = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False).stdout
    return said.strip()[:1].replace("I", "S")


def typed(
    arguments: Sequence[str],
    lines: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    after: str = "",
) -> tuple[int, str]:
    """The exit code, and what was on the screen.

    The lines are there before they are asked for, or come ``after`` a question is on the screen: an
    end of the input is one only where somebody is reading.
    """
    with Keyboard(arguments, cwd=cwd, env=env) as keyboard:
        if after:
            keyboard.is_asked(after)
        keyboard.types("".join(f"{line}\n" for line in lines))
        ended = keyboard.ends()
    return ended.code, ended.screen
