"""Acts and decisions: who signed them, their effects, their attachments."""

from collections.abc import Iterable
from itertools import chain

from rete.diagnostics import Fault, Faults, fault, quoted
from rete.italiano import count
from rete.model.allegati import Alterato
from rete.model.atto import Atto
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.rules import effetti
from rete.rules.rule import error, warning
from rete.rules.voci import unknown_bodies

_FOLDER = "data/allegati"
_UNKNOWN = Alterato(
    fatto="non è quello di cui è scritta l'impronta",
    rimedio="metti da parte questo file e rimetti quello di cui è scritta l'impronta",
)
"""Of a file that two records, or two lines, cite with two digests: one of them is wrong."""


def _path(record: Verbale | Atto, name: str) -> str:
    return f"{_FOLDER}/{record.id}/{name}"


@error("VER025", "verbale")
def attachments_of_minutes_are_there_unchanged(rete: Rete) -> Faults:
    """Gli allegati di un verbale ci sono, ciascuno una volta sola, e non sono cambiati.

    Un allegato sta in data/allegati, nella cartella che ha il nome del verbale. L'impronta SHA-256
    prova che il file è ancora quello che si allegò o si firmò.
    """
    return _faults(rete, rete.verbali.values())


@error("ATT006", "atto")
def attachments_of_acts_are_there_unchanged(rete: Rete) -> Faults:
    """Gli allegati di un atto ci sono, ciascuno una volta sola, e non sono cambiati.

    Un allegato sta in data/allegati, nella cartella che ha il nome dell'atto. L'impronta SHA-256
    prova che il file è ancora quello che si allegò o si firmò.
    """
    return _faults(rete, rete.atti.values())


def _faults(rete: Rete, records: Iterable[Verbale | Atto]) -> Faults:
    for record in records:
        seen: set[str] = set()
        for index, allegato in enumerate(record.allegati):
            path = _path(record, allegato.file)
            digest = rete.allegati.get(path, "")
            if allegato.file in seen:
                key = "file"
                message = f"l'allegato «{allegato.file}» compare più volte"
                remedy = "lascialo una volta sola"
            elif digest == "":
                key = "file"
                message = f"l'allegato «{allegato.file}» non c'è in {_FOLDER}/{record.id}/"
                remedy = "metti il file in quella cartella, o correggi il nome"
            elif digest is not None and digest != allegato.sha256:
                key = "sha256"
                why = rete.alterati.get(path, _UNKNOWN)
                message = f"l'allegato «{allegato.file}» {why.fatto}"
                remedy = why.rimedio
            else:
                key = ""
            seen.add(allegato.file)
            if key:
                place = ("allegati", index, key)
                yield fault(record, place, message, remedy)


@warning("REG005", "verbale", "atto")
def every_file_attached_is_cited(rete: Rete) -> Faults:
    """Ogni file di data/allegati è citato dal verbale o dall'atto che dà il nome alla cartella.

    Un file che nessuno cita non ha un titolo né un'impronta: nessuno si accorgerebbe se cambiasse o
    sparisse.
    """
    records: tuple[Verbale | Atto, ...] = (*rete.verbali.values(), *rete.atti.values())
    cited = {_path(record, allegato.file) for record in records for allegato in record.allegati}
    for path in sorted(rete.allegati.keys() - cited):
        owner = path.split("/")[2]
        named = quoted(owner)
        if rete.is_unread("verbale", owner) or rete.is_unread("atto", owner):
            continue
        known = owner in rete.verbali or owner in rete.atti
        yield Fault(
            file=path,
            message=(
                f"{named} non cita questo file fra i suoi allegati"
                if known
                else f"{named} non è né un verbale né un atto del registro"
            ),
            remedy=(
                "aggiungilo in «allegati», o spostalo fuori da data/"
                if known
                else "metti il file nella cartella di chi lo cita, o spostalo fuori da data/"
            ),
        )


