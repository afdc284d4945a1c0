"""The rules one by one: traps that look like faults, and forms that bend."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.practice.audiences import LONGEST
from lms.practice.checks.check import check
from lms.practice.checks.dates import days_told
from lms.practice.checks.finnish import FINNISH
from lms.practice.checks.hashtags import better
from lms.practice.checks.language import detect
from lms.practice.checks.lists import Lists, Terms
from lms.practice.checks.model import LANGUAGES, LEVELS, Draft, Found, Names, Rule
from lms.practice.checks.reading import LISTS
from lms.practice.checks.stems import is_form_of, sentences_of, stem
from lms.practice.reading import names_of, read
from tests.practice.labelled import NAMES, TODAY


def _words(text: str, rule: Rule, lang: str = "en", names: Names = NAMES) -> list[str]:
    found = check(Draft(text, lang), names, today=TODAY)
    return [text[item.start : item.end] for item in found if item.rule is rule]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Esimerkkimeijeri", "Esimerkkimeijerin Esimerkkimeijerissä Esimerkkimeijeriin"),
        ("Norrvik", "Norrvikin Norrvikille Norrvikiin Norrvikissa"),
        ("Virtanen", "Virtasen Virtaselle Virtasta Virtasella"),
        ("Kauppa", "Kaupan Kaupassa Kauppaan Kaupaltamme"),
        ("Puristin", "Puristimen Puristinta Puristimella"),
        ("Sampo", "Sammon Sampoon Sammosta"),
        ("Lehto", "Lehdon Lehtoon Lehdolla"),
        ("Yritys Oy", "Oy:n Oy:lle Oy:ssä"),
    ],
)
def test_a_finnish_name_is_found_in_its_forms(name: str, forms: str) -> None:
    for form in forms.split():
        assert is_form_of(form, name.rsplit(maxsplit=1)[-1], "fi"), form


@pytest.mark.parametrize(
    ("word", "name"), [("Sateen", "Satu"), ("Jono", "Joni"), ("Mikä", "Mika"), ("annettu", "Anna")]
)
def test_a_word_that_only_looks_like_a_first_name_is_none(word: str, name: str) -> None:
    assert not is_form_of(word, name, "fi", is_first_name=True)


def test_the_stemmer_brings_forms_together() -> None:
    forms = ["sairausloma", "sairauslomalla", "sairauslomasta", "sairauslomaa"]

    assert len({stem(form, "fi") for form in forms}) == 1
    assert _words("Hän palasi sairauslomaltaan.", Rule.HEALTH, "fi") == ["sairauslomaltaan"]


@pytest.mark.parametrize(
    ("text", "rule", "lang"),
    [
        ("A dairy customer asked about cheese.", Rule.CUSTOMER, "en"),
        ("Esimerkki Oy opened its doors.", Rule.CUSTOMER, "en"),
        ("The ticket is 7.50 euros.", Rule.PRICE, "en"),
        ("Lippu maksaa 7,50 euroa.", Rule.PRICE, "fi"),
        ("We opened the shop last spring.", Rule.DATE_AHEAD, "en"),
        ("Avasimme kaupan viime keväänä.", Rule.DATE_AHEAD, "fi"),
        ("My holiday starts tomorrow.", Rule.DATE_AHEAD, "en"),
        ("I am a nurse.", Rule.PERSON, "en"),
        ("Hitsaajana opin odottamaan.", Rule.PERSON, "fi"),
        ("I had the flu.", Rule.HEALTH, "en"),
        ("Olin flunssassa.", Rule.HEALTH, "fi"),
        ("Write to anna@mail.test.", Rule.TAG, "en"),
        ("Thanks to the rain we were early.", Rule.THANKS, "en"),
        ("Read https://a.test/?q=1 first.", Rule.QUESTION, "en"),
        ("I get the big picture.", Rule.PICTURE, "en"),
        ("A day of #welding and #työturvallisuus.", Rule.HASHTAG, "en"),
    ],
)
def test_what_only_looks_like_a_fault_is_left_alone(text: str, rule: Rule, lang: str) -> None:
    assert _words(text, rule, lang) == []


def test_a_day_with_its_year_is_judged_by_the_calendar() -> None:
    assert _words("The hall opens on 3 March 2027.", Rule.DATE_AHEAD) == ["3 March 2027"]
    assert _words("The hall opened on 3 March 2025.", Rule.DATE_AHEAD) == []
    assert _words("Halli avataan 3.3.2027.", Rule.DATE_AHEAD, "fi") == ["3.3.2027"]
    told = list(days_told("31.2.2027 ja 1.1.2020", months=FINNISH.months, today=TODAY))
    assert [day.is_ahead for day in told] == [False]


@pytest.mark.parametrize(
    ("tag", "lists", "expected"),
    [
        ("openhouseattheplant", "en", "#OpenHouseAtThePlant"),
        ("OpenHouse", "en", None),
        ("welding", "en", None),
        ("avoimetovettehtaalla", "fi", "#AvoimetOvetTehtaalla"),
        ("työturvallisuus", "fi", None),
        ("qwrtzpqwrtzpqwrtzpqwrtzp", "en", ""),
    ],
)
def test_a_hashtag_is_taken_apart_where_its_words_are_known(
    tag: str, lists: str, expected: str | None
) -> None:
    of_language: Lists = LISTS[lists]
    assert better(tag, of_language) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Yesterday we moved the old machine to the new hall.", "en"),
        ("Eilen siirsimme vanhan koneen uuteen halliin.", "fi"),
        ("Kiitos kaikille!", "fi"),
        ("🎉 4415", "otherwise"),
    ],
)
def test_the_language_is_told_from_small_words(text: str, lang: str) -> None:
    assert detect(text, "otherwise") == lang


def test_the_text_alternative_must_say_something() -> None:
    for alt, missing in [
        ("", True),
        ("photo", True),
        ("IMG_2031.jpg", True),
        ("Two bakers lift a tray of buns.", False),
    ]:
        found = check(Draft("Monday.", "en", has_picture=True, alt=alt), today=TODAY)
        assert any(item.rule is Rule.PICTURE for item in found) is missing, alt


def test_the_organisations_names_come_from_its_policy_in_all_languages() -> None:
    policy = {
        "en": {"studio.customers": "- Example Dairy\n- Norrvik Logistics", "contact.comms": "us"},
        "fi": {"studio.customers": "- Esimerkkimeijeri\n- Norrvik Logistics"},
    }

    names = names_of(policy, "Esimerkki Oy")

    assert names.customers == ("Example Dairy", "Norrvik Logistics", "Esimerkkimeijeri")
    assert names.organisation == "Esimerkki Oy"
    assert names.code_names == ()


def test_marks_are_numbered_in_reading_order_and_lose_no_letter() -> None:
    text = "Thanks to Anna at Example Dairy, who asked: why?"
    found = check(Draft(text, "en"), NAMES, today=TODAY)

    reading = read(text, found)

    assert "".join(piece.text for piece in reading.pieces) == text
    assert [hint.number for hint in reading.hints] == list(range(1, len(reading.hints) + 1))
    firsts = [text.index(hint.words[0]) for hint in reading.hints]
    assert firsts == sorted(firsts)
    shown = [number for piece in reading.pieces for number in piece.numbers]
    assert set(shown) == {hint.number for hint in reading.hints}


def test_a_rule_that_is_met_twice_has_one_number() -> None:
    text = "Example Dairy and Norrvik Logistics."
    reading = read(text, check(Draft(text, "en"), NAMES, today=TODAY))

    assert [hint.words for hint in reading.hints] == [("Example Dairy", "Norrvik Logistics")]


def test_every_rule_has_a_level() -> None:
    assert set(LEVELS) == set(Rule)


_texts = st.text(
    alphabet=st.sampled_from(list("aAäÄoOyY .,!?@#:/-'’\n€%0123456789()[]nsktl")), max_size=200
) | st.text(max_size=80)


@given(_texts, st.sampled_from(LANGUAGES), st.booleans())
def test_whatever_is_written_is_read_whole(text: str, lang: str, has_picture: bool) -> None:
    found = check(Draft(text, lang, has_picture=has_picture), NAMES, today=date(2026, 11, 22))

    assert list(found) == sorted(found)
    for item in found:
        assert 0 <= item.start <= item.end <= len(text)
        assert item.start < item.end or item.rule is Rule.PICTURE
    reading = read(text, found)
    assert "".join(piece.text for piece in reading.pieces) == text
    assert {hint.rule for hint in reading.hints} == {item.rule for item in found}


@given(_texts)
def test_sentences_lie_in_order_and_within_the_text(text: str) -> None:
    last = 0
    for sentence in sentences_of(text):
        assert last <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end] == sentence.text
        last = sentence.end


@given(
    st.text(min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(list(Rule)))),
)
def test_overlapping_marks_cut_the_text_without_losing_any(
    text: str, places: list[tuple[int, int, Rule]]
) -> None:
    found = [Found(min(a, b, len(text)), min(max(a, b), len(text)), rule) for a, b, rule in places]

    reading = read(text, found)

    assert "".join(piece.text for piece in reading.pieces) == text
    for hint in reading.hints:
        assert sum(hint.number in piece.numbers for piece in reading.pieces) >= bool(hint.words)


@pytest.mark.parametrize(
    ("text", "shown", "lang"),
    [
        ("Our Tero got his cast off this morning.", "his cast off", "en"),
        ("Hanna came back from maternity leave.", "maternity", "en"),
        ("Half the shift is in bed with a stomach bug.", "stomach", "en"),
        ("Welcome back, Anna! Six weeks in hospital is long enough.", "hospital", "en"),
        ("Hanna palasi äitiyslomalta.", "äitiyslomalta", "fi"),
        ("Sihteerimme selkä meni taas lumitöissä.", "selkä meni", "fi"),
        ("Mikalla todettiin keväällä Parkinson.", "Parkinson", "fi"),
        ("Tervetuloa takaisin, Anna! Kuusi viikkoa sairaalassa riittää.", "sairaalassa", "fi"),
    ],
)
def test_health_is_found_by_its_words_and_the_words_are_shown(
    text: str, shown: str, lang: str
) -> None:
    assert any(shown in words or words in shown for words in _words(text, Rule.HEALTH, lang))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("My back went again, so I am at home.", "en"),
        ("The machine recovered after a night's rest.", "en"),
        ("Health and safety are for everyone.", "en"),
        ("We deliver to the hospital laundry and her lorry waits.", "en"),
        ("Makasin kotona kuumeessa.", "fi"),
        ("Kone yskii pakkasella mutta hän ajaa sillä silti.", "fi"),
        ("Sairaanhoitaja kysyi häneltä tietä.", "fi"),
        ("Laserleikkaus sujui, ja hän hymyili.", "fi"),
    ],
)
def test_health_of_ones_own_and_of_machines_is_left_alone(text: str, lang: str) -> None:
    assert _words(text, Rule.HEALTH, lang) == []


@pytest.mark.parametrize(
    ("text", "shown", "lang"),
    [
        ("We are getting a new managing director on Monday.", "on Monday", "en"),
        ("The warehouse moves to Lahti early next year.", "early next year", "en"),
        ("The company is going public.", "The company is going public", "en"),
        ("Not announced yet, so keep it quiet.", "Not announced yet", "en"),
        ("Koeajot aloitetaan tammikuun puolivälissä.", "tammikuun puolivälissä", "fi"),
        ("Parin viikon päästä hyllyissä on jotain uutta.", "Parin viikon päästä", "fi"),
        ("Kaksi linjaa kolmesta sammutetaan lokakuussa.", "lokakuussa", "fi"),
        ("Neuvottelut ovat loppusuoralla.", "loppusuoralla", "fi"),
        ("Ens viikolla avataan uusi myymälä.", "Ens viikolla", "fi"),
    ],
)
def test_what_is_still_to_come_is_found_with_its_time(text: str, shown: str, lang: str) -> None:
    assert any(shown in words or words in shown for words in _words(text, Rule.DATE_AHEAD, lang))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Take an umbrella tomorrow.", "en"),
        ("My summer holiday starts next week.", "en"),
        ("Get well soon.", "en"),
        ("In December the loads are heavy.", "en"),
        ("Last year we moved to new premises.", "en"),
        ("Ota sateenvarjo mukaan huomenna.", "fi"),
        ("Kesälomani alkaa ensi viikolla.", "fi"),
        ("Joulukuussa tiet ovat liukkaat.", "fi"),
        ("Viime vuonna muutimme uusiin tiloihin.", "fi"),
    ],
)
def test_ones_own_days_and_past_ones_are_left_alone(text: str, lang: str) -> None:
    assert _words(text, Rule.DATE_AHEAD, lang) == []


@pytest.mark.parametrize(
    ("text", "customer", "lang"),
    [
        ("A shipment for Wolmar Shipping left at six.", "Wolmar Shipping", "en"),
        ("Nordvik's order leaves at noon.", "Nordvik's", "en"),
        ("We agreed on three more years with Polarpak.", "", "en"),
        ("Lasti Kivirannan Sahalle myöhästyi tunnin.", "Kivirannan Sahalle", "fi"),
        ("Sovimme Polarpakin kanssa kolmesta vuodesta.", "Polarpakin", "fi"),
        ("Drove from Turku to Tampere with a full load.", "", "en"),
        ("Ajoin lastin Turusta Tampereelle.", "", "fi"),
        ("Great days. #norrviklogistics", "#norrviklogistics", "en"),
    ],
)
def test_a_customer_in_no_list_is_told_by_the_business_around_the_name(
    text: str, customer: str, lang: str
) -> None:
    assert _words(text, Rule.CUSTOMER, lang) == ([customer] if customer else [])


@pytest.mark.parametrize(
    ("text", "person", "lang"),
    [
        ("Thanks to Abdi, who stayed late.", "Abdi", "en"),
        ("My colleague lent me her coat.", "My colleague", "en"),
        ("Pia Virtanen taught me to weld.", "Pia Virtanen", "en"),
        ("Spent the day with my colleague Anna.", "my colleague Anna", "en"),
        ("Pian avaamme ovet.", "", "fi"),
        ("Ainoa ongelma oli kahvi.", "", "fi"),
        ("Rouva kolmannesta kerroksesta tuo kukkia.", "Rouva kolmannesta", "fi"),
        ("Laatupäällikkömme unohti salasanansa.", "Laatupäällikkömme", "fi"),
        ("Hyvä esihenkilö kuuntelee.", "", "fi"),
        ("A good manager listens.", "", "en"),
    ],
)
def test_people_are_found_by_name_and_by_what_they_are(text: str, person: str, lang: str) -> None:
    assert _words(text, Rule.PERSON, lang) == ([person] if person else [])


def test_a_working_name_is_found_without_the_word_that_says_so() -> None:
    assert _words("Cloudberry is nearly done.", Rule.CODE_NAME) == ["Cloudberry"]
    assert _words("Picked cloudberries all day.", Rule.CODE_NAME) == []
    assert _words("Lakka on melkein valmis.", Rule.CODE_NAME, "fi") == ["Lakka"]


def test_a_number_of_things_is_no_price() -> None:
    assert _words("We packed 12,000 boxes for the order.", Rule.PRICE) == []
    assert _words("The quote was 12,000 less.", Rule.PRICE) == ["12,000"]
    assert _words("Pakkasimme tilaukseen 12 000 laatikkoa.", Rule.PRICE, "fi") == []


def test_a_question_that_somebody_else_asked_is_none_to_readers() -> None:
    assert _words('The customer asked: "Where is my order?"', Rule.QUESTION) == []
    assert _words("Curious to hear how you do it.", Rule.QUESTION) != []
    assert _words("Kertokaa, miten teillä tehdään.", Rule.QUESTION, "fi") != []


@given(st.text(alphabet=st.sampled_from(list("abcdeåäö*")), min_size=1, max_size=12))
def test_terms_fit_what_they_are_written_for(word: str) -> None:
    bare = word.replace("*", "")
    for term in (bare, f"{bare}*", f"*{bare}", f"*{bare}*"):
        if bare:
            terms = Terms.of(term)
            assert terms.fits(bare)
            assert terms.fits(bare + "x") is term.endswith("*")
            assert terms.fits("x" + bare) is term.startswith("*")


_HOSTILE = (
    "Anna ", "Aa ", "a ", "my old nice ", "i have because ", "we will ", "Aa Bb Oy ", "his broken ",
    "ensi viikolla avaamme ", "hän on sairas ", "minä koska ", "1 2 3 4 ", "#ja", "@a.", "? ", "((",
    "order with the Aaa ", "en saa vielä ", "1.1. ", "sold a b c d to A ", "uusi vanha ",
)  # fmt: skip


def _steps(text: str, lang: str) -> int:
    """The calls that a check makes, of our own code and of what it calls."""
    count = 0

    def counted(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        check(Draft(text, lang), NAMES, today=TODAY)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("piece", _HOSTILE)
def test_twice_the_text_takes_no_more_than_about_twice_the_steps(piece: str, lang: str) -> None:
    half = _steps((piece * LONGEST)[: LONGEST // 2], lang)
    whole = _steps((piece * LONGEST)[:LONGEST], lang)

    assert whole <= 2.5 * half + 2_000
