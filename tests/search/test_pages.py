"""The page "May I post this?"."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests.factories import a_person
from tests.pages import Page


def test_a_question_is_answered_with_paragraphs_and_the_way_to_them(
    page: Page, db: Session
) -> None:
    person = a_person(db)
    db.commit()
    seen = page.sign_in(person).get("/search?q=picture+of+a+customer")
    assert "What the courses say" in seen.text
    links = [link for link in seen.links if link.startswith("/courses/")]
    assert "/courses/confidentiality/people-are-not-content#customers-children-passers-by" in links
    for link in links:
        page.get(link.split("#")[0])


def test_in_finnish_the_answers_are_finnish(page: Page, db: Session) -> None:
    person = a_person(db, language="fi")
    db.commit()
    seen = page.sign_in(person, language="fi").get("/search?q=saanko+julkaista+kuvan+asiakkaasta")
    assert "Mitä kurssit sanovat" in seen.text
    assert "asiakkaat-lapset-ohikulkijat" in seen.html or "%C" in seen.html


def test_nothing_found_leads_to_a_person(page: Page, db: Session) -> None:
    person = a_person(db)
    db.commit()
    seen = page.sign_in(person).get("/search?q=xylophonezygote")
    assert "ask a person" in seen.text
    assert "/help#ask" in seen.links


def test_the_empty_page_asks(page: Page, db: Session) -> None:
    person = a_person(db)
    db.commit()
    seen = page.sign_in(person).get("/search")
    assert "Ask in your own words" in seen.text
    assert "What the courses say" not in seen.text


def test_hostile_questions_are_only_questions(page: Page, db: Session) -> None:
    person = a_person(db)
    db.commit()
    page.sign_in(person)
    for question in ('"', "a* OR (b", "<script>x</script>", "%00", "NEAR(a b)", "x" * 5000):
        seen = page.client.get("/search", query_string={"q": question})
        assert seen.status_code == 200
        assert "<script>x" not in seen.get_data(as_text=True)


def test_a_question_reads_nothing_from_the_database(page: Page, db: Session) -> None:
    person = a_person(db)
    db.commit()
    page.sign_in(person).get("/search?q=customer")
    with page.counting() as sent:
        page.get("/search?q=picture")
    assert len(sent) == 1  # who asks
