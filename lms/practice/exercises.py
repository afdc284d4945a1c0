"""Where a draft may begin: three starters, and replies to a customer, a critic and a journalist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Starter:
    """A first line for those who would not know where to begin."""

    name: str
    words: Any
    beginning: Any


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody has written, and an answer is practised: with a self-check and one good way."""

    name: str
    audience: str
    title: Any
    situation: Any
    message: Any
    checks: tuple[Any, ...]
    answer: Any


STARTERS = (
    Starter(
        "learned",
        _l("Something I learned this week"),
        _l("This week I learned that "),
    ),
    Starter(
        "moment",
        _l("A small moment from work"),
        _l("On my way home I still thought of the moment when "),
    ),
    Starter(
        "question",
        _l("A question I would like to ask"),
        _l("I have wondered how others do this: "),
    ),
)

SELF_CHECK = (
    _l("I would be happy to read this aloud at a customer’s coffee table"),
    _l("It is clear that I speak for myself"),
    _l("Everyone I mention knows and agrees"),
)

REPLIES = (
    Reply(
        "late-delivery",
        "customer",
        _l("A customer who is still waiting"),
        _l(
            "You work in the warehouse of a furniture shop. Under your picture of a tidy shelf "
            "somebody writes:"
        ),
        _l(
            "“Nice shelf. Mine was promised for Monday, order 7713, and nobody picks up the phone.”"
        ),
        (
            _l("It says early on that I work there."),
            _l("It does not confirm the order, and asks to have the number removed."),
            _l("It says who answers, and by when."),
            _l("It has one honest “sorry” and no excuse."),
        ),
        _l(
            "I work in the warehouse, and I am sorry that you had to wait and to ask twice. From "
            "here I cannot see orders, so please take the number out of your comment. I have told "
            "our customer service about it. They will ring you before noon tomorrow."
        ),
    ),
    Reply(
        "praise",
        "customer",
        _l("A customer who is delighted"),
        _l("You repair bicycles. A customer writes on the page of the workshop:"),
        _l(
            "“Your Tomi saved my holiday on Friday evening. Best workshop in town, "
            "I tell everyone.”"
        ),
        (
            _l("It thanks in my own words and sells nothing."),
            _l("It leaves it to the colleague to say who they are."),
            _l("It is as long as a nod across the yard."),
        ),
        _l(
            "Thank you, I work here and will read this aloud at coffee. Somebody will go "
            "red. Where "
            "did the ride take you?"
        ),
    ),
    Reply(
        "greenwash",
        "critic",
        _l("A critic with half a point"),
        _l("You drive a lorry. In a local group somebody writes under news of your employer:"),
        _l(
            "“They talk about the climate and their lorries stand outside our school with running "
            "engines. Every single morning.”"
        ),
        (
            _l("It says where I work in the first line."),
            _l("It takes up what may be true in the remark."),
            _l("It promises nothing that I cannot keep."),
            _l("It neither mocks nor explains everything away."),
        ),
        _l(
            "I drive one of those lorries. An engine running outside a school is no good, "
            "and I will "
            "bring it up with my shift today. I cannot speak for the company. Our transport desk "
            "can, and I have passed your message on to them."
        ),
    ),
    Reply(
        "shouting",
        "critic",
        _l("A critic who shouts"),
        _l("You work at a service desk. Under your post about a colleague’s jubilee stands:"),
        _l(
            "“Idle liars, the whole lot of you. Two hours in your queue with a baby. Shame on you.”"
        ),
        (
            _l("I waited before I wrote."),
            _l("It finds the matter under the words."),
            _l("It says one thing about it and shows one way on."),
            _l("It could be the last thing I write in that thread."),
        ),
        _l(
            "Two hours in a queue with a baby is miserable, and I am sorry it went that way. "
            "I work "
            "at the desk. Write to the address on our front page and say which day it was, and "
            "somebody will look at what happened. I am off home now, good night."
        ),
    ),
    Reply(
        "layoffs",
        "journalist",
        _l("A journalist asks what is going on"),
        _l("You plan shifts at a plant. A journalist writes to you:"),
        _l(
            "“I hear that change negotiations begin at your plant this month. You seem to know the "
            "place well. What is the mood, and how many will have to go? I need it by five.”"
        ),
        (
            _l("It is friendly and says that I do not speak for the organisation."),
            _l("It neither confirms nor denies anything."),
            _l("It says who can answer, and that I pass the question on with its deadline."),
            _l("I could read it in the paper tomorrow and still stand by it."),
        ),
        _l(
            "Hello, and thank you for asking. I plan shifts here and do not speak for the company, "
            "so I have nothing to say about its business. I have given your question and the "
            "deadline to our communications, who will answer you before five."
        ),
    ),
    Reply(
        "expert",
        "journalist",
        _l("A journalist wants an expert"),
        _l("You have written about night work. A journalist asks:"),
        _l(
            "“I liked your post on sleeping after a night shift. Would you tell our readers what "
            "helps? And does your employer look after its people?”"
        ),
        (
            _l("I say that I speak about my own experience."),
            _l("I answer the part that is mine."),
            _l("I pass on the part that belongs to the organisation."),
            _l("I ask to see my words before they are printed, without demanding it."),
        ),
        _l(
            "Gladly, about my own nights: dark curtains, no coffee after two, and a walk "
            "before bed. "
            "I speak for myself there. How the company looks after its people is for our "
            "communications to tell, and I can put you in touch. May I see my lines before they go "
            "out?"
        ),
    ),
)
