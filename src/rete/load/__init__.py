"""From files to records: what is where, read and built; faults of files, not of meaning."""
