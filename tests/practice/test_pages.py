"""The studio as people use it: writing, checking, asking, answering, taking back, deleting."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.content.current import Current
from lms.people.models import Notice, Outgoing, Person
from lms.practice import services
from lms.practice.models import PracticeAsk, PracticeDraft
from lms.practice.services import Written
from tests.conftest import TestClock
from tests.factories import NOW, a_person, a_team
from tests.pages import Page, Seen

TEXT = "Spent the morning with my colleague Anna. We open the new hall next month. #openhouse"
FORM = {"audience": "network", "text": TEXT, "tick": ["0", "2"]}


@pytest.fixture
def ada(db: Session) -> Person:
    person = a_person(db, "Ada", "Malli", team=a_team(db, "Yard"))
    db.commit()
    return person


def _written(page: Page, **changes: object) -> Seen:
    sent = page.post("/practice", FORM | changes)
    return page.follow(sent)


def _address(seen: Seen) -> str:
    """Where the draft is kept."""
    return next(
        values["action"] for _tag, values in seen.reader.tags if values.get("id") == "draft-form"
    )


def test_a_draft_is_shown_with_marks_hints_levels_and_paragraphs(page: Page, ada: Person) -> None:
    seen = _written(page.sign_in(ada))

    marks = [values["class"] for tag, values in seen.reader.tags if tag == "mark"]
    assert marks == ["meant meant-ask", "meant meant-ask", "meant meant-open"]
    numbers = [link for link in seen.links if link.startswith("#hint-")]
    assert numbers == ["#hint-1", "#hint-2", "#hint-3"]
    for words in ("Ask first", "Open", "“" if "“" in seen.text else "my colleague Anna"):
        assert words in seen.text
    assert "#OpenHouse" in seen.text
    assert any("people-are-not-content#everything-that" in link for link in seen.links)
    ticks = [values for values in seen.fields("tick") if "checked" in values]
    assert [values["value"] for values in ticks] == ["0", "2"]
    assert "score" not in seen.text.lower()


def test_nothing_is_ever_refused_for_what_it_says(page: Page, ada: Person) -> None:
    for text in (TEXT, "Lakkaprojekti maksaa 48 000 euroa ja Anna on sairauslomalla.", "!"):
        assert _written(page.sign_in(ada), text=text).status == 200


def test_an_empty_or_endless_draft_is_asked_for_again_and_kept(page: Page, ada: Person) -> None:
    page.sign_in(ada)

    empty = page.post("/practice", FORM | {"text": " "}, status=422)
    endless = page.post("/practice", FORM | {"text": "a" * 4001, "audience": "photo"}, status=422)

    assert "Write or paste something first" in empty.text
    assert "Use at most 4000 characters" in endless.text
    assert "a" * 4001 in endless.html
    chosen = [values["value"] for values in endless.fields("audience") if "checked" in values]
    assert chosen == ["photo"]


def test_the_language_is_found_and_can_be_chosen(page: Page, ada: Person) -> None:
    page.sign_in(ada)
    text = "Eilen juttelin Annan kanssa siitä, miksi pidän työstäni."

    found = _written(page, text=text)
    chosen = _written(page, text=text, language="en")

    assert "Read as Finnish" in found.text
    assert "This is your own voice" in found.text
    assert "Read as English, as you chose" in chosen.text


def test_a_picture_without_words_leads_to_its_field(page: Page, ada: Person) -> None:
    page.sign_in(ada)

    without = _written(page, text="First snow.", has_picture="y")
    told = _written(page, text="First snow.", has_picture="y", picture_words="A van in fresh snow.")

    assert "A picture without words" in without.text
    assert "#picture_words" in without.links
    assert "A picture without words" not in told.text


def test_what_is_written_is_shown_and_never_run(page: Page, ada: Person) -> None:
    seen = _written(page.sign_in(ada), text="<script>alert(1)</script> {{ 7*7 }} Anna & I")

    assert "<script>alert" not in seen.html
    assert "{{ 7*7 }}" in seen.text


def test_saving_again_changes_the_same_draft(page: Page, ada: Person, db: Session) -> None:
    address = _address(_written(page.sign_in(ada)))

    page.post(address, {"audience": "short", "text": "Just coffee."})

    assert "Just coffee." in page.get(address).text
    assert db.scalar(select(func.count(PracticeDraft.id))) == 1
    wrong = page.post(address, {"audience": "short", "text": ""}, status=422)
    assert "There is a problem" in wrong.text


@pytest.mark.parametrize(
    ("task", "words", "answer"),
    [
        ("reply/layoffs", "change negotiations begin at your plant", "our communications"),
        ("reply/greenwash", "running engines", "bring it up with my shift"),
        ("reply/late-delivery", "order 7713", "before noon tomorrow"),
        ("confidentiality/joy-without-secrets", "Rewrite it so that", "Four months of"),
    ],
)
def test_a_task_opens_with_its_self_check_and_model_answer(
    page: Page, ada: Person, task: str, words: str, answer: str
) -> None:
    page.sign_in(ada)

    start = page.get(f"/practice?task={task}")
    sent = page.follow(page.post(f"/practice?task={task}", FORM))

    for seen in (start, sent):
        assert words in seen.text
        assert answer in seen.text
        assert "One way to do it" in seen.text
        assert len(seen.fields("tick")) >= 4


def test_every_practice_of_every_module_opens_in_the_studio(page: Page, ada: Person) -> None:
    studio = page.sign_in(ada).get("/practice")
    tasks = [link for link in studio.links if link.startswith("/practice?task=")]
    courses = [link for link in tasks if "task=reply/" not in link and "task=reply%2F" not in link]

    assert len(courses) >= 30
    for link in tasks:
        assert "One way to do it" in page.get(link).text, link


def test_a_module_leads_to_the_studio(page: Page, ada: Person) -> None:
    seen = page.sign_in(ada).get("/courses/confidentiality/three-tests")

    assert any("joy-without-secrets" in link for link in seen.links if "/practice" in link)


def test_a_starter_gives_the_first_words(page: Page, ada: Person) -> None:
    seen = page.sign_in(ada).get("/practice?start=learned")

    assert "This week I learned that" in seen.html
    assert page.get("/practice?start=unknown&task=unknown/none").status == 200


def test_a_colleague_is_asked_answers_and_is_shut_out_again(
    page: Page, ada: Person, db: Session
) -> None:
    ben = a_person(db, "Ben", "Berg")
    db.commit()
    address = _address(_written(page.sign_in(ada)))
    before = (db.scalar(select(func.count(Outgoing.id))), db.scalar(select(func.count(Notice.id))))

    found = page.get(f"{address}/ask?find=ber")
    assert "Ben Berg" in found.text
    page.follow(page.post(f"{address}/ask", {"person": str(ben.id)}))
    token = db.scalars(select(PracticeAsk.token)).one()

    told = page.sign_in(ben).get("/learn")
    assert "A colleague asks what you think of a draft" in told.text
    assert "Ada" not in told.text, "My learning names nobody and quotes nothing"
    shared = page.get(f"/practice/shared/{token}")
    assert TEXT in shared.text
    page.post(f"/practice/shared/{token}", {"words": " "}, status=422)
    page.post(f"/practice/shared/{token}", {"words": "Lovely. Leave Anna out?"})
    assert "Lovely. Leave Anna out?" in page.get(f"/practice/shared/{token}").text

    assert "A colleague has commented" in page.sign_in(ada).get("/learn").text
    own = page.get(address)
    assert "Lovely. Leave Anna out?" in own.text
    page.post(f"{address}/comment", {"words": "I will, thank you."})
    assert "A colleague has commented" not in page.get("/learn").text
    ask_id = next(values["value"] for values in page.get(address).fields("ask"))
    page.post(f"{address}/withdraw", {"ask": ask_id})

    page.sign_in(ben).get(f"/practice/shared/{token}", status=404)
    page.post(f"/practice/shared/{token}", {"words": "Still here?"}, status=404)
    assert "Lovely" in page.sign_in(ada).get(address).text, "what was said stays with the draft"
    after = (db.scalar(select(func.count(Outgoing.id))), db.scalar(select(func.count(Notice.id))))
    assert after == before, "nothing was mailed and no notice was left"


def test_only_colleagues_can_be_asked_and_two_at_most(page: Page, ada: Person, db: Session) -> None:
    others = [a_person(db, name, team=a_team(db)) for name in ("Ben", "Cia", "Dan")]
    gone = a_person(db, "Eve", left_on=NOW.date())
    db.commit()
    address = _address(_written(page.sign_in(ada)))

    for chosen in ("", "zz", "0", "999999999999", str(ada.id), str(gone.id)):
        seen = page.post(f"{address}/ask", {"person": chosen}, status=422)
        assert "Choose a colleague" in seen.text
    for other in others[:2]:
        page.post(f"{address}/ask", {"person": str(other.id)})
    seen = page.post(f"{address}/ask", {"person": str(others[2].id)}, status=422)

    assert "You have asked two colleagues" in seen.text


def test_a_draft_is_deleted_at_once(page: Page, ada: Person, db: Session) -> None:
    address = _address(_written(page.sign_in(ada)))

    page.follow(page.post(f"{address}/delete"))

    page.get(address, status=404)
    assert db.scalar(select(func.count(PracticeDraft.id))) == 0


def test_a_draft_is_gone_after_thirty_days_as_told(
    page: Page, ada: Person, clock: TestClock
) -> None:
    seen = _written(page.sign_in(ada))
    address = _address(seen)
    assert "Kept for you only, deleted on 22 Dec 2026" in seen.text

    clock.set(NOW + timedelta(days=29))
    page.get(address)
    clock.set(NOW + timedelta(days=30))

    page.get(address, status=404)
    assert "None yet." in page.get("/practice").text


def test_nobody_else_reaches_a_draft_by_its_address(page: Page, ada: Person, db: Session) -> None:
    boss = a_person(db, "Max", is_administrator=True, is_author=True)
    db.commit()
    address = _address(_written(page.sign_in(ada)))

    page.sign_in(boss)
    for way in ("", "/ask"):
        page.get(address + way, status=404)
    for way in ("", "/ask", "/delete", "/withdraw", "/comment"):
        page.post(address + way, FORM | {"words": "x", "person": "1"}, status=404)


def test_looking_costs_few_statements(page: Page, ada: Person) -> None:
    address = _address(_written(page.sign_in(ada)))

    with page.counting() as statements:
        page.get(address)
    assert len(statements) <= 4, statements
    with page.counting() as statements:
        page.get("/practice")
    assert len(statements) <= 4, statements


def test_the_studio_speaks_finnish(page: Page, db: Session) -> None:
    aino = a_person(db, "Aino", language="fi")
    db.commit()
    page.sign_in(aino, language="fi")

    seen = _written(page, text="Aamu meni Annan kanssa. Kiitos kahvista!")

    assert "Miltä se näyttää lukijasta" in seen.text
    assert "Kysy ensin" in seen.text
    assert "Avoin" in seen.text
    assert "Luettu kielellä: suomi" in seen.text


def test_how_the_hints_work_is_told_with_its_limits(page: Page, ada: Person) -> None:
    seen = page.sign_in(ada).get("/practice/how")

    assert "between six and eight things in ten" in seen.text
    assert "Talon sisällä" not in seen.text
    assert "Inside" in seen.text


# An old tab, another device


def _field(seen: Seen, name: str) -> str:
    return seen.fields(name)[0]["value"]


def test_an_old_tab_does_not_write_over_newer_words(
    page: Page, ada: Person, clock: TestClock
) -> None:
    first = _written(page.sign_in(ada))
    address = _address(first)
    old = {"seen": _field(first, "seen")}
    clock.set(NOW + timedelta(minutes=5))
    page.post(address, FORM | old | {"text": "Written on the telephone."})

    both = page.post(address, FORM | old | {"text": "Written in the old tab."}, status=422)

    assert "changed on another page or device" in both.text
    assert "Written in the old tab." in both.html
    assert "Written on the telephone." in both.text
    assert "Written on the telephone." in page.get(address).text, "nothing was written over"
    page.post(address, FORM | {"seen": _field(both, "seen"), "text": "Written in the old tab."})
    assert "Written in the old tab." in page.get(address).text, "having seen both, one is chosen"


def test_the_same_form_sent_twice_is_no_quarrel(page: Page, ada: Person, clock: TestClock) -> None:
    first = _written(page.sign_in(ada))
    form = FORM | {"seen": _field(first, "seen"), "text": "Twice."}
    for minutes in (1, 2):
        clock.set(NOW + timedelta(minutes=minutes))
        page.post(_address(first), form)


@pytest.mark.parametrize("seen", ["yesterday", "2026-11-22T09:00:00", "1970-01-01T00:00:00+00:00"])
def test_what_is_no_time_of_the_draft_writes_over_nothing(
    page: Page, ada: Person, seen: str
) -> None:
    address = _address(_written(page.sign_in(ada)))
    page.post(address, FORM | {"seen": seen, "text": "Something else."}, status=422)
    assert "Something else." not in page.get(address).text


def test_going_back_to_the_first_form_does_not_write_over_a_newer_draft(
    page: Page, ada: Person, clock: TestClock, db: Session
) -> None:
    page.sign_in(ada)
    token = {"token": "a" * 32}
    page.post("/practice", FORM | token)
    page.post("/practice", FORM | token | {"text": "A word mended after Back."})
    clock.set(NOW + timedelta(minutes=5))
    address = "/practice/" + "a" * 32
    shown = page.get(address)
    assert "A word mended after Back." in shown.text
    page.post(address, FORM | {"seen": _field(shown, "seen"), "text": "Much better now."})

    both = page.post("/practice", FORM | token | {"text": "The first words."}, status=422)

    assert "Much better now." in both.text
    assert "The first words." in both.html
    assert f'action="{address}"' in both.html
    assert db.scalars(select(PracticeDraft.text)).one() == "Much better now."


# Nothing typed is left behind


def _asked(page: Page, db: Session, address: str) -> str:
    """A colleague is asked; gives the request's number."""
    ben = a_person(db, "Ben", "Berg")
    db.commit()
    page.post(f"{address}/ask", {"person": str(ben.id)})
    return _field(page.get(address), "ask")


