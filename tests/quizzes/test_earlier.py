"""Three years of one course: every earlier attempt, certificate and text still opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from lms.app import create_app
from lms.certificates.models import Certificate
from lms.certificates.rules import shown_code
from lms.config import Settings
from lms.content.current import Current
from lms.content.model import ContentSet
from lms.people.models import Person
from lms.publishing import minutes, rules, services
from lms.publishing.models import ContentChange
from lms.quizzes.models import Attempt
from lms.quizzes.services import forget_answers
from tests.conftest import TestClock
from tests.databases import SharedConnection
from tests.factories import a_person
from tests.pages import Page
from tests.publishing.editions import COURSE, MODULE, a_change, reworded, with_course
from tests.quizzes.test_pages import question_at, right_form, take, wrong_form

EARLIER = f"/learn/earlier/{COURSE}"
QUIZ = f"/courses/{COURSE}/quiz"


def noon(day: date) -> datetime:
    """The middle of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


class Years:
    """A site over the years: what is served, what day it is, and what one learner does."""

    def __init__(
        self, page: Page, db: Session, clock: TestClock, served: Current, content: ContentSet
    ) -> None:
        self.page, self.db, self.clock, self.served, self.content = page, db, clock, served, content
        self.today = date(2026, 1, 10)

    def on(self, day: date) -> None:
        """Another day; sessions have run out meanwhile."""
        self.today = day
        self.clock.set(noon(day))

    def publish(self, content: ContentSet) -> None:
        """Publish and serve another state of the courses."""
        services.publish(self.db, content, by="tests", now=noon(self.today), today=self.today)
        self.db.commit()
        self.content = content
        self.served.put(content)

    def change(self, sentence: str, kind: str | None = None, edition: int = 1) -> None:
        """Another sentence in the first module, declared as what it is."""
        course = replace(reworded(self.content.courses[COURSE], new=sentence), edition=edition)
        told = [a_change(kind, edition=edition, within_days=60, on=self.today)] if kind else []  # type: ignore[arg-type]
        self.publish(with_course(self.content, course, *told))

    def read(self) -> None:
        """Mark the first module as read."""
        self.page.post(f"/courses/{COURSE}/{MODULE}/read")

    def quiz(self, *, wrong: bool = False) -> str:
        """Take the quiz; gives the address of the attempt."""
        attempt = self.page.post(QUIZ).location.rpartition("/")[0]
        take(self.page, self.db, attempt, wrong=tuple(range(1, 7)) if wrong else ())
        return attempt

    def part(self) -> str:
        """Answer the questions of the newest change."""
        change = self.db.scalars(select(ContentChange.id).order_by(ContentChange.id.desc())).first()
        attempt = self.page.post(f"/courses/{COURSE}/changes/{change}").location.rpartition("/")[0]
        of = self.db.scalars(select(Attempt.points_of).order_by(Attempt.id.desc())).first() or 0
        for position in range(1, of + 1):
            form = right_form(question_at(self.db, attempt, position))
            self.page.post(f"{attempt}/{position}", form)
        return attempt

    def certificates(self) -> Sequence[Certificate]:
        """Everything that was issued, the first one first."""
        self.db.expire_all()
        return self.db.scalars(select(Certificate).order_by(Certificate.id)).all()


@pytest.fixture(name="ada")
def the_learner(db: Session) -> Person:
    """Somebody who learns."""
    ada = a_person(db, "Ada", "Malli")
    db.commit()
    return ada


@pytest.fixture(name="years")
def the_site(
    settings: Settings,
    database: SharedConnection,
    db: Session,
    content: Current,
    ada: Person,
    clock: TestClock,
) -> Years:
    """The site on its first day, with nothing published yet."""
    served = Current(None, today=lambda: date(2026, 1, 10))
    served.put(content.get())
    app: Flask = create_app(settings, database=database, content=served)
    app.testing = True
    clock.set(noon(date(2026, 1, 10)))
    page = Page(app, database)
    years = Years(page, db, clock, served, content.get())
    years.publish(content.get())
    page.sign_in(ada)
    return years


@pytest.fixture(name="three")
def three_years(years: Years, ada: Person) -> Callable[[], list[str]]:
    """Three cycles with editions between: a typo, a clearer sentence, a new rule."""

    def live() -> list[str]:
        years.read()
        attempts = [years.quiz(wrong=True), years.quiz()]
        years.on(date(2026, 4, 1))
        years.change("A comma moved.")
        years.on(date(2026, 6, 1))
        years.change("Said more clearly.", "clarified")
        years.on(date(2026, 12, 20))
        years.page.sign_in(ada)
        attempts.append(years.quiz())
        years.on(date(2027, 5, 1))
        years.change("The rule is new.", "material", edition=2)
        years.page.sign_in(ada)
        attempts.append(years.part())
        years.on(date(2027, 12, 1))
        years.page.sign_in(ada)
        attempts.append(years.quiz())
        return attempts

    return live


