"""Signatures read for real: what a signed file holds, who signed it, whether these bytes are it.

Nothing here judges whether a certificate can be trusted. The libraries are of the extra ``firme``
and are imported where they are first needed: they take a second.
"""
