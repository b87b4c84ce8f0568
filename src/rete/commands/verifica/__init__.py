"""`rete verifica`: whether a document is what the register gives."""
