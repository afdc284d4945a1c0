"""Opening and filling boxes, counting reasons without people, and the refresh of each month."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from lms.database import insert_for, insert_new, insert_once
from lms.people import locks
from lms.people.dated import holds
from lms.people.models import Membership, Role, Team
from lms.welcome.models import (
    BarrierCount,
    BarrierMonth,
    BarrierPlace,
    BarrierSummary,
    PrivateBox,
    PrivatePass,
)
from lms.welcome.queries import SMALL, Opened, about
from lms.welcome.said import REASONS, Counted, Said, packed
from lms.welcome.summary import FLOOR, Step, Told, may_refresh, refresh

EVERYBODY = ""
"""The reason under which everybody who answered is counted."""

# Boxes


def open_box(
    db: Session, *, person_id: int, session_id: int, token: str, salt: bytes, password_key: bytes
) -> bool:
    """Open a person's box for a session just begun; one that the password does not open is over.

    False when the box was made anew meanwhile, by a sign-in at the same moment: then this session
    stays without it until the password is given once more.
    """
    whose, key = about(person_id), locks.new_key()
    locked_key, content = locks.seal(password_key, key, about=whose), _sealed(key, whose, b"")
    values = {
        "person_id": person_id,
        "salt": salt,
        "locked_key": locked_key,
        "content": content,
    }
    if insert_new(db, PrivateBox, values) is None:
        box = db.get_one(PrivateBox, person_id, with_for_update=True)
        if bytes(box.salt) != salt:
            return False
        held = locks.unseal(password_key, box.locked_key, about=whose)
        if held is None:  # the password was set by a link or by hand: what was kept is nobody's
            box.locked_key, box.content = locked_key, content
        else:
            key = held
    _pass_on(db, session_id=session_id, token=token, key=key, whose=whose)
    db.flush()
    return True


def keep_box(
    db: Session, *, person_id: int, old_key: bytes, salt: bytes, password_key: bytes
) -> None:
    """Put a person's box under their new password, which they chose knowing the old one."""
    box = db.get(PrivateBox, person_id, with_for_update=True)
    if box is None:
        return
    whose = about(person_id)
    key = locks.unseal(old_key, box.locked_key, about=whose)
    if key is None:
        db.delete(box)
    else:
        box.salt, box.locked_key = salt, locks.seal(password_key, key, about=whose)
    db.flush()


def end_box(db: Session, *, person_id: int) -> None:
    """Delete a person's box, which nobody could open any more; the next sign-in makes a new one."""
    db.execute(delete(PrivateBox).where(PrivateBox.person_id == person_id))


def keep(db: Session, box: Opened, now: Said) -> None:
    """Put something else into one's box."""
    db.execute(
        update(PrivateBox)
        .where(PrivateBox.person_id == box.person_id)
        .values(content=_sealed(box.key, about(box.person_id), packed(now)))
    )


def _sealed(key: bytes, whose: bytes, content: bytes) -> bytes:
    return locks.seal(key, locks.fill_up(content), about=whose)


def _pass_on(db: Session, *, session_id: int, token: str, key: bytes, whose: bytes) -> None:
    locked = locks.seal(locks.key_of_token(token), key, about=whose)
    db.execute(
        insert_for(db.get_bind().dialect.name)(PrivatePass)
        .values(session_id=session_id, locked_key=locked)
        .on_conflict_do_update(index_elements=["session_id"], set_={"locked_key": locked})
    )


# Counting


def keep_reasons(
    db: Session, box: Opened, now: Said, *, held_back_by: tuple[str, ...] | None, today: date
) -> None:
    """Keep answers about what holds somebody back, and count them in place of earlier ones.

    They are counted where the person belongs today and stay counted there when the person moves.
    """
    counted = now.counted
    place = None if held_back_by is None else _place_of(db, person_id=box.person_id, today=today)
    if counted is not None and (counted.place, counted.reasons) != (place, held_back_by):
        _take_out(db, counted)
        counted = None
    if counted is None and place is not None and held_back_by is not None:
        counted = put_in(db, place, held_back_by)
    keep(db, box, replace(now, counted=counted))


def _place_of(db: Session, *, person_id: int, today: date) -> int:
    """The team of record, when it is big enough for a summary of its own."""
    is_member = (Membership.role == Role.MEMBER.value) & holds(today)
    team = db.scalar(
        select(Membership.team_id)
        .where(Membership.person_id == person_id, is_member)
        .order_by(Membership.since, Membership.id)
        .limit(1)
    )
    if team is None:
        return SMALL
    members = db.scalar(
        select(func.count(Membership.person_id.distinct())).where(
            Membership.team_id == team, is_member
        )
    )
    return team if (members or 0) >= FLOOR else SMALL


