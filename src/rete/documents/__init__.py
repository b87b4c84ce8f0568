"""The documents, one pure function each: a register and a day → the values of its template."""
