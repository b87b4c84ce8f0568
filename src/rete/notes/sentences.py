"""What a sentence without a word of the notes says, and the doubts about it."""

from collections.abc import Iterator, Mapping

from rete.notes import outcomes, phrases, roll_call
from rete.notes.lines import Detta, Elemento, Sbagliata, Scritta
from rete.notes.vocabulary import ROWS, Voce


def sentence(line: Scritta, text: str) -> Elemento | None:
    """What a sentence without a word of the notes says, if it says something of theirs."""
    if several := phrases.passages(text):
        lines = (f"{ROWS[one.voce].parole[0].upper()}: {one.valore}" for one in several)
        why = "sembra chi entra e chi esce, più d'uno: in una riga ciascuno"
        return Sbagliata(riga=line, perche=why, come=("\n".join(lines),))
    for reader in _READERS:
        found = reader(text)
        if found is None:
            continue
        goes_on = found.valore.endswith(":") and found.sicura == "sì"
        said = Detta(
            voce=found.voce,
            parola="",
            parti=(found.valore,),
            righe=(line,),
            frase=None if goes_on and found.voce in ("deciso", "respinto") else found.sicura,
            nuda=found.nuda and not goes_on,
        )
        return said if found.sicura != "da-chiedere" else ask(line, said)
    if (hidden := outcomes.inside(text)) is not None:
        word = ROWS[hidden.voce].parole[0].upper()
        why = f"una frase {_ASKED[hidden.voce]}: «{hidden.valore}»"
        return Sbagliata(riga=line, perche=why, come=(f"{word}: {hidden.valore}",), vota=True)
    return None


_READERS = (
    outcomes.outcome,
    phrases.premise,
    phrases.vote,
    phrases.side,
    phrases.opening_or_closing,
    phrases.passage,
    roll_call.state,
)
_ASKED: Mapping[Voce, str] = {
    "deciso": "sembra una decisione",
    "respinto": "sembra una decisione che non è passata",
    "prende-atto": "sembra una presa d'atto",
    "rinviato": "sembra un punto rinviato",
    "voto": "sembra un voto",
    "inizio": "sembra l'ora in cui la seduta comincia",
    "fine": "sembra l'ora in cui la seduta finisce",
    "entra": "sembra qualcuno che entra",
    "esce": "sembra qualcuno che esce",
    "presenti": "sembra qualcuno che c'era",
    "collegati": "sembra qualcuno che c'era",
    "assenti": "sembra qualcuno che non c'era",
    "giustificati": "sembra qualcuno che non c'era",
    "delega": "sembra una delega",
}


def ask(line: Scritta, said: Detta) -> Sbagliata:
    why = _ASKED.get(said.voce, "sembra qualcosa da mettere a verbale")
    return Sbagliata(
        riga=line, perche=why, come=tuple(as_line(said)), vota=said.voce == "voto" or said.nuda
    )


def as_line(said: Elemento) -> Iterator[str]:
    """The line of notes that says the same for sure."""
    if isinstance(said, Sbagliata):
        yield from said.come
    elif isinstance(said, Detta):
        yield f"{ROWS[said.voce].parole[0].upper()}: {said.una_riga}"


def doubt_of(said: Detta, why: str) -> Sbagliata:
    """A guess that did not hold, as something to ask."""
    return Sbagliata(riga=said.righe[0], perche=why, come=tuple(as_line(said)))
