"""Effects on the pact and smaller files carried out: offices, articles, terms, projects."""

from rete.changes import Plain, Record, Refused
from rete.edits.bozza import without_empty, written
from rete.edits.opera import Opera, body_of, needed, open_after, pact_of
from rete.edits.seguito import end_charge
from rete.model.comuni import Effetto
from rete.model.tempo import covers, eve


def segreteria(opera: Opera, effetto: Effetto) -> None:
    """The secretariat passes to a body; the former one ends the day before."""
    patto, ente = pact_of(opera.rete), body_of(opera.rete, effetto.ente)
    dal = needed(effetto.dal, f"manca il giorno da cui la segreteria è di «{ente.id}»")
    if opera.is_cited_in(patto.segreteria, ente=ente.id):
        return
    last = eve(dal.primo)
    for index, held in open_after(patto.segreteria, last):
        end_charge(opera, patto, ("segreteria", index), held, last)
    opera.begin(patto, "segreteria", {"ente": ente.id}, dal)
    opera.tell(f"la segreteria è di «{ente.id}» dal {dal}")


def carica(opera: Opera, effetto: Effetto) -> None:
    """A body takes an office; where only one holds it, the former one ends the day before."""
    patto, ente = pact_of(opera.rete), body_of(opera.rete, effetto.ente)
    office = patto.carica(effetto.carica or "")
    if office is None:
        raise Refused(
            f"«{effetto.carica}» non è una carica del patto: aggiungila a «vocabolari.cariche» in "
            "data/patto.yaml"
        )
    dal = needed(effetto.dal, f"manca il giorno da cui «{ente.id}» ha la carica «{office.id}»")
    if opera.is_cited_in(patto.cariche, ente=ente.id, carica=office.id):
        return
    holders = [held for held in patto.cariche if held.carica == office.id]
    if any(held.ente == ente.id and covers(held, dal.primo) for held in holders):
        raise Refused(f"«{ente.id}» ha già la carica «{office.id}» il {dal}")
    last = eve(dal.primo)
    for index, held in open_after(patto.cariche, last) if office.posti == 1 else ():
        if held.carica == office.id:
            end_charge(opera, patto, ("cariche", index), held, last)
    opera.begin(patto, "cariche", {"carica": office.id, "ente": ente.id}, dal)
    opera.tell(f"«{ente.id}» ha la carica «{office.id}» dal {dal}")


def fine_carica(opera: Opera, effetto: Effetto) -> None:
    """A body no longer holds an office."""
    patto, who, office = pact_of(opera.rete), effetto.ente, effetto.carica
    al = needed(effetto.al, f"manca l'ultimo giorno della carica «{office}»")
    if opera.is_cited_in(patto.cariche, "atto_fine", ente=who, carica=office):
        return
    for index, held in open_after(patto.cariche, al.ultimo):
        if (held.ente, held.carica) == (who, office):
            end_charge(opera, patto, ("cariche", index), held, al)
            return
    raise Refused(f"«{who}» non ha la carica «{office}» il {al}")


def modifica_articolo(opera: Opera, effetto: Effetto) -> None:
    """A new version of an article, or a new article; text, heading and rules are details."""
    patto, number, details = pact_of(opera.rete), effetto.articolo, opera.details
    if number is None or effetto.dal is None:
        raise Refused("manca il numero dell'articolo, o da quando cambia")
    rules = details.get("regole")
    laid_down = rules if isinstance(rules, dict) else {}
    version = opera.item({}, effetto.dal, testo=details.get("testo"), **laid_down)
    for index, articolo in enumerate(patto.articoli):
        if articolo.numero != number:
            continue
        if opera.is_cited_in(articolo.versioni):
            return
        _wants_content(version, number)
        opera.bozza.append(patto.file, ("articoli", index, "versioni"), version)
        opera.tell(f"l'articolo {number} ha un testo nuovo dal {effetto.dal}")
        return
    heading = details.get("rubrica")
    if heading is None:
        raise Refused(f"l'articolo {number} è nuovo: serve la sua rubrica")
    _wants_content(version, number)
    item: Plain = {"numero": number, "rubrica": heading, "versioni": [version]}
    opera.bozza.append(patto.file, ("articoli",), item)
    opera.tell(f"nasce l'articolo {number} dal {effetto.dal}")


def _wants_content(version: Record, number: str) -> None:
    if not {"testo", "regole", "regole_per"} & version.keys():
        raise Refused(f"manca il nuovo testo dell'articolo {number}, o le sue regole")


def rinnovo(opera: Opera, effetto: Effetto) -> None:
    """A new term after the last one; adhesions go on."""
    patto, name, al = pact_of(opera.rete), effetto.periodo, effetto.al
    if name is None or effetto.dal is None:
        raise Refused("manca il nome del nuovo periodo, o da quando comincia")
    if opera.is_cited_in(patto.periodi, id=name):
        return
    if any(term.id == name for term in patto.periodi):
        raise Refused(f"il periodo «{name}» c'è già")
    item = without_empty(
        {
            "id": name,
            "dal": written(effetto.dal),
            "al": written(al) if al else None,
            "titolo": opera.details.get("titolo"),
            "atto": opera.act,
            "rinnovo": opera.details.get("rinnovo"),
            "durata": opera.details.get("durata"),
            "senza_termine": opera.details.get("senza_termine"),
        }
    )
    opera.bozza.append(patto.file, ("periodi",), item)
    until = f" al {al}" if al else ""
    opera.tell(f"il patto ha un nuovo periodo, «{name}», dal {effetto.dal}{until}")


def monitoraggio(opera: Opera, effetto: Effetto) -> None:
    """The monitoring that an act approves: its file begins, or cites the act."""
    name, act = effetto.monitoraggio, opera.act
    if name is None or effetto.dal is None:
        raise Refused("manca quale monitoraggio, o da quando")
    existing = opera.rete.monitoraggi.get(name)
    if existing is not None:
        if existing.atto != act:
            opera.bozza.put(existing.file, (), "atto", act, written=existing.atto is not None)
            opera.tell(f"il monitoraggio «{name}» cita «{act}»")
        return
    if not any(planned.id == name for planned in pact_of(opera.rete).monitoraggi):
        raise Refused(f"il patto non prevede il monitoraggio «{name}»")
    record: Record = {"dal": written(effetto.dal), "atto": act, "valori": []}
    opera.bozza.create(f"data/monitoraggi/{name}.yaml", "monitoraggio", record)
    opera.tell(f"comincia il monitoraggio «{name}» dal {effetto.dal}")


def avvio_progetto(opera: Opera, effetto: Effetto) -> None:
    """A project is in course from a day."""
    progetto = opera.rete.progetti.get(effetto.progetto or "")
    if progetto is None or effetto.dal is None:
        raise Refused(f"il progetto «{effetto.progetto}» non ha una scheda, o manca da quando")
    if opera.is_cited_in(progetto.fasi):
        return
    opera.begin(progetto, "fasi", {"stato": "in-corso"}, effetto.dal)
    opera.tell(f"il progetto «{progetto.id}» è in corso dal {effetto.dal}")
