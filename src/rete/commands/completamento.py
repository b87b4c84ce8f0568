"""`rete completamento`: the scripts for the shells, and their answers; ids: `shared.ids`."""

import os
from typing import Final

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from rete.commands.shared import tipi
from rete.commands.shared.contesto import COMPLETION_VARIABLE, PROGRAM
from rete.commands.shared.opzioni import Opzioni, argomento, with_options

_HOW_TO: Final = {
    "bash": ' (Bash 4.4+), in ~/.bashrc: eval "$(rete completamento bash)"',
    "zsh": ', in ~/.zshrc dopo compinit: eval "$(rete completamento zsh)"',
    "fish": ", in ~/.config/fish/config.fish: rete completamento fish | source",
    "powershell": ", in $PROFILE: rete completamento powershell | Out-String | iex",
}
"""The shells that can be helped, each with how to have it for good."""

_POWERSHELL_SCRIPT = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $text = $commandAst.ToString()
    $length = [Math]::Min($cursorPosition - $commandAst.Extent.StartOffset, $text.Length)
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    $Env:%(complete_var)s = 'powershell_complete'
    $Env:COMP_WORDS = $text.Substring(0, $length)
    $Env:COMP_CWORD = $wordToComplete
    try {
        %(prog_name)s | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new(
                $value, $value, 'ParameterValue', $help)
        }
    } finally {
        Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_CWORD -ErrorAction Ignore
        [Console]::OutputEncoding = $encoding
    }
}
"""


@add_completion_class
class PowerShellComplete(ShellComplete):
    """PowerShell, which Click does not know: the words up to the cursor, and the last as typed."""

    name = "powershell"
    source_template = _POWERSHELL_SCRIPT

    def get_completion_args(self) -> tuple[list[str], str]:
        # A backslash is a folder's separator here, not an escape as in the other shells.
        words = split_arg_string(os.environ.get("COMP_WORDS", "").replace("\\", "/"))[1:]
        incomplete = os.environ.get("COMP_CWORD", "").replace("\\", "/").strip("'\"")
        if incomplete and words and words[-1] == incomplete:
            words.pop()
        return words, incomplete

    def format_completion(self, item: CompletionItem) -> str:
        # Nothing for files and folders: PowerShell then completes them by itself.
        if item.type != "plain":
            return ""
        return f"{item.value}\t{item.help}" if item.help else str(item.value)

    def complete(self) -> str:
        return "\n".join(line for line in super().complete().splitlines() if line)


class Chiesto(Opzioni):
    """Which shell."""

    shell = argomento(
        "bash, zsh, fish oppure powershell.", "SHELL", click_type=tipi.Scelta([*_HOW_TO])
    )


@with_options
def completamento(a: Chiesto) -> None:
    """Fa completare comandi e nomi alla shell, col tasto Tab.

    Scrive lo script da dare alla shell. Vengono completati anche gli identificativi di enti,
    tavoli, verbali e atti del registro in cui ci si trova. Per averlo sempre si aggiunge una riga
    in fondo a un file:

    \b
    bash        in ~/.bashrc:   eval "$(rete completamento bash)"
    zsh         in ~/.zshrc, dopo compinit:   eval "$(rete completamento zsh)"
    fish        in ~/.config/fish/config.fish:   rete completamento fish | source
    powershell  in $PROFILE:   rete completamento powershell | Out-String | iex
    """
    door = click.get_current_context().find_root().command
    click.echo(_script(a.shell, door), nl=False)


def _script(shell: str, door: click.Command) -> str:
    """The script of a shell, with how to make it work on top."""
    kind = get_completion_class(shell)
    if kind is None:
        raise LookupError(shell)
    completion = kind(door, {}, PROGRAM, COMPLETION_VARIABLE)
    # Not `source()`: for bash it starts a bash, to say in English what the comment says.
    body = completion.source_template % completion.source_vars()
    comment = f"# Completamento di «rete» per {shell}.\n# Per averlo sempre{_HOW_TO[shell]}\n"
    if shell == "fish":
        # Click's script cuts an explanation at its first comma.
        body = body.replace('(string split "," $', '(string split --max 1 "," $')
    if shell == "zsh":
        # zsh looks for «#compdef» in the very first line.
        first, _, rest = body.partition("\n")
        return f"{first}\n{comment}{rest}"
    return comment + body


def answer_shell(asked: str, door: click.Command) -> int:
    """Answer a shell that completes (`bash_complete`); whatever goes wrong, there is no answer."""
    shell, _, instruction = asked.partition("_")
    kind = get_completion_class(shell)
    if kind is None or instruction != "complete":
        return 1
    try:
        answer = kind(door, {}, PROGRAM, COMPLETION_VARIABLE).complete()
    except Exception:  # noqa: BLE001 - whatever it is
        # The person is in the middle of typing a line: a message would only spoil it.
        return 0
    if answer:
        click.echo(answer)
    return 0
