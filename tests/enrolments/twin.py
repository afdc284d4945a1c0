"""What was asked of whom on any day, by the pure rules of the product: it judges the select."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.queries import newest_as_of
from lms.clock import Past
from lms.enrolments import known as rows
from lms.enrolments.audiences import About, How, Line
from lms.enrolments.deriving import Arranged, Asking, Row
from lms.enrolments.models import Arrangement, Assignment, AssignmentLine
from lms.people.models import Person, TeamPlace
from lms.standing import Proof


class Facts:
    """All that decides on a day: today as the check of a live site reads it, or a past day."""

    def __init__(self, db: Session, day: date, past: Past | None = None) -> None:
        """Read it."""
        self.day, self._db = day, db
        everybody = select(Person.id)
        self.known = rows.known(db, everybody)
        self.asking = rows.asking(db) if past is None else self._asking(past)
        if past is not None:
            self._as_known_then(past)

    def _asking(self, past: Past) -> Asking:
        above = {
            one.team_id: one.parent_id
            for one in self._db.scalars(select(TeamPlace))
            if one.since <= self.day and (one.until is None or one.until > self.day)
        }
        lines: dict[int, list[Line]] = {}
        for row in self._db.scalars(select(AssignmentLine)):
            line = Line(About(row.about), How(row.how), row.text, row.team_id, row.day)
            lines.setdefault(row.assignment_id, []).append(line)
        return Asking(
            (
                (kept.id, rows.wanted(kept, lines.get(kept.id, ())))
                for kept in self._db.scalars(select(Assignment))
                if kept.created_at < past.end
                and (kept.ended_at is None or kept.ended_at >= past.end)
            ),
            above,
        )

    def _as_known_then(self, past: Past) -> None:
        """Put what was arranged and proved by then in the place of what is today."""
        for known in self.known.values():
            for kept in (known.waivers, known.extensions, known.equivalents, known.certificates):
                kept.clear()
        for one in self._db.scalars(select(Arrangement)):
            if one.given_at < past.end and (one.ended_at is None or one.ended_at >= past.end):
                known = self.known[one.person_id]
                kinds = {"waiver": known.waivers, "extension": known.extensions}
                kinds.get(one.kind, known.equivalents).setdefault(one.course, []).append(
                    Arranged(one.since, one.until, one.due_on)
                )
        everybody = select(Person.id)
        for row in self._db.execute(newest_as_of(everybody, end=past.end, courses=None)):
            self.known[row.person_id].certificates[row.course] = Proof(
                row.issued_on, row.expires_on, row.renew_from, row.counts_until
            )

    def units(self, person_id: int) -> set[int]:
        """The teams of a member, with all above."""
        return self.asking.teams_of(self.known[person_id], self.day)

    def proof(self, person_id: int, course: str) -> Proof | None:
        """The certificate, or other training that lasts longer."""
        return self.known[person_id].proof(course, self.day)


def asked_by_hand(facts: Facts, path: Sequence[str]) -> set[Row]:
    """Everything that is asked of everybody."""
    return {
        row for known in facts.known.values() for row in facts.asking.rows(known, path, facts.day)
    }