def test_asking_keeps_what_was_typed_first(page: Page, ada: Person, db: Session) -> None:
    address = _address(_written(page.sign_in(ada)))

    sent = page.post(address, FORM | {"text": "Not checked yet.", "then": "ask"})

    assert sent.location.endswith("/ask")
    assert db.scalars(select(PracticeDraft.text)).one() == "Not checked yet."
    empty = page.post(address, FORM | {"text": "", "then": "ask"}, status=422)
    assert "Write or paste something first" in empty.text


def test_answering_and_taking_back_keep_what_was_typed(
    page: Page, ada: Person, db: Session
) -> None:
    address = _address(_written(page.sign_in(ada)))
    ask = _asked(page, db, address)
    shown = page.get(address)
    beside = {"form": "draft-form"}
    for name in ("words", "said", "ask"):
        assert beside.items() <= shown.fields(name)[0].items(), name

    typed = FORM | {"text": "Typed before answering.", "said": "b" * 32, "words": "Thank you."}
    page.post(f"{address}/comment", typed)
    assert db.scalars(select(PracticeDraft.text)).one() == "Typed before answering."
    assert "Thank you." in page.get(address).text

    page.post(f"{address}/withdraw", FORM | {"text": "Typed before taking back.", "ask": ask})
    assert db.scalars(select(PracticeDraft.text)).one() == "Typed before taking back."
    assert db.scalar(select(func.count(PracticeAsk.id))) == 0


