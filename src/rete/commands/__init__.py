"""One module per command, with the same name; what they do with a register is kept elsewhere."""
