"""Builds static/sprite.svg from the icons that the pages use.

Usage: python scripts/build_sprite.py FOLDER, where FOLDER holds Lucide's single SVG files (the
folder `icons` of the package lucide-static in the version that static/vendor/MANIFEST.md names).

The file serves three purposes, so that a page asks for it once: each icon is a symbol for `<use>`,
the status marks are symbols drawn here, and the icons of MASKS stand in one column for CSS masks
(components.css, `.callout-label`). A shape without `fill` takes the page's `fill`: the accent of a
course mark, the tint of a status mark.
"""

import re
import sys
from pathlib import Path

ICONS = [
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "audio-lines",
    "award",
    "bell",
    "book-open",
    "calendar",
    "check",
    "chevron-down",
    "chevron-right",
    "circle-alert",
    "circle-check",
    "circle-help",
    "clock",
    "copy",
    "download",
    "external-link",
    "eye",
    "file-text",
    "globe",
    "heart-handshake",
    "house",
    "info",
    "life-buoy",
    "lightbulb",
    "lock",
    "log-out",
    "mail",
    "menu",
    "message-circle",
    "messages-square",
    "monitor",
    "pencil",
    "plus",
    "printer",
    "refresh-cw",
    "rotate-cw",
    "scale",
    "search",
    "send",
    "settings",
    "shield-check",
    "signpost",
    "smartphone",
    "sparkles",
    "trash-2",
    "triangle-alert",
    "undo-2",
    "upload",
    "user",
    "users",
    "wifi-off",
    "x",
]
MASKS = (
    "lightbulb", "sparkles", "scale", "undo-2", "triangle-alert", "check", "chevron-down",
    "external-link",
)  # fmt: skip
ACCENTS = {
    "message-circle": '<path d="M8 12h.01M12 12h.01" fill="none"/>'
    '<circle cx="16" cy="12" r="1.5" stroke="none"/>',
    "signpost": '<circle cx="12" cy="9.5" r="1.6" stroke="none"/>',
    "lock": '<path d="M12 16v2" fill="none"/><circle cx="12" cy="15.5" r="1.5" stroke="none"/>',
    "audio-lines": '<circle cx="10" cy="3" r="1.7" stroke="none"/>',
}
MARKS = {
    "ready": '<circle cx="12" cy="12" r="11" fill="currentColor" stroke="none"/>'
    '<path d="m7.5 12.4 3 3 6-6.4" fill="none" stroke-width="2.6"/>',
    "expiring": '<circle cx="12" cy="12" r="10" stroke="currentColor"/>'
    '<path d="M12 6.5V12l3.5 2" fill="none" stroke="currentColor"/>',
    "grace": '<circle cx="12" cy="12" r="10" stroke="currentColor"/>'
    '<path d="M12 6.5V12l-3.5 2" fill="none" stroke="currentColor"/>',
    "in_progress": '<circle cx="12" cy="12" r="10" fill="none" stroke="currentColor"/>'
    '<path d="M12 2a10 10 0 0 1 0 20z" fill="currentColor" stroke="none"/>',
    "overdue": '<path d="M12 1.5 22.5 12 12 22.5 1.5 12z" stroke="currentColor"/>'
    '<path d="M12 7.5v5.5m0 3.4v.1" fill="none" stroke="currentColor" stroke-width="2.4"/>',
    "not_started": '<circle cx="12" cy="12" r="10" fill="none" stroke="currentColor"'
    ' stroke-dasharray="2.1 3.14" stroke-linecap="butt"/>',
    "not_asked": '<path d="M7 12h10" fill="none" stroke="currentColor"/>',
}
SPRITE = Path(__file__).resolve().parent.parent / "static" / "sprite.svg"


def shapes(source: str) -> str:
    """The drawing inside one Lucide file, without its frame and line breaks."""
    inner = source[source.index("<svg") :]
    inner = inner[inner.index(">") + 1 : inner.rindex("</svg>")]
    return re.sub(r"\s+", " ", inner).replace("> <", "><").replace(" />", "/>").strip()


def build(folder: Path) -> str:
    drawings = {}
    for name in ICONS:
        lines = shapes((folder / f"{name}.svg").read_text())
        drawings[name] = f'<g fill="none">{lines}</g>{ACCENTS.get(name, "")}'
    drawings |= {f"mark-{state}": drawing for state, drawing in MARKS.items()}
    symbols = [
        f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>'
        for name, drawing in drawings.items()
    ]
    column = [
        f'<use href="#{name}" y="{24 * row}" width="24" height="24"/>'
        for row, name in enumerate(MASKS)
    ]
    height = 24 * len(MASKS)
    frame = (
        f'width="24" height="{height}" viewBox="0 0 24 {height}" fill="none" stroke-width="2"'
        ' stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>',
            "<!-- Lucide, ISC licence: vendor/licences/lucide-ISC.txt -->",
            *symbols,
            *column,
            "</svg>",
            "",
        ]
    )


if __name__ == "__main__":
    SPRITE.write_text(build(Path(sys.argv[1])), encoding="utf-8")
