"""One last day of a certificate, wherever people read it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from lms import i18n
from lms.certificates.queries import Sheet
from lms.certificates.rules import Status, status_on
from lms.content.current import Current
from lms.enrolments import calendar
from lms.enrolments.overview import overview
from lms.enrolments.queries import Learning
from lms.i18n import short_month
from lms.readiness import choices, export, rules
from lms.readiness.choices import Choice
from lms.readiness.lines import Facts
from lms.readiness.rules import Columns, PersonFacts
from lms.reminders.rules import matter
from lms.standing import Proof, Standing, State, add_months, last_day, state
from tests.conftest import TestClock
from tests.factories import NOW, TODAY, a_certificate, a_person, a_team, an_assignment, let_end
from tests.pages import Page

COURSE = "guidelines"
DAY = timedelta(days=1)

proofs = st.builds(
    lambda issued, length, window, grace: Proof(
        issued,
        issued + length * DAY,
        issued + (length - min(window, length)) * DAY,
        issued + (length + grace) * DAY,
    ),
    st.dates(min_value=date(2020, 1, 1), max_value=date(2032, 12, 31)),
    st.integers(1, 1500),
    st.integers(0, 90),
    st.integers(0, 60),
)


def sheet_of(proof: Proof) -> Sheet:
    """A certificate with these days."""
    return Sheet(
        1, 1, "7K4M92QX", COURSE, 1, "en", "1.abcdef", "Ada Malli", "Malli", "Guidelines",
        ("share",), 2, "leaf", "Esimerkki Oy", proof.issued_on, proof.expires_on, False, False,
        proof.renew_from, proof.counts_until,
    )  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(proofs, st.integers(-3, 1600))
def test_page_check_calendar_reminder_list_and_file_name_the_same_day(
    content: Current, proof: Proof, after: int
) -> None:
    assert proof.expires_on is not None
    assert proof.counts_until is not None
    today = proof.issued_on + after * DAY
    course = content.get().courses[COURSE]
    standing = Standing(modules=1, proof=proof, due_on=proof.issued_on)
    last = proof.last_valid_day
    assert last is not None

    # The check goes by it: valid on the day that is named, and not on the next.
    assert status_on(last, proof, revoked=False) in {Status.VALID, Status.EXPIRING}
    assert status_on(last + DAY, proof, revoked=False) is Status.EXPIRED
    assert sheet_of(proof).last_valid_day == last

    known = Learning({}, frozenset(), {COURSE: proof}, {}, {})
    shown = rules.cell(COURSE, standing, today).on
    entry = next(calendar.entries([course], known, today), None)
    told = matter(COURSE, standing, today, on_path=True)
    own = overview(courses=[course], path=[COURSE], learning=known, open_attempts={}, today=today)
    found = state(standing, today)
    facts: Facts = (proof.expires_on, proof.renew_from, proof.counts_until, None, 1, 0)

    assert export.cells_of(facts, today).valid_until == last
    if found in {State.READY, State.EXPIRING}:
        assert entry is not None
        assert told is not None
        assert last == shown == entry.on == told.on == own.ready_until
    elif found is State.GRACE:
        assert entry is not None
        assert told is not None
        counted = proof.last_ready_day
        assert counted == last_day(proof.counts_until)
        assert counted == shown == entry.on == told.on == own.ready_until
    else:
        assert shown == last
        assert entry is None
        assert own.ready_until is None


@given(proofs)
def test_a_certificate_ends_in_the_month_of_the_day_that_is_named(proof: Proof) -> None:
    last = proof.last_valid_day
    assert last is not None
    columns = Columns((COURSE,), path_size=1)
    person = PersonFacts(1, "Ada", "", (Standing(modules=1, proof=proof),))
    month = last.replace(day=1)

    for first in (add_months(month, -1), month, add_months(month, 1)):
        listed = choices.reasons(Choice(month=first), columns, person, last)
        assert bool(listed) == (first == month)
    assert short_month(last, "en") == short_month(month, "en")


@pytest.mark.parametrize(
    "end", [date(2027, 1, 1), date(2026, 12, 1), date(2028, 3, 1), date(2026, 11, 23)]
)
def test_every_page_says_the_day_before_the_first_one_without(
    page: Page, db: Session, clock: TestClock, content: Current, end: date
) -> None:
    team = a_team(db, "North")
    ada = a_person(db, "Ada", "Malli", team=team)
    manager = a_person(db, "Max", manages=team)
    an_assignment(db, team, COURSE, due_on=TODAY)
    certificate = a_certificate(db, ada, COURSE, issued_on=date(2026, 6, 1))
    let_end(certificate, end)
    db.commit()
    last, first_without = i18n.day(end - DAY, "en"), i18n.day(end, "en")
    month = f"{end - DAY:%Y-%m}"

    sent = {"code": certificate.code, "last_name": "Malli"}
    texts = [page.post("/v", sent, status=200, token_from="/v").text]
    page.sign_in(ada)
    texts += [
        page.get(address).text
        for address in (
            "/certificates",
            f"/certificates/{certificate.id}",
            f"/certificates/{certificate.id}/print",
            f"/courses/{COURSE}",
            "/learn",
        )
    ]
    page.sign_in(manager)
    texts.append(page.get(f"/team/{team.slug}?course={COURSE}&standing=valid").text)
    texts.append(page.get(f"/team/{team.slug}?ends={month}").text)
    for text in texts:
        assert last in text
    if end != TODAY + DAY:  # today's date may stand on a page for other reasons
        assert not any(first_without in text for text in texts[:-2])
        # On a team's page a figure may stand before a month.
        assert not any(f"on {first_without}" in text for text in texts)
    assert "Ada Malli" in texts[-1]
    later = f"{add_months((end - DAY).replace(day=1), 1):%Y-%m}"
    assert "Ada Malli" not in page.get(f"/team/{team.slug}?ends={later}").text


def test_on_the_named_day_it_is_valid_and_on_the_next_it_is_not(
    page: Page, db: Session, clock: TestClock
) -> None:
    certificate = a_certificate(db, a_person(db, "Ada", "Malli"))
    db.commit()
    sent = {"code": certificate.code, "last_name": "Malli"}
    for days, words in ((190, "This certificate is valid"), (191, "This certificate has expired")):
        clock.set(NOW + timedelta(days=days))
        text = page.post("/v", sent, status=200, token_from="/v").text
        assert words in text
        assert "Valid until 31 May 2027" in text
