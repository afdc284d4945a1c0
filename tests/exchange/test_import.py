"""Files of other programs become questions, and every loss is told with its place."""

from __future__ import annotations

import pytest

from lms.exchange.exporting import export
from lms.exchange.importing import Imported, import_file
from lms.exchange.losses import Fate, Format
from tests.exchange.banks import a_bank, a_place, meaning


def read(
    text: str, form: Format | None = None, objective: str = "C1", file: str = "in"
) -> Imported:
    return import_file(text.encode(), file, a_place(objective), form)


def told(made: Imported) -> list[str]:
    return [str(loss) for loss in made.losses]


GIFT = """\
// A file as Moodle's documentation writes them
$CATEGORY: $course$/Knots/C2

::Grant's tomb::Who is buried in Grant's tomb in New York City? {
=Grant#Yes~No one#Was true for 12 years
~%50%Napoleon#No. ####He died in 1885.
}

Two plus {
=two =2
} equals four.

::Capitals:: Match them. { =Canada -> Ottawa =Italy  -> Rome =Japan -> Tokyo = -> Paris }

// [id:year] [tag:hard] [tag:critical]
When was Ulysses S. Grant born? {#=1822:0#Right =%50%1822:2#Close}

::Colours::Which are warm? {~%50%red ~%50%orange ~%-100%blue}

::T::The sun rises in the west. {F#It rises in the east.#Right.}

Write a short biography of Dag Hammarskjold. {}

You can use your pencil and paper for these next math questions.

::Broken::What { =a ~b
"""


def test_a_gift_file_of_another_program_is_read() -> None:
    made = read(GIFT, objective="")
    assert made.form == "gift"
    by_name = {one.name: one for one in made.written.questions}
    assert list(by_name) == ["grant-s-tomb", "two-plus-equals-four", "capitals",
                             "year", "colours", "t"]  # fmt: skip
    assert {one.objective for one in by_name.values()} == {"C2"}

    tomb = by_name["grant-s-tomb"]
    assert (tomb.type, tomb.why) == ("single", "He died in 1885.")
    assert [(one.text, one.right, one.feedback) for one in tomb.options] == [
        ("Grant", True, "Yes"),
        ("No one", False, "Was true for 12 years"),
        ("Napoleon", False, "No."),
    ]
    gap = by_name["two-plus-equals-four"]
    assert (gap.type, gap.prompt) == ("text", "<p>Two plus ___ equals four.</p>")
    capitals = by_name["capitals"]
    assert [(one.text, one.pair) for one in capitals.options] == [
        ("Canada", "p"), ("Italy", "q"), ("Japan", "r"),
    ]  # fmt: skip
    assert [one.text for one in capitals.rights] == ["Ottawa", "Rome", "Tokyo", "Paris"]
    assert by_name["year"].type == "text"
    assert by_name["year"].critical
    assert [one.right for one in by_name["colours"].options] == [True, True, False]
    truth = by_name["t"]
    assert [(one.letter, one.right, one.feedback) for one in truth.options] == [
        ("t", False, "It rises in the east."),
        ("f", True, "Right."),
    ]


def test_every_loss_of_a_gift_file_names_its_line() -> None:
    found = told(read(GIFT, objective=""))
    for line in (
        "in:4: bent: Grant's tomb: the weights of single options are not kept",
        "in:16: bent: year: a numerical question became one with typed text",
        'in:16: dropped: year: the numerical answer "1822:2" is no single number',
        'in:16: dropped: year: the tag "hard" has no place here',
        "in:18: bent: Colours: the weights of single options are not kept",
        "in:22: dropped: an essay is not a question of the format",
        "in:24: dropped: a description without answers is no question",
        "in:26: dropped: Broken: the braces are not closed before the empty line",
        'in:18: bent: colours: the title "Colours" became this name',
    ):
        assert line in found, found


def test_what_another_format_never_asked_for_is_left_to_write() -> None:
    made = read("::a::Which? {=this ~that}")
    assert "  > TODO: Say why this is right, or why it is not." in made.written.markdown
    assert "**Why:** TODO: Give the idea in one line." in made.written.markdown
    assert "**Review:** [TODO: The heading that teaches it](10-bowline.en.md)" in (
        made.written.markdown
    )
    assert [one for one in made.written.findings if one.code[0] == "E"] == []


MOODLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/C2</text></category></question>
<question type="multichoice">
  <name><text>Warm colours</text></name>
  <questiontext format="html"><text><![CDATA[<p>Which are <b>warm</b>?</p>
<ul><li>Look</li><li>again</li></ul><img src="@@PLUGINFILE@@/c.png" alt="A colour wheel">]]></text>
  <file name="c.png" encoding="base64">AAAA</file></questiontext>
  <generalfeedback format="html"><text>Warm is near red.</text></generalfeedback>
  <defaultgrade>2.0</defaultgrade>
  <single>false</single><shuffleanswers>0</shuffleanswers>
  <correctfeedback format="html"><text>Well done</text></correctfeedback>
  <answer fraction="50"><text>Red &amp; pink</text><feedback><text>Yes.</text></feedback></answer>
  <answer fraction="50"><text>Orange</text><feedback><text>Too.</text></feedback></answer>
  <answer fraction="-50"><text>Blue</text><feedback><text>Cold.</text></feedback></answer>
  <hint format="html"><text>Think of fire</text></hint>
  <tags><tag><text>colour</text></tag></tags>
</question>
<question type="shortanswer">
  <name><text>word</text></name>
  <questiontext format="plain_text"><text>Say 1 &lt; 2</text></questiontext>
  <usecase>1</usecase>
  <answer fraction="100"><text>one*</text></answer>
  <answer fraction="0"><text>two</text><feedback><text>No.</text></feedback></answer>
</question>
<question type="matching">
  <name><text>pairs</text></name><questiontext><text>Pair</text></questiontext>
  <shuffleanswers>true</shuffleanswers>
  <subquestion format="html"><text>Left 1</text><answer><text>Right 1</text></answer></subquestion>
  <subquestion format="html"><text>Left 2</text><answer><text>Right 2</text></answer></subquestion>
  <subquestion format="html"><text></text><answer><text>Right 3</text></answer></subquestion>
</question>
<question type="matching">
  <name><text>shared</text></name><questiontext><text>Pair</text></questiontext>
  <subquestion><text>Left 1</text><answer><text>Right</text></answer></subquestion>
  <subquestion><text>Left 2</text><answer><text>Right</text></answer></subquestion>
</question>
<question type="essay"><name><text>Essay</text></name></question>
<question type="cloze"><name><text>Cloze</text></name></question>
</quiz>
"""


def test_moodle_xml_is_read() -> None:
    made = read(MOODLE, objective="", file="bank.xml")
    assert made.form == "moodle"
    warm, word, pairs = made.written.questions
    assert (warm.name, warm.type, warm.objective) == ("warm-colours", "multiple", "C2")
    assert warm.keep_order
    assert "<strong>warm</strong>" in warm.prompt
    assert "<li>again</li>" in warm.prompt
    assert "A colour wheel" in warm.prompt
    assert "<img" not in warm.prompt
    assert warm.why == "Warm is near red."
    assert [(one.html, one.right, one.feedback) for one in warm.options] == [
        ("Red &amp; pink", True, "Yes."),
        ("Orange", True, "Too."),
        ("Blue", False, "Cold."),
    ]
    assert word.prompt == "<p>Say 1 &lt; 2</p>"
    assert [(one.text, one.right) for one in word.options] == [("one*", True), ("two", False)]
    assert [one.text for one in pairs.rights] == ["Right 1", "Right 2", "Right 3"]
    assert not pairs.keep_order


def test_every_loss_of_moodle_xml_names_its_element_and_line() -> None:
    found = told(read(MOODLE, objective="", file="bank.xml"))
    for start in (
        "bank.xml:8 <file>: dropped: Warm colours: an enclosed file is not taken",
        "bank.xml:10 <defaultgrade>: bent: Warm colours: every question is worth one point",
        "bank.xml:12 <correctfeedback>: dropped: Warm colours: feedback for the whole answer",
        "bank.xml:16 <hint>: dropped: Warm colours: a hint after a wrong try is not taken",
        'bank.xml:17 <tag>: dropped: Warm colours: the tag "colour" has no place here',
        "bank.xml:19 <usecase>: bent: word: capital letters do not count here",
        'bank.xml:23 <answer>: bent: word: the star in "one*" stands for itself here',
        'bank.xml:33 <question type="matching">: dropped: shared: two left sides share',
        'bank.xml:38 <question type="essay">: dropped: Essay: the format has no question of type',
        'bank.xml:39 <question type="cloze">: dropped: Cloze: the format has no question of type',
    ):
        assert any(line.startswith(start) for line in found), (start, found)
    assert any("<img>: dropped: warm-colours: the picture" in line for line in found)


AIKEN = """\
What is the capital of Finland?
It is by the sea.
A. Helsinki
B) Turku & Åbo
ANSWER: A