def test_taking_back_never_waits_for_a_better_draft(page: Page, ada: Person, db: Session) -> None:
    address = _address(_written(page.sign_in(ada)))
    ask = _asked(page, db, address)

    seen = page.post(f"{address}/withdraw", FORM | {"text": "a" * 4001, "ask": ask}, status=200)

    assert "Use at most 4000 characters" in seen.text
    assert "a" * 4001 in seen.html
    assert db.scalar(select(func.count(PracticeAsk.id))) == 0


def test_an_answer_that_is_too_long_stays_on_the_page(page: Page, ada: Person, db: Session) -> None:
    address = _address(_written(page.sign_in(ada)))
    _asked(page, db, address)
    long = {"words": "Kiitos. " * 200, "said": "c" * 32}

    with_draft = page.post(f"{address}/comment", FORM | long | {"text": "Typed."}, status=422)
    alone = page.post(f"{address}/comment", long, status=422)
    newer = page.post(
        f"{address}/comment",
        FORM | {"words": "Kept beside.", "seen": "never", "text": "Typed."},
        status=422,
    )

    for seen in (with_draft, alone):
        assert "Use at most 1000 characters" in seen.text
        assert long["words"].strip() in seen.html
        assert "#words" in seen.links
    assert "Typed." in with_draft.html
    assert TEXT in alone.text, "without the draft's fields its kept words stay"
    assert "Kept beside." in newer.html


