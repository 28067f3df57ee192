"""Rules about how questions are written: what a machine can find of the flaws that let the clever guess."""
