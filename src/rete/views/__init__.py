"""What reading commands show, as plain values: which words go in which row; `render` lays out."""
