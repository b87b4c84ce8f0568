"""Folders that somebody else handed over: each setting of git that names a program names a trap."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.aiuti import archivio

PROMISED = "ext::{trap} %S"
"""A remote that is a program: a git that lacks an object would run it to have the object."""

SETTINGS: Mapping[str, str] = {
    "core.fsmonitor": "{trap}",
    "core.pager": "{trap}",
    "core.editor": "{trap}",
    "core.sshCommand": "{trap}",
    "core.askPass": "{trap}",
    "core.gitProxy": "{trap}",
    "core.alternateRefsCommand": "{trap}",
    "core.hooksPath": "{hooks}",
    "core.untrackedCache": "true",
    "credential.helper": "!{trap}",
    "diff.external": "{trap}",
    "diff.trappola.command": "{trap}",
    "diff.trappola.textconv": "{trap}",
    "merge.trappola.driver": "{trap}",
    "filter.trappola.clean": "{trap}",
    "filter.trappola.smudge": "{trap}",
    "filter.trappola.required": "true",
    "filter.lunga.process": "{trap}",
    "filter.lunga.required": "true",
    "gpg.program": "{trap}",
    "gpg.ssh.program": "{trap}",
    "log.showSignature": "true",
    "pager.log": "{trap}",
    "pager.status": "{trap}",
    "interactive.diffFilter": "{trap}",
    "sequence.editor": "{trap}",
    "uploadpack.packObjectsHook": "{trap}",
    "alias.status": "!{trap}",
    "alias.rev-parse": "!{trap}",
    "alias.log": "!{trap}",
    "submodule.recurse": "true",
    "status.submoduleSummary": "true",
    "protocol.allow": "always",
    "protocol.ext.allow": "always",
    "remote.origin.url": PROMISED,
    "remote.origin.uploadpack": "{trap}",
    "remote.origin.promisor": "true",
    "remote.origin.partialclonefilter": "blob:none",
}
HOOKS = (
    *("pre-commit", "post-commit", "post-checkout", "post-index-change", "reference-transaction"),
    *("prepare-commit-msg", "commit-msg", "pre-auto-gc", "fsmonitor-watchman"),
)
ATTRIBUTES = "*.yaml filter=trappola diff=trappola merge=trappola\npatto.yaml filter=lunga\n"


@dataclass(frozen=True, kw_only=True)
class Trap:
    """A program that leaves a trace when it is run."""

    program: Path
    trace: Path
    hooks: Path

    @property
    def was_sprung(self) -> bool:
        return self.trace.exists()

    def settings(self) -> dict[str, str]:
        names = {"trap": self.program, "hooks": self.hooks}
        return {key: value.format(**names) for key, value in SETTINGS.items()}


def trap(folder: Path) -> Trap:
    hooks = folder / "ganci"
    hooks.mkdir(parents=True)
    made = Trap(program=folder / "programma", trace=folder / "eseguito", hooks=hooks)
    for file in (made.program, *(hooks / name for name in HOOKS)):
        file.write_text(f"#!/bin/sh\necho \"$0\" >> '{made.trace}'\nexit 1\n", encoding="utf-8")
        file.chmod(0o755)
    return made


def set_traps(git_dir: Path, trap: Trap, *, but: str = " ") -> None:
    """Every such setting in the settings of a repository, and hooks of its own."""
    for key, value in trap.settings().items():
        if not key.startswith(but):
            archivio.git(git_dir, "config", "--file", str(git_dir / "config"), key, value)
    own = git_dir / "hooks"
    own.mkdir(exist_ok=True)
    for hook in trap.hooks.iterdir():
        (own / hook.name).write_bytes(hook.read_bytes())
        (own / hook.name).chmod(0o755)
    (git_dir / "info").mkdir(exist_ok=True)
    (git_dir / "info/attributes").write_text(ATTRIBUTES, encoding="utf-8")


def like_a_bare_repository(folder: Path, trap: Trap) -> None:
    """Make a folder one that git takes for a bare repository, full of traps."""
    aside = trap.program.parent / "spoglio"
    archivio.begin(aside)
    (aside / "uno").write_text("uno\n", encoding="utf-8")
    archivio.commit(aside, "uno")
    for name in ("HEAD", "config", "objects", "refs"):
        (aside / ".git" / name).rename(folder / name)
    archivio.git(folder, "config", "--file", str(folder / "config"), "core.bare", "true")
    set_traps(folder, trap)
