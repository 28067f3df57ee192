"""The schema's history, one numbered revision a change."""