def test_a_garbled_request_takes_nothing_back(page: Page, ada: Person, db: Session) -> None:
    address = _address(_written(page.sign_in(ada)))
    _asked(page, db, address)

    for garbled in ("", "all", "1 OR 1", "-1", "9" * 30):
        seen = page.post(f"{address}/withdraw", {"ask": garbled}, status=422)
        assert "Choose whose request you take back" in seen.text

    assert db.scalar(select(func.count(PracticeAsk.id))) == 1


def test_the_task_and_the_ticks_are_there_after_signing_in_again(page: Page, ada: Person) -> None:
    page.sign_in(ada)
    task = "reply/layoffs"
    address = _address(page.follow(page.post(f"/practice?task={task}", FORM)))
    for path, text in (("/practice", TEXT), (address, "Not kept yet.")):
        with page.client.session_transaction() as session:
            session["kept"] = {
                "path": path,
                "form": {
                    "audience": ["network"],
                    "text": [text],
                    "task": [task],
                    "tick": ["1", "3"],
                },
                "person": ada.id,
            }
        seen = page.get(path)
        assert "change negotiations begin at your plant" in seen.text
        assert text in seen.html
        ticks = [values["value"] for values in seen.fields("tick") if "checked" in values]
        assert ticks == ["1", "3"]


