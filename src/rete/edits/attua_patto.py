"""Effects on the pact and on smaller files carried out: secretariat, articles, terms, projects."""

from rete.changes import Plain, Refused
from rete.edits.attua_enti import body_of
from rete.edits.bozza import Bozza, day_before, without_empty, written
from rete.edits.seguito import is_open_after
from rete.model.comuni import Effetto
from rete.model.patto import Patto
from rete.model.rete import Rete

Dettagli = dict[str, Plain]


def pact_of(rete: Rete) -> Patto:
    """The pact; Refused where its file cannot be read."""
    if rete.patto is None:
        raise Refused("data/patto.yaml non si legge: correggilo prima")
    return rete.patto


def give_secretariat(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """The secretariat passes to a body; the former one ends the day before."""
    patto, ente = pact_of(rete), body_of(rete, effetto.ente)
    if effetto.dal is None:
        raise Refused(f"manca il giorno da cui la segreteria è di «{ente.id}»")
    if any(held.ente == ente.id and held.atto == act for held in patto.segreteria):
        return
    last = day_before(effetto.dal)
    for index, held in enumerate(patto.segreteria):
        if is_open_after(held.dal, held.al, last):
            path = ("segreteria", index)
            bozza.put(patto.file, path, "al", written(last), written=held.al is not None)
            bozza.put(patto.file, path, "atto_fine", act, written=held.atto_fine is not None)
            bozza.tell(f"la segreteria di «{held.ente}» finisce il {last}")
    item: Plain = {"ente": ente.id, "dal": written(effetto.dal), "atto": act}
    bozza.append(patto.file, ("segreteria",), item)
    bozza.tell(f"la segreteria è di «{ente.id}» dal {effetto.dal}")


def amend(bozza: Bozza, rete: Rete, effetto: Effetto, act: str, details: Dettagli) -> None:
    """A new version of an article, or a new article; text, heading and rules are in details."""
    patto = pact_of(rete)
    number = effetto.articolo
    if number is None or effetto.dal is None:
        raise Refused("manca il numero dell'articolo, o da quando cambia")
    version = without_empty(
        {
            "dal": written(effetto.dal),
            "atto": act,
            "testo": details.get("testo"),
            "regole": details.get("regole"),
        }
    )
    for index, articolo in enumerate(patto.articoli):
        if articolo.numero != number:
            continue
        if any(old.atto == act for old in articolo.versioni):
            return
        _wants_content(version, number)
        bozza.append(patto.file, ("articoli", index, "versioni"), version)
        bozza.tell(f"l'articolo {number} ha un testo nuovo dal {effetto.dal}")
        return
    heading = details.get("rubrica")
    if heading is None:
        raise Refused(f"l'articolo {number} è nuovo: serve la sua rubrica")
    _wants_content(version, number)
    item: Plain = {"numero": number, "rubrica": heading, "versioni": [version]}
    bozza.append(patto.file, ("articoli",), item)
    bozza.tell(f"nasce l'articolo {number} dal {effetto.dal}")


def _wants_content(version: dict[str, Plain], number: str) -> None:
    if "testo" not in version and "regole" not in version:
        raise Refused(f"manca il nuovo testo dell'articolo {number}, o le sue regole")


def renew(bozza: Bozza, rete: Rete, effetto: Effetto, act: str, details: Dettagli) -> None:
    """A new term after the last one; adhesions go on."""
    patto = pact_of(rete)
    if effetto.periodo is None or effetto.dal is None:
        raise Refused("manca il nome del nuovo periodo, o da quando comincia")
    if any(term.id == effetto.periodo and term.atto == act for term in patto.periodi):
        return
    if any(term.id == effetto.periodo for term in patto.periodi):
        raise Refused(f"il periodo «{effetto.periodo}» c'è già")
    item = without_empty(
        {
            "id": effetto.periodo,
            "dal": written(effetto.dal),
            "al": written(effetto.al) if effetto.al else None,
            "titolo": details.get("titolo"),
            "atto": act,
            "rinnovo": details.get("rinnovo"),
            "durata": details.get("durata"),
        }
    )
    bozza.append(patto.file, ("periodi",), item)
    until = f" al {effetto.al}" if effetto.al else ""
    bozza.tell(f"il patto ha un nuovo periodo, «{effetto.periodo}», dal {effetto.dal}{until}")


def record_monitoring(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """The monitoring that an act approves: its file begins, or cites the act."""
    name = effetto.monitoraggio
    if name is None or effetto.dal is None:
        raise Refused("manca quale monitoraggio, o da quando")
    existing = rete.monitoraggi.get(name)
    if existing is not None:
        if existing.atto != act:
            bozza.put(existing.file, (), "atto", act, written=existing.atto is not None)
            bozza.tell(f"il monitoraggio «{name}» cita «{act}»")
        return
    if not any(planned.id == name for planned in pact_of(rete).monitoraggi):
        raise Refused(f"il patto non prevede il monitoraggio «{name}»")
    record: dict[str, Plain] = {"dal": written(effetto.dal), "atto": act, "valori": []}
    bozza.create(f"data/monitoraggi/{name}.yaml", "monitoraggio", record)
    bozza.tell(f"comincia il monitoraggio «{name}» dal {effetto.dal}")


def start_project(bozza: Bozza, rete: Rete, effetto: Effetto, act: str) -> None:
    """A project is in course from a day."""
    progetto = rete.progetti.get(effetto.progetto or "")
    if progetto is None or effetto.dal is None:
        raise Refused(f"il progetto «{effetto.progetto}» non ha una scheda, o manca da quando")
    if any(phase.atto == act for phase in progetto.fasi):
        return
    item: Plain = {"stato": "in-corso", "dal": written(effetto.dal), "atto": act}
    bozza.append(progetto.file, ("fasi",), item)
    bozza.tell(f"il progetto «{progetto.id}» è in corso dal {effetto.dal}")
