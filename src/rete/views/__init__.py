"""What reading commands show, as plain values: which words go in which row; no layout here."""
