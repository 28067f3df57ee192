"""Anki packages read back: whatever a file holds, it is refused with a sentence or read without harm."""
