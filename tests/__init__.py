"""The tests of rete."""
