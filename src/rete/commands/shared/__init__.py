"""What commands share: the register opened, options, names resolved, what is printed."""
