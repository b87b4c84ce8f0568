"""The register of a pact between bodies; only the version is kept here: importing costs nothing."""

__version__ = "0.1.0"
