"""Acts and decisions as lists and cards: their effects, and the records that cite them."""

from collections.abc import Iterator
from datetime import date

from rete.diagnostics import DocPath
from rete.italiano import count, join_words, short_date
from rete.italiano.etichette import ESITI, STATI_VERBALE, TIPI_ATTO, label
from rete.model.atto import Atto
from rete.model.comuni import Effetto
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.verbale import Decisione, Verbale
from rete.reckoning.acts_in_words import act_in_words, effect_in_words
from rete.reckoning.acts_that_hold import SENZA_RISCONTRO, acts_of
from rete.reckoning.answers import Riscontro, answers, ratified_by
from rete.reckoning.citing import citing
from rete.reckoning.selection import stato_verbale
from rete.reckoning.sitting import sitting_of
from rete.views.conti_dati import count_as_plain
from rete.views.correzioni import correction_lines, corrections_of_act
from rete.views.dati import Plain, Record, known, record_as_plain
from rete.views.decisioni import decision_body
from rete.views.lists_and_cards import Colonna, Elenco, Righe, Scheda, Sezione, card, section
from rete.views.parti_di_scheda import attachments, list_of_kind, name_and_id, notes, sources

# What cites is told by its innermost thing, without its position: «adesione, fine».
_KEYS = {"atto": "", "atto_fine": ", fine", "atto_proprio": ", atto dell'ente"}


def elenco_atti(rete: Rete, atti: tuple[Atto, ...]) -> Elenco:
    """Acts as a list."""
    number = len(atti)
    closing = count(number, "atto", "atti") if number else "nessun atto corrisponde"
    columns = (
        Colonna("id", "Id"),
        # The id begins with the day, and a table has no room to say it twice.
        Colonna("data", "Data", in_tabella=False),
        Colonna("tipo", "Tipo", TIPI_ATTO),
        Colonna("oggetto", "Oggetto", righe=2),
        Colonna("di", "Di", rete.nome_ente, in_tabella=False),
        Colonna("organo", "Organo", in_tabella=False),
        Colonna("numero", "Numero", in_tabella=False),
        Colonna("protocollo", "Protocollo", in_tabella=False),
    )
    return list_of_kind(rete, "atto", columns, (atti, ()), closing)


def dati_atto(rete: Rete, found: Provvedimento, day: date) -> Record:
    """The fields of the act, its reference, whether a later one changed it, and who cites it."""
    reference = found.riferimento
    return {
        "riferimento": reference,
        **_as_written(rete, found, day),
        **known(
            effetti_in_parole=[effect_in_words(one, rete) for one in found.effetti] or None,
            riscontri=answers_as_plain(rete, reference) if found.effetti else None,
            vale=standing(rete, found, day)[0],
            **dict(_changed_by(rete, found, day)),
            correzioni=corrections_of_act(rete, reference, day) or None,
            citato_da=[known(tipo=c.tipo, id=c.id, dove=c.dove) for c in citing(rete, reference)],
        ),
    }


def _as_written(rete: Rete, found: Provvedimento, day: date) -> Record:
    verbale, decisione = found.verbale, found.decisione
    if verbale is None or decisione is None:
        return record_as_plain(found.atto)
    return {
        "tipo": "decisione",
        "data": found.data.isoformat(),
        "verbale": verbale.id,
        "stato": stato_verbale(rete, verbale, day),
        **record_as_plain(decisione),
        "conto": count_as_plain(rete, sitting_of(rete, verbale), decisione),
    }


def _changed_by(rete: Rete, found: Provvedimento, day: date) -> Iterator[tuple[str, str]]:
    """The acts, by the end of a day, that revoke this one, stand in its place or ratify it."""
    acts = acts_of(rete)
    for key, by in (
        ("revocato_da", acts.revoked_by(found)),
        ("rettificato_da", acts.replaced_by(found)),
        ("ratificato_da", ratified_by(rete, found.riferimento)),
    ):
        if by is not None and by.data <= day:
            yield key, by.riferimento


def scheda_atto(rete: Rete, found: Provvedimento, day: date) -> Scheda:
    """One act or decision as a card, as it stands on a day."""
    if found.verbale is not None and found.decisione is not None:
        return _decision(rete, found, found.verbale, found.decisione, day)
    if found.atto is None:
        raise LookupError(found.riferimento)
    return _act(rete, found, found.atto, day)


def _decision(
    rete: Rete, found: Provvedimento, verbale: Verbale, decisione: Decisione, day: date
) -> Scheda:
    state = label(STATI_VERBALE, stato_verbale(rete, verbale, day))
    table = rete.nome_tavolo(verbale.tavolo)
    return card(
        decisione.oggetto,
        (
            ("Riferimento", found.riferimento),
            ("Tipo", "decisione"),
            ("Seduta", f"{table} del {short_date(verbale.data)}"),
            ("Verbale", f"{verbale.id} ({state})"),
            ("Esito", label(ESITI, decisione.esito)),
            *_change_lines(rete, found, day),
        ),
        section("Decisione", decision_body(rete, sitting_of(rete, verbale), decisione, day)),
        section("Effetti", effect_rows(rete, found.riferimento)),
        _citations(rete, found.riferimento),
    )


