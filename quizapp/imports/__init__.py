"""Ways into the program, one format a package; they know the domain only."""
