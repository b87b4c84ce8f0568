"""`rete stato`: what there is to do today."""
