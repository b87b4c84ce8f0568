"""From files to records: `loader` (a register), `one_file` (one file), `kinds` (what is what)."""
