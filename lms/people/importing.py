"""What a people file would change: a plan made of values, before anything is written."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

LANGUAGES = {
    "en": "en", "english": "en", "englanti": "en", "eng": "en",
    "fi": "fi", "finnish": "fi", "suomi": "fi", "fin": "fi",
}  # fmt: skip

MOST = {
    "email": 254, "staff_number": 40, "first_name": 100, "last_name": 100, "title": 100,
    "team": 120, "manager": 254, "language": 20,
}  # fmt: skip

PLAIN_NAME = re.compile(r"(?=.{1,64}\Z)[a-z0-9]+(?:[.-][a-z0-9]+)*")

MANY = 10
"""Of ten people one may leave between two files; ten of them are many."""
FEW = 10
"""A file with fewer than one in so many people may be a part of another."""

FORMULA = ("=", "+", "@")
"""What a spreadsheet would run; a minus is left alone, since names may begin with one."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file as it was typed."""

    line: int
    email: str = ""
    staff_number: str = ""
    first_name: str = ""
    last_name: str = ""
    title: str = ""
    team: str = ""
    manager: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who is there already.

    `kept` are the memberships, as role and team, that a page keeps up and a file does not end.
    """

    person_id: int
    sign_in_name: str
    email: str | None
    first_name: str
    last_name: str
    title: str = ""
    language: str | None = None
    is_administrator: bool = False
    is_imported: bool = False
    has_left: bool = False
    member_of: frozenset[str] = frozenset()
    manages: frozenset[str] = frozenset()
    kept: frozenset[tuple[str, str]] = frozenset()

    @property
    def name(self) -> str:
        """The name as shown."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class KnownTeam:
    """A team that is there already, and the one above it."""

    name: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Existing:
    """What is there before the import."""

    people: tuple[KnownPerson, ...] = ()
    teams: tuple[KnownTeam, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the file cannot be taken; `code` names the sentences, `value` what was found.

    `others` are further lines of the same mistake, of which nobody knows which one is wrong.
    """

    line: int
    column: str
    code: str
    value: str = ""
    others: tuple[int, ...] = field(default=(), compare=False, repr=False)

    def at(self, line: int) -> Problem:
        """The same problem as another of its lines has it."""
        value = str(self.line) if self.code == "same_person" else self.value
        return Problem(line, self.column, self.code, value)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who is added."""

    line: int
    sign_in_name: str
    email: str | None
    first_name: str
    last_name: str
    title: str
    language: str | None

    @property
    def name(self) -> str:
        """The name as shown."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Change:
    """One value that changes."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedPerson:
    """Somebody whose values change."""

    person_id: int
    sign_in_name: str
    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class LeavingPerson:
    """Somebody the import brought once who is no longer in the file."""

    person_id: int
    sign_in_name: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A membership that begins or ends; `who` is the sign-in name after the import."""

    who: str
    team: str
    role: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything an import would do.

    The plan of a part of a file lets nobody leave, takes nobody their team and moves no team that
    stands below another: what the missing lines say of them is not known. `left_out` is why lines
    are missing, where the plan knows it.
    """

    new: tuple[NewPerson, ...] = ()
    changed: tuple[ChangedPerson, ...] = ()
    leaving: tuple[LeavingPerson, ...] = ()
    problems: tuple[Problem, ...] = ()
    new_teams: tuple[str, ...] = ()
    parents: tuple[tuple[str, str], ...] = ()
    begins: tuple[Place, ...] = ()
    ends: tuple[Place, ...] = ()
    unchanged: int = 0
    emptied: tuple[str, ...] = ()  # teams that lose all their members
    kept_up: int = 0  # people an import brought and has not let go
    is_part: bool = False
    left_out: tuple[Problem, ...] = ()

    @property
    def lines_left_out(self) -> int:
        """How many lines are left out."""
        return len({problem.line for problem in self.left_out})

    @property
    def loses_many(self) -> bool:
        """Whether so many are missing that the file may have been cut short."""
        missing = len(self.leaving)
        return missing >= MANY and missing * MANY > self.kept_up

    @property
    def may_be_a_part(self) -> bool:
        """Whether a file of so few people says who else manages teams or where teams stand."""
        met = self.kept_up - len(self.leaving)
        decides = bool(self.parents) or any(place.role == "manager" for place in self.ends)
        return not self.is_part and met * FEW < self.kept_up and decides

    @property
    def is_empty(self) -> bool:
        """Whether the file would change nothing, leavers aside."""
        return not (
            self.new or self.changed or self.new_teams or self.parents or self.begins or self.ends
        )

    @property
    def fingerprint(self) -> str:
        """The same for the same plan; differs when people or file changed meanwhile."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row that is fit to use."""

    line: int
    sign_in_name: str
    email: str | None
    staff_number: str
    first_name: str
    last_name: str
    title: str
    team: str
    manager: str
    language: str | None


@dataclass(slots=True)
class _Draft:
    """The plan in the making."""

    problems: list[Problem] = field(default_factory=list)
    changes: dict[int, list[Change]] = field(default_factory=lambda: defaultdict(list))


def plan(
    rows: Sequence[Row],
    existing: Existing,
    *,
    problems: Iterable[Problem] = (),
    is_part: bool = False,
) -> Plan:
    """Compare the rows with what is there; `is_part` says that other rows may be missing.

    `problems` are those found in reading the file. With any problem the plan holds nothing else:
    `possible` makes the plan of the lines without problems.
    """
    draft = _Draft(problems=list(problems))
    entries = [entry for row in rows if (entry := _entry(row, draft)) is not None]
    if not entries and not draft.problems:
        draft.problems.append(Problem(1, "", "no_people"))
    _refuse_doubles(entries, draft)
    matches = _matches(entries, existing, draft)
    keys = _keys(entries, existing, matches, is_part=is_part)
    written = {clean(text).lower() for row in rows for text in (row.email, row.staff_number)}
    managers = _managers(entries, keys, written, draft)
    _refuse_manager_cycles(entries, managers, draft)
    teams = _Teams(existing.teams)
    begins, ends, parents = _places(
        entries, existing, matches, managers, teams, draft, is_part=is_part
    )
    if draft.problems:
        return Plan(problems=_in_order(draft.problems))

    _compare(entries, matches, draft)
    final = {known.sign_in_name: known for known in existing.people}
    final.update({e.sign_in_name: matches[e.line] for e in entries if e.line in matches})
    for place, is_begin in [*((p, False) for p in ends), *((p, True) for p in begins)]:
        known = final.get(place.who)
        if known is not None:
            change = (
                Change(f"{place.role}_of", "", place.team)
                if is_begin
                else Change(f"{place.role}_of", place.team, "")
            )
            draft.changes[known.person_id].append(change)
    shown = {known.person_id: (name, known) for name, known in final.items()}
    shown.update({matches[e.line].person_id: (e.sign_in_name, matches[e.line])
                  for e in entries if e.line in matches})  # fmt: skip
    met = {known.person_id for known in matches.values()}
    return Plan(
        new=tuple(
            NewPerson(
                e.line, e.sign_in_name, e.email, e.first_name, e.last_name, e.title, e.language
            )
            for e in entries
            if e.line not in matches
        ),
        changed=tuple(
            ChangedPerson(person_id, shown[person_id][0], shown[person_id][1].name, tuple(changes))
            for person_id, changes in draft.changes.items()
        ),
        leaving=tuple(
            LeavingPerson(known.person_id, known.sign_in_name, known.name)
            for known in existing.people
            if _would_leave(known) and known.person_id not in met and not is_part
        ),
        new_teams=tuple(teams.new),
        parents=parents,
        begins=begins,
        ends=ends,
        unchanged=sum(1 for known in matches.values() if known.person_id not in draft.changes),
        emptied=_emptied(existing, begins, ends),
        kept_up=sum(1 for known in existing.people if _would_leave(known)),
        is_part=is_part,
    )


def possible(
    rows: Sequence[Row],
    existing: Existing,
    *,
    problems: Iterable[Problem] = (),
    is_part: bool = False,
) -> Plan:
    """The plan of a file, or of its lines without problems, with `left_out` for the others.

    A line is left out, too, when it is about the same person as one that is, or names a manager
    who would only come with one. Where no line is left, the plan holds the problems alone.
    """
    whole = plan(rows, existing, problems=problems, is_part=is_part)
    if not whole.problems:
        return whole
    found, good, left_out = whole.problems, list(rows), list[Problem]()
    for turn in range(ROUNDS):
        fresh = [each for problem in found for each in _everywhere(problem)]
        fresh += _following(good, {problem.line for problem in fresh}, existing)
        left_out += fresh
        lines = {problem.line for problem in fresh}
        remaining = [row for row in good if row.line not in lines]
        if not remaining or (turn and len(remaining) == len(good)):
            return whole
        good = remaining
        made = plan(good, existing, is_part=True)
        if not made.problems:
            return replace(made, left_out=_in_order(left_out))
        found = made.problems
    return whole


ROUNDS = 8
"""Leaving lines out rarely brings other problems to light; so often is looked for them."""


def _everywhere(problem: Problem) -> tuple[Problem, ...]:
    return (problem, *map(problem.at, problem.others))


def _following(rows: Sequence[Row], lines: set[int], existing: Existing) -> list[Problem]:
    """Why further rows wait when those on `lines` do; each row is looked at once."""
    here = {
        name
        for known in existing.people
        if not known.has_left
        for name in (known.sign_in_name, (known.email or "").lower())
    }
    about: dict[str, list[Row]] = defaultdict(list)
    led: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for _column, name in _names(row):
            about[name].append(row)
        if manager := clean(row.manager).lower():
            led[manager].append(row)
    found: list[Problem] = []
    out = set(lines)
    waiting = [row for row in rows if row.line in out]
    while waiting:
        for column, name in _names(waiting.pop()):
            following = [(row, column, f"{column}_twice", name) for row in about.pop(name, ())]
            if name not in here:
                following += [(row, "manager", "manager_waits", name) for row in led.pop(name, ())]
            for row, at, code, value in following:
                if row.line not in out:
                    out.add(row.line)
                    found.append(Problem(row.line, at, code, value[:60]))
                    waiting.append(row)
    return found


def _names(row: Row) -> list[tuple[str, str]]:
    """What a row calls its person, by column."""
    pairs = (("email", row.email), ("staff_number", row.staff_number))
    return [(column, name) for column, text in pairs if (name := clean(text).lower())]


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    ordered = sorted(problems, key=lambda item: (item.line, item.column, item.code))
    return tuple(dict.fromkeys(ordered))


def _emptied(existing: Existing, begins: Sequence[Place], ends: Sequence[Place]) -> tuple[str, ...]:
    """The teams that have members today and none after the import."""
    today = Counter(
        team for known in existing.people if not known.has_left for team in known.member_of
    )
    ending = Counter(place.team for place in ends if place.role == "member")
    filled = {place.team for place in begins if place.role == "member"}
    return tuple(
        sorted(
            team
            for team, members in ending.items()
            if members >= today[team] and team not in filled
        )
    )


def _would_leave(known: KnownPerson) -> bool:
    return known.is_imported and not known.has_left and not known.is_administrator


def clean(text: str) -> str:
    """Text in one form: composed letters, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _entry(row: Row, draft: _Draft) -> _Entry | None:
    found: list[Problem] = []
    values = {name: clean(getattr(row, name)) for name in MOST}
    for name, value in values.items():
        if len(value) > MOST[name]:
            found.append(Problem(row.line, name, "too_long", value[:40] + "…"))
        elif not value.isprintable() and any(
            unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} for char in value
        ):
            found.append(Problem(row.line, name, "characters"))
        elif value.startswith(FORMULA):
            found.append(Problem(row.line, name, "formula", value[:40]))
    found.extend(
        Problem(row.line, name, "name_missing")
        for name in ("first_name", "last_name")
        if not values[name]
    )
    email = values["email"].lower() or None
    if email is not None and (code := wrong_with(email)) is not None:
        found.append(Problem(row.line, "email", code, email[:60]))
    number = values["staff_number"].lower()
    if email is None and not number:
        found.append(Problem(row.line, "email", "nobody"))
    if "@" in number:
        found.append(Problem(row.line, "staff_number", "staff_number_form", number[:60]))
    language = LANGUAGES.get(values["language"].lower().split("-")[0].split("_")[0])
    if values["language"] and language is None:
        found.append(Problem(row.line, "language", "language_unknown", values["language"]))
    if values["manager"] and not values["team"]:
        found.append(Problem(row.line, "team", "team_missing"))
    if values["team"] and not any(char.isalnum() for char in values["team"]):
        found.append(Problem(row.line, "team", "team_without_name", values["team"]))
    if found:
        draft.problems.extend(found)
        return None
    return _Entry(
        line=row.line,
        sign_in_name=email or number,
        email=email,
        staff_number=number,
        first_name=values["first_name"],
        last_name=values["last_name"],
        title=values["title"],
        team=values["team"],
        manager=values["manager"].lower(),
        language=language,
    )


def is_address(text: str) -> bool:
    """Whether it has the form of an e-mail address; whether it exists is not asked.

    A file names one domain many times. With the plainest of names before it, an address is as good
    as its domain, which is judged once.
    """
    name, _, domain = text.rpartition("@")
    if len(text) <= MOST["email"] and PLAIN_NAME.fullmatch(name):
        return _is_domain(domain)
    return _is_address(text)


def wrong_with(address: str) -> str | None:
    """The code of why an address cannot be kept: mail stops at letters such as ä before the @."""
    if not is_address(address):
        return "email_form"
    return None if address.rpartition("@")[0].isascii() else "email_letters"


@lru_cache(maxsize=1024)
def _is_domain(domain: str) -> bool:
    return _is_address(f"a@{domain}")


def _is_address(text: str) -> bool:
    try:
        validate_email(
            text, check_deliverability=False, test_environment=True, globally_deliverable=False
        )
    except EmailNotValidError:
        return False
    return "." in text.rpartition("@")[2]


def _refuse_doubles(entries: Sequence[_Entry], draft: _Draft) -> None:
    seen: dict[tuple[str, str], int] = {}
    for entry in entries:
        for column, value in (("email", entry.email or ""), ("staff_number", entry.staff_number)):
            if not value:
                continue
            if (column, value) in seen:
                first = seen[column, value]
                draft.problems.append(
                    Problem(entry.line, column, f"{column}_twice", value, (first,))
                )
            seen.setdefault((column, value), entry.line)


def _share_a_name(one: _Entry, other: _Entry) -> bool:
    """Whether two rows give the same address or the same staff number."""
    is_number = bool(one.staff_number) and one.staff_number == other.staff_number
    return is_number or (one.email is not None and one.email == other.email)


def _matches(
    entries: Sequence[_Entry], existing: Existing, draft: _Draft
) -> dict[int, KnownPerson]:
    """Who of those there each row means: by address first, then by staff number."""
    by_name: dict[str, KnownPerson] = {}
    for known in existing.people:
        by_name[known.sign_in_name] = known
    for known in existing.people:
        if known.email:
            by_name.setdefault(known.email.lower(), known)
    matches: dict[int, KnownPerson] = {}
    taken: dict[int, _Entry] = {}
    for entry in entries:
        by_email = by_name.get(entry.email) if entry.email else None
        by_number = by_name.get(entry.staff_number) if entry.staff_number else None
        if by_email and by_number and by_email.person_id != by_number.person_id:
            draft.problems.append(Problem(entry.line, "staff_number", "two_people"))
            continue
        known_here = by_email or by_number
        if known_here is None:
            continue
        if known_here.person_id in taken:
            first = taken[known_here.person_id]
            if not _share_a_name(first, entry):  # which is told already
                lines = str(first.line), (first.line,)
                draft.problems.append(Problem(entry.line, "email", "same_person", *lines))
            continue
        taken[known_here.person_id] = entry
        matches[entry.line] = known_here
    return matches


def _keys(
    entries: Sequence[_Entry],
    existing: Existing,
    matches: Mapping[int, KnownPerson],
    *,
    is_part: bool,
) -> dict[str, str]:
    """Every name a manager may be written by, to the sign-in name after the import."""
    met = {known.person_id for known in matches.values()}
    keys: dict[str, str] = {}
    for known in existing.people:
        stays = not known.has_left and (is_part or not _would_leave(known))
        if known.person_id not in met and stays:
            keys[known.sign_in_name] = known.sign_in_name
            if known.email:
                keys[known.email.lower()] = known.sign_in_name
    for entry in entries:
        keys[entry.sign_in_name] = entry.sign_in_name
        if entry.staff_number:
            keys[entry.staff_number] = entry.sign_in_name
    return keys


def _managers(
    entries: Sequence[_Entry], keys: Mapping[str, str], written: set[str], draft: _Draft
) -> dict[int, str]:
    """The manager of each row, by line, as sign-in name.

    `written` holds every address and number of the file, also those of faulty rows, so that one
    mistake is told once.
    """
    managers: dict[int, str] = {}
    for entry in entries:
        if not entry.manager:
            continue
        key = keys.get(entry.manager)
        if key is None:
            if entry.manager not in written:
                draft.problems.append(
                    Problem(entry.line, "manager", "manager_unknown", entry.manager[:60])
                )
        elif key == entry.sign_in_name:
            draft.problems.append(Problem(entry.line, "manager", "manager_self"))
        else:
            managers[entry.line] = key
    return managers


def _refuse_manager_cycles(
    entries: Sequence[_Entry], managers: Mapping[int, str], draft: _Draft
) -> None:
    above = {e.sign_in_name: managers[e.line] for e in entries if e.line in managers}
    lines = {e.sign_in_name: e.line for e in entries}
    for cycle in cycles(above):
        first = min(cycle, key=lambda name: lines.get(name, 0))
        chain = cycle[cycle.index(first) :] + cycle[: cycle.index(first)]
        way = " → ".join([*chain[:5], first])
        others = tuple(lines[name] for name in chain[1:])
        draft.problems.append(Problem(lines[first], "manager", "manager_cycle", way, others))


def cycles(above: Mapping[str, str]) -> list[list[str]]:
    """The rings in a map from each to the one above, each ring once."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in above:
        walk: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in done and at not in walk:
            walk[at] = None
            at = above.get(at)
        if at is not None and at in walk:
            names = list(walk)
            found.append(names[names.index(at) :])
        done.update(walk)
    return found


class _Teams:
    """Team names, the same whatever their capitals, as first written."""

    def __init__(self, known: Sequence[KnownTeam]) -> None:
        self._names = {team.name.casefold(): team.name for team in known}
        self.parents = {team.name: team.parent for team in known}
        self.new: list[str] = []

    def name(self, written: str) -> str:
        """The team's own spelling; a name not seen before becomes a new team."""
        key = written.casefold()
        if key not in self._names:
            self._names[key] = written
            self.parents[written] = None
            self.new.append(written)
        return self._names[key]


def _places(
    entries: Sequence[_Entry],
    existing: Existing,
    matches: Mapping[int, KnownPerson],
    managers: Mapping[int, str],
    teams: _Teams,
    draft: _Draft,
    *,
    is_part: bool,
) -> tuple[tuple[Place, ...], tuple[Place, ...], tuple[tuple[str, str], ...]]:
    """Memberships that begin and end, and teams that come to stand below others."""
    wanted: dict[str, str] = {e.sign_in_name: teams.name(e.team) for e in entries if e.team}
    managing: dict[str, Counter[str]] = defaultdict(Counter)
    lines: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        if entry.team:
            lines[wanted[entry.sign_in_name]].append(entry.line)
        if entry.line in managers:
            managing[wanted[entry.sign_in_name]][managers[entry.line]] += 1

    met = {known.person_id: line for line, known in matches.items()}
    names = {e.line: e.sign_in_name for e in entries}
    begins: list[Place] = []
    ends: list[Place] = []
    member_now: dict[str, frozenset[str]] = {}
    manages_now: dict[str, frozenset[str]] = {}
    kept: dict[str, frozenset[tuple[str, str]]] = {}
    for known in existing.people:
        line = met.get(known.person_id)
        key = names[line] if line is not None else known.sign_in_name
        member_now[key] = known.member_of
        manages_now[key] = known.manages
        kept[key] = known.kept
    for key, team in wanted.items():
        now = member_now.get(key, frozenset())
        ends.extend(
            Place(key, other, "member")
            for other in sorted(now - {team})
            if ("member", other) not in kept.get(key, ())
        )
        if team not in now:
            begins.append(Place(key, team, "member"))
    managed_by: dict[str, list[str]] = defaultdict(list)
    for key, managed in manages_now.items():
        for team in managed:
            managed_by[team].append(key)
    for team, named in managing.items():
        begins.extend(
            Place(key, team, "manager")
            for key in named
            if team not in manages_now.get(key, frozenset())
        )
        ends.extend(
            Place(key, team, "manager")
            for key in managed_by[team]
            if not is_part and key not in named and ("manager", team) not in kept.get(key, ())
        )

    moves = _parents(managing, wanted, member_now, teams, lines, draft, is_part=is_part)
    return tuple(begins), tuple(ends), moves


def _parents(
    managing: Mapping[str, Counter[str]],
    wanted: Mapping[str, str],
    member_now: Mapping[str, frozenset[str]],
    teams: _Teams,
    lines: Mapping[str, Sequence[int]],
    draft: _Draft,
    *,
    is_part: bool,
) -> tuple[tuple[str, str], ...]:
    """Teams that come to stand below the team in which their manager is a member."""
    parents = dict(teams.parents)
    moves: list[tuple[str, str]] = []
    for team, named in managing.items():
        if is_part and parents.get(team):
            continue
        above: Counter[str] = Counter()
        for key, times in named.items():
            homes = {wanted[key]} if key in wanted else member_now.get(key, frozenset())
            above.update(dict.fromkeys(homes - {team}, times))
        if above:
            best = max(above, key=lambda name: (above[name], parents.get(team) == name, name))
            if parents.get(team) != best:
                moves.append((team, best))
                parents[team] = best
    for cycle in cycles({team: parent for team, parent in parents.items() if parent}):
        at = sorted(line for team in cycle for line in lines.get(team, ()))
        way = " → ".join([*cycle[:5], cycle[0]])
        first, others = (at[0], tuple(at[1:])) if at else (1, ())
        draft.problems.append(Problem(first, "team", "team_cycle", way, others))
    return tuple(moves)


def _compare(entries: Sequence[_Entry], matches: Mapping[int, KnownPerson], draft: _Draft) -> None:
    """Note what differs; an empty cell says nothing and so changes nothing."""
    for entry in entries:
        known = matches.get(entry.line)
        if known is None:
            continue
        email = entry.email or known.email
        pairs = (
            ("sign_in_name", known.sign_in_name, entry.sign_in_name),
            ("email", known.email or "", email or ""),
            ("first_name", known.first_name, entry.first_name),
            ("last_name", known.last_name, entry.last_name),
            ("title", known.title, entry.title or known.title),
            ("language", known.language or "", entry.language or known.language or ""),
        )
        changes = [Change(name, old, new) for name, old, new in pairs if old != new]
        if known.has_left:
            changes.append(Change("returning", "", ""))
        if not known.is_imported:
            changes.append(Change("imported", "", ""))
        if changes:
            draft.changes[known.person_id].extend(changes)