def _locked(db: Session, place: int) -> BarrierPlace:
    """The place, held so that no refresh happens in between."""
    return db.get_one(BarrierPlace, place, with_for_update=True, populate_existing=True)


def put_in(db: Session, place: int, reasons: tuple[str, ...]) -> Counted:
    """Count one answer at a place; gives what takes it out again."""
    db.execute(insert_once(db, BarrierPlace), {"place": place, "batch": 0})
    batch = _locked(db, place).batch
    make = insert_for(db.get_bind().dialect.name)
    for reason in (EVERYBODY, *reasons):
        db.execute(
            make(BarrierCount)
            .values(place=place, batch=batch, reason=reason, said=1)
            .on_conflict_do_update(
                index_elements=["place", "batch", "reason"], set_={"said": BarrierCount.said + 1}
            )
        )
    return Counted(place, batch, reasons)


def _take_out(db: Session, counted: Counted) -> None:
    if db.get(BarrierPlace, counted.place) is None:
        return  # an earlier box came back with a backup, its counts did not
    _locked(db, counted.place)
    db.execute(
        update(BarrierCount)
        .where(
            BarrierCount.place == counted.place,
            BarrierCount.batch == counted.batch,
            BarrierCount.reason.in_((EVERYBODY, *counted.reasons)),
            BarrierCount.said > 0,
        )
        .values(said=BarrierCount.said - 1)
    )


# The refresh


def refresh_month(begin: Callable[[], AbstractContextManager[Session]], *, today: date) -> int:
    """Bring the summaries up to date, once a month and all on one day; gives how many were told."""
    with begin() as db:
        if insert_new(db, BarrierMonth, {"month": today.replace(day=1)}) is None:
            return 0
        places = list(db.scalars(select(BarrierPlace.place).order_by(BarrierPlace.place)))
        rests = _rests(db, places)
    refreshed = 0
    for place in places:
        with begin() as db:
            refreshed += _refresh(db, place, rests[place])
    return refreshed


def _rests(db: Session, places: list[int]) -> Mapping[int, tuple[int, ...]]:
    """How many have answered in the rest of each group that a place is a part of."""
    answers: dict[int, int] = dict.fromkeys(places, 0)
    rows = db.execute(
        select(BarrierCount.place, func.sum(BarrierCount.said))
        .where(BarrierCount.reason == EVERYBODY)
        .group_by(BarrierCount.place)
    )
    answers |= {place: int(said) for place, said in rows}
    above = {team.id: team.parent_id for team in db.execute(select(Team.id, Team.parent_id))}
    below: dict[int, int] = {}  # answers in a team and in all below it
    lines: dict[int, list[int]] = {}
    for place, said in answers.items():
        line = lines[place] = []
        team: int | None = place
        while team is not None and team in above and team not in line:
            line.append(team)
            below[team] = below.get(team, 0) + said
            team = above[team]
    everybody = sum(answers.values())
    return {
        place: (
            everybody - answers[place],
            *(below[team] - answers[place] for team in lines[place]),
        )
        for place in places
    }


def _refresh(db: Session, place: int, rest: tuple[int, ...]) -> bool:
    """Refresh one place when enough is new; take its summary away when too few are left."""
    row = _locked(db, place)
    counts = {
        (count.batch, count.reason): count.said
        for count in db.scalars(select(BarrierCount).where(BarrierCount.place == place))
    }
    sizes = tuple(counts.get((batch, EVERYBODY), 0) for batch in range(row.batch + 1))
    if sum(sizes) < FLOOR:
        db.execute(update(BarrierSummary).where(BarrierSummary.place == place).values(step=None))
        return False
    if not may_refresh(answers=sum(sizes), new=sizes[-1], rest=rest):
        return False
    kept = {
        one.reason: one
        for one in db.scalars(select(BarrierSummary).where(BarrierSummary.place == place))
    }
    for reason in REASONS:
        one = kept.get(reason)
        done = refresh(
            [] if one is None else _trail(one),
            None if one is None or one.step is None else Step(one.step),
            yes=sum(said for (_batch, about_), said in counts.items() if about_ == reason),
            sizes=sizes,
        )
        if one is None:
            one = BarrierSummary(place=place, reason=reason)
            db.add(one)
        one.step = done.step
        one.trail = [[list(told.sizes), [list(part) for part in told.possible]]
                     for told in done.trail]  # fmt: skip
    row.batch += 1
    db.flush()
    return True


def _trail(summary: BarrierSummary) -> list[Told]:
    return [
        Told(tuple(sizes), tuple((low, high) for low, high in possible))
        for sizes, possible in summary.trail
    ]
