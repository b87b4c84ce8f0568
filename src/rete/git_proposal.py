"""Proposals: a commit on a branch of its own while files and branch in use stay as they are."""

import os
import re
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from rete import git, git_place
from rete.errors import CannotTell, ReteError, Unanswered, answers
from rete.git_call import call, words_of
from rete.git_causes import cause, is_signature, require_author
from rete.git_content import entries
from rete.git_durable import sync_repository
from rete.git_hints import may_set
from rete.italiano import os_problem
from rete.records import frozen

_MOST_NAMES = 99
_PUSH_SECONDS = 120.0
_REMOTE = "origin"
_KINDS = {
    "github": "github",
    "gitlab": "gitlab",
    **dict.fromkeys(("forgejo", "gitea", "codeberg"), "forgejo"),
}
"""What a site is, by a part of its name."""
_DOORS = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"}
"""Hosts that are doors to ssh and nothing else."""


@frozen
class Proposal:
    """A commit on a branch made for it; the branch may carry a number that was not asked for."""

    commit: str
    ramo: str


def propose(
    folder: Path, base: str, branch: str, files: Mapping[str, bytes | None], message: str
) -> Proposal:
    """A new branch from ``base`` with one commit that gives these files these contents.

    Objects and branch are on the disk when it returns; the hooks that run are those that git has
    for a branch, as nothing of the files in use is committed.
    """
    begun = time.time()
    start = git.resolve(folder, base)
    if start is None:
        raise ReteError(
            f"«{base}» non è in questo archivio git: non c'è da dove far partire il ramo"
        )
    if call(folder, "check-ref-format", "--branch", branch).returncode != 0:
        raise ReteError(f"«{branch}» non può essere il nome di un ramo")
    require_author(folder)
    try:
        tree = _tree(folder, start, files)
    except OSError as error:
        raise ReteError(f"la proposta non è stata fatta: {os_problem(error)}") from None
    if tree == _said(folder, "rev-parse", "--verify", f"{start}^{{tree}}"):
        raise ReteError("la proposta non cambia nulla rispetto al ramo principale")
    words = ("commit-tree", *(["-S"] if _signs(folder) else []), "-p", start, "-F", "-", tree)
    commit = _said(folder, *words, stdin=message.encode("utf-8", "backslashreplace"))
    made = Proposal(commit=commit, ramo=_new_branch(folder, branch, commit))
    where = git_place.required(folder)
    sync_repository(where.git_dir, where.common, begun)
    return made


def _signs(folder: Path) -> bool:
    if not may_set(git_place.required(folder), b"gpgsign"):
        return False
    return git.ask(folder, "config", "--type=bool", "--get", "commit.gpgSign") == "true"


def push(folder: Path, branch: str) -> str | None:
    """Send a branch to the remote; None if all went well, else why not: it is no failure."""
    remote = remote_url(folder)
    if isinstance(remote, CannotTell):
        return f"il ramo «{branch}» non è stato inviato: {remote.why}"
    if remote is None:
        return f"l'archivio non ha un «{_REMOTE}» a cui inviare il ramo «{branch}»"
    reference = f"refs/heads/{branch}"
    words = ("push", "--quiet", "--no-verify", "--", _REMOTE, f"{reference}:{reference}")
    try:
        done = call(folder, *words, seconds=_PUSH_SECONDS)
    except ReteError as error:
        return f"il ramo «{branch}» non è stato inviato: {error}"
    if done.returncode == 0:
        return None
    return (
        f"il ramo «{branch}» non è stato inviato; riprova con «git push {_REMOTE} {branch}»; "
        f"git ha detto:\n{_without_secrets(words_of(done))}"
    )


@answers
def remote_url(folder: Path) -> str | None:
    """Where the remote is, as git would reach it (with its credentials: not to be shown)."""
    done = git.asked(folder, "remote", "get-url", _REMOTE, also=range(-256, 256))
    if done.returncode == 0:
        return os.fsdecode(done.stdout).rstrip("\n") or None
    if b"No such remote" not in done.stderr:
        raise Unanswered(git_place.required(folder).why_not(done))
    return None


def compare_address(remote: str, base: str, branch: str) -> str | None:
    """The page where a pull request of this branch is opened; None where we do not know it."""
    found = _host_and_path(remote)
    if found is None:
        return None
    site, host, path = found
    where = f"{site}/{quote(path)}"
    names = f"{quote(base, safe='/')}...{quote(branch, safe='/')}"
    match _kind(host):
        case "github":
            return f"{where}/compare/{names}?expand=1"
        case "forgejo":
            return f"{where}/compare/{names}"
        case "gitlab":
            request = {
                "merge_request[source_branch]": branch,
                "merge_request[target_branch]": base,
            }
            return f"{where}/-/merge_requests/new?{urlencode(request)}"
        case _:
            return None