@error("ATT001", "atto", "ente")
def signatories_are_known(rete: Rete) -> Faults:
    """Chi firma un atto è un ente del registro.

    La firma del patto fa aderire chi l'ha firmato. Di altri firmatari, che non si conoscono per
    nome, si può dire solo quanti erano, in «firmatari_totale».
    """
    for atto in rete.atti.values():
        named = ((("firmatari", index), ente) for index, ente in enumerate(atto.firmatari))
        yield from unknown_bodies(rete, atto, named)


@error("ATT002", "atto")
def the_total_counts_every_signatory(rete: Rete) -> Faults:
    """I firmatari in tutto non sono meno di quelli scritti per nome.

    Il totale serve quando alcuni nomi non si conoscono: comprende anche quelli che si conoscono.
    """
    for atto in rete.atti.values():
        total, named = atto.firmatari_totale, len(atto.firmatari)
        if total is not None and total < named:
            yield fault(
                atto,
                ("firmatari_totale",),
                f"il totale è di {count(total, 'firmatario', 'firmatari')}, ma per nome ce ne "
                f"sono {named}",
                "correggi «firmatari_totale», o togli chi non ha firmato",
            )


@error("ATT003", "atto")
def effects_of_acts_have_their_keys(rete: Rete) -> Faults:
    """Ogni effetto di un atto ha le chiavi che servono al suo tipo, e solo quelle.

    Un recesso senza l'ultimo giorno non si può mettere in pratica; una chiave di troppo non avrebbe
    nessun effetto. La tabella è nel capitolo sugli effetti del formato dei dati.
    """
    return effetti.wrong_keys(effetti.of_acts(rete))


@error("ATT004", "atto", "ente", "tavolo", "verbale", "progetto", "patto")
def effects_of_acts_name_what_exists(rete: Rete) -> Faults:
    """Gli effetti di un atto riguardano enti, tavoli, atti e schede del registro.

    Fa eccezione ciò che l'effetto stesso fa nascere: il tavolo che si istituisce, il periodo di un
    rinnovo, un articolo nuovo.
    """
    return effetti.unresolved_references(rete, effetti.of_acts(rete))


@error("ATT005", "atto")
def an_act_has_one_effect_per_object(rete: Rete) -> Faults:
    """In un atto c'è al massimo un effetto dello stesso tipo sullo stesso oggetto.

    Effetti e registro si confrontano a coppie: con due cessazioni dello stesso ente nello stesso
    atto non si saprebbe quale vale.
    """
    return chain.from_iterable(map(effetti.repeated, effetti.of_acts(rete)))


@error("VER022", "verbale")
def effects_of_decisions_have_their_keys(rete: Rete) -> Faults:
    """Ogni effetto di una decisione ha le chiavi che servono al suo tipo, e solo quelle.

    Un'ammissione senza il giorno, o una chiusura senza il tavolo, non si può mettere in pratica;
    una chiave di troppo non avrebbe nessun effetto. La tabella è nel capitolo sugli effetti del
    formato dei dati.
    """
    return effetti.wrong_keys(effetti.of_minutes(rete))


@error("VER023", "verbale", "ente", "tavolo", "atto", "progetto", "patto")
def effects_of_decisions_name_what_exists(rete: Rete) -> Faults:
    """Gli effetti di una decisione riguardano enti, tavoli, atti e schede del registro.

    Fa eccezione ciò che l'effetto stesso fa nascere: il tavolo che si istituisce, il periodo di un
    rinnovo, un articolo nuovo.
    """
    return effetti.unresolved_references(rete, effetti.of_minutes(rete))


@error("VER024", "verbale")
def a_decision_has_one_effect_per_object(rete: Rete) -> Faults:
    """In una decisione c'è al massimo un effetto dello stesso tipo sullo stesso oggetto.

    Effetti e registro si confrontano a coppie: con due ammissioni dello stesso ente nella stessa
    decisione non si saprebbe quale vale.
    """
    return chain.from_iterable(map(effetti.repeated, effetti.of_minutes(rete)))
