"""Records of a register, frozen: one module per kind, and the whole of it in rete.py."""
