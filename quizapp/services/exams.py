"""Sitting a paper: every method that changes something is one transaction, and on disk when it returns."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from quizapp.domain.blueprints import Blueprint
from quizapp.domain.clock import Clock
from quizapp.domain.errors import QuizError
from quizapp.domain.events import EventType
from quizapp.domain.exam_changes import Change, Ended, Pause, Refused, Turn, Why
from quizapp.domain.exam_entries import Act, Entry, end_to_plain, entry_now, entry_to_plain, followed
from quizapp.domain.exam_papers import paper_to_plain
from quizapp.domain.exam_sitting import ExamSitting, sitting_of
from quizapp.domain.memories import Moment
from quizapp.domain.papers import History, require
from quizapp.domain.settings import StudySettings
from quizapp.domain.study_day import to_milliseconds
from quizapp.services import clock_guard, exam_reviews, recording
from quizapp.services.exam_archive import ExamArchive
from quizapp.services.exam_clock import PaperClock
from quizapp.services.papers import PaperService
from quizapp.storage import choices, drafts, log, sittings
from quizapp.storage.creation import DEFAULT_LEARNER
from quizapp.storage.engine import Store
from quizapp.storage.transactions import Transaction

GRACE = timedelta(seconds=3)
"""How much later than its end a text may reach the disk that was typed before it."""

MOST_CHARACTERS = 100_000
"""The longest text: twenty times a long essay."""


class AnotherOpen(QuizError):
    """A paper was begun on this machine and not handed in; `sitting` is its id."""

    def __init__(self, sitting: str) -> None:
        self.sitting = sitting
        super().__init__("A paper is open already: go on with it and hand it in, or give it up.")


class ExamService(ExamArchive):
    """What the exam room asks for. A sitting goes in and the next one comes out.

    What is asked of a sitting (`left`, `section_left`, `open`) is asked with `now(sitting)`, the paper's own clock.
    """

    def __init__(self, store: Store, papers: PaperService, clock: Clock, learner: str = DEFAULT_LEARNER) -> None:
        super().__init__(store, clock, learner)
        self._papers, self._time = papers, PaperClock(clock)
        self._settings: StudySettings | None = None
        self._seen = ""  # the last event of the open paper that this window wrote or read

    def begin(self, blueprint: Blueprint, seed: int | None = None) -> ExamSitting:
        """Draw a paper and start its clock; raises PaperTooShort, AnotherOpen, and ClockDoubtful until confirmed."""
        with self._store.read() as tx:
            self._refuse_another(tx)
            doubt = clock_guard.doubt(tx, self._clock.now())
            if doubt is not None:
                raise doubt
            history = History(sittings.in_last_papers(tx, self._learner))
        chosen = self._papers.fresh_seed() if seed is None else seed
        paper = require(self._papers.drawn(blueprint, chosen, history))
        with self._store.write() as tx:
            self._refuse_another(tx)
            now = self._moment(choices.settings(tx, self._learner))
            identifier = log.new_event_id(now.instant, self._store.entropy(10))
            plain = paper_to_plain(paper)
            log.add(tx, recording.plain_event(EventType.PAPER, self._learner, now, identifier, payload=plain))
        sitting = sitting_of(identifier, paper, now.instant)
        self._time.start(sitting, 0)
        self._seen = identifier
        return sitting

    def unfinished(self) -> ExamSitting | None:
        """The paper that is open on this machine, or None.

        One whose time ran out meanwhile is handed in, and returned once with `ended`. Where pausing is allowed and the
        program was left without a word it comes back paused, as it stood at the last entry: `carry_on` goes on.
        """
        with self._store.read() as tx:
            paper = sittings.last_here(tx, self._learner)
            if paper is None or sittings.end_of(tx, paper.id) is not None:
                return None
            sitting = self._replayed(tx, paper)
            last = sittings.last_entry(tx, paper)
            last_seen = recording.moved(last, log.corrections(tx, self._learner)).instant
            written = drafts.last_saved(tx, self._learner, paper.id)
        self._seen = last.id
        if not self._time.knows(sitting):
            sitting = self._time.taken_up(sitting, last_seen, 0 if written is None else written)
        return self.expire(sitting)

    def now(self, sitting: ExamSitting) -> datetime:
        """The instant by the paper's own clock: when it was begun, and the time since; it stands still while paused."""
        return self._time.now(sitting)

    def enter(self, sitting: ExamSitting, number: int, change: Change) -> ExamSitting:
        """Change one question; on disk on return. Raises Refused when the rules of the paper forbid it."""
        return self._write(sitting, number, change)

    def go(self, sitting: ExamSitting, number: int) -> ExamSitting:
        """Bring another question into view; it is written with the next change, or by `keep`."""
        return sitting.moved(number, self.now(sitting))

    def keep(self, sitting: ExamSitting) -> ExamSitting:
        """Write which question is in view, and the time spent since the last entry; nothing where the paper is over."""
        if sitting.paused or sitting.elsewhere or sitting.is_over(self.now(sitting)):
            return sitting
        return self._write(sitting, 0, None)

    def pause(self, sitting: ExamSitting) -> ExamSitting:
        """Stop the clock; raises Refused where the paper does not allow it."""
        return sitting if sitting.paused else self._write(sitting, 0, Pause(True))

    def carry_on(self, sitting: ExamSitting) -> ExamSitting:
        """Let the clock run on."""
        if not sitting.paused:
            return sitting
        following = self._write(sitting, 0, Pause(False))
        self._time.start(following, following.moment)
        return following

    def next_section(self, sitting: ExamSitting) -> ExamSitting:
        """Hand the open section in early and begin the next; raises Refused in the last."""
        stage, _ = sitting.stage_at(self.now(sitting))
        return self._write(sitting, 0, Turn(stage + 1))

    def expire(self, sitting: ExamSitting) -> ExamSitting:
        """Do what the clock demands: hand in what is over, and leave a section that was locked."""
        if sitting.ended is not None or sitting.elsewhere:
            return sitting
        now = self.now(sitting)
        return self._end(sitting, Ended.TIME) if sitting.is_over(now) else sitting.brought_up(now)

    def draft(self, sitting: ExamSitting, number: int) -> str:
        """The text that is being written for a question; empty when nothing is."""
        return self.drafts(sitting).get(number, "")

    def drafts(self, sitting: ExamSitting) -> dict[int, str]:
        """Every text that is being written, by the number of the question."""
        with self._store.read() as tx:
            return drafts.of(tx, self._learner, sitting.id)

    def save_draft(self, sitting: ExamSitting, number: int, text: str) -> None:
        """Keep the text that is being written; may be called from a thread. Raises Refused when its time is over.

        `ExamSitting.with_draft` tells the tally of it. The text becomes the response when the paper is handed in.
        """
        now = self.now(sitting)
        if not sitting.is_text(number):
            raise Refused(Why.UNFIT)
        if len(text) > MOST_CHARACTERS:
            raise QuizError(f"A text has at most {MOST_CHARACTERS:,} characters; what is longer is not kept.")
        earlier = replace(sitting, moment=0)
        is_open = any(earlier.open(number, at) for at in (now, max(now - GRACE, sitting.begun)))
        if not (sitting.paused or is_open):
            raise Refused(Why.OVER if sitting.is_over(now) else Why.LOCKED)
        with self._store.write() as tx:
            if sittings.end_of(tx, sitting.id) is not None:
                raise Refused(Why.ENDED)
            drafts.put(tx, self._learner, sitting.id, number, text, to_milliseconds(now))

    def hand_in(self, sitting: ExamSitting) -> ExamSitting:
        """End the paper and let the schedule learn of it, all in one transaction; once, however often it is tried."""
        return self._end(sitting, Ended.PERSON)

    def abandon(self, sitting: ExamSitting) -> ExamSitting:
        """Give the paper up: what was entered stays in the log, and neither marks nor reviews come of it."""
        return self._end(sitting, Ended.ABANDONED)

    def _write(self, sitting: ExamSitting, number: int, act: Act | None) -> ExamSitting:
        """Follow an entry and put it into the log; what another window wrote meanwhile is read before."""
        unsure = self._tried is not None  # of what failed before it is not known whether it reached the disk
        identifier = self._id_for((sitting.id, sitting.moment, number, act))
        with self._store.write() as tx:
            if sittings.end_of(tx, sitting.id) is not None:  # in another window
                raise Refused(Why.ENDED)
            if not sitting.elsewhere and sittings.is_newer_than(tx, sitting.id, self._seen):
                sitting = self._caught_up(tx, sitting)
            entry = entry_now(sitting, self.now(sitting), number, act)
            following = followed(sitting, entry)
            self._add(tx, EventType.ENTRY, sitting.id, self._today(tx), identifier, entry_to_plain(entry))
            if unsure:
                following = replace(self._read(tx, sitting.id), set_back=sitting.set_back)
        self._tried, self._seen = None, identifier
        return following

    def _caught_up(self, tx: Transaction, sitting: ExamSitting) -> ExamSitting:
        """The sitting as another window has left it, with the question in view that is in view here.

        An entry that was judged by less would be said to be kept, and be passed over when the paper is read again. The
        time until then is in the log already.
        """
        found = self._read(tx, sitting.id)
        if (last := log.find(tx, sittings.last_id(tx, sitting.id))) is not None:
            self._time.catch_up(found, last.instant)
        return replace(found, at=sitting.at, since=found.moment, set_back=sitting.set_back)

    def _today(self, tx: Transaction) -> Moment:
        if self._settings is None:
            self._settings = choices.settings(tx, self._learner)
        return self._moment(self._settings)

    def _end(self, sitting: ExamSitting, by: Ended) -> ExamSitting:
        if sitting.elsewhere:
            raise Refused(Why.ELSEWHERE)
        with self._store.write() as tx:
            settings = choices.settings(tx, self._learner)
            if sittings.end_of(tx, sitting.id) is None:
                if sittings.is_newer_than(tx, sitting.id, self._seen):
                    sitting = self._caught_up(tx, sitting)
                moment = sitting.moment_of(self.now(sitting))
                end = moment if sitting.end is None else min(moment, sitting.end)
                if end < moment and by is Ended.PERSON:
                    by = Ended.TIME
                last = entry_now(sitting, sitting.instant_of(end))
                when = self._moment(settings, self._clock.now() - timedelta(milliseconds=moment - end))
                self._put_end(tx, sitting, last, by, when)
                ended = self._read(tx, sitting.id)
                exam_reviews.follow(tx, self._learner, ended, when, when, settings)
                recording.keep_parameters(tx, settings)
            else:
                ended = self._read(tx, sitting.id)
        self._tried = None
        return ended

    def _put_end(self, tx: Transaction, sitting: ExamSitting, last: Entry, by: Ended, when: Moment) -> None:
        """Put the event into the log that ends a sitting, with the texts that were drafted."""
        texts = {number: text for number, text in drafts.of(tx, self._learner, sitting.id).items() if text.strip()}
        payload = end_to_plain(sitting.paper.blueprint, last, by, texts)
        self._add(tx, EventType.HANDED_IN, sitting.id, when, sittings.end_id(sitting.id), payload)
        drafts.drop(tx, self._learner, sitting.id)

    def _refuse_another(self, tx: Transaction) -> None:
        paper = sittings.last_here(tx, self._learner)
        if paper is not None and sittings.end_of(tx, paper.id) is None:
            raise AnotherOpen(paper.id)
