"""One module per command, in the folder of its noun; `cli` holds the table of their names."""