def _act(rete: Rete, found: Provvedimento, atto: Atto, day: date) -> Scheda:
    later = corrections_of_act(rete, found.riferimento, day)
    return card(
        atto.oggetto,
        (
            ("Id", atto.id),
            ("Tipo", label(TIPI_ATTO, atto.tipo)),
            ("Data", short_date(atto.data)),
            ("Di", rete.nome_ente(atto.di) if atto.di else None),
            ("Organo", atto.organo),
            ("Numero", atto.numero),
            ("Protocollo", atto.protocollo),
            ("Firmatari in tutto", atto.firmatari_totale),
            *_change_lines(rete, found, day),
        ),
        section("Firmatari", (("", name_and_id(rete, who)) for who in atto.firmatari)),
        section("Correzioni", correction_lines(rete, later, "Corretto", "Revocato")),
        section("Effetti", effect_rows(rete, found.riferimento)),
        _citations(rete, found.riferimento),
        attachments(atto.allegati),
        sources(atto.fonti),
        notes(atto.note),
    )


def _change_lines(rete: Rete, found: Provvedimento, day: date) -> Righe:
    yield "Vale", standing(rete, found, day)[1]
    ending = "a" if found.decisione else "o"
    for key, act in _changed_by(rete, found, day):
        words = f"{key.removesuffix('o_da').capitalize()}{ending} da"
        yield words, act_in_words(act, rete)


def _citations(rete: Rete, reference: str) -> Sezione:
    by_record: dict[tuple[str, str], list[str]] = {}
    for citation in citing(rete, reference):
        by_record.setdefault((citation.tipo, citation.id), []).append(
            f"{citation.cosa}{_KEYS[citation.dove[-1]]}"
        )
    rows = [
        (
            "patto" if tipo == "patto" else f"{tipo} {identifier}",
            join_words(list(dict.fromkeys(places))),
        )
        for (tipo, identifier), places in by_record.items()
    ]
    return section("Citato da", tuple(rows) or (("", "nessuna scheda del registro"),))


def standing(rete: Rete, found: Provvedimento, day: date) -> tuple[bool, str]:
    """Whether an act holds at the end of a day, and in words why it does or does not."""
    acts = acts_of(rete)
    outcome = acts.esito(found)
    if outcome != "approvata":
        return False, f"no: l'esito è «{label(ESITI, outcome)}»"
    later = corrections_of_act(rete, found.riferimento, day)
    if any(one.tipo == "revoca" for one in later):
        return False, "no, dopo la revoca"
    replaced = acts.replaced_by(found)
    if replaced is not None and replaced.data <= day:
        return True, "sì, ma con gli effetti della rettifica"
    return True, "sì, ma il verbale non è ancora approvato" if found.is_draft else "sì"


def effect_rows(rete: Rete, reference: str) -> Righe:
    """The effects of an act, numbered, and under each what answers to it."""
    act = acts_of(rete).per_riferimento[reference]
    answering = {one.disposto.path: one for one in answers(rete).get(reference, ())}
    for index, effetto in enumerate(act.effetti):
        path = (*act.path, "effetti", index)
        yield f"{index + 1}.", effect_in_words(effetto, rete)
        yield "", _answer(rete, act, effetto, answering.get(path))
        for place, inner in enumerate(effetto.effetti):
            told = _answer(rete, act, inner, answering.get((*path, "effetti", place)))
            what = f"{effect_in_words(inner, rete)}: " if len(effetto.effetti) > 1 else ""
            yield "", f"{what}{told}" if told else None


def answers_as_plain(rete: Rete, reference: str) -> list[Plain]:
    """The effects that count, each with whether it was carried out and where."""
    return [
        {
            "effetto": effect_in_words(found.disposto.effetto, rete),
            "attuato": found.attuato,
            "voci": [
                {"file": claim.file, "chiave": _key(claim.path), "atto": claim.atto}
                for claim in found.voci
            ],
        }
        for found in answers(rete).get(reference, ())
    ]


def _answer(
    rete: Rete, act: Provvedimento, effetto: Effetto, found: Riscontro | None
) -> str | None:
    if effetto.tipo in SENZA_RISCONTRO:
        return None
    if found is None:
        return _does_not_count(rete, act)
    if found.superato:
        return "superata: il tavolo si è chiuso prima"
    places = _places(found)
    match found.attuato:
        case True:
            return f"attuata in {places}" if places else "attuata"
        case None:
            return "da verificare: la scheda che deve rispondere non si legge"
        case False:
            return f"attuata solo in parte, in {places}" if places else "non ancora attuata"


def _does_not_count(rete: Rete, act: Provvedimento) -> str:
    acts = acts_of(rete)
    over = acts.revoked_by(act) or acts.replaced_by(act)
    if over is None:
        return "non ha effetto"
    return f"non conta più, dopo {act_in_words(over.riferimento, rete)}"


def _places(found: Riscontro) -> str:
    """«data/enti/il-ponte.yaml (adesioni.atto)»: each file once, with the keys that cite."""
    by_file: dict[str, list[str]] = {}
    for claim in found.voci:
        by_file.setdefault(claim.file, []).append(_key(claim.path))
    return join_words(
        [f"{file} ({', '.join(dict.fromkeys(keys))})" for file, keys in by_file.items()]
    )


def _key(path: DocPath) -> str:
    """The keys that lead to a place, without positions in lists."""
    return ".".join(step for step in path if isinstance(step, str))
