"""The organisation's days off are read from the settings, and a faulty one stops the start."""

from __future__ import annotations

import pytest

from lms.config import SettingsError, read_settings


def test_days_off_are_of_every_year_or_of_one() -> None:
    settings = read_settings({"LMS_MODE": "test", "LMS_DAYS_OFF": "12-24 02-29 2027-03-26"})

    assert settings.days_off == {(0, 12, 24), (0, 2, 29), (2027, 3, 26)}


@pytest.mark.parametrize("wrong", ["12-32", "24.12.", "2027-02-29", "2027-13-01", "x"])
def test_what_is_no_day_is_named_with_the_mend(wrong: str) -> None:
    with pytest.raises(SettingsError, match=r"LMS_DAYS_OFF: .* is no day"):
        read_settings({"LMS_MODE": "test", "LMS_DAYS_OFF": f"12-24 {wrong}"})
