"""Widgets: each is given values and shows them; none asks a service."""
