"""Only the version stands here, so that importing costs nothing; the program begins in `cli`."""

__version__ = "0.1.0"
