"""Markdown as it lies about on Git hosts, written for other tools, and what there is to say of it.

Every text has the codes of constructs that the format does not read; all else in it is read.
"""

from __future__ import annotations

from typing import NamedTuple


class Ordinary(NamedTuple):
    """A text and the codes that must be named in it, each once for a construct."""

    text: str
    codes: str = ""


ORDINARY: dict[str, Ordinary] = {
    "a readme with badges": Ordinary(
        "# Boats\n\n"
        "[![Build](https://ci.example/boats.svg)](https://ci.example/boats)\n"
        "[![Licence](https://badges.example/mit.svg)](LICENSE)\n\n"
        "Counts boats in a harbour.\n\n"
        "## Install\n\n```sh\npip install boats\n```\n",
        "E501 E502",
    ),
    "a readme in HTML": Ordinary(
        '<h1 align="center">\n  <img src="logo.png" width="200">\n  <br>Boats\n</h1>\n\n'
        '<p align="center">Counts <b>boats</b>.</p>\n',
        "E101 E107",
    ),
    "a change log": Ordinary(
        "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Counting of ferries.\n\n"
        "## [1.1.0] - 2026-05-01\n\n### Fixed\n\n- A boat was counted twice.\n\n"
        "[Unreleased]: https://git.example/boats/compare/v1.1.0...HEAD\n"
        "[1.1.0]: https://git.example/boats/releases/v1.1.0\n",
        "W119",
    ),
    "a licence": Ordinary(
        "MIT License\n\nCopyright (c) 2026 The boats authors\n\n"
        'Permission is hereby granted to any person obtaining a copy, "as is".\n',
        "E101",
    ),
    "nested lists": Ordinary(
        "# Lists\n\n- one\n    - two\n        - three\n    - two again\n- one again\n\n"
        "1. first\n    1. inner\n2. second\n",
    ),
    "nested lists by two spaces": Ordinary(
        "# Lists\n\n- one\n  - two\n    - three\n- one again\n", "W119"
    ),
    "lists of all marks": Ordinary("# Lists\n\n* star\n* star\n\n+ plus\n+ plus\n\n- dash\n"),
    "a list with brackets": Ordinary("# List\n\n1) one\n2) two\n", "W119"),
    "task lists": Ordinary("# To do\n\n- [ ] Row\n- [x] Sail\n- [X] Moor\n"),
    "a table": Ordinary(
        "# Table\n\n| Boat | Length |\n| :--- | ---: |\n| Skiff | short |\n| Ferry | `long` |\n"
    ),
    "a table without outer bars": Ordinary("# Table\n\nBoat | Length\n--- | ---\nSkiff | short\n"),
    "a table with bars in cells": Ordinary(
        "# Table\n\n| Sign | Meaning |\n| --- | --- |\n| a \\| b | one of both |\n"
    ),
    "fenced code": Ordinary(
        "# Code\n\n```python\n# not a heading\nprint('<b>' + \"{{x}}\")\n```\n\n"
        "~~~\n```\n~~~\n\n````md\n```\n# none either\n```\n````\n"
    ),
    "code that is never closed": Ordinary("# Code\n\n```\nmake boats\n", "E117"),
    "code in a list": Ordinary("# Code\n\n- Run\n\n  ```sh\n  make\n  ```\n\n- Wait\n", "W119"),
    "indented code": Ordinary(
        "# Code\n\nLike this:\n\n    <script>alert(1)</script>\n    # no\n\n\t~~no~~\n"
    ),
    "a script behind a list": Ordinary("# Code\n\n- one\n\n    <script>no</script>\n", "E108"),
    "code spans": Ordinary("# Code\n\nWrite `<b>`, `` a`b `` and `{{x}}` as they are.\n"),
    "underlined headings": Ordinary("Boats\n=====\n\nFerries\n-------\n\nText.\n", "E120"),
    "rules": Ordinary("# Rules\n\nOne\n\n---\n\nTwo\n\n***\n\nThree\n\n___\n\nFour\n"),
    "headings of all levels": Ordinary(
        "# One\n\n## Two\n\n### Three\n\n#### Four\n\n##### Five\n\n###### Six\n\n## Two again ##\n"
    ),
    "headings without spaces": Ordinary("# One\n\n##Two\n\nText.\n", "E116"),
    "hashtags": Ordinary("# Tags\n\n#harbour #boats\n"),
    "reference links": Ordinary("# Links\n\nSee [the quay][quay].\n\n[quay]: https://quay.example\n",
                                "W119"),
    "bare addresses": Ordinary("# Links\n\nSee https://quay.example for more.\n", "W119"),
    "addresses between angles": Ordinary("# Links\n\nSee <https://quay.example>.\n", "W119"),
    "links to places in the repository": Ordinary(
        "# Links\n\nSee [the guide](docs/guide.md) and [the code](../src/boats.py#L10).\n", "E502"
    ),
    "pictures from elsewhere": Ordinary(
        "# Picture\n\n![A long wooden boat at a quay](https://img.example/boat.png)\n", "E502"
    ),
    "footnotes": Ordinary(
        "# Notes\n\nBoats float.[^1]\n\n[^1]: [Floating](https://float.example)\n", "E703"
    ),
    "a footnote never written": Ordinary("# Notes\n\nBoats float.[^why]\n", "E701"),
    "a footnote inside the line": Ordinary("# Notes\n\nBoats float.^[As a rule.]\n", "W119"),
    "quotes": Ordinary("# Quotes\n\n> One said\n> this.\n>\n> > And another that.\n\nEnd.\n"),
    "a lazy quote": Ordinary("# Quotes\n\n> One said\nthis.\n"),
    "alerts": Ordinary("# Alerts\n\n> [!NOTE]\n> Boats float.\n\nText.\n\n> [!tip]\n> Row.\n"),
    "alerts of another tool": Ordinary("# Alerts\n\n> [!INFO]\n> Boats float.\n", "E104"),
    "an alert in a list": Ordinary("# Alerts\n\n- One\n    > [!NOTE]\n    > It floats.\n", "E106"),
    "blocks between colons": Ordinary("# Blocks\n\n::: warning\nMind the step.\n:::\n", "W119"),
    "blocks after exclamation marks": Ordinary(
        "# Blocks\n\n!!! note\n    Boats float.\n", "W119"
    ),
    "commands for a template": Ordinary(
        '# Site\n\n{% include "nav.html" %}\n\nText {: .lead}\n', "W119"
    ),
    "words for a template": Ordinary("# Site\n\nWelcome to {{ site.title }}.\n", "E212"),
    "front matter of a blog": Ordinary(
        '---\nlayout: post\ntitle: "Boats: a story"\ndate: 2026-05-01 10:00:00 +0200\n'
        "tags: [boats, quay]\n---\n\n# Boats\n\nText.\n"
    ),
    "front matter in TOML": Ordinary('+++\ntitle = "Boats"\n+++\n\n# Boats\n\nText.\n'),
    "front matter with anchors": Ordinary(
        "---\ndefault: &boat {sails: 2}\nskiff: *boat\n---\n\n# Boats\n\nText.\n"
    ),
    "formulas": Ordinary("# Sums\n\n$$\nF = \\rho g V\n$$\n\nIt costs $5 or $10.\n", "W119"),
    "struck and marked text": Ordinary("# Marks\n\n~~Old~~ and ==new==.\n", "W119"),
    "picture signs": Ordinary("# Signs\n\nWell done :tada: and :+1: at 10:30 or 1:2.\n", "W119"),
    "definitions": Ordinary("# Terms\n\nSkiff\n: A small boat.\n", "W119"),
    "links in double brackets": Ordinary("# Wiki\n\nSee [[Harbour|the harbour]].\n", "W119"),
    "a table of contents": Ordinary("# Book\n\n[TOC]\n\n## One\n\nText.\n", "W119"),
    "comments": Ordinary("# Text\n\n<!-- markdownlint-disable MD033 -->\n\nText.\n", "E107"),
    "details as on Git hosts": Ordinary(
        "# Text\n\n<details>\n<summary>More</summary>\n\nBoats.\n\n</details>\n", "E107"
    ),
    "details as the format has them": Ordinary(
        "# Text\n\n<details><summary>More</summary>\n\nBoats.\n\n</details>\n"
    ),
    "keys and breaks in HTML": Ordinary("# Keys\n\n<kbd>Ctrl</kbd>+<kbd>C</kbd>.<br>\n", "E107"),
    "a script": Ordinary("# Text\n\n<script src='x.js'></script>\n", "E108"),
    "hard breaks": Ordinary("# Breaks\n\nOne  \ntwo\\\nthree\n", "W119"),
    "escapes and entities": Ordinary(
        "# Signs\n\n\\*not stressed\\*, 5 &lt; 6 &amp; 7 &gt; 6, &copy; &#8212; AT&T, 1 < 2 > 0\n"
    ),
    "stress of all kinds": Ordinary(
        "# Stress\n\n*a* _b_ **c** __d__ ***e*** snake_case_word 2*3*4 * alone *\n"
    ),
    "Windows line ends and a mark": Ordinary("\ufeff# Text\r\n\r\nOne.\r\n\r\n- two\r\n"),
    "many languages": Ordinary(
        "# 港と船\n\nСудно стоїть. السفينة في الميناء. नाव घाट पर है। 배가 있다. 🚢⚓\n"
    ),
    "nothing": Ordinary("", "E101"),
    "only spaces": Ordinary("   \n\t\n", "E101"),
    "a lonely title": Ordinary("# Boats"),
    "two titles": Ordinary("# One\n\n# Two\n", "E101"),
    "minutes of a meeting": Ordinary(
        "# Meeting\n\n**Present:** Ada, Elias\n**Absent:** Maria\n\n## Decisions\n\n"
        "1. The quay is painted.\n2. Ada buys paint.\n\n---\n\n*Written by Elias*\n"
    ),
    "an API page": Ordinary(
        "# API\n\n## `GET /boats/{id}`\n\n| Key | Type |\n| --- | --- |\n| `id` | string |\n\n"
        '```json\n{"id": "skiff", "tags": ["a", "b"]}\n```\n'
    ),
    "a template for issues": Ordinary(
        "---\nname: Bug report\nabout: Tell us\nlabels: bug\nassignees: ''\n---\n\n"
        "# Bug\n\n**What happened**\n\n- [ ] I have looked for it\n"
    ),
    "a diagram": Ordinary("# Flow\n\n```mermaid\ngraph TD;\n  A-->B;\n```\n"),
}  # fmt: skip
