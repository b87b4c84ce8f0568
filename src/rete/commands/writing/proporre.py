"""`--proposta`: a change put on a branch of its own and sent; files stay as they are."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rete import git, git_proposal, git_write
from rete.commands.shared.dire import tell
from rete.commands.shared.registro import closed_at_the_end
from rete.errors import ReteError, known
from rete.load.kinds import slug
from rete.load.loader import Loaded, load
from rete.render.terminal_text import printable
from rete.revision import Revision

if TYPE_CHECKING:
    from rete.operation import Prepared


def make_proposal(folder: Path, prepared: "Prepared") -> None:
    """Commit on a new branch, send it, and say how it becomes part of the main one."""
    base = git.main_branch(folder)
    # Asked before: once the branch is there nothing may end in «try again», which makes another.
    remote, name = known(git_proposal.remote_url(folder)), _plain_name(folder, base)
    branch = _branch(prepared)
    made = git_proposal.propose(folder, base, branch, prepared.after, prepared.message())
    if made.ramo != branch:
        tell(
            f"attenzione: una proposta «{branch}» c'era già, e resta com'è: questa è un'altra, nel "
            f"ramo «{made.ramo}»",
            err=True,
        )
    tell(
        f"proposta: {prepared.plan.titolo} (ramo «{made.ramo}», commit "
        f"{made.commit[:7]}); i file della cartella sono rimasti com'erano"
    )
    if remote is None:
        tell(f"il registro è solo su questo computer: per accettarla, «git merge {made.ramo}»")
        return
    problem = git_proposal.push(folder, made.ramo)
    if problem is not None:
        click.echo("\n".join(map(printable, problem.split("\n"))), err=True)
    address = git_proposal.compare_address(remote, name, made.ramo)
    if address is not None:
        tell(f"per aprire la richiesta di unione: {address}")
    else:
        tell(
            f"per farla accettare apri, sul sito che ospita l'archivio, una richiesta di unione "
            f"del ramo «{made.ramo}» in «{name}»"
        )


def of_main_branch(folder: Path) -> Loaded:
    """The register as the main branch has it: a proposal starts from there."""
    if git_write.place(folder) is None:
        raise ReteError("--proposta vuole un registro in git, e questo non lo è")
    main = git.main_branch(folder)
    revision = Revision(folder, git.resolve(folder, main) or main)
    return load(closed_at_the_end(revision))


def _branch(prepared: "Prepared") -> str:
    plan = prepared.plan
    what = plan.riferimenti[0].rpartition("/")[2] if plan.riferimenti else ""
    return f"proposta/{slug(f'{plan.operazione} {what}')[:60].strip('-')}"


def _plain_name(folder: Path, base: str) -> str:
    """`main`, however the reference to it is written."""
    short = git.ask(folder, "rev-parse", "--abbrev-ref", base) or base
    return short.removeprefix("origin/").removeprefix("refs/heads/")
