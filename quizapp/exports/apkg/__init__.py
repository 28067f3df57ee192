"""Anki packages: our questions as notes that can be issued again and again; docs/phone.md says what the phone does."""
