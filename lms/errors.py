"""What can go wrong in the domain: codes and values, no sentences."""

from __future__ import annotations


class DomainError(Exception):
    """A refusal that a person may be told about; `code` names the sentence."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class NotFound(DomainError):
    """The thing does not exist, or its existence is none of the asker's business."""


class NotAllowed(DomainError):
    """The thing exists, and the asker may not do this with it."""


class Conflict(DomainError):
    """The thing has changed meanwhile, or the step is not possible any more."""


class TooMany(DomainError):
    """Too many tries; `values["seconds"]` says when the next one is possible."""


class Invalid(DomainError):
    """A value is not acceptable; `field` names the form field."""

    def __init__(self, field: str, code: str, /, **values: object) -> None:
        super().__init__(code, **values)
        self.field = field
