"""The clock that services are given; the word for it is the domain's, because the store is given one too."""

from __future__ import annotations

from quizapp.domain.clock import Clock

__all__ = ["Clock"]
