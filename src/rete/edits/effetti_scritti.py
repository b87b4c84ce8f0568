"""An effect as one line of text (`ammissione ente=il-ponte dal=1/3/2026`), read and written.

Bodies, tables and minutes may be named as people write them; which keys an effect needs is
`model.effetti`'s.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any, get_args

from rete.changes import Refused
from rete.italiano import in_quotes, join_words, parse_date, parse_month
from rete.model import riconoscimento
from rete.model.comuni import Causa, Effetto, Esito, Genere, Qualita
from rete.model.effetti import EFFECT_KEYS, ROWS, given_keys, keys_of
from rete.model.nomi_di_file import why_not_new
from rete.model.nominati import KEYS
from rete.model.rete import Rete
from rete.model.ricerca import one_word, plain
from rete.model.riconoscimento import Anagrafe
from rete.model.tempo import DataParziale

_WORDS: dict[str, tuple[str, ...]] = {
    "qualita": get_args(Qualita),
    "causa": get_args(Causa),
    "genere": get_args(Genere),
    "esito": get_args(Esito),
    "decorrenza": ("firma",),
}
_LISTS = ("a", "componenti", "presenti", "collegati")
_DAYS = ("dal", "al")
_NOBODY = "nessuno"

_KEY = re.compile(r"(?:^|(?<=[\s,;]))([a-zà-ù_]+)[ \t]*=[ \t]*", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_AND = re.compile(r"\s+e\s+")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_NEEDS_QUOTES = re.compile(r'[="\[\];,\n]|^\s|\s$|^$')


def effect_of(text: str, rete: Rete, oggi: date) -> Effetto:
    """The effect that a line says; Refused, in words, where it does not say one."""
    kind, pairs = _split(text)
    if kind not in ROWS:
        known = ", ".join(ROWS)
        raise Refused(f"«{kind}» non è un tipo di effetto: ci sono {known}")
    values: dict[str, Any] = {"tipo": kind}
    for key, value in pairs:
        if key in values:
            raise Refused(f"«{key}» è scritto due volte")
        values[key] = _value(key, value, rete, oggi, new_table=kind == "istituzione")
    effetto = Effetto(**values)
    _must_be_whole(effetto)
    return effetto


def effects_in(text: str, rete: Rete, oggi: date) -> tuple[Effetto, ...]:
    """The effects that a line says, with «;» between them; Refused where one does not stand."""
    return tuple(effect_of(one, rete, oggi) for one in _several(text) if one)


def effect_as_text(effetto: Effetto) -> str:
    """The line that `effect_of` reads back as this effect, names by id."""
    parts: list[str] = [effetto.tipo]
    for field in fields(Effetto):
        value = getattr(effetto, field.name)
        if field.name == "tipo" or value is None:
            continue
        if field.name == "effetti":
            if value:
                parts.append(f"effetti=[{'; '.join(effect_as_text(inner) for inner in value)}]")
        elif isinstance(value, tuple) and not isinstance(value, DataParziale):
            if value or field.name in ("presenti", "collegati"):
                parts.append(f"{field.name}={','.join(value) or _NOBODY}")
        else:
            parts.append(f"{field.name}={_written(str(value))}")
    return " ".join(parts)


def _written(value: str) -> str:
    if not _NEEDS_QUOTES.search(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _split(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The kind, and the values by key as written."""
    found = _KEY.search(text)
    kind = text[: found.start()] if found else text
    pairs = []
    while found is not None:
        key = _key(found[1])
        value, end = _raw_value(key, text, found.end())
        pairs.append((key, value))
        found = _KEY.search(text, end)
        if left := text[end : found.start() if found else None].strip(" \t\n,;"):
            raise Refused(f"«{left}» non si capisce: dopo «{key}=…» ci va un'altra chiave, o nulla")
    return "-".join(plain(kind).strip(" ,:;").split()), pairs


def _key(typed: str) -> str:
    key = plain(typed)
    if key not in EFFECT_KEYS:
        raise Refused(
            f"«{typed}=» non è una chiave di un effetto: ci sono {', '.join(EFFECT_KEYS)}"
        )
    return key


def _raw_value(key: str, text: str, start: int) -> tuple[str, int]:
    """The value that begins there, and where it ends."""
    if quoted := _QUOTED.match(text, start):
        return _ESCAPED.sub(r"\1", quoted[1]), quoted.end()
    if text.startswith('"', start):
        raise Refused(f"dopo «{key}=» le virgolette non sono chiuse")
    if key == "effetti" and text.startswith("[", start):
        end = text.rfind("]")
        if end < start:
            raise Refused("dopo «effetti=[» manca «]»")
        return text[start + 1 : end], end + 1
    following = _KEY.search(text, start)
    end = following.start() if following else len(text)
    return text[start:end].strip(" \t\n,;"), end


