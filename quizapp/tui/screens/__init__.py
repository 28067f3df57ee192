"""Screens: each asks one service, shows what it says and decides nothing."""