def test_every_attempt_certificate_and_text_of_three_years_opens(
    years: Years, three: Callable[[], list[str]]
) -> None:
    attempts = three()
    seen = years.page.get(EARLIER)

    for attempt in attempts:
        assert f"{attempt}/result" in seen.links
        result = years.page.get(f"{attempt}/result")
        assert "points of" in result.text
        assert EARLIER in result.links
    assert seen.text.count("passed,") == 4
    assert "not passed yet" in seen.text
    assert "Questions about a change, 1 May 2027" in seen.text
    found = years.certificates()
    assert [str(item.expires_on) for item in found] == ["2027-01-10", "2028-01-10", "2029-01-10"]
    for certificate in found:
        assert f"/certificates/{certificate.id}" in seen.links
        sheet = years.page.get(f"/certificates/{certificate.id}")
        assert shown_code(certificate.code) in sheet.text
        assert EARLIER in sheet.links
        pdf = years.page.client.get(f"/certificates/{certificate.id}/pdf")
        assert pdf.data.startswith(b"%PDF")
    for words in ("The first time", "Renewal 1", "Renewal 2"):
        assert words in seen.text
    told = {
        1: (set(), {"A comma moved.", "Said more clearly.", "The rule is new."}, "edition 1"),
        2: ({"A comma moved."}, {"Said more clearly.", "The rule is new."}, "edition 1"),
        3: ({"A comma moved.", "Said more clearly."}, {"The rule is new."}, "edition 1"),
        4: ({"A comma moved.", "Said more clearly.", "The rule is new."}, set(), "edition 2"),
    }
    for number, (inside, outside, edition) in told.items():
        for lang in ("en", "fi"):
            kept = years.page.get(f"{EARLIER}/texts/{number}/{MODULE}/{lang}")
            assert edition in kept.text
            assert all(words in kept.text for words in inside)
            assert not any(words in kept.text for words in outside)
    for number in (1, 3, 4):  # those of the cycles' ends
        assert f"{EARLIER}/texts/{number}" in seen.links
        listed = years.page.get(f"{EARLIER}/texts/{number}")
        assert len([link for link in listed.links if "/texts/" in link]) == len(
            years.content.courses[COURSE].modules
        )
    assert f"{EARLIER}/texts/1/{MODULE}/en" in seen.links  # as it was read


def test_the_page_costs_the_same_however_long_the_history(
    years: Years, three: Callable[[], list[str]]
) -> None:
    years.quiz()

    def statements() -> int:
        found: list[str] = []

        def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
            found.append(statement)

        engine = years.db.get_bind().engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            years.page.get(EARLIER)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len([item for item in found if item.startswith("SELECT")])

    before = statements()
    three()
    assert statements() == before <= 8


def test_the_course_leads_to_what_was_done_and_only_after_something_was(
    years: Years, ada: Person
) -> None:
    assert EARLIER not in years.page.get(f"/courses/{COURSE}").links
    years.page.get(EARLIER, status=404)
    years.quiz()

    assert EARLIER in years.page.get(f"/courses/{COURSE}").links


def test_after_their_time_answers_are_gone_and_the_questions_stay_as_asked(
    years: Years, db: Session
) -> None:
    attempt = years.quiz(wrong=True)
    asked = [question_at(db, attempt, position).prompt for position in (1, 2)]
    forget_answers(db, finished_before=noon(years.today) + timedelta(days=1))
    db.commit()

    seen = years.page.get(f"{attempt}/result")
    assert "no longer kept" in seen.text
    assert "What was asked then" in seen.text
    assert len(asked) == 2
    assert "Right first time" not in seen.text
    assert f"{attempt}/result" in years.page.get(EARLIER).links
    assert "deleted 90 days after an attempt" in years.page.get(EARLIER).text


def test_a_course_that_has_left_still_opens_for_those_who_took_it(years: Years) -> None:
    attempt = years.quiz()
    rest = {name: item for name, item in years.content.courses.items() if name != COURSE}
    years.publish(replace(years.content, courses=rest, fingerprint="less"))

    years.page.get(f"/courses/{COURSE}", status=404)
    seen = years.page.get(EARLIER)
    assert f"{attempt}/result" in seen.links
    assert "points of" in years.page.get(f"{attempt}/result").text
    assert "edition 1" in years.page.get(f"{EARLIER}/texts/1/{MODULE}/en").text
    assert years.page.get(f"{EARLIER}/texts/1").links


