"""`rete annulla`: the latest operations, and undoing one."""
