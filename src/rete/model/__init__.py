"""Records of a register, frozen: one module per kind of file, and all of them in `rete`."""
