"""`lms content lock` and `lms content publish`: what they do and what they print."""

from __future__ import annotations

import getpass
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from lms.content import versions
from lms.content.model import ContentSet, Finding, Severity
from lms.content.versions import LOCK, CourseDifference, LockError, What
from lms.database import Database
from lms.publishing import services
from lms.publishing.services import Impact, Published

WORDS = {
    What.ADDED: "new",
    What.REMOVED: "no longer shown",
    What.WORDS: "words changed",
    What.MEANING: "meaning changed",
}


class NotReadyError(Exception):
    """The folder has errors, so nothing is locked or published."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} errors")
        self.findings = tuple(findings)


def errors_of(content: ContentSet, *, locked: bool) -> list[Finding]:
    """What stops publishing; an old lock file does so only when `locked` says that it matters."""
    found = [
        finding
        for finding in (*content.findings, *versions.check(content, content.lock))
        if finding.severity is Severity.ERROR
    ]
    return found if locked else [finding for finding in found if finding.code != "E805"]


def write_lock(folder: Path, content: ContentSet) -> bool:
    """Bring `content.lock` up to date, whole or not at all; False when it was.

    Raises NotReadyError when a change of meaning is not told of in `changes.yml`, and the like.
    """
    errors = errors_of(content, locked=False)
    if errors:
        raise NotReadyError(errors)
    try:
        before = versions.read(content.lock) if content.lock is not None else {}
    except LockError:
        before = {}
    text = versions.write(versions.lock_of(content, before))
    if text == content.lock:
        return False
    handle, name = tempfile.mkstemp(dir=folder, prefix=".content-lock-")
    with os.fdopen(handle, "w", encoding="utf-8") as part:
        part.write(text)
        part.flush()
        os.fsync(part.fileno())
    place = folder / LOCK
    Path(name).chmod(place.stat().st_mode & 0o777 if place.exists() else 0o644)
    Path(name).replace(place)
    return True


def preview(database: Database, content: ContentSet, *, today: date) -> Iterator[str]:
    """What publishing would do, line by line; nothing is written."""
    with database.session(readonly=True) as db:
        found = services.impacts(db, content, today=today)
    yield from told(found)


def told(impacts: Sequence[Impact]) -> Iterator[str]:
    """Each course with what differs, of which kind it is, and how many people it touches."""
    if not impacts:
        yield "Nothing differs from what is published."
    for impact in impacts:
        difference, people = impact.difference, impact.touched
        yield _heading(difference)
        for piece in difference.pieces if not difference.is_new else ():
            languages = f" ({', '.join(piece.languages)})" if piece.languages else ""
            kinds = [change.kind for change in difference.changes if piece.name in change.covers]
            kind = f", {kinds[0]}" if kinds else ""
            yield f"  {piece.kind.value} {piece.name}: {WORDS[piece.what]}{languages}{kind}"
        if difference.is_new:
            yield f"  {len(difference.pieces)} modules and questions"
        if difference.rules_changed:
            yield (
                "  rules of passing or renewal: changed, for attempts that begin and "
                "certificates issued from now on"
            )
        for change in difference.changes if not difference.is_new else ():
            if change.kind == "material":
                yield (
                    f"  asks {', '.join(change.objectives)} of "
                    f"{_people(people.asked)} with a certificate, within {change.within_days} days"
                )
        grace = f"{people.grace} in grace, " if people.grace else ""
        yield (
            f"  people now: {people.ready} ready, {people.expiring} expiring, {grace}"
            f"{people.expired} expired, {people.in_progress} in progress; "
            f"{_people(people.asked)} asked for something"
        )


def _heading(difference: CourseDifference) -> str:
    if difference.is_new:
        return f"{difference.course}: new, edition {difference.edition}"
    if difference.edition != difference.edition_before:
        return (
            f"{difference.course}: edition {difference.edition_before} becomes {difference.edition}"
        )
    return f"{difference.course}: edition {difference.edition}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def publish(
    database: Database,
    content: ContentSet,
    *,
    now: datetime,
    today: date,
    announce: Callable[[int], None],
) -> Published | None:
    """Publish in one transaction; None when nothing differs.

    `announce(number)` tells running processes, before the commit, to take the folder up as soon as
    that publication is there: a kill at any moment leaves the old state or the new one.
    """
    errors = errors_of(content, locked=True)
    if errors:
        raise NotReadyError(errors)
    with database.begin() as db:
        made = services.publish(db, content, by=getpass.getuser()[:100], now=now, today=today)
        if made is not None:
            announce(made.number)
    return made
