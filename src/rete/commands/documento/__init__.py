"""`rete documento`: what is to be signed and sent."""
