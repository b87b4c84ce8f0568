"""What commands share: opening a register, options, names resolved, what is printed."""
