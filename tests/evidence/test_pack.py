"""A pack holds together, says what it is about, and shows every byte that was changed."""

from __future__ import annotations

import importlib.util
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.config import data_folder
from lms.content.current import Current
from lms.content.serial import question_to_json
from lms.enrolments import arrangements
from lms.errors import Conflict
from lms.evidence import services
from lms.evidence.pack import Heading
from lms.evidence.queries import About
from lms.evidence.questions import as_asked
from lms.people import audit, sealing
from lms.people.models import AccessEntry, AuditEntry, Person
from lms.publishing import services as publishing
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.versions import keep_versions
from lms.readiness import looks
from tests.factories import NOW, TODAY, a_certificate, a_module_read, a_person, a_team

ZONE = ZoneInfo("Europe/Helsinki")

COURSE = "confidentiality"
LATER = NOW + timedelta(hours=2)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_evidence", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


checker = _load(data_folder("scripts") / "check_evidence.py")


def a_document(*_: object) -> bytes:
    """Pages that nobody reads."""
    return b"%PDF pages"


def a_learner(db: Session, content: Current, name: str = "Ada") -> Person:
    """Somebody who read a published module and passed, with what was asked for it."""
    course = content.get().courses[COURSE]
    person = a_person(db, name, "Malli", team=a_team(db))
    a_module_read(db, person, course.modules[0].slug)
    certificate = a_certificate(db, person, COURSE, expires_on=date(2028, 9, 1))
    attempt = Attempt(
        enrolment_id=certificate.enrolment_id,
        person_id=person.id,
        course=COURSE,
        number=1,
        language="en",
        edition=1,
        seed=1,
        pass_score=80,
        critical_all=True,
        points_of=8,
        started_at=NOW,
        finished_at=NOW,
        points_num=7,
        points_den=8,
        passed=True,
    )
    db.add(attempt)
    db.flush()
    assert course.quiz is not None
    asked = keep_versions(db, COURSE, list(course.quiz.questions["en"].values())[:8])
    for position, key in enumerate(asked.values(), 1):
        db.add(
            AttemptQuestion(
                attempt_id=attempt.id, position=position, question_version_id=key, shown=[]
            )
        )
    certificate.attempt_id = attempt.id
    db.flush()
    return person


@pytest.fixture(name="site")
def a_site(db: Session, content: Current) -> Session:
    """A site that published its courses."""
    publishing.publish(db, content.get(), by="riitta", now=NOW, today=TODAY)
    return db


@pytest.fixture(name="auditor")
def an_administrator(site: Session) -> Person:
    """Whoever makes packs."""
    return a_person(site, "Eve", "Hoitaja", is_administrator=True)


def make(db: Session, auditor: Person, about: About, **options: Any) -> bytes:
    """A pack."""
    out = io.BytesIO()
    heading = Heading(
        about=about,
        title="Ada Malli" if about.course is None else COURSE,
        organisation="Esimerkki Oy",
        made_at=LATER,
        made_by=auditor.name,
        purpose="The yearly audit",
    )
    options.setdefault("document", a_document)
    services.make(db, out, heading, actor_id=auditor.id, now=LATER, **options)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """The files of a pack."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> io.BytesIO:
    """A pack of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    out.seek(0)
    return out


def records(data: bytes, kind: str, name: str = "evidence.json") -> list[dict[str, Any]]:
    """The records of a kind."""
    return [one for one in json.loads(parts(data)[name]) if one["kind"] == kind]


def test_a_pack_of_a_person_says_what_was_read_asked_and_earned(
    site: Session, auditor: Person, content: Current
) -> None:
    ada = a_learner(site, content)
    other = a_learner(site, content, "Bo")
    site.flush()

    data = make(site, auditor, About(person_id=ada.id))

    (person,) = records(data, "person")
    assert (person["person"], person["name"]) == (ada.id, "Ada Malli")
    (certificate,) = records(data, "certificate")
    questions = {one["fingerprint"]: one for one in records(data, "question")}
    assert len(certificate["questions"]) == 8
    assert set(certificate["questions"]) == set(questions)
    assert certificate["edition"] == 1
    assert certificate["expires_on"] == "2028-09-01"
    (read,) = records(data, "module_read")
    module = content.get().courses[COURSE].modules[0]
    assert read["words"] == module.texts["en"].words
    assert read["publication"] == 1
    (text,) = records(data, "text")
    assert text["words"] == read["words"]
    assert text["blocks"]
    whole = parts(data)["evidence.json"].decode()
    assert "Bo Malli" not in whole
    assert f'"person":{other.id},' not in whole


