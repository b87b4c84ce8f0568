"""The options that all writing commands have (`--prova`, `--si`, `--proposta`…), as one value."""

from typing import Final

from rete.records import dataclass


@dataclass(frozen=True, kw_only=True)
class Modi:
    """How a command was asked to write."""

    prova: bool = False
    si: bool = False
    differenze: bool = False
    senza_commit: bool = False
    proposta: bool = False


OPTIONS: Final = {
    "prova": ("--prova", "Mostra che cosa cambierebbe, e non scrive niente."),
    "si": ("--si", "Scrive senza chiedere nulla."),
    "differenze": ("--differenze", "Mostra anche le righe dei file che cambiano."),
    "senza_commit": ("--senza-commit", "Scrive i file e basta: in git li salvi tu."),
    "proposta": (
        "--proposta",
        "Non tocca i file: mette la modifica in un ramo di git suo, da far approvare.",
    ),
}