Is this one lost?
A. Yes
B. No
ANSWER: C

And this?
A. Yes
"""


def test_aiken_is_read() -> None:
    made = read(AIKEN)
    assert made.form == "aiken"
    (capital,) = made.written.questions
    assert capital.name == "what-is-the-capital-of-finland-it-is"
    assert capital.prompt == "<p>What is the capital of Finland?\nIt is by the sea.</p>"
    assert [(one.letter, one.text, one.right) for one in capital.options] == [
        ("a", "Helsinki", True),
        ("b", "Turku & Åbo", False),
    ]
    assert told(made) == [
        "in:7 <line 10>: dropped: ANSWER: C names no option",
        "in:12 <line 14>: dropped: the question has no ANSWER",
    ]


QTI_21 = """\
<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="choiceMultiple"
 title="Composition of Water" adaptive="false" timeDependent="false">
 <responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="identifier">
  <correctResponse><value>H</value><value>O</value></correctResponse>
  <mapping lowerBound="0" upperBound="2" defaultValue="-2">
   <mapEntry mapKey="H" mappedValue="1"/><mapEntry mapKey="O" mappedValue="1"/>
   <mapEntry mapKey="Cl" mappedValue="-1"/>
  </mapping>
 </responseDeclaration>
 <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
 <stylesheet href="style.css" type="text/css"/>
 <itemBody>
  <p>Think of <i>rain</i>.</p>
  <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="0">
   <prompt>Which elements form water?</prompt>
   <simpleChoice identifier="H" fixed="false">Hydrogen</simpleChoice>
   <simpleChoice identifier="He" fixed="true">Helium</simpleChoice>
   <simpleChoice identifier="O">Oxygen<feedbackInline outcomeIdentifier="F" identifier="O"
     showHide="show">Breathe.</feedbackInline></simpleChoice>
   <simpleChoice identifier="Cl">Chlorine</simpleChoice>
  </choiceInteraction>
 </itemBody>
 <responseProcessing
  template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>