def test_every_draft_is_listed_however_many_there_are(page: Page, ada: Person, db: Session) -> None:
    for number in range(51):
        services.begin(
            db,
            person_id=ada.id,
            token=f"{number:032x}",
            task="",
            written=Written(audience="network", text=f"Draft {number}."),
            now=NOW - timedelta(minutes=number),
        )
    db.commit()
    page.sign_in(ada)
    found: set[str] = set()
    for wanted in ("", "2", "3", "4", "x", "-1", "9" * 40):
        seen = page.get(f"/practice?page={wanted}")
        found |= {link for link in seen.links if re.fullmatch(r"/practice/[0-9a-f]{32}", link)}
    assert len(found) == 51
    assert "41 to 51 of 51" in seen.text or "1 to 20 of 51" in seen.text
    assert any("page=2" in link for link in page.get("/practice").links)


def test_names_of_the_example_are_nobodys_customers_but_the_demos(
    page: Page, ada: Person, content: Current, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.sign_in(ada)
    draft = "The news about Project Cloudberry came up at lunch."

    def hints() -> list[str]:
        seen = _written(page, text=draft)
        return [link for link in seen.links if link.startswith("#hint-")]

    before = hints()
    own = replace(content.get(), own_words=frozenset({"studio.customers", "studio.code_names"}))
    monkeypatch.setattr(content, "get", lambda: own)

    assert (len(before), len(hints())) == (0, 1)
