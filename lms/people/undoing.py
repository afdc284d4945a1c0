"""What undoing an import would give back, and what it leaves alone: a plan made of values."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from lms.people.audit import Value
from lms.people.importing import cycles

POSSIBLE = timedelta(hours=24)
"""So long after an import it can be undone."""

NAMES = ("sign_in_name", "email")
"""What only one person can have."""

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Step:
    """What an import did to something that was there: the fields it changed."""

    before: Values
    after: Values


@dataclass(frozen=True, slots=True)
class Done:
    """What an import did, by the numbers of rows, as the audit log has it.

    Memberships that began, and teams that were added, have nothing before.
    """

    day: date
    last_membership: int = 0  # those with a higher number came later
    added: Mapping[int, Values] = field(default_factory=dict)
    people: Mapping[int, Step] = field(default_factory=dict)
    memberships: Mapping[int, Step] = field(default_factory=dict)
    teams: Mapping[int, Step] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonNow:
    """Somebody as they are now, with the fields that imports change."""

    name: str
    values: Values
    has_password: bool = False
    is_signed_in: bool = False
    has_roles: bool = False
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class MembershipNow:
    """A membership as it is now, in the words of the audit log; `lasts` from today on."""

    person_id: int
    team_id: int
    role: str
    values: Values
    lasts: bool
    is_by_hand: bool = False


@dataclass(frozen=True, slots=True)
class TeamNow:
    """A team as it is now."""

    name: str
    parent_id: int | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """What is there when an import is to be undone.

    `memberships` are all of the people concerned, `then` what had those that were changed since,
    `lasting` those from today on in teams that the
    import began. `team_ids` are teams by the names they had then, `holders` who has a name now.
    """

    people: Mapping[int, PersonNow] = field(default_factory=dict)
    memberships: Mapping[int, MembershipNow] = field(default_factory=dict)
    then: Mapping[int, Values] = field(default_factory=dict)
    teams: Mapping[int, TeamNow] = field(default_factory=dict)
    lasting: Mapping[int, frozenset[int]] = field(default_factory=dict)
    team_ids: Mapping[str, int] = field(default_factory=dict)
    holders: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mend:
    """One row that gets values back: those it has, and those it had before the import.

    `kind` is what a membership makes of its person.
    """

    number: int
    name: str
    before: tuple[tuple[str, Value], ...]
    after: tuple[tuple[str, Value], ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """What is not given back, since it was changed after the import; `why` is a code."""

    what: str
    number: int
    name: str
    why: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """Everything that undoing an import would do."""

    day: date
    removed: tuple[Mend, ...] = ()
    people: tuple[Mend, ...] = ()
    memberships: tuple[Mend, ...] = ()
    withdrawn: tuple[int, ...] = ()  # first memberships of the people removed
    placed: tuple[tuple[int, int | None], ...] = ()  # teams, and the one above each
    moved: tuple[Mend, ...] = ()
    ended: tuple[tuple[int, date], ...] = ()  # teams, and since when they are not there
    closed: tuple[Mend, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be given back."""
        return not (self.removed or self.people or self.memberships or self.placed or self.ended)

    @property
    def brings_back(self) -> bool:
        """Whether somebody comes back who left by the import."""
        return any(("left_on", None) in mend.after for mend in self.people)

    @property
    def fingerprint(self) -> str:
        """The same for the same undoing; differs when something changed meanwhile."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


def undo(done: Done, now: Now) -> Undo:
    """What is given back: all that is still as the import left it."""
    return _Undoing(done, now).result()


class _Undoing:
    """The plan in the making."""

    def __init__(self, done: Done, now: Now) -> None:
        self.done, self.now = done, now
        self.alone: list[LeftAlone] = []
        self.mended: dict[int, Mend] = {}  # memberships
        self.withdrawn: set[int] = set()
        self.of_person: dict[int, list[int]] = defaultdict(list)
        for number, one in now.memberships.items():
            self.of_person[one.person_id].append(number)

    def result(self) -> Undo:
        placed, moved = self._moves()
        removed = self._removed()
        people, settled = self._people()
        self._memberships(settled)
        ended, closed = self._ended(dict(placed))
        return Undo(
            day=self.done.day,
            removed=removed,
            people=people,
            memberships=tuple(self.mended.values()),
            withdrawn=tuple(sorted(self.withdrawn)),
            placed=placed,
            moved=moved,
            ended=ended,
            closed=closed,
            left_alone=tuple(dict.fromkeys(self.alone)),
        )

    def _leave(self, what: str, number: int, name: str, why: str, kind: str = "") -> None:
        self.alone.append(LeftAlone(what, number, name, why, kind))

    def _removed(self) -> tuple[Mend, ...]:
        """The people whom the import brought, as long as nothing else became of them."""
        removed = []
        for number, values in self.done.added.items():
            person = self.now.people.get(number)
            if person is None or person.is_erased:
                continue
            why = self._kept_for(number, person, values)
            if why:
                self._leave("person", number, person.name, why)
                continue
            before: list[tuple[str, Value]] = [("left_on", None)]
            after: list[tuple[str, Value]] = [("left_on", self.done.day.isoformat())]
            for key in self.of_person[number]:
                if key in self.done.memberships:
                    self._give_back(key, person)
                elif key <= self.done.last_membership:  # told with the person, as when it began
                    self.withdrawn.add(key)
                    before.append(("member_of", self._team(self.now.memberships[key].team_id)))
                    after.append(("member_of", None))
            removed.append(Mend(number, person.name, tuple(before), tuple(after)))
        return tuple(removed)

    def _kept_for(self, number: int, person: PersonNow, values: Values) -> str:
        """Why somebody whom the import brought stays, as a code."""
        if person.has_password or person.is_signed_in:
            return "signed_in"
        as_then = all(
            (person.values.get(name) or None) == (values.get(name) or None)
            for name in person.values
            if name not in {"is_imported", "left_on"}
        )
        if not as_then or person.has_roles or person.values["left_on"]:
            return "changed"
        stands = (
            key
            for key in self.of_person[number]
            if key <= self.done.last_membership or not self._is_void(key)
        )
        return "" if all(map(self._is_untouched, stands)) else "moved"

    def _is_void(self, number: int) -> bool:
        """Whether a membership was taken back before it began."""
        values = self.now.memberships[number].values
        return bool(values["last_day"]) and str(values["last_day"]) < str(values["since"])

    def _is_untouched(self, number: int) -> bool:
        """Whether a membership is as the import left it; none that came later is."""
        one, step = self.now.memberships[number], self.done.memberships.get(number)
        if step is not None:
            return _are_equal(one.values, step.after)
        told = {"kind": "member", "since": self.done.day.isoformat(), "last_day": None}
        with_person = one.person_id in self.done.added and number <= self.done.last_membership
        return with_person and not one.is_by_hand and dict(one.values) == told

    def _is_as_then(self, number: int) -> bool:
        """Whether a membership was there when the import ended, and was the same."""
        then = self.now.then.get(number, {})
        is_there = number <= self.done.last_membership
        return is_there and _are_equal(self.now.memberships[number].values, then)

    def _people(self) -> tuple[tuple[Mend, ...], dict[int, bool]]:
        """What people get back; and of everybody, whether their memberships may follow."""
        people: list[Mend] = []
        settled: dict[int, bool] = {}
        for number, step in self.done.people.items():
            person = self.now.people.get(number)
            if person is None or person.is_erased:
                continue
            back: dict[str, Value] = {}
            stays = {name: self._field_stays(number, person, name, step) for name in step.before}
            as_before = {name for name, old in step.before.items() if person.values[name] == old}
            pair_stays = any(stays.get(name) and name not in as_before for name in NAMES)
            for name, why in stays.items():
                if why and name not in as_before:
                    self._leave("person", number, person.name, why)
                elif not why and not (pair_stays and name in NAMES):
                    back[name] = step.before[name]
            if step.before.get("left_on") and "left_on" not in back:
                settled[number] = False  # who came back and is at work stays as they are
            if back:
                before = tuple((name, person.values.get(name)) for name in back)
                people.append(Mend(number, person.name, before, tuple(back.items())))
            if "left_on" in back:
                settled[number] = True
        return tuple(people), settled

    def _field_stays(self, number: int, person: PersonNow, name: str, step: Step) -> str:
        if person.values.get(name) != step.after.get(name):
            return "changed"
        old = step.before[name]
        if name in NAMES and old and self._is_taken(str(old), number):
            return "name_taken"
        if name == "left_on" and old is not None:  # who came back would be let go again
            if person.is_signed_in:
                return "signed_in"
            lasting = (key for key in self.of_person[number] if self.now.memberships[key].lasts)
            if not all(map(self._is_untouched, lasting)):
                return "moved"
        return ""

    def _is_taken(self, name: str, number: int) -> bool:
        """Whether somebody else has the name."""
        return self.now.holders.get(name, number) != number

    def _memberships(self, settled: Mapping[int, bool]) -> None:
        groups: dict[tuple[int, str], list[int]] = defaultdict(list)
        for number in self.done.memberships:
            one = self.now.memberships.get(number)
            if one is not None and one.person_id not in self.done.added:
                groups[one.person_id, one.role].append(number)
        for (person_id, role), numbers in groups.items():
            person = self.now.people[person_id]
            if person.is_erased:
                continue
            why = self._group_stays(person_id, role, numbers, settled)
            for number in numbers:
                if why:
                    kind = str(self.now.memberships[number].values["kind"])
                    self._leave("membership", number, self._place(number, person), why, kind)
                else:
                    self._give_back(number, person)

    def _group_stays(
        self, person_id: int, role: str, numbers: list[int], settled: Mapping[int, bool]
    ) -> str:
        """Why what somebody is in teams stays: it belongs together, so all of it or nothing."""
        if settled.get(person_id) is False or not all(map(self._is_untouched, numbers)):
            return "changed"
        for number in self.of_person[person_id]:
            one = self.now.memberships[number]
            if one.role == role and one.lasts and not self._is_as_then(number):
                return "moved"
        reopened = [number for number in numbers if self.done.memberships[number].before]
        person = self.now.people[person_id]
        if reopened and person.values["left_on"] and not settled.get(person_id):
            return "left"
        if any(self._team_is_over(self.now.memberships[number].team_id) for number in reopened):
            return "team_over"
        return ""

    def _team_is_over(self, team_id: int) -> bool:
        team = self.now.teams.get(team_id)
        return team is None or team.ended_on is not None

    def _give_back(self, number: int, person: PersonNow) -> None:
        one = self.now.memberships[number]
        old = dict(self.done.memberships[number].before)
        if not old:  # as if it had never begun
            since = date.fromisoformat(str(one.values["since"]))
            old = {"last_day": (since - timedelta(days=1)).isoformat()}
        before = tuple((name, one.values.get(name)) for name in old)
        self.mended[number] = Mend(
            number,
            self._place(number, person),
            before,
            tuple(old.items()),
            kind=str(one.values["kind"]),
        )

    def _place(self, number: int, person: PersonNow) -> str:
        return f"{person.name}, {self._team(self.now.memberships[number].team_id)}"

    def _moves(self) -> tuple[tuple[tuple[int, int | None], ...], tuple[Mend, ...]]:
        """The teams that go back to where they stood."""
        wanted: dict[int, int | None] = {}
        for number, step in self.done.teams.items():
            team = self.now.teams.get(number)
            if team is None or not self._is_moved(step):
                continue
            above, old = self._id(step.after["parent"]), self._id(step.before["parent"])
            lost = step.before["parent"] is not None and (old is None or self._team_is_over(old))
            if team.ended_on is not None or team.parent_id != above:
                self._leave("team", number, team.name, "changed")
            elif lost:
                self._leave("team", number, team.name, "team_over")
            else:
                wanted[number] = old
        while rings := self._rings(wanted):
            for number in rings:
                self._leave("team", number, self.now.teams[number].name, "ring")
                del wanted[number]
        moved = tuple(
            Mend(
                number,
                self.now.teams[number].name,
                (("parent", self._named(self.now.teams[number].parent_id)),),
                (("parent", self._named(parent)),),
            )
            for number, parent in wanted.items()
        )
        return tuple(wanted.items()), moved

    @staticmethod
    def _is_moved(step: Step) -> bool:
        return bool(step.before) and "parent" in step.before and "ended_on" not in step.before

    def _rings(self, wanted: Mapping[int, int | None]) -> list[int]:
        tree = {number: team.parent_id for number, team in self.now.teams.items()} | dict(wanted)
        above = {str(number): str(parent) for number, parent in tree.items() if parent is not None}
        return sorted({int(one) for ring in cycles(above) for one in ring} & set(wanted))

    def _ended(
        self, placed: Mapping[int, int | None]
    ) -> tuple[tuple[tuple[int, date], ...], tuple[Mend, ...]]:
        """The teams that the import began, as long as nobody else is in them or below them."""
        wanted: dict[int, date] = {}
        gone = self.withdrawn | {
            number for number in self.mended if not self.done.memberships[number].before
        }
        for number, step in self.done.teams.items():
            team = self.now.teams.get(number)
            if team is None or self._is_moved(step) or team.ended_on is not None:
                continue
            as_named = step.after.get("name", team.name) == team.name
            if not as_named or team.parent_id != self._id(step.after.get("parent")):
                self._leave("team", number, team.name, "changed")
            elif self.now.lasting.get(number, frozenset()) - gone:
                self._leave("team", number, team.name, "not_empty")
            else:
                old = step.before.get("ended_on")
                wanted[number] = date.fromisoformat(str(old)) if old else self.done.day
        while True:
            above = {
                placed.get(number, team.parent_id)
                for number, team in self.now.teams.items()
                if team.ended_on is None and number not in wanted
            }
            needed = [number for number in wanted if number in above]
            if not needed:
                break
            for number in needed:
                self._leave("team", number, self.now.teams[number].name, "not_empty")
                del wanted[number]
        closed = tuple(
            Mend(
                number,
                self.now.teams[number].name,
                (("ended_on", None),),
                (("ended_on", day.isoformat()),),
            )
            for number, day in wanted.items()
        )
        return tuple(wanted.items()), closed

    def _id(self, name: Value) -> int | None:
        return self.now.team_ids.get(str(name)) if name else None

    def _named(self, number: int | None) -> str | None:
        return self._team(number) if number is not None else None

    def _team(self, number: int) -> str:
        team = self.now.teams.get(number)
        return team.name if team else ""


def _are_equal(now: Values, after: Values) -> bool:
    return all(now.get(name) == value for name, value in after.items())