def test_nobody_else_finds_anything_at_the_same_address(
    years: Years, three: Callable[[], list[str]], db: Session
) -> None:
    attempts = three()
    other = a_person(db, "Odd", "Testi")
    db.commit()
    years.page.sign_in(other)

    years.page.get(EARLIER, status=404)
    for attempt in attempts:
        years.page.get(f"{attempt}/result", status=404)


@pytest.mark.parametrize(
    "address", ["texts/9", f"texts/9/{MODULE}/en", "texts/1/nothing/en", f"texts/1/{MODULE}/xx"]
)
def test_what_was_never_published_is_not_found(years: Years, address: str) -> None:
    years.page.get(f"{EARLIER}/{address}", status=404)


def test_before_the_first_publication_it_says_that_no_text_is_kept(
    page: Page, ada: Person, db: Session
) -> None:
    page.sign_in(ada).post(f"/courses/{COURSE}/{MODULE}/read")

    seen = page.get(EARLIER)

    assert "No texts are kept yet" in seen.text
    assert not [link for link in seen.links if "/texts/" in link]


def test_a_renewal_after_no_change_is_the_quiz_alone(years: Years, ada: Person) -> None:
    years.read()
    years.quiz()
    years.on(date(2026, 12, 20))
    years.page.sign_in(ada)

    start = years.page.get(QUIZ)
    assert "Try first" in start.text
    assert "Nothing has changed in the course since you passed." in start.text
    time = minutes.of_quiz(years.content.courses[COURSE])
    assert f"About {time.questions} minutes" in start.text
    assert f"{time.reading} minutes at most" in start.text
    assert "Read these first" not in start.text
    years.quiz()
    assert [str(item.expires_on) for item in years.certificates()] == ["2027-01-10", "2028-01-10"]


def test_after_a_material_change_only_its_part_is_asked(years: Years, ada: Person) -> None:
    years.quiz()
    years.on(date(2026, 5, 1))
    years.change("The rule is new.", "material", edition=2)
    years.page.sign_in(ada)

    told = years.page.get(f"/courses/{COURSE}/changes")
    module = years.content.courses[COURSE].module(MODULE)
    assert module is not None
    attempt = years.part()
    asked = years.db.scalars(select(Attempt.points_of).order_by(Attempt.id.desc())).first() or 0
    assert asked == rules.QUESTIONS
    objectives = {
        question_at(years.db, attempt, number).objective for number in range(1, asked + 1)
    }
    assert objectives == {"C1"}
    assert f"About {module.minutes + asked} minutes in all" in told.text
    (certificate,) = years.certificates()
    assert str(certificate.expires_on) == "2027-01-10"
    years.on(date(2026, 12, 20))
    years.page.sign_in(ada)
    start = years.page.get(QUIZ)
    assert "Changed since you passed:" in start.text
    assert f"/courses/{COURSE}/{MODULE}" in start.links


def test_a_renewal_that_misses_something_leads_to_what_was_missed(
    years: Years, ada: Person
) -> None:
    years.quiz()
    years.on(date(2026, 12, 20))
    years.page.sign_in(ada)
    attempt = years.page.post(QUIZ).location.rpartition("/")[0]
    of = years.db.scalars(select(Attempt.points_of).order_by(Attempt.id.desc())).first() or 0
    for position in range(1, of + 1):
        question = question_at(years.db, attempt, position)
        years.page.post(
            f"{attempt}/{position}",
            (wrong_form if question.objective == "C1" else right_form)(question),
        )

    seen = years.page.get(QUIZ)

    assert "Read these first" in seen.text
    assert len(years.certificates()) == 1


def moments_between(first: date, last: date) -> st.SearchStrategy[datetime]:
    """Noons of days."""
    return st.dates(first, last).map(noon)


publications = st.lists(moments_between(date(2026, 1, 1), date(2029, 1, 1)), max_size=8).map(
    lambda moments: list(enumerate(sorted(moments), start=1))
)


@given(publications, moments_between(date(2025, 1, 1), date(2030, 1, 1)))
def test_a_moment_has_the_last_publication_before_it_or_the_first(
    found: list[tuple[int, datetime]], moment: datetime
) -> None:
    kept = rules.kept_at(found, moment)

    if not found:
        assert kept is None
        return
    assert kept is not None
    later = [at for number, at in found if number > kept.number]
    assert kept.is_later == (found[0][1] > moment)
    assert all(at > moment for at in later)
    assert kept.is_later or kept.at <= moment
    assert not kept.is_later or kept.number == 1