def _tree(folder: Path, start: str, files: Mapping[str, bytes | None]) -> str:
    prefix = git_place.required(folder).leading(folder)
    with tempfile.TemporaryDirectory(prefix="rete-") as aside:
        settings = {"GIT_INDEX_FILE": str(Path(aside) / "index")}
        _said(folder, "read-tree", start, settings=settings)
        lines = []
        for path, content in sorted(files.items()):
            name = os.fsencode(f"{prefix}{path}")
            if content is None:
                lines.append(b"0 %s\t%s\0" % (b"0" * len(start), name))
                continue
            # --path: line ends and filters as git would apply them to the file.
            blob = _said(folder, "hash-object", "-w", "--stdin", f"--path={path}", stdin=content)
            mode = _mode(folder, start, path).encode("ascii")
            lines.append(b"%s %s\t%s\0" % (mode, blob.encode("ascii"), name))
        words = ("update-index", "-z", "--index-info")
        _said(folder, *words, stdin=b"".join(lines), settings=settings)
        return _said(folder, "write-tree", settings=settings)


def _mode(folder: Path, start: str, path: str) -> str:
    there = next(entries(folder, "--end-of-options", start, path), None)
    return "100755" if there is not None and there.mode == "100755" else "100644"


def _new_branch(folder: Path, wanted: str, commit: str) -> str:
    """Create the branch, with a number after its name where that name is taken."""
    for number in range(1, _MOST_NAMES + 1):
        name = wanted if number == 1 else f"{wanted}-{number}"
        if _is_taken(folder, name):
            continue
        # The empty old value: only if the branch is not there in this very moment.
        done = call(folder, "update-ref", "--end-of-options", f"refs/heads/{name}", commit, "")
        # A git that dies once it has made the branch says no all the same.
        if done.returncode == 0 or _is_at(folder, name, commit):
            return name
        if not _is_taken(folder, name):
            why = cause(done, _git_dir(folder)) or f"ha detto:\n{words_of(done)}"
            raise ReteError(f"git non riesce a creare il ramo «{name}»: {why}")
    raise ReteError(
        f"ci sono già troppi rami di nome «{wanted}»: scegli un altro nome, o "
        "cancella con «git branch -d» quelli già uniti (git rifiuta di cancellare gli altri)"
    )


def _is_at(folder: Path, name: str, commit: str) -> bool:
    try:
        there = git.resolve(folder, f"refs/heads/{name}")
    except ReteError as why:
        raise ReteError(
            f"non si può dire se la proposta è nel ramo «{name}» ({why}): prima di "
            f"riprovare guarda con «git log -1 {name}», o ne nasce un'altra"
        ) from None
    return there == commit


def _is_taken(folder: Path, name: str) -> bool:
    kept = ("refs/heads", f"refs/remotes/{_REMOTE}")
    return any(git.resolve(folder, f"{where}/{name}") is not None for where in kept)


def _said(
    folder: Path, *arguments: str, stdin: bytes = b"", settings: Mapping[str, str] | None = None
) -> str:
    done = call(folder, *arguments, stdin=stdin, settings=settings)
    if done.returncode != 0:
        why = cause(done, _git_dir(folder))
        if why is None:
            what = "la firma del commit non è riuscita" if is_signature(done) else "git non riesce"
            why = f"{what}; ha detto:\n{words_of(done)}"
        raise ReteError(f"la proposta non è stata fatta: {why}")
    return os.fsdecode(done.stdout).rstrip("\n")


def _git_dir(folder: Path) -> Path:
    return git_place.required(folder).git_dir


def _without_secrets(text: str) -> str:
    return re.sub(r"(?<=://)[^/@\s]+@", "", text)


def _host_and_path(remote: str) -> tuple[str, str, str] | None:
    """Address of the site, name of its host, path of the repository; no credentials."""
    if not remote.isprintable() or " " in remote:
        return None
    short = re.fullmatch(r"(?:[^@/:]+@)?([A-Za-z0-9.-]{2,}):(?!//)/?(.+)", remote)
    if short:
        remote = f"ssh://{short[1]}/{short[2]}"
    try:
        parts = urlsplit(remote)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    path = parts.path.strip("/").removesuffix(".git")
    if not host or "/" not in path or ".." in path.split("/"):
        return None
    match parts.scheme:
        case "https" | "http":
            return f"{parts.scheme}://{host}{f':{port}' if port else ''}", host, path
        case "ssh" | "git+ssh" | "git":
            # The port is that of ssh.
            host = _DOORS.get(host, host)
            return f"https://{host}", host, path
        case _:
            return None


def _kind(host: str) -> str | None:
    labels = host.split(".")
    return next((kind for name, kind in _KINDS.items() if name in labels), None)
