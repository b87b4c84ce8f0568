"""The words: dates, counts, codes, and the messages of Click and libyaml, in Italian."""

from rete.italiano.click_it import METAVARS, install_gettext
from rete.italiano.date_it import (
    FIRST_YEAR,
    LAST_YEAR,
    date_after,
    date_in_words,
    date_problem,
    day_within,
    month_in_words,
    parse_date,
    parse_month,
    short_date,
)
from rete.italiano.parole import (
    LARGEST_NUMBER_IN_WORDS,
    count,
    every,
    first_few,
    in_quotes,
    join_words,
    number_in_words,
    os_problem,
    parse_number,
    yes_or_no,
)
from rete.italiano.yaml_it import yaml_problem

__all__ = [
    "FIRST_YEAR",
    "LARGEST_NUMBER_IN_WORDS",
    "LAST_YEAR",
    "METAVARS",
    "count",
    "date_after",
    "date_in_words",
    "date_problem",
    "day_within",
    "every",
    "first_few",
    "in_quotes",
    "install_gettext",
    "join_words",
    "month_in_words",
    "number_in_words",
    "os_problem",
    "parse_date",
    "parse_month",
    "parse_number",
    "short_date",
    "yaml_problem",
    "yes_or_no",
]