</assessmentItem>
"""


def test_an_item_of_qti_21_is_read() -> None:
    made = read(QTI_21, file="water.xml")
    assert made.form == "qti21"
    (water,) = made.written.questions
    assert (water.name, water.type) == ("composition-of-water", "multiple")
    assert not water.keep_order
    assert water.prompt == ("<p>Think of <em>rain</em>.</p>\n<p>Which elements form water?</p>")
    assert [(one.letter, one.text, one.right) for one in water.options] == [
        ("a", "Hydrogen", True),
        ("b", "Helium", False),
        ("c", "Oxygen", True),
        ("d", "Chlorine", False),
    ]
    assert water.options[2].feedback == "Breathe."
    found = told(made)
    for start in (
        "water.xml:12 <qti-stylesheet>: dropped: Composition of Water: styles are not taken",
        "water.xml:18 <qti-simple-choice>: bent: Composition of Water: an option that keeps",
        "water.xml:4 <qti-response-declaration>: bent: Composition of Water: the points of",
    ):
        assert any(line.startswith(start) for line in found), (start, found)


def an_item(body: str, declared: str = "", rest: str = "") -> str:
    return (
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" '
        'identifier="i1" title="an-item" adaptive="false" time-dependent="false">\n'
        f"{declared}<qti-item-body>{body}</qti-item-body>{rest}</qti-assessment-item>"
    )


DECLARED = (
    '<qti-response-declaration identifier="{0}" cardinality="{1}" base-type="{2}">'
    "<qti-correct-response>{3}</qti-correct-response></qti-response-declaration>"
)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (
            '<qti-hotspot-interaction response-identifier="R"/>',
            "in:2 <qti-hotspot-interaction>: dropped: an-item: the format has no such question",
        ),
        ("<p>Only text</p>", "in:2 <qti-item-body>: dropped: an-item: a question asks one thing"),
        (
            """<qti-text-entry-interaction response-identifier="R"/>
            <qti-choice-interaction response-identifier="S"/>""",
            "in:3 <qti-choice-interaction>: dropped: an-item: a question asks one thing",
        ),
    ],
)
def test_an_item_the_format_cannot_hold_is_told_with_its_element(body: str, line: str) -> None:
    made = read(an_item(body))
    assert made.written.questions == ()
    assert any(one.startswith(line) for one in told(made)), told(made)


def test_an_order_and_a_gap_of_another_program_are_read() -> None:
    values = "<qti-value>B</qti-value><qti-value>A</qti-value><qti-value>C</qti-value>"
    order = read(
        an_item(
            '<qti-order-interaction response-identifier="R" shuffle="true"><qti-prompt>Sort'
            '</qti-prompt><qti-simple-choice identifier="A">one</qti-simple-choice>'
            '<qti-simple-choice identifier="B">two</qti-simple-choice>'
            '<qti-simple-choice identifier="C">three</qti-simple-choice></qti-order-interaction>',
            DECLARED.format("R", "ordered", "identifier", values),
        )
    )
    assert [one.text for one in order.written.questions[0].options] == ["two", "one", "three"]
    assert any(loss.fate is Fate.BENT and "neighbours" in loss.what for loss in order.losses)

    gap = read(
        an_item(
            "<p>The capital of Finland is "
            '<qti-text-entry-interaction response-identifier="R"/> by the sea.</p>',
            DECLARED.format("R", "single", "string", "<qti-value>Helsinki</qti-value>"),
        )
    )
    (question,) = gap.written.questions
    assert question.prompt == "<p>The capital of Finland is ___ by the sea.</p>"
    assert [(one.text, one.right) for one in question.options] == [("Helsinki", True)]


def test_names_in_use_are_not_taken_twice() -> None:
    made = import_file(
        b"::a::Q {=yes ~no}\n\n::a::Q2 {=yes ~no}\n\n::b::Q3 {T}",
        "in",
        a_place("C1", {"a": "knots/quiz.en.md:7"}),
    )
    assert [one.name for one in made.written.questions] == ["a-2", "a-3", "b"]
    assert "in:1: bent: a-2: the name a is in use in knots/quiz.en.md:7" in told(made)


def test_an_objective_is_asked_for_or_kept() -> None:
    text = "$CATEGORY: x/C2\n\n::a::Q {T}\n\n$CATEGORY: x/C9\n\n::b::Q {T}"
    asked = read(text, objective="C1")
    assert [one.objective for one in asked.written.questions] == ["C1", "C1"]
    assert "in:3: bent: a: it was under C2 and goes to C1" in told(asked)
    kept = read(text, objective="")
    assert [one.objective for one in kept.written.questions] == ["C1", "C2"]
    assert "in:7: bent: b: the course has no objective C9; it goes to C1" in told(kept)


def test_an_arrow_in_a_typed_answer_does_not_become_a_pair() -> None:
    bank = a_bank(
        "## C1 Tie a knot\n\n### text `arrow`\n\nWrite it.\n\n- [x] (a) a -> b\n- [x] (c) *\n\n"
        "**Why:** So.\n\n**Review:** [Tie it](10-bowline.en.md)\n"
    )
    made = export(bank, "gift")
    assert b"=a \xe2\x86\x92 b\n=\\\\*\n" in made.data
    assert any("is written as" in loss.what for loss in made.losses)
    back = import_file(made.data, "in.gift", a_place())
    assert meaning(back.written.questions) == meaning(tuple(bank.questions))
    # Without the note the answer is still one answer, under other letters.
    plain = b"\n".join(line for line in made.data.split(b"\n") if b"// lms" not in line)
    (question,) = import_file(plain, "in.gift", a_place()).written.questions
    assert [(one.letter, one.text) for one in question.options] == [("a", "a → b"), ("b", "*")]


def test_words_mended_elsewhere_win_over_the_note() -> None:
    bank = a_bank(
        "## C1 Tie a knot\n\n### match `ends`\n\nPair.\n\n| End | Name |\n| --- | --- |\n"
        "| (x) long | (k) *standing* |\n| (b) short | (m) working |\n\n"
        "**Why:** So.\n\n**Review:** [Tie it](10-bowline.en.md)\n"
    )
    mended = export(bank, "gift").data.replace(b"-> standing", b"-> fixed")
    (question,) = import_file(mended, "in.gift", a_place()).written.questions
    assert [(one.letter, one.html) for one in question.rights] == [("k", "fixed"), ("m", "working")]
    assert [(one.letter, one.pair) for one in question.options] == [("x", "k"), ("b", "m")]
