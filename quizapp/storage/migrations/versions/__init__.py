"""The revisions; each may say with `rows_after(before)` how many rows every table has after it."""
