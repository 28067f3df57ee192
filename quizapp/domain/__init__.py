"""Pure values and functions: no clock, no disk, no chance without a seed."""
