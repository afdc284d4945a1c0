"""The page that explains every code, made from the register."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lms.content.codes import CODES, GROUPS, Code, Example

PAGE = "docs/linter.md"
"""Where the page lies in the repository."""

_BEGIN = """\
# The content linter

<!-- Made by `lms docs linter > docs/linter.md` from lms/content/codes; change it there. -->

`lms content check` reads the whole course folder and prints one line for every problem:

```text
file:line:column: CODE what is wrong; what to do
```

Files are named from the course folder, and the lines are in order of file, line and column.
The last line counts errors and warnings.
Codes that begin with **E** are errors: the command ends with 1.
A folder with an error is not published, and the site goes on serving the last good set.
Codes that begin with **W** are warnings: they ask for a second look.
A code never changes its meaning.

One mistake gives one finding.
When a question or a file cannot be read, what would only follow from that is held back.
A guess ("did you mean …") is offered for the first hundred mistakes of a kind.
Of one file at most 500 findings are shown, errors first.

## Other outputs

`lms content check --format json` writes one object for tools:

| Key | Meaning |
| --- | --- |
| `version` | 1; raised only when a key changes its meaning or goes |
| `folder`, `files` | the folder as it was named, and how many files of the format it holds |
| `errors`, `warnings` | how many findings of each kind |
| `findings` | in order of place, each with the keys below |
| `path`, `line`, `column` | the place, counted from 1; columns count characters |
| `code`, `severity`, `group` | as on this page; the severity is `error` or `warning` |
| `what`, `fix`, `help` | what is wrong, what to do, and the place on this page |

`lms content check --format sarif` writes a SARIF 2.1.0 log, which code review shows
beside the lines.
Files are named from the folder in which the command runs, so run it at the top of the repository.
With `--page https://…/docs/linter.md` each rule links to that address.

In every format the command ends with 1 when there is an error.
Messages about the run itself go to the standard error output, never between the findings.

## Tidying up

`lms content check --fix` first tidies what has no meaning: blank lines, spaces at line ends,
list marks, the marks of feedback, and the order of source notes.
It never changes a word, a tick or a letter, and a file that would say anything else afterwards
is left as it is.
It tells on the standard error output what it tidied, and changes nothing the second time.
"""


def page() -> str:
    """The whole page as Markdown."""
    parts = [_BEGIN]
    for digit, group in GROUPS.items():
        codes = sorted(
            (code for code in CODES.values() if code.name[1] == digit),
            key=lambda code: code.name[1:],
        )
        parts.append(f"## {digit} {group}\n")
        parts.append("\n".join(_table(codes)) + "\n")
        parts += [_entry(code) for code in codes]
    return "\n".join(parts)


def _table(codes: list[Code]) -> Iterator[str]:
    yield "| Code | Meaning |"
    yield "| --- | --- |"
    for code in codes:
        yield f"| [{code.name}](#{code.name.lower()}) | {code.meaning} |"


def _entry(code: Code) -> str:
    kind = "Error" if code.is_error else "Warning"
    lines = [f"### {code.name}", "", f"{kind}: {_lower(code.meaning)}.", "", code.advice, ""]
    if code.example is not None:
        example = code.example
        lines += ["Wrong:", "", *_shown(example, example.wrong, example.wrong_path)]
        lines += ["Right:", "", *_shown(example, example.right, "")]
    return "\n".join(lines)


def _lower(text: str) -> str:
    """A meaning in the middle of a sentence; names such as YAML keep their capitals."""
    return text[0].lower() + text[1:] if re.match(r"[A-Z][a-z' ]", text) else text


def _shown(example: Example, text: str, path: str) -> Iterator[str]:
    place = path or example.path
    if example.wrong == example.right:
        yield f"A file called `{place}`."
        yield ""
        return
    language = "text" if example.is_told or example.without else _language(place)
    yield f"~~~{language}"
    yield from text.strip("\n").split("\n")
    yield "~~~"
    yield ""


def _language(path: str) -> str:
    ending = path.rpartition(".")[2]
    return {"md": "markdown", "yml": "yaml", "svg": "xml"}.get(ending, "text")
