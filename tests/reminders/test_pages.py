"""People choose to be reminded less: a page of their own, and a link that works unsigned."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from lms.config import Settings
from lms.people.services import erase
from lms.reminders import queries, services, zones
from lms.reminders.links import NOTES, VOLUNTARY, person_of, token_for
from lms.reminders.models import Reminder, ReminderChoice
from lms.reminders.rules import Choice
from lms.web.guard import is_by_address
from tests.factories import NOW, TODAY, a_person, a_team
from tests.pages import Page

LEAVE = {"away_from": "2026-12-01", "away_until": "2026-12-08"}


def test_a_pause_and_the_wish_for_less_are_kept_and_shown_again(page: Page, db: Session) -> None:
    person = a_person(db)
    db.commit()
    page.sign_in(person)
    account = page.get("/account")
    assert "/account/reminders" in account.links

    seen = page.follow(page.post("/account/reminders", LEAVE))

    assert "Your choices are saved." in seen.text
    assert seen.fields("away_from")[0]["value"] == "2026-12-01"
    assert "checked" not in seen.fields("wants_voluntary")[0]
    kept = queries.choice_of(db, person_id=person.id)
    assert (kept.wants_voluntary, str(kept.away_from), str(kept.away_until)) == (
        False,
        *LEAVE.values(),
    )


def test_leaving_both_days_empty_ends_the_pause(page: Page, db: Session) -> None:
    person = a_person(db)
    db.commit()
    page.sign_in(person)
    page.post("/account/reminders", {"wants_voluntary": "y", **LEAVE})

    page.post("/account/reminders", {"wants_voluntary": "y", "away_from": "", "away_until": ""})

    assert queries.choice_of(db, person_id=person.id) == Choice(wants_notes=False)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"away_from": "2026-12-08", "away_until": "2026-12-01"}, "comes before the first one"),
        ({"away_from": "2026-12-08", "away_until": ""}, "Write the last day as well"),
        ({"away_from": "", "away_until": "2026-12-08"}, "Write the first day as well"),
        ({"away_from": "2026-11-01", "away_until": "2026-11-21"}, "This day is over"),
        ({"away_from": "soon", "away_until": "2026-12-08"}, "such as 2026-09-30"),
    ],
)
def test_days_the_wrong_way_round_or_missing_or_over_are_said_and_stay(
    page: Page, db: Session, days: dict[str, str], sentence: str
) -> None:
    person = a_person(db)
    db.commit()
    page.sign_in(person)

    seen = page.post("/account/reminders", days, status=422)

    assert sentence in seen.text
    assert seen.fields("away_until")[0].get("value", "") == days["away_until"]
    assert queries.choice_of(db, person_id=person.id) == Choice()


def test_the_link_works_without_signing_in_and_opening_it_changes_nothing(
    page: Page, db: Session, settings: Settings
) -> None:
    person = a_person(db)
    db.commit()
    address = f"/reminders/stop/{token_for(settings.secret_key, person.id)}"

    seen = page.get(address)
    assert queries.choice_of(db, person_id=person.id).wants_voluntary
    assert person.first_name not in seen.text
    done = page.follow(page.post(address, {"stop": "yes"}, token_from=address))
    page.post(address, {"stop": "yes"}, token_from=address)

    assert "These messages have stopped" in done.text
    db.expire_all()
    assert not queries.choice_of(db, person_id=person.id).wants_voluntary


def test_a_mail_program_stops_messages_by_one_post_without_cookie_or_token(
    page: Page, db: Session, app: Flask, settings: Settings
) -> None:
    person = a_person(db)
    db.commit()
    one_click = {"List-Unsubscribe": "One-Click"}

    for what in (VOLUNTARY, NOTES):
        address = f"/reminders/stop/{token_for(settings.secret_key, person.id, what)}"
        assert app.test_client().post(address, data={"x": "y"}).status_code == 422
        assert app.test_client().post(address, data=one_click).status_code == 303
        assert app.test_client().post(address, data=one_click).status_code == 303

    db.expire_all()
    assert queries.choice_of(db, person_id=person.id) == Choice(
        wants_voluntary=False, wants_notes=False
    )


def test_every_other_post_still_needs_the_token_of_a_form(
    page: Page, db: Session, app: Flask, settings: Settings
) -> None:
    person = a_person(db)
    db.commit()
    client = page.sign_in(person).client
    by_address = [
        rule.endpoint for rule in app.url_map.iter_rules() if is_by_address(app, rule.endpoint)
    ]

    assert by_address == ["reminders.stop"]
    assert client.post("/account/reminders", data={"wants_notes": "y"}).status_code == 400
    stop = f"/reminders/stop/{token_for(settings.secret_key, person.id)}"
    elsewhere = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    assert client.post(stop, headers=elsewhere).status_code == 403


def test_the_page_of_a_link_says_what_it_stops(page: Page, db: Session, settings: Settings) -> None:
    person = a_person(db)
    db.commit()

    notes = page.get(f"/reminders/stop/{token_for(settings.secret_key, person.id, NOTES)}")
    dates = page.get(f"/reminders/stop/{token_for(settings.secret_key, person.id)}")

    assert "No more notes by e-mail?" in notes.text
    assert "No more voluntary reminders?" in dates.text
    assert queries.choice_of(db, person_id=person.id) == Choice()


def test_a_clock_of_ones_own_and_one_message_a_week_are_kept(page: Page, db: Session) -> None:
    person = a_person(db)
    db.commit()
    page.sign_in(person)
    seen = page.get("/account/reminders")
    assert ("option", "Asia/Tokyo") in {(tag, one.get("value")) for tag, one in seen.reader.tags}

    sent = {"time_zone": "Asia/Tokyo", "is_weekly": "y", "wants_notes": "y"}
    page.post("/account/reminders", sent)

    assert queries.choice_of(db, person_id=person.id) == Choice(
        wants_voluntary=False, time_zone="Asia/Tokyo", is_weekly=True
    )
    wrong = page.post("/account/reminders", {"time_zone": "Mars/Olympus"}, status=422)
    assert "Choose a time zone of the list." in wrong.text


def test_every_zone_of_the_list_is_one_and_each_place_stands_once() -> None:
    for language in ("en", "fi"):
        for places in zones._grouped(language).values():
            assert len({words for _name, words in places}) == len(places)
            for name, _words in places:
                assert ZoneInfo(name).key == name
    assert dict(zones._grouped("fi")["Europe"])["Europe/London"] == "Lontoo"


def test_the_link_leaves_a_pause_as_it_is(db: Session) -> None:
    person = a_person(db)
    until = TODAY + timedelta(days=3)
    services.choose(db, person_id=person.id, choice=Choice(away_from=TODAY, away_until=until))

    services.stop_voluntary(db, person_id=person.id)

    db.expire_all()
    assert queries.choice_of(db, person_id=person.id) == Choice(False, TODAY, until)


def test_a_changed_or_foreign_link_opens_nothing(
    page: Page, db: Session, settings: Settings
) -> None:
    person, gone = a_person(db), a_person(db, left_on=TODAY)
    db.commit()
    token = token_for(settings.secret_key, person.id)
    assert person_of(settings.secret_key, token) == person.id

    for wrong in (
        token.replace(".", ".x", 1),
        token_for("another secret", person.id),
        token_for(settings.secret_key, 2_000_000_000),
        token_for(settings.secret_key, gone.id),
    ):
        page.get(f"/reminders/stop/{wrong}", status=404)


def test_managers_and_administrators_see_nothing_of_it(page: Page, db: Session) -> None:
    team = a_team(db)
    person = a_person(db, team=team)
    boss = a_person(db, manages=team, is_administrator=True)
    db.commit()
    page.sign_in(boss)
    addresses = (
        f"/team/{team.slug}",
        f"/team/{team.slug}/people/{person.id}",
        f"/admin/people/{person.id}",
    )
    before = [page.client.get(address).status_code for address in addresses]
    services.choose(
        db,
        person_id=person.id,
        choice=Choice(False, TODAY, TODAY + timedelta(days=9)),
    )
    db.commit()

    with page.counting() as statements:
        after = [page.client.get(address).status_code for address in addresses]

    assert before == after
    assert 200 in after
    assert not any("reminder" in statement for statement in statements)


def test_only_the_packages_own_code_reads_what_people_chose() -> None:
    root = Path(__file__).resolve().parents[2] / "lms"

    found = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if "ReminderChoice" in path.read_text(encoding="utf-8")
    }

    assert found == {"reminders/models.py", "reminders/queries.py", "reminders/services.py"}


def test_an_erased_person_leaves_nothing_of_reminders(db: Session) -> None:
    person = a_person(db, left_on=TODAY)
    services.stop_voluntary(db, person_id=person.id)
    db.add(
        Reminder(person_id=person.id, course="confidentiality", about="due", on_day=TODAY, step=14)
    )
    db.flush()

    erase(db, person_id=person.id, actor_id=None, now=NOW, today=TODAY)
    services.erase(db, person_id=person.id)

    assert db.query(Reminder).count() == 0
    assert db.query(ReminderChoice).count() == 0


def test_an_administrator_who_erases_somebody_erases_these_rows_too(
    page: Page, db: Session
) -> None:
    person, boss = a_person(db, left_on=TODAY), a_person(db, is_administrator=True)
    services.stop_voluntary(db, person_id=person.id)
    db.commit()

    page.sign_in(boss).post(f"/admin/people/{person.id}/erase")

    assert db.query(ReminderChoice).count() == 0


def test_reminders_of_past_dates_and_past_pauses_are_forgotten(db: Session) -> None:
    person = a_person(db)
    services.choose(db, person_id=person.id, choice=Choice(False, TODAY, TODAY))
    for days in (0, 40):
        db.add(
            Reminder(
                person_id=person.id,
                course="confidentiality",
                about="end",
                on_day=TODAY + timedelta(days=days),
                step=14,
            )
        )
    db.flush()

    services.forget(db, before=TODAY + timedelta(days=30))

    db.expire_all()
    assert db.query(Reminder).count() == 1
    assert queries.choice_of(db, person_id=person.id) == Choice(wants_voluntary=False)
