"""Ways out of the program, one format a file; they know the domain only."""
