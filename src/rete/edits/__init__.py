"""Changes to the register as pure functions: the register and what is asked → a `Plan`."""
