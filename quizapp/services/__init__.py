"""One method, one use case, one transaction."""
