"""The pages of the welcome, the freedoms and the promise, as somebody sees them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.people import passwords, services
from lms.people.models import Person, Team
from lms.web.context import state
from lms.welcome.models import BarrierCount, PrivateBox, PrivatePass
from tests.databases import SharedConnection
from tests.factories import a_person, a_team
from tests.pages import Page, Seen
from tests.welcome.people import a_team_that_says, turn_month

PASSWORD = "kolme pitkaa sanaa"


@pytest.fixture
def ada(db: Session) -> Person:
    """A learner in a team of five."""
    team = a_team(db, "Service North")
    person = a_person(db, "Ada", "Malli", team=team)
    for _ in range(4):
        a_person(db, team=team)
    db.commit()
    return person


def test_the_first_visit_offers_the_questions_and_one_click_declines(
    page: Page, ada: Person
) -> None:
    page.sign_in(ada)
    assert "Four questions, two minutes, for you alone" in page.get("/learn").text

    page.post("/welcome/skip")

    assert "Four questions" not in page.get("/learn").text
    assert page.get("/welcome").status == 200, "they can still be answered"


def test_every_question_can_be_skipped_and_leads_to_the_next(page: Page, ada: Person) -> None:
    page.sign_in(ada)
    for number in (1, 2, 3):
        seen = page.post(f"/welcome/{number}", {})
        assert seen.location == f"/welcome/{number + 1}"
    assert page.post("/welcome/4", {}).location == "/welcome/done"
    assert "Begin wherever you like" in page.get("/welcome/done").text


def answer(page: Page) -> None:
    """Answer all four questions."""
    page.post("/welcome/1", {"answer": "reads"})
    page.post("/welcome/2", {"answer": ["R3", "R1"]})
    page.post("/welcome/3", {"answer": ["limits", "customers"]})
    page.post("/welcome/4", {"answer": "minutes"})


def test_each_answer_leads_somewhere_two_reasons_to_courses_two_to_the_organisation(
    page: Page, ada: Person
) -> None:
    page.sign_in(ada)
    for reason, course in [("R2", "channel-basics"), ("R3", "guidelines")]:
        page.post("/welcome/2", {"answer": reason})
        done = page.get("/welcome/done")
        assert f"/courses/{course}" in done.links
        assert "What your organisation owes" not in done.text
    for reason, duty in [
        ("R1", "See that nobody feels watched"),
        ("R4", "Look at the content, not at the people"),
    ]:
        page.post("/welcome/2", {"answer": reason})
        done = page.get("/welcome/done")
        assert "What your organisation owes" in done.text
        assert duty in done.text
    answer(page)
    links = page.get("/welcome/done").links
    for course in ("channel-basics", "guidelines", "customer-conversations"):
        assert f"/courses/{course}" in links
    assert "five to eight minutes" in page.get("/welcome/done").text


def test_my_learning_says_what_was_said_with_what_helps(page: Page, ada: Person) -> None:
    page.sign_in(ada)
    page.post("/welcome/2", {"answer": "R3"})

    seen = page.get("/learn")

    assert "You said: “I don’t dare to talk about work”" in seen.text
    assert "Only you can see this answer." in seen.text
    assert "/courses/guidelines" in seen.links
    assert "/welcome" in seen.links


def test_answers_are_shown_again_changed_and_deleted(page: Page, ada: Person, db: Session) -> None:
    page.sign_in(ada)
    answer(page)
    chosen = [field for field in page.get("/welcome/2").fields("answer") if "checked" in field]
    assert {field["value"] for field in chosen} == {"R1", "R3"}

    page.post("/welcome/2", {"answer": "nothing"})
    assert "Nothing, I already talk about my work" in page.get("/welcome").text

    page.post("/welcome/delete")
    assert "Your answers are deleted." in page.get("/welcome").text
    assert "Begin" in page.get("/welcome").text
    assert not any(row.said for row in db.scalars(select(BarrierCount)))


def test_nothing_and_a_reason_together_are_the_reason(page: Page, ada: Person) -> None:
    page.sign_in(ada)
    page.post("/welcome/2", {"answer": ["nothing", "R4"]})

    assert "I don’t want to share company content" in page.get("/welcome/done").text


@pytest.mark.parametrize("number", [1, 4])
def test_an_answer_of_which_one_is_chosen_is_taken_back_without_scripts(
    page: Page, ada: Person, number: int
) -> None:
    page.sign_in(ada)
    address = f"/welcome/{number}"
    offered = [field["value"] for field in page.get(address).fields("answer")]
    assert "" not in offered, "nothing is chosen, so there is nothing to take back"
    page.post(address, {"answer": offered[0]})
    fields = page.get(address).fields("answer")
    assert [field["value"] for field in fields if "checked" in field] == [offered[0]]
    assert "" in [field["value"] for field in fields]

    page.post(address, {"answer": ""})

    assert not [field for field in page.get(address).fields("answer") if "checked" in field]


def test_a_statement_s_answer_is_taken_back_without_scripts(
    page: Page, ada: Person, content: Current
) -> None:
    diagnostic = content.get().diagnostic
    assert diagnostic is not None
    one, two = (f"statement-{item.name}" for item in diagnostic.texts["en"].statements[:2])
    page.sign_in(ada)
    page.post("/welcome/statements", {one: "3", two: "1"})
    assert "" in [field["value"] for field in page.get("/welcome/statements").fields(one)]

    page.post("/welcome/statements", {one: "", two: "1"})

    seen = page.get("/welcome/statements")
    assert not [field for field in seen.fields(one) if "checked" in field]
    assert [field["value"] for field in seen.fields(two) if "checked" in field] == ["1"]


def test_eight_statements_find_a_reason(page: Page, ada: Person, content: Current) -> None:
    page.sign_in(ada)
    seen = page.get("/welcome/statements")
    diagnostic = content.get().diagnostic
    assert diagnostic is not None
    statements = diagnostic.texts["en"].statements
    assert len(statements) == 8
    for statement in statements:
        assert statement.text in seen.text
        assert len(seen.fields(f"statement-{statement.name}")) == 5

    given = {f"statement-{item.name}": "4" if item.reason == "R2" else "0" for item in statements}
    assert page.post("/welcome/statements", given).location == "/welcome/3"

    assert "I am not sure how the channels work" in page.get("/welcome/done").text
    kept = [field for field in page.get("/welcome/statements").reader.tags if "checked" in field[1]]
    assert len(kept) == 8


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/welcome/1", {"answer": "dances"}),
        ("/welcome/1", {"answer": ["reads", "writes"]}),
        ("/welcome/2", {"answer": ["R3", "R9"]}),
        ("/welcome/statements", {"statement-nonsense": "1"}),
        ("/welcome/statements", {"statement-dare-to-say": "7"}),
        ("/willingness", {"willing": "eager"}),
        ("/promise", {"courses": "no"}),
    ],
)
def test_answers_that_were_never_offered_are_refused_in_words(
    page: Page, ada: Person, own_words: Callable[[], None], address: str, data: dict[str, str]
) -> None:
    own_words()
    page.sign_in(ada)
    seen = page.post(address, data, status=422)

    assert "There is a problem" in seen.text
    assert seen.reader.title.startswith("Error:")


def test_a_question_that_is_not_there_is_not_found(page: Page, ada: Person) -> None:
    page.sign_in(ada)
    page.get("/welcome/5", status=404)
    page.get("/welcome/0", status=404)


def test_a_session_without_the_key_asks_for_the_password(
    page: Page, ada: Person, db: Session
) -> None:
    services.keep_hash(db, person_id=ada.id, password_hash=passwords.hash_password(PASSWORD))
    db.commit()
    page.sign_in(ada)
    db.execute(delete(PrivatePass))
    db.execute(delete(PrivateBox))
    db.commit()

    assert page.get("/welcome/2", status=303).location == "/welcome/open?next=/welcome/2"
    assert page.post("/willingness", {"willing": "ready"}).location.startswith("/welcome/open")
    seen = page.post("/welcome/open?next=/welcome/2", {"password": "not it"}, status=422)
    assert "This is not your password." in seen.text
    page.post("/welcome/open", {"password": ""}, status=422)
    opened = page.post("/welcome/open?next=/welcome/2", {"password": PASSWORD})
    assert opened.location == "/welcome/2"
    assert "What holds you back" in page.follow(opened).text


def test_the_button_that_unlocks_says_so_in_finnish(page: Page, ada: Person) -> None:
    html = page.sign_in(ada, language="fi").get("/welcome/open").html

    assert "Avaa</" in html
    assert "Avoimet</" not in html


def test_guessing_a_password_is_slowed_down(page: Page, ada: Person, db: Session) -> None:
    services.keep_hash(db, person_id=ada.id, password_hash=passwords.hash_password(PASSWORD))
    db.commit()
    page.sign_in(ada)
    for _ in range(10):
        page.post("/welcome/open", {"password": "not it"}, status=422)

    seen = page.post("/welcome/open", {"password": PASSWORD}, status=429)

    assert "too many tries" in seen.text


def sign_in_for_real(page: Page, person: Person, password: str) -> None:
    """Through the page, with the password."""
    page.client = page.app.test_client()
    page.post(
        "/sign-in",
        {"sign_in_name": person.sign_in_name, "password": password},
        token_from="/sign-in",
    )


def test_answers_survive_devices_and_ones_own_new_password(
    page: Page, ada: Person, db: Session
) -> None:
    services.keep_hash(db, person_id=ada.id, password_hash=passwords.hash_password(PASSWORD))
    db.commit()
    sign_in_for_real(page, ada, PASSWORD)
    page.post("/welcome/2", {"answer": "R3"})
    page.post("/sign-out")
    sign_in_for_real(page, ada, PASSWORD)
    assert "I don’t dare" in page.get("/learn").text

    new = "neljas pitka sana"
    page.post("/account/password", {"current_password": PASSWORD, "new_password": new})
    assert "I don’t dare" in page.get("/learn").text, "this device goes on"
    sign_in_for_real(page, ada, new)
    assert "I don’t dare" in page.get("/learn").text


def test_an_administrator_who_sets_a_password_by_a_link_finds_nothing(
    page: Page, ada: Person, db: Session
) -> None:
    services.keep_hash(db, person_id=ada.id, password_hash=passwords.hash_password(PASSWORD))
    administrator = a_person(db, is_administrator=True)
    db.commit()
    sign_in_for_real(page, ada, PASSWORD)
    page.post("/welcome/2", {"answer": "R3"})
    page.post("/willingness", {"willing": "not-for-me"})

    page.sign_in(administrator)
    page.post(f"/admin/people/{ada.id}/link")
    html = page.get(f"/admin/people/{ada.id}/link").html
    token = html.split("/set-password/")[1].split("<")[0].split('"')[0].strip()
    new = "valtavan pitka salasana"
    page.client = page.app.test_client()
    assert "what you keep here for yourself" in page.get(f"/set-password/{token}").text
    page.post(f"/set-password/{token}", {"new_password": new}, token_from=f"/set-password/{token}")
    sign_in_for_real(page, ada, new)

    assert "You said" not in page.get("/learn").text
    private = json.loads(page.client.get("/account/data.json").data)["private"]
    assert private["holds"] is None
    assert private["willing"] == ""


def test_the_copy_of_ones_data_holds_ones_answers(page: Page, ada: Person) -> None:
    page.sign_in(ada)
    answer(page)
    page.post("/willingness", {"willing": "listening"})

    copy = json.loads(page.client.get("/account/data.json").data)

    assert copy["private"]["holds"] == ["R1", "R3"]
    assert copy["private"]["willing"] == "listening"
    assert copy["tables"]["private_box"] == [{"person_id": ada.id}]


# Freedoms and the promise


def test_without_freedoms_setup_is_unfinished_and_says_so_kindly(
    page: Page, ada: Person, db: Session
) -> None:
    administrator = a_person(db, is_administrator=True)
    db.commit()
    page.sign_in(ada)
    learner = page.get("/freedoms").text
    assert "has not written down its freedoms yet" in learner
    assert "policy.yml" not in learner
    assert "Setup is unfinished" not in page.get("/learn").text
    assert "nothing to promise" in page.get("/promise").text
    page.post("/promise", {"courses": "no"}, status=404)

    page.sign_in(administrator)
    told = page.get("/freedoms").text
    assert "Setup is unfinished" in told
    assert "policy.yml" in told
    assert "Setup is unfinished" in page.get("/learn").text


def test_freedoms_come_before_limits(
    page: Page, ada: Person, own_words: Callable[[], None]
) -> None:
    own_words()
    page.sign_in(ada)
    text = page.get("/freedoms").text

    assert text.index("You may make mistakes.") < text.index("Where the freedoms end")
    assert "the communications team" in text, "words within words are put in"
    assert "/freedoms" in page.get("/learn").links


def test_an_empty_list_of_freedoms_is_no_list(app: Flask, content: Current) -> None:
    from lms.welcome.policy import house

    emptied = {lang: {**words, "freedoms": ""} for lang, words in content.get().policy.items()}
    current = replace(
        content.get(), policy=MappingProxyType(emptied), own_words=frozenset({"freedoms"})
    )

    assert not house(current, "en", with_example=False).is_written
    assert not house(current, "en", with_example=True).has_pledge


RIGHT = {"courses": "no", "stop": "yes", "certificate": "no"}


def promised(page: Page) -> Seen:
    """Answer the three statements, then promise."""
    seen = page.post("/promise", RIGHT, status=200)
    version = seen.fields("promise")[0]["value"]
    return page.post("/promise", {**RIGHT, "promise": version})


def test_the_promise_comes_after_three_right_answers(
    page: Page, ada: Person, own_words: Callable[[], None]
) -> None:
    own_words()
    page.sign_in(ada)
    first = page.get("/promise").text
    assert "You may make mistakes." in first
    assert "to ask when you are unsure" not in first

    wrong = page.post("/promise", {**RIGHT, "stop": "no"}, status=200)
    assert "Not quite yet." in wrong.text
    assert not wrong.fields("promise")

    seen = page.post("/promise", RIGHT, status=200)
    assert "no targets for posts" in seen.text
    assert "to ask when you are unsure" in seen.text

    promised(page)
    after = page.get("/promise").text
    assert "You promised on 22 Nov 2026" in after
    assert "Take my promise back" in after


@pytest.mark.parametrize("wrong", list(RIGHT))
def test_a_promise_with_a_wrong_answer_is_not_kept(
    page: Page, ada: Person, own_words: Callable[[], None], wrong: str
) -> None:
    own_words()
    page.sign_in(ada)
    version = page.post("/promise", RIGHT, status=200).fields("promise")[0]["value"]
    other = "yes" if RIGHT[wrong] == "no" else "no"

    page.post("/promise", {**RIGHT, wrong: other, "promise": version}, status=200)
    page.post("/promise", {**RIGHT, "promise": "another text"}, status=200)

    assert "You promised" not in page.get("/promise").text


def test_a_promise_is_taken_back_with_one_click_and_no_field_for_a_reason(
    page: Page, ada: Person, own_words: Callable[[], None]
) -> None:
    own_words()
    page.sign_in(ada)
    promised(page)
    form = page.get("/promise").html.split('action="/promise/withdraw"')[1].split("</form>")[0]
    assert "textarea" not in form
    assert 'type="text"' not in form
    assert "<select" not in form

    page.post("/promise/withdraw")

    assert "You promised" not in page.get("/promise").text
    private = json.loads(page.client.get("/account/data.json").data)["private"]
    assert private["pledge"] is None
    page.post("/promise/withdraw")  # twice does no harm


def serve(app: Flask, content: Current, policy: dict[str, dict[str, str]]) -> None:
    """The courses with other words of the organisation."""
    written = state(app).content.get()

    class Changed:
        def get(self) -> object:
            return replace(written, policy=MappingProxyType(policy))

        def __getattr__(self, name: str) -> object:
            return getattr(content, name)

    state(app).content = Changed()  # type: ignore[assignment]


def test_a_promise_to_an_older_text_says_so_and_can_be_given_anew(
    page: Page, ada: Person, app: Flask, content: Current, own_words: Callable[[], None]
) -> None:
    own_words()
    page.sign_in(ada)
    promised(page)
    serve(
        app,
        content,
        {
            lang: {**words, "pledge.person": "- to be kind"}
            for lang, words in content.get().policy.items()
        },
    )

    seen = page.get("/promise")
    assert "The text has changed since you promised" in seen.text
    assert "To give it anew" in seen.text
    assert 'action="/promise/withdraw"' in seen.html

    promised(page)
    after = page.get("/promise")
    assert "The text has changed" not in after.text
    assert "to be kind" in after.text


def test_a_promise_can_be_taken_back_when_the_organisation_has_dropped_its_half(
    page: Page, ada: Person, app: Flask, content: Current, own_words: Callable[[], None]
) -> None:
    own_words()
    page.sign_in(ada)
    promised(page)
    serve(
        app,
        content,
        {
            lang: {name: "" if name.startswith("pledge") else text for name, text in words.items()}
            for lang, words in content.get().policy.items()
        },
    )

    assert "Your organisation has taken its half away" in page.get("/promise").text
    page.post("/promise/withdraw")

    assert "there is nothing to promise" in page.get("/promise").text


def test_willingness_is_chosen_changed_and_deleted(page: Page, ada: Person) -> None:
    page.sign_in(ada)
    assert [field["value"] for field in page.get("/willingness").fields("willing")] == [
        "not-for-me",
        "listening",
        "learning",
        "ready",
    ]
    for value in ("not-for-me", "ready"):
        page.post("/willingness", {"willing": value})
        checked = [f["value"] for f in page.get("/willingness").fields("willing") if "checked" in f]
        assert checked == [value]

    page.post("/willingness", {"willing": ""})

    assert not [f for f in page.get("/willingness").fields("willing") if "checked" in f]


# The summary on the team's page


@pytest.fixture
def north(db: Session) -> Team:
    """A team of twelve, of whom eight have answered."""
    team = a_team(db, "North")
    a_team_that_says(db, team, [["R3"]] * 5 + [["R2"]] * 3, others=4)
    db.commit()
    return team


def test_a_manager_sees_four_steps_with_duties_and_never_a_number(
    page: Page, db: Session, north: Team, database: SharedConnection
) -> None:
    manager = a_person(db, manages=north)
    db.commit()
    page.sign_in(manager)
    before = page.get(f"/team/{north.slug}").text
    assert "Nothing to show yet" in before

    turn_month(database)
    seen = page.get(f"/team/{north.slug}")

    part = seen.html.split('id="would-help"')[1].split("</section>")[0]
    for words in (
        "More than half",
        "Up to half",
        "A few or none",
        "tell of a mistake of your own",
        "Look at the content, not at the people",
        "See that nobody feels watched",
        "offer a colleague to try with",
    ):
        assert words in part
    assert part.count("<rect") == 16
    words_only = " ".join(piece.split("<")[0] for piece in part.split(">"))
    digits = {word for word in words_only.split() if word.isdigit()}
    assert digits <= {"20"}, "the only number is that of the minutes to book"


def test_a_team_of_four_has_no_summary(page: Page, db: Session) -> None:
    team = a_team(db)
    a_team_that_says(db, team, [["R3"]] * 4)
    manager = a_person(db, manages=team)
    db.commit()
    page.sign_in(manager)

    seen = page.get(f"/team/{team.slug}").text

    assert "over coffee" in seen
    assert "Said in confidence" not in seen


def test_the_whole_organisation_is_for_administrators(
    page: Page, db: Session, north: Team, database: SharedConnection
) -> None:
    administrator = a_person(db, is_administrator=True)
    db.commit()
    page.sign_in(administrator)
    assert "Nothing can be shown yet" in page.get("/admin/what-would-help").text

    turn_month(database)
    assert "More than half" in page.get("/admin/what-would-help").text

    page.sign_in(a_person(db))
    page.get("/admin/what-would-help", status=403)


def test_pages_of_others_load_no_box(
    page: Page, db: Session, north: Team, database: SharedConnection
) -> None:
    boss = a_person(db, manages=north, is_administrator=True, is_author=True)
    db.commit()
    turn_month(database)
    page.sign_in(boss)
    member = a_person(db, team=north)
    db.commit()
    with page.counting() as sent:
        page.get(f"/team/{north.slug}")
        page.get(f"/team/{north.slug}/people/{member.id}")
        page.get(f"/admin/people/{member.id}")
        page.get("/admin/people")
        page.get("/author")

    assert not any("private_" in statement for statement in sent)
