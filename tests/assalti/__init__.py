"""Attacks: what must hold whatever happens to the files, the disk, git or the program itself."""
