"""Figures in words of a language: rounded once, at the very end."""

from __future__ import annotations

from fractions import Fraction


def percent(value: Fraction | float, language: str) -> str:
    """A share as whole per cent: `64%`, in Finnish `64 %` with a space that does not break."""
    whole = round(value * 100)
    return f"{whole}\N{NO-BREAK SPACE}%" if language == "fi" else f"{whole}%"


def decimal(value: Fraction | float, language: str) -> str:
    """A figure between -1 and 1 with two decimals, a real minus sign and the language's comma."""
    hundredths = round(value * 100)
    whole, rest = divmod(abs(hundredths), 100)
    text = f"{whole}{',' if language == 'fi' else '.'}{rest:02d}"
    return f"\N{MINUS SIGN}{text}" if hundredths < 0 else text
