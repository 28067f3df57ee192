"""The type of an open transaction, for those above storage who pass it on without speaking SQL."""

from __future__ import annotations

from sqlalchemy import Connection as Transaction

__all__ = ["Transaction"]
