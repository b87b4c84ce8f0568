"""From files to records: `loader` (a register), `one_file` (its files), `kinds` (what is what)."""
