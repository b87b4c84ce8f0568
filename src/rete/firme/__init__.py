"""Signed files read: `opened` (`.p7m`), `cms` (who signed), `pdf_*` (inside a PDF), `words`.

Nothing here judges whether a certificate can be trusted. The libraries are of the extra ``firme``
and are imported where they are first needed: they take a second.
"""