def test_a_pack_tells_no_answer_no_score_and_no_key(
    site: Session, auditor: Person, content: Current
) -> None:
    ada = a_learner(site, content)

    data = make(site, auditor, About(person_id=ada.id))

    whole = parts(data)["evidence.json"].decode()
    for never in ("points", "score", '"given"', '"right"', '"feedback"', '"why"', '"accepted"'):
        assert never not in whole, never
    assert all(one["body"] is None for one in records(data, "question"))


def test_whole_questions_come_only_when_asked_for_and_fit_their_fingerprints(
    site: Session, auditor: Person, content: Current
) -> None:
    ada = a_learner(site, content)

    data = make(site, auditor, About(person_id=ada.id), with_keys=True)

    assert all(one["body"]["options"] is not None for one in records(data, "question"))
    assert checker.check(io.BytesIO(data))
    files = parts(data)
    body = records(data, "question")[0]["body"]
    told = json.dumps(body["prompt"])[1:-1].encode()
    forged = files["evidence.json"].replace(told, told + b"!", 2)
    with pytest.raises(checker.Wrong):
        checker.check_evidence(io.BytesIO(forged))


def test_the_checker_in_the_pack_finds_it_whole(
    site: Session, auditor: Person, content: Current, tmp_path: Path
) -> None:
    ada = a_learner(site, content)
    data = make(site, auditor, About(person_id=ada.id))
    (tmp_path / "pack.zip").write_bytes(data)
    (tmp_path / "check_evidence.py").write_bytes(parts(data)["check_evidence.py"])

    run = subprocess.run(
        [sys.executable, "-I", "check_evidence.py", "pack.zip"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    head = sealing.head(site)
    assert head is not None
    assert run.returncode == 0, run.stdout
    assert f"Newest seal: {head.number}:{head.digest}" in run.stdout
    assert "The yearly audit" in run.stdout


def test_a_pack_of_a_course_tells_of_all_who_take_it(
    site: Session, auditor: Person, content: Current
) -> None:
    ada, bo = a_learner(site, content), a_learner(site, content, "Bo")
    a_person(site, "Cy")

    data = make(site, auditor, About(course=COURSE))

    assert [one["person"] for one in records(data, "person")] == [ada.id, bo.id]
    assert len(records(data, "certificate")) == 2
    assert checker.check(io.BytesIO(data))


def arrange(db: Session, person: Person, kind: str, actor: Person) -> int:
    """Something arranged, with a reason that is nobody else's business."""
    return arrangements.give(
        db,
        person_id=person.id,
        course=COURSE,
        kind=kind,
        last_day=TODAY + timedelta(days=60),
        reason="A long illness.",
        path=(),
        actor_id=actor.id,
        now=NOW,
        today=TODAY,
    )


def test_a_pack_says_what_was_arranged_and_never_why(
    site: Session, auditor: Person, content: Current
) -> None:
    ada = a_learner(site, content)
    numbers = {kind: arrange(site, ada, kind, auditor) for kind in ("waiver", "equivalent")}
    arrange(site, ada, "extension", auditor)
    arrangements.end(site, arrangement_id=numbers["waiver"], actor_id=auditor.id, now=NOW)
    wanted = TODAY + timedelta(days=60)
    arrangements.ask_for_time(
        site, person_id=ada.id, course=COURSE, wanted_on=wanted, words="Ill.", now=NOW, today=TODAY
    )
    ((wish,), _days) = arrangements.more_time_of(site, person_id=ada.id, courses=[COURSE])
    arrangements.answer(
        site,
        wish=wish,
        granted_on=None,
        reason="The illness is over.",
        path=(),
        actor_id=auditor.id,
        now=NOW,
        today=TODAY,
    )

    data = make(site, auditor, About(person_id=ada.id))

    told = records(data, "arrangement")
    assert [(one["arrangement"], one["since"], one["until"], one["due_on"]) for one in told] == [
        ("waiver", "2026-11-22", "2027-01-22", None),
        ("equivalent", "2026-11-22", "2027-01-22", None),
        ("extension", "2026-11-22", None, "2027-01-21"),
    ]
    assert [one["ended_at"] is None for one in told] == [False, True, True]
    entries = {one["entry"]["action"]: one for one in records(data, "entry", "chain.json")}
    assert {"arrangement_given", "arrangement_ended", "time_declined"} <= set(entries)
    for action in ("arrangement_given", "time_declined"):
        assert entries[action]["difference"] is None
        assert entries[action]["entry"]["difference"]  # its digest stays
    assert entries["arrangement_ended"]["difference"] is not None
    for name in ("evidence.json", "chain.json"):
        assert b"llness" not in parts(data)[name]
    assert checker.check(io.BytesIO(data))


def test_whoever_counts_by_other_training_is_in_the_pack_of_a_course_and_told_of_it(
    site: Session, auditor: Person
) -> None:
    ada, other = a_person(site, "Ada", "Malli"), a_person(site, "Bo", "Malli")
    arrange(site, ada, "equivalent", auditor)

    data = make(site, auditor, About(course=COURSE))

    assert [one["name"] for one in records(data, "person")] == ["Ada Malli"]
    assert [one["arrangement"] for one in records(data, "arrangement")] == ["equivalent"]
    assert looks.looks(site, person_id=ada.id, zone=ZONE).total == 1
    assert looks.looks(site, person_id=other.id, zone=ZONE).total == 0


def test_making_a_pack_is_written_in_both_logs(
    site: Session, auditor: Person, content: Current
) -> None:
    ada = a_learner(site, content)

    data = make(site, auditor, About(person_id=ada.id))

    look = site.scalars(select(AccessEntry)).one()
    assert (look.viewer_id, look.person_id, look.what) == (auditor.id, ada.id, "evidence")
    assert look.why == "The yearly audit"
    entry = site.scalars(select(AuditEntry).where(AuditEntry.action == "evidence.made")).one()
    assert entry.seal_number is not None
    assert records(data, "entry", "chain.json")[-1]["entry"]["id"] == entry.id


def test_no_pack_is_made_while_too_much_of_the_log_waits(site: Session, auditor: Person) -> None:
    audit.record(site, [audit.Record("person_changed", "person:1")] * 5, actor_id=None, now=NOW)

    with pytest.raises(Conflict, match="log_not_sealed"):
        make(site, auditor, About(person_id=auditor.id), most_to_seal=4)


def test_a_pack_still_checks_after_the_person_is_erased_and_more_was_logged(
    site: Session, auditor: Person, content: Current
) -> None:
    ada = a_learner(site, content)
    audit.record(
        site,
        [audit.Record("person_changed", f"person:{ada.id}", {"title": "x"}, {"title": "y"})],
        actor_id=None,
        now=NOW,
    )
    data = make(site, auditor, About(person_id=ada.id))
    noted = sealing.head(site)
    assert noted is not None
    audit.forget(site, person_id=ada.id)
    site.add(AuditEntry(at=LATER, action="person_erased", subject=f"person:{ada.id}"))
    sealing.seal(site, now=LATER)

    assert checker.check(io.BytesIO(data))
    assert sealing.look(site, noted=(noted.number, noted.digest)).problems == ()
    again = make(site, auditor, About(person_id=ada.id))
    assert checker.check(io.BytesIO(again))
    assert records(again, "entry", "chain.json")[0]["difference"] is None


@pytest.fixture(scope="module", name="whole")
def a_whole_pack(tmp_path_factory: pytest.TempPathFactory, content: Current) -> dict[str, bytes]:
    """One pack for all the ways to spoil it."""
    from lms.database import make_engine
    from lms.migrations import upgrade

    url = f"sqlite:///{tmp_path_factory.mktemp('pack')}/pack.db"
    upgrade(url)
    engine = make_engine(url)
    with Session(engine) as db:
        publishing.publish(db, content.get(), by="riitta", now=NOW, today=TODAY)
        sealing.seal(db, now=NOW)
        auditor = a_person(db, "Eve")
        ada = a_learner(db, content)
        audit.record(
            db,
            [audit.Record("person_changed", f"person:{ada.id}", {"title": "x"}, {"title": "y"})],
            actor_id=auditor.id,
            now=NOW,
        )
        sealing.seal(db, now=NOW)
        data = make(db, auditor, About(person_id=ada.id))
    engine.dispose()
    return parts(data)


@given(
    name=st.sampled_from(["evidence.json", "evidence.pdf", "chain.json"]),
    place=st.floats(0, 1, exclude_max=True),
    change=st.integers(1, 255),
)
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changed_byte_is_found(
    whole: dict[str, bytes], name: str, place: float, change: int
) -> None:
    data = bytearray(whole[name])
    data[int(place * len(data))] ^= change

    with pytest.raises((checker.Wrong, KeyError, TypeError, ValueError)):
        checker.check(packed(whole | {name: bytes(data)}))


@given(st.data())
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changed_field_is_found(whole: dict[str, bytes], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["evidence.json", "chain.json"]))
    listed = json.loads(whole[name])
    where, holder = [], data.draw(st.sampled_from(listed))
    while isinstance(holder, dict | list) and holder:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = data.draw(st.sampled_from(keys))
        where.append((holder, key))
        holder = holder[key]
    if not where:
        return
    holder, key = where[-1]
    holder[key] = f"{holder[key]}x" if isinstance(holder[key], str) else [holder[key]]
    text = b"[\n" + b",\n".join(checker.canonical(one) for one in listed) + b"\n]\n"

    with pytest.raises((checker.Wrong, KeyError, TypeError, ValueError)):
        checker.check(packed(whole | {name: text}))


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda lines: lines[:1] + lines[2:], id="without its first seal"),
        pytest.param(lambda lines: lines[:-1], id="without its newest seal"),
        pytest.param(lambda lines: lines + lines[-1:], id="with two ends"),
        pytest.param(lambda lines: lines[:1] + lines[2:3] + lines[1:2] + lines[3:], id="crossed"),
        pytest.param(lambda lines: [], id="empty"),
    ],
)
def test_lines_left_out_or_moved_are_found(
    whole: dict[str, bytes], spoil: Callable[[list[bytes]], list[bytes]]
) -> None:
    lines = spoil(whole["chain.json"][2:-3].split(b",\n"))
    text = b"[\n" + b",\n".join(lines) + b"\n]\n"

    with pytest.raises((checker.Wrong, KeyError, TypeError, ValueError)):
        checker.check(packed(whole | {"chain.json": text}))


def test_a_file_that_is_no_pack_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK nothing")

    assert checker.main([str(tmp_path / "x.zip")]) == 1
    assert checker.main([]) == 2


def test_questions_are_shown_as_asked_without_their_keys(content: Current) -> None:
    kinds = set()
    for course in content.get().courses.values():
        for questions in course.quiz.questions.values() if course.quiz else ():
            for question in questions.values():
                kinds.add(question.type)
                shown = as_asked(question_to_json(question))
                told = json.dumps(shown)
                assert '"right"' not in told
                assert '"pair"' not in told
                assert '"feedback"' not in told
                if question.type == "text":
                    assert shown["options"] == []
                if question.type in {"match", "order"}:
                    words = [one["html"] for one in shown["options"]]
                    assert words == sorted(option.html for option in question.options)
                    assert all(set(one) == {"html"} for one in shown["options"])
    assert kinds >= {"single", "multiple", "truefalse", "match", "order"}
