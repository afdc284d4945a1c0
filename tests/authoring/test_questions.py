"""The figures of questions as authors see them: sorted, from ten people on, and never about one."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from sqlalchemy.orm import Session

from lms.authoring.figures import decimal, percent
from lms.content.current import Current
from lms.people.models import Person
from lms.quizzes import services
from lms.quizzes.queries import attempt_asked
from tests.factories import NOW, TODAY, a_person
from tests.pages import Page
from tests.quizzes.test_services import key_of

PAGE = "/author/questions/confidentiality"
SECRET_NAME = "Quintessa"


@pytest.fixture
def author(db: Session) -> Person:
    """An author."""
    person = a_person(db, "Aku", is_author=True)
    db.commit()
    return person


def people_answer(db: Session, content: Current, people: int, *, seed: int = 5) -> None:
    """So many people take the quiz of a shipped course once."""
    random = Random(seed)  # noqa: S311 - the same draw every time
    course = content.get().courses["confidentiality"]
    for _ in range(people):
        person = a_person(db, SECRET_NAME)
        attempt = services.start(
            db, person_id=person.id, course=course, language="en", now=NOW, today=TODAY,
            seed=random.randrange(10**6),
        )  # fmt: skip
        for position in range(1, attempt.points_of + 1):
            asked = attempt_asked(db, course=course.slug, attempt=attempt.id, position=position)
            assert asked is not None
            right = random.random() < 0.6
            given = key_of(asked.question) if right else asked.question.options[0].letter
            services.answer(
                db, asked, given, course=course, now=NOW, today=TODAY, organisation="Esimerkki Oy"
            )
    db.commit()


def test_before_anybody_answered_every_question_says_not_yet(
    page: Page, author: Person, content: Current
) -> None:
    seen = page.sign_in(author).get(PAGE)
    quiz = content.get().courses["confidentiality"].quiz
    assert quiz is not None

    questions = sum(len(bank) for bank in quiz.questions.values())
    assert seen.text.count("Not yet") == 3 * questions
    assert "%" not in seen.text.replace("27 per cent", "")


def test_figures_come_with_ten_people_and_name_nobody(
    page: Page, db: Session, author: Person, content: Current
) -> None:
    people_answer(db, content, 40)

    seen = page.sign_in(author).get(PAGE)

    assert "%" in seen.text
    assert SECRET_NAME not in seen.html


def test_the_table_is_sorted_by_address_and_questions_without_figures_stay_last(
    page: Page, db: Session, author: Person, content: Current
) -> None:
    people_answer(db, content, 40)
    page.sign_in(author)

    for order, reverse in (("", False), ("&order=falling", True)):
        rows = page.get(f"{PAGE}?sort=right{order}").html.split("<tr>")[2:]
        shares = [row.split('class="num">')[2].split("%")[0] for row in rows if "%" in row]
        told = [int(share) for share in shares]
        assert told == sorted(told, reverse=reverse)
        assert len(told) >= 3
        states = ["Not yet" in row for row in rows]
        assert states == sorted(states)


def test_strange_sorting_is_the_order_of_the_files(page: Page, author: Person) -> None:
    page.sign_in(author)

    assert page.get(f"{PAGE}?sort=speed&order=x&attempts=y").text == page.get(PAGE).text


def test_the_page_of_a_question_shows_its_options(
    page: Page, db: Session, author: Person, content: Current
) -> None:
    people_answer(db, content, 60)
    rows = page.sign_in(author).get(f"{PAGE}?sort=people&order=falling")
    first = next(link for link in rows.links if link.startswith(PAGE + "/"))

    seen = page.get(first)

    assert "What people chose" in seen.text
    assert "today's wording" in seen.text
    assert "Of the upper group" in seen.text
    assert SECRET_NAME not in seen.html


def test_of_a_post_authors_see_what_was_held_back_and_what_was_let_go(
    page: Page, db: Session, author: Person, content: Current
) -> None:
    course = content.get().courses["guidelines"]
    assert course.quiz is not None
    post = course.quiz.questions["en"]["friday-draft"]
    quiz = replace(course.quiz, questions={"en": {post.name: post}}, draw={"G1": 1})
    course = replace(course, quiz=quiz)
    for number in range(20):
        attempt = services.start(
            db, person_id=a_person(db).id, course=course, language="en", now=NOW, today=TODAY,
            seed=number,
        )  # fmt: skip
        asked = attempt_asked(db, course=course.slug, attempt=attempt.id, position=1)
        assert asked is not None
        given = {"c": "r"} if number < 15 else {"c": "p", "d": "q"}
        services.answer(
            db, asked, given, course=course, now=NOW, today=TODAY, organisation="Esimerkki Oy"
        )
    db.commit()

    seen = page.sign_in(author).get("/author/questions/guidelines/friday-draft")

    assert "(c) Sami is on sick leave with his back again → It sounds critical 15 75" in seen.text
    assert "(d) The city is about to take its vans to our rival → let go out 15 75" in seen.text
    assert "(c) with (r)" in seen.text
    assert "(d) let go out" in seen.text


def test_every_question_of_every_course_has_a_page(
    page: Page, author: Person, content: Current
) -> None:
    page.sign_in(author)
    for slug, course in content.get().courses.items():
        names = {
            name
            for bank in (course.quiz.questions if course.quiz else {}).values()
            for name in bank
        }
        for name in sorted(names)[:4]:
            page.get(f"/author/questions/{slug}/{name}")


def test_an_unknown_course_or_question_is_not_found(page: Page, author: Person) -> None:
    page.sign_in(author)
    page.get("/author/questions/no-such-course", status=404)
    page.get(PAGE + "/no-such-question", status=404)


def test_the_statements_of_the_page_do_not_grow_with_the_people(
    page: Page, db: Session, author: Person, content: Current
) -> None:
    people_answer(db, content, 2)
    page.sign_in(author).get(PAGE)
    with page.counting() as few:
        page.get(PAGE)
    people_answer(db, content, 15, seed=6)
    page.get(PAGE)
    with page.counting() as many:
        page.get(PAGE)

    assert len(many) == len(few)
    assert len(many) <= 5


def test_figures_are_written_as_the_language_writes_them() -> None:
    assert (percent(0.456, "en"), percent(0.456, "fi")) == ("46%", "46\N{NO-BREAK SPACE}%")
    assert (decimal(0.345, "en"), decimal(-0.5, "fi")) == ("0.34", "\N{MINUS SIGN}0,50")
    assert decimal(-0.001, "en") == "0.00"
