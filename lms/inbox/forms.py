"""Forms for messages to chosen colleagues."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from lms.inbox.rules import LONGEST
from lms.web.forms import BaseForm

TOO_LONG = _l("Write at most %(max)d characters")


class MessageForm(BaseForm):
    """One message; `token` makes one of it however often it is sent."""

    words = TextAreaField(
        _l("In your own words"),
        validators=[
            DataRequired(_l("Write what you would like to say")),
            Length(max=LONGEST, message=TOO_LONG),
        ],
    )
    may_be_used = BooleanField(_l("My question may be used in the courses, without my name"))
    token = HiddenField(validators=[Regexp(r"[0-9a-f]{32}\Z")])
    looked = HiddenField()
    reader = HiddenField()


class ReplyForm(BaseForm):
    """What the reader answers."""

    reply = TextAreaField(
        _l("Your reply"),
        validators=[Optional(), Length(max=LONGEST, message=TOO_LONG)],
    )
    offers = BooleanField(_l("Offer question and answer to the authors, without the name"))
    seen = HiddenField()


class KeepersForm(BaseForm):
    """Who reads each kind, one sign-in name a line."""

    slip = TextAreaField(_l("Something slipped"))
    question = TextAreaField(_l("Questions"))
    deed = TextAreaField(_l("Worth telling"))
    heard = TextAreaField(_l("What I heard"))
