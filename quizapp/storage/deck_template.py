"""What a new deck file says: one question to replace, and an example of every other kind that can be asked."""

from __future__ import annotations

import json

_TEMPLATE = """\
# yaml-language-server: $schema=./deck.schema.json
# A deck is text: edit it, then run `quizapp decks check` and `quizapp decks sync`.
# Put a text in quotes when it holds a colon or a #, or begins with a sign such as [ {{ * & > @ %.
deck: {slug}
title: {title}
description: ""
language: en
subject: ""
licence: ""
questions:
  - id: replace-me
    kind: choice  # one best answer of two to six options
    topic: Replace this question
    prompt: Which city is the capital of Pakistan?
    options:
      - id: islamabad
        text: Islamabad
        correct: true
      - id: karachi
        text: Karachi
        why: Karachi was the capital until 1959.
      - id: lahore
        text: Lahore
        why: Lahore is the capital of the Punjab.
    explanation: Islamabad was built as the capital in the 1960s.
    difficulty: 1  # 1 easy, 2 middling, 3 hard

  # Take away "# " below to use an example. `quizapp decks stamp {slug}` writes the ids.
  #
  # - kind: true-false
  #   topic: Geography
  #   prompt: The Indus rises in Pakistan.
  #   answer: false
  #   explanation: It rises in Tibet.
  #
  # - kind: basic
  #   topic: Geography
  #   prompt: Why does the Indus carry most water in summer?
  #   answer: Snow and glaciers melt, and the monsoon rains fall.
  #
  # - kind: cloze
  #   topic: Geography
  #   prompt: "The highest mountain of Pakistan is {{{{1::K2}}}}, in the {{{{2::Karakoram::range}}}}."
  #   accept: {{1: [Godwin-Austen]}}
  #
  # - kind: typed
  #   topic: Geography
  #   prompt: What is the longest river of Pakistan?
  #   answer: Indus
  #   accept: [the Indus, Sindhu]
"""


def deck_template(slug: str, title: str) -> bytes:
    """The bytes of a new deck file."""
    return _TEMPLATE.format(slug=slug, title=json.dumps(" ".join(title.split()), ensure_ascii=False)).encode()


def schema_text() -> bytes:
    """The JSON Schema that the first line of a new deck points its editor to."""
    from quizapp.storage.deck_spec import deck_schema

    return (json.dumps(deck_schema(), indent=2, ensure_ascii=False) + "\n").encode()
