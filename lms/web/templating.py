"""The Jinja environment: strict, with the few filters and globals pages use."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from flask import Flask, g
from flask.templating import Environment as FlaskEnvironment
from flask_babel import force_locale, get_translations
from jinja2 import StrictUndefined
from markupsafe import Markup

from lms import i18n
from lms.authz import Permission, allows
from lms.web import context
from lms.web.kept import left_over, something_kept


class Environment(FlaskEnvironment):
    """Jinja's environment for templates that have no globals of their own."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's own globals: every import compares them, and a layer costs time."""
        return super().make_globals(d) if d else self.globals


class Site:
    """What every page says about the organisation."""

    def __init__(self, organisation: str, languages: tuple[str, ...]) -> None:
        self.organisation = organisation
        self.product = "Learning"
        self.languages = languages


def install(app: Flask) -> None:
    """Prepare the environment."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    settings = context.state(app).settings
    site = Site(settings.organisation, settings.languages)

    def may(permission: str, resource: object = None) -> bool:
        if context.viewer_or_none() is None:
            return False
        return allows(context.actor(), Permission(permission), resource)

    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _translations().ugettext(text),
        lambda one, many, count: _translations().ungettext(one, many, count),
        newstyle=True,
        pgettext=lambda about, text: _translations().upgettext(about, text),
    )

    @app.context_processor
    def common() -> dict[str, Any]:
        person = context.viewer_or_none()
        return {
            "site": site,
            "viewer": person,
            "lang": context.language(),
            "theme": person.theme if person else "system",
            "allows": may,
        }

    app.jinja_env.globals["something_kept"] = something_kept
    app.jinja_env.globals["left_over"] = left_over
    app.jinja_env.filters["day"] = lambda value: i18n.day(value, context.language())
    app.jinja_env.filters["month"] = lambda value: i18n.short_month(value, context.language())
    app.jinja_env.filters["day_of_year"] = lambda value: i18n.day_of_year(
        value[0], value[1], context.language()
    )
    app.jinja_env.filters["moment_day"] = _moment_day
    app.jinja_env.filters["moment_time"] = _moment_time
    app.jinja_env.filters["language_name"] = i18n.language_name
    app.jinja_env.filters["language_here"] = lambda code: i18n.language_name_in(
        code, context.language()
    )
    app.jinja_env.filters["said_in"] = _said_in
    app.jinja_env.filters["lower_first"] = lambda text: text[:1].lower() + text[1:]
    app.jinja_env.filters["first_upper"] = lambda text: text[:1].upper() + text[1:]
    app.jinja_env.filters["opened"] = lambda html: html.replace("<details", "<details open")
    app.jinja_env.filters["safe_html"] = Markup  # only for HTML made by lms.content


def _said_in(text: str, lang: str) -> str:
    """A text, marked with its language when that is not the page's."""
    if lang == context.language():
        return text
    return Markup('<span lang="{}">{}</span>').format(lang, text)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Dates and sentences in another language than the reader's, for a part of a response."""
    outer = g.pop("translations", None)
    try:
        with force_locale(language):
            yield
    finally:
        g.translations = outer


def _translations() -> Any:
    """The sentences of this response's language, looked up once for all sentences of a page."""
    if g.get("translations") is None:
        g.translations = get_translations()
    return g.translations


def _moment_day(value: Any) -> str:
    """The organisation's day of a moment, written out."""
    local: date = context.state().clock.day_of(value)
    return i18n.day(local, context.language())


def _moment_time(value: Any) -> str:
    """The organisation's time of a moment: `14:35`, or `14.35` in Finnish."""
    local = value.astimezone(context.state().clock.zone)
    return i18n.time_of_day(local, context.language())
