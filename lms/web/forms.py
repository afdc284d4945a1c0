"""The base of every form: trimmed strings and errors in the reader's language."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_wtf import FlaskForm

from lms.errors import Invalid
from lms.web.context import SAFE_METHODS
from lms.web.errors import SENTENCES
from lms.web.kept import kept_form


def trimmed(value: Any) -> Any:
    """Text without spaces at its ends and without NUL, which PostgreSQL refuses."""
    return value.replace("\x00", "").strip() if isinstance(value, str) else value


class BaseForm(FlaskForm):  # type: ignore[misc]
    """A form; a failed one is shown again with status 422 and keeps what was typed."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Every text field trims, and only form fields are read."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """The posted fields: never a file or a value of JSON in the place of text.

            After signing in again, those that were posted before: see lms.web.kept.
            """
            if request.method in SAFE_METHODS:
                return kept_form(form._fields)
            return request.form

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """Add the trimming filter to text fields."""
            from wtforms import PasswordField, StringField, TextAreaField

            kind = unbound_field.field_class
            if issubclass(kind, StringField | TextAreaField) and not issubclass(
                kind, PasswordField
            ):
                filters = list(unbound_field.kwargs.get("filters", ()))
                unbound_field.kwargs["filters"] = [
                    *(item for item in filters if item is not trimmed),
                    trimmed,
                ]
            return unbound_field.bind(form=form, **options)

    def refuse(self, error: Invalid) -> None:
        """Say a refusal at its field, or above the form when the page has no such field."""
        sentence = SENTENCES[error.code]
        if error.values:
            sentence = sentence % error.values
        if error.field in self:
            self[error.field].errors = [*self[error.field].errors, sentence]
        else:
            self.form_errors.append(sentence)
