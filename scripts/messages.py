"""The interface's sentences: `update` brings the catalogues up to date, `check` proves they are."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "lms" / "translations"
LANGUAGES = ("fi",)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
HEADER = "# The interface in this language. `python scripts/messages.py update` adds new sentences."
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
}


def extracted() -> Catalog:
    """Every sentence of the code and the templates, with the files it stands in."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    catalogue = Catalog(project="lms", charset="utf-8")
    found = extract_from_dir(str(ROOT), method_map=methods, options_map=options, keywords=KEYWORDS)
    for name, _line, message, _comments, context in sorted(
        found, key=lambda item: (item[0], item[1])
    ):
        catalogue.add(message, None, [(name, None)], context=context)
    return catalogue


def path_of(language: str) -> Path:
    """The catalogue's file."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    """The catalogue as it is kept, with the parts that wait to be merged."""
    path = path_of(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language, charset="utf-8")
    for part in sorted((TRANSLATIONS / "parts").glob(f"*.{language}.po")):
        text = part.read_text(encoding="utf-8")
        for message in read_po(io.BytesIO(text.encode()), locale=language):
            if message.id and message.string:
                known = catalogue.get(message.id, message.context)
                if known is None:
                    catalogue.add(message.id, message.string, context=message.context)
                else:
                    known.string = message.string
    return catalogue


def update() -> None:
    """Write each catalogue anew: today's sentences with the translations that are known."""
    template = extracted()
    for language in LANGUAGES:
        known = read(language)
        fresh = Catalog(
            locale=language, project="lms", charset="utf-8", header_comment=HEADER, fuzzy=False
        )
        for message in template:
            if not message.id:
                continue
            old = known.get(message.id, message.context)
            string = old.string if old and old.string and not old.fuzzy else None
            fresh.add(message.id, string, message.locations, context=message.context)
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, fresh, width=100, sort_by_file=True, omit_header=False)
        text = path.read_text(encoding="utf-8")
        text = re.sub(
            r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By).*\n', "", text, flags=re.MULTILINE
        )
        path.write_text(text, encoding="utf-8")


def problems() -> list[str]:
    """Sentences that are missing, not used any more, or differ in their placeholders."""
    found = []
    template = extracted()
    for language in LANGUAGES:
        known = read(language)
        for message in template:
            if not message.id:
                continue
            other = known.get(message.id, message.context)
            name = message.id[0] if isinstance(message.id, tuple) else message.id
            if other is None or not _complete(other):
                found.append(f"{language}: not translated: {name!r}")
            elif _placeholders(message.id) != _placeholders(other.string):
                found.append(f"{language}: placeholders differ: {name!r}")
        found.extend(
            f"{language}: not used any more: {message.id!r}"
            for message in known
            if message.id and template.get(message.id, message.context) is None
        )
    return found


def _complete(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(strings) and all(strings) and not message.fuzzy


def _placeholders(text: object) -> set[str]:
    texts = text if isinstance(text, tuple | list) else (text,)
    return {name for item in texts for name in PLACEHOLDER.findall(str(item or ""))} - {"num"}


def main() -> int:
    """Run the wanted command."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "check"
    if wanted == "update":
        update()
        return 0
    found = problems()
    for line in found:
        print(line)
    if found:
        print(f"{len(found)} sentences to mend: python scripts/messages.py update, then translate")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
