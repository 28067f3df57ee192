"""Responses as the log keeps them: plain mappings, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizapp.domain.answers import Chose, Claim, Graded, Matched, Ordered, Picked, Rating, Recalled, Response, Wrote


def response_to_plain(response: Response, claim: Claim = Claim.NONE) -> dict[str, Any]:
    """What the learner answered, and what they said about it afterwards."""
    match response:
        case Picked(option):
            plain: dict[str, Any] = {"picked": option}
        case Wrote(text):
            plain = {"wrote": text}
        case Graded(rating):
            plain = {"graded": int(rating)}
        case Chose(options):
            plain = {"chose": sorted(options)}
        case Ordered(items):
            plain = {"ordered": list(items)}
        case Matched(pairs):
            plain = {"matched": dict(sorted(pairs))}
        case Recalled(points, jotted, halves):
            plain = {"recalled": sorted(points), **({"jotted": jotted} if jotted else {})}
            plain |= {"half": sorted(halves)} if halves else {}
    if claim is not Claim.NONE:
        plain["claim"] = claim.value
    return plain


def response_from_plain(plain: Mapping[str, Any]) -> Response:
    """The inverse of `response_to_plain`; raises ValueError for a mapping that is no response."""
    if "picked" in plain:
        return Picked(plain["picked"])
    if "wrote" in plain:
        return Wrote(plain["wrote"])
    if "graded" in plain:
        return Graded(Rating(plain["graded"]))
    if "chose" in plain:
        return Chose(frozenset(plain["chose"]))
    if "ordered" in plain:
        return Ordered(tuple(plain["ordered"]))
    if "matched" in plain:
        return Matched(frozenset(plain["matched"].items()))
    if "recalled" in plain:
        return Recalled(frozenset(plain["recalled"]), plain.get("jotted", ""), frozenset(plain.get("half", ())))
    raise ValueError(f"not a response: {plain!r}")


def claim_from_plain(plain: Mapping[str, Any]) -> Claim:
    """What the learner said about the answer."""
    return Claim(plain.get("claim", ""))
