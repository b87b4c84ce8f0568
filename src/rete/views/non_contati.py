"""Whom and what the counts of a sitting leave out, in sentences and as data."""

from collections.abc import Iterator
from typing import Final

from rete.model.rete import Rete
from rete.reckoning.left_out import NonVota, there_without_a_vote, unregulated_proxies
from rete.reckoning.sitting import Seduta
from rete.views.dati import Record

_REASONS: Final[dict[NonVota, str]] = {
    "non-aderente": "non aderisce alla rete",
    "sospeso": "è sospeso",
    "osservatore": "è osservatore",
    "non-siede": "non siede a questo tavolo",
    "appena-entrato": "non ha ancora il diritto di voto",
    "da-verificare": "il registro non basta a dire se vota",
}


def left_out_in_words(rete: Rete, seduta: Seduta) -> Iterator[str]:
    """One line for each; none where all that the minutes name was counted, or nothing could be."""
    for one in there_without_a_vote(rete, seduta):
        yield f"{rete.nome_ente(one.ente)} è presente senza voto: {_REASONS[one.motivo]}"
    for delega in unregulated_proxies(seduta):
        yield (
            f"la delega di {rete.nome_ente(delega.di)}: le regole di quel giorno non parlano di "
            "deleghe"
        )


def left_out_as_plain(seduta: Seduta, rete: Rete) -> list[Record]:
    """The same, each with the code of its reason."""
    without: list[Record] = [
        {"ente": one.ente, "motivo": one.motivo} for one in there_without_a_vote(rete, seduta)
    ]
    proxies: list[Record] = [
        {"ente": delega.di, "motivo": "deleghe-non-regolate"}
        for delega in unregulated_proxies(seduta)
    ]
    return [*without, *proxies]
