"""Git called to write, as the user has set it up: hooks and filters run, its words are kept."""

import os
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Thread
from typing import IO

from rete import git_place, git_process
from rete.errors import CannotTell, Unanswered, known
from rete.git_process import Done

# Pathspecs are made literal one by one: by environment, the hooks' own git would be changed too.
_NOT_FOR_HOOKS = "GIT_LITERAL_PATHSPECS"

_TO_END = 5.0
"""Seconds that an interrupted git has to take its own locks away before it is killed."""

_TO_DRAIN = 1.0
"""Seconds given to what a git that has ended left running, before we stop listening to it."""

_ENCODING = "i18n.commitEncoding=UTF-8"
_DURABLE = ("core.fsync=added,reference", "core.fsyncMethod=fsync")
_DURABLE_BEFORE_2_36 = ("core.fsyncObjectFiles=true",)

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def call(
    folder: Path,
    *arguments: str,
    stdin: bytes | IO[bytes] = b"",
    settings: Mapping[str, str] | None = None,
    seconds: float | None = None,
    started: Callable[[int], None] | None = None,
) -> Done:
    """One command, whatever the outcome; what it wrote is on the disk before it ends.

    A program that a hook leaves running in the background is not waited for. Interrupted, git has
    the time to take its own locks away. ``stdin``: what it reads, or a file that it has open for as
    long as it lives. ``started`` is given the number of its process.
    """
    process = _begin(folder, arguments, settings or {}, stdin)
    try:
        if started is not None:
            started(process.pid)
        out, err = _exchange(process, stdin if isinstance(stdin, bytes) else b"", seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        raise Unanswered(git_process.too_slow(seconds)) from None
    except BaseException:
        _end(process)
        raise
    return Done(process.args, process.returncode, out, err)


def _begin(
    folder: Path, arguments: Sequence[str], settings: Mapping[str, str], stdin: bytes | IO[bytes]
) -> "subprocess.Popen[bytes]":
    kept = {k: v for k, v in git_process.environment().items() if k != _NOT_FOR_HOOKS}
    options = [word for one in (_ENCODING, *_durable()) for word in ("-c", one)]
    try:
        return subprocess.Popen(
            ["git", *_named(folder), *options, *arguments],
            cwd=folder,
            stdin=subprocess.PIPE if isinstance(stdin, bytes) else stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**kept, **settings},
        )
    except OSError as error:
        raise Unanswered(git_process.not_run(folder, error)) from None


def _named(folder: Path) -> tuple[str, ...]:
    """The repository by its name, wherever git could take another folder for one by itself.

    Not everywhere: a hook would inherit the name, and ask about this work tree in every folder that
    it goes to. Without a HEAD no git takes a folder for a repository.
    """
    where, here = git_place.required(folder), folder.resolve()
    between = (above for above in (here, *here.parents) if above.is_relative_to(where.top))
    if any(os.path.lexists(above / "HEAD") for above in between):
        return (f"--git-dir={where.git_dir}", f"--work-tree={where.top}")
    return ()


def words_of(done: Done) -> str:
    """What git and its hooks printed, set apart from our own words; no colours or other codes."""
    said = _CODES.sub("", (done.stdout + done.stderr).decode("utf-8", "replace"))
    plain = ("".join(c for c in line if c.isprintable()).rstrip() for line in said.splitlines())
    lines = [line for line in plain if line]
    return "\n".join(f"    {line}" for line in lines) or "    (nulla)"


@cache
def _durable() -> tuple[str, ...]:
    """The settings by which objects, references and index are on the disk when git ends.

    Since git 2.36 one names what is to be synced; before, only objects could be, and to ask a
    newer git in the old way makes it complain.
    """
    said = git_process.run(("git", "version"), folder=Path("/"), environment=os.environ)
    return durable_settings(known(said).stdout)


def durable_settings(version: bytes) -> tuple[str, ...]:
    """What to set in a git that says this of its version; the newest way where it says nothing."""
    found = re.search(rb"(\d+)\.(\d+)", version)
    if found and (int(found[1]), int(found[2])) < (2, 36):
        return _DURABLE_BEFORE_2_36
    return _DURABLE


def _exchange(
    process: "subprocess.Popen[bytes]", stdin: bytes, seconds: float | None
) -> tuple[bytes, bytes]:
    out, err = bytearray(), bytearray()
    if process.stdout is None or process.stderr is None:
        raise Unanswered(CannotTell("git non risponde"))
    readers = [_reader(process.stdout, out), _reader(process.stderr, err)]
    if process.stdin is not None:
        # A git that has stopped reading is told by what it says.
        with suppress(BrokenPipeError):
            process.stdin.write(stdin)
            process.stdin.flush()
        with suppress(BrokenPipeError):
            process.stdin.close()
    process.wait(seconds)
    for reader in readers:
        reader.join(_TO_DRAIN)
    return bytes(out), bytes(err)


def _reader(pipe: IO[bytes], into: bytearray) -> Thread:
    def read() -> None:
        with pipe:
            while piece := os.read(pipe.fileno(), 65536):
                into.extend(piece)

    thread = Thread(target=read, daemon=True)
    thread.start()
    return thread


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