def _value(key: str, text: str, rete: Rete, oggi: date, *, new_table: bool) -> Any:
    if key == "effetti":
        return effects_in(text, rete, oggi)
    if not text:
        raise Refused(f"dopo «{key}=» non c'è nulla")
    if key in _LISTS:
        parts = [] if plain(text) == _NOBODY else text.split(",")
        return tuple(one for part in parts for one in _bodies(riconoscimento.enti(rete), part))
    if KEYS.get(key) == "ente":
        return _named(riconoscimento.enti(rete), text, "ente")
    if key == "tavolo":
        tables = riconoscimento.tavoli(rete)
        return _new_table(text, rete) if new_table else _named(tables, text, "tavolo")
    if key == "verbale":
        return _named(riconoscimento.verbali(rete), text, "verbale")
    if key == "carica":
        return _office(text, rete)
    if key in _DAYS:
        return _day(key, text, oggi)
    if key in _WORDS:
        return _word(key, text)
    return text


def _new_table(text: str, rete: Rete) -> str:
    why = why_not_new(text, "tavolo", partial(rete.has_id, "tavolo"))
    if why is not None and not rete.has_id("tavolo", text):
        raise Refused(why)
    return text


def _office(text: str, rete: Rete) -> str:
    """The id of an office of the pact, by id or by name; what no office is called stays."""
    offices = rete.patto.vocabolari.cariche if rete.patto else ()
    called = (one.id for one in offices if plain(text) in (plain(one.id), plain(one.nome)))
    return next(called, text)


def _several(text: str) -> Iterator[str]:
    """The effects of a list, between semicolons that stand outside quotes and brackets."""
    start = place = depth = 0
    while place < len(text):
        if quoted := _QUOTED.match(text, place):
            place = quoted.end()
            continue
        match text[place]:
            case "[":
                depth += 1
            case "]":
                depth -= 1
            case ";" if depth == 0:
                yield text[start:place].strip()
                start = place + 1
        place += 1
    if text[start:].strip():
        yield text[start:].strip()


def _bodies(known: Anagrafe, text: str) -> tuple[str, ...]:
    """One body, that may have an «e» in its name; else those that it joins."""
    names = _AND.split(text.strip())
    if len(names) > 1 and known.recognised(text).id is None:
        return tuple(_named(known, name, "ente") for name in names)
    return (_named(known, text, "ente"),)


def _named(known: Anagrafe, text: str, what: str) -> str:
    found = known.recognised(text)
    if found.id is None:
        raise Refused(f"{what}: {found.perche(known.nomi)}")
    return found.id


def _day(key: str, text: str, oggi: date) -> DataParziale:
    if (month := parse_month(text)) is not None:
        return DataParziale.from_text(f"{month:%Y-%m}")
    day = parse_date(text, oggi)
    if day is None:
        raise Refused(f"«{key}={text}» non è una data: scrivi 2026-03-01, 1/3/2026 o 2026-03")
    return DataParziale.of_day(day)


def _word(key: str, text: str) -> str:
    if (found := one_word(text, _WORDS[key])) is None:
        raise Refused(f"«{key}={text}» non è previsto: {join_words(_WORDS[key])}")
    return found


def _must_be_whole(effetto: Effetto) -> None:
    """It has what its kind needs, and nothing that its kind has no place for."""
    wanted = keys_of(effetto)
    given = given_keys(effetto)
    missing = [group for group in wanted.needed if not any(key in given for key in group)]
    if missing:
        names = join_words([" o ".join(f"«{key}=»" for key in group) for group in missing])
        verb = "manca" if len(missing) == 1 else "mancano"
        raise Refused(f"nell'effetto «{effetto.tipo}» {verb} {names}")
    if wanted.some_of and not any(key in given for key in wanted.some_of):
        names = " o ".join(f"«{key}=»" for key in wanted.some_of)
        raise Refused(f"nell'effetto «{effetto.tipo}» manca {names}")
    extra = [key for key in given if key not in wanted.allowed]
    if extra:
        names = in_quotes(extra)
        places = in_quotes(wanted.allowed)
        raise Refused(f"l'effetto «{effetto.tipo}» non vuole {names}, ma {places}")
