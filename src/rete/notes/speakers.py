"""Whether what stands before a colon is somebody who speaks: «Il Sindaco: …», «Dott. Rossi: …»."""

_OFFICES = frozenset(
    {
        *("presidente", "vicepresidente", "vice", "presidentessa", "segretario", "segretaria"),
        *(
            "sindaco",
            "sindaca",
            "vicesindaco",
            "vicesindaca",
            "assessore",
            "assessora",
            "assessori",
        ),
        *("consigliere", "consigliera", "direttore", "direttrice", "tesoriere", "tesoriera"),
        *("coordinatore", "coordinatrice", "dirigente", "preside", "prefetto", "parroco"),
        *("rappresentante", "rappresentanti", "relatore", "relatrice", "referente", "moderatore"),
        *("moderatrice", "pubblico", "comitato", "comune", "provincia", "regione"),
    }
)
_TITLES = frozenset(
    {
        *("cons", "ass", "dott", "dottssa", "dr", "prof", "sig", "avv", "ing", "arch", "geom"),
        *("don", "on", "sen", "ssa", "signor", "signora"),
    }
)
_ARTICLES = frozenset({"il", "la", "lo", "l", "i", "gli", "le", "l'assessore", "l'assessora"})


def is_speaker(head: str) -> bool:
    """Of a head without case, accents and dots."""
    words = [word for word in head.replace("'", "' ").split() if word.rstrip("'") not in _ARTICLES]
    return bool(words) and (words[0] in _TITLES or words[0] in _OFFICES)
