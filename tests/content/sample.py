"""A small clean content folder, written out, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from lms.content import loader
from lms.content.model import ContentSet

TODAY = date(2026, 11, 22)

PROGRAMME = """\
name:
  en: Harbour voices
  fi: Sataman äänet
languages: [en, fi]
paths:
  - id: ready
    title: {en: Ready, fi: Valmis}
    summary: {en: One short course., fi: Yksi lyhyt kurssi.}
    courses: [knots]
audiences:
  everyone: {en: Everyone, fi: Kaikki}
diagnostic:
  scale:
    - {en: Not at all, fi: En lainkaan}
    - {en: A little, fi: Vähän}
    - {en: Somewhat, fi: Jonkin verran}
    - {en: A good deal, fi: Melko lailla}
    - {en: Very much, fi: Täysin}
"""

POLICY = """\
contact:
  comms: {en: the harbour office, fi: satamakonttori}
"""

SOURCES = """\
- id: rope-act
  title: {en: Rope Act, fi: Köysilaki}
  url: https://www.finlex.fi/fi/rope
  checked: 2026-11-01
  review_by: 2027-05-01
  seen: page
"""

COURSE = """\
id: knots
mark: anchor
edition: 1
required_for: [everyone]
pass: {score: 80, critical: all}
attempts: {before_review: 2}
renew_after: 12 months
remind_after: 6 months
objectives: [C1]
quiz:
  draw: {C1: 2}
"""

GLOSSARY_EN = """\
---
status: ready
checked: 2026-11-20
---

# Glossary

## bowline

**Bowline**

A loop that does not slip.
"""

GLOSSARY_FI = """\
---
status: ready
checked: 2026-11-20
translates: en
---

# Sanasto

## bowline

**Paalusolmu**

Silmukka, joka ei luista.
"""

COURSE_EN = """\
---
status: ready
checked: 2026-11-20
promise: You tie one knot that holds.
---

# Knots

A course for everyone who works near the water.

## What you will be able to do

- **C1** Tie a loop that holds
"""

COURSE_FI = """\
---
status: ready
checked: 2026-11-20
translates: en
promise: Opit solmun, joka pitää.
---

# Solmut

Kurssi on kaikille, jotka työskentelevät veden äärellä.

## Mitä osaat kurssin jälkeen

- **C1** Teet silmukan, joka pitää
"""

MODULE_EN = """\
---
minutes: 3
teaches: [C1]
status: ready
checked: 2026-11-20
checked_by: legal
---

# One loop

A boat drifts past the quay in the evening wind.
You hold the end of its rope.

## The loop

A [bowline](../glossary.en.md#bowline) holds without slipping.
Ask {{contact.comms}} for a rope to try with.

> [!IMPORTANT]
> **The rule.** A rope across a lane is marked.[^act]

![A rope laid in a loop on a wooden deck](media/loop.svg "The loop, from above")

| Part | Name |
| --- | --- |
| the long end | standing part |
| the short end | working end |

[A film of the loop being tied](media/tying.mp4)

## Practice `tie-it`

Tie the loop with your eyes closed.

- [ ] It holds when pulled.

<details><summary>One way</summary>

Make a small eye first and come up through it.

</details>

## Check yourself

### single `check-slip`

What does a bowline do under load?

- [x] (a) It holds.
  > Right, the turn locks itself.
- [ ] (b) It slips.
  > Another loop does that.

**Why:** The turn around the long end locks it.

**Review:** [The loop](10-one-loop.en.md#the-loop)

## In short

- One loop is enough to begin with.
- It holds under load.

[^act]: [Rope Act](https://www.finlex.fi/fi/rope), section 2.
"""

MODULE_FI = """\
---
minutes: 3
teaches: [C1]
status: ready
checked: 2026-11-20
checked_by: legal
translates: en
---

# Yksi silmukka

Vene ajelehtii laiturin ohi iltatuulessa.
Pidät kiinni sen köyden päästä.

## Silmukka

[Paalusolmu](../glossary.fi.md#bowline) pitää luistamatta.
Harjoitusköyttä antaa {{contact.comms}}.

> [!IMPORTANT]
> **Sääntö.** Väylän poikki vedetty köysi merkitään.[^act]

![Köysi silmukalla puisella laiturilla](media/loop.svg "Silmukka ylhäältä")

| Osa | Nimi |
| --- | --- |
| pitkä pää | kiinteä osa |
| lyhyt pää | juokseva osa |

[Filmi silmukan tekemisestä](media/tying.mp4)

## Harjoitus `tie-it`

Tee silmukka silmät kiinni.

- [ ] Se pitää, kun vedät.

<details><summary>Yksi tapa</summary>

Tee ensin pieni silmä ja nouse sen läpi.

</details>

## Testaa itsesi

### single `check-slip`

Mitä paalusolmu tekee kuormassa?

- [x] (a) Se pitää.
  > Niin, kierros lukitsee itsensä.
- [ ] (b) Se luistaa.
  > Niin tekee toinen silmukka.

**Miksi:** Kierros pitkän pään ympäri lukitsee sen.

**Kertaa:** [Silmukka](10-one-loop.fi.md#silmukka)

## Lyhyesti

- Yksi silmukka riittää alkuun.
- Se pitää kuormassa.

[^act]: [Köysilaki](https://www.finlex.fi/fi/rope), 2 §.
"""

QUIZ_EN = """\
---
status: ready
checked: 2026-11-20
---

# Knots: quiz

## C1 Tie a loop that holds

### single `evening-wind` critical

The wind rises and the boat pulls.
Which loop do you tie?

- [ ] (a) A slip knot
  > It tightens on the post and stays there.
- [x] (b) A bowline
  > Yes, it holds and opens again.
- [ ] (c) Two half hitches
  > They hold a while and then creep.

**Why:** A loop that neither slips nor jams is worth most in wind.

**Review:** [The loop](10-one-loop.en.md#the-loop)

### multiple `good-rope`

Which ropes will do?

- [x] (a) A dry one
  > Dry fibre grips.
- [x] (b) A clean one
  > Sand cuts fibre.
- [ ] (c) A frayed one
  > It parts where it is thin.

**Why:** The knot is as good as its rope.

**Review:** [The loop](10-one-loop.en.md#the-loop)

### truefalse `jams`

A bowline jams under load.

- [ ] (t) True
  > It opens by hand afterwards.
- [x] (f) False
  > Right, it opens by hand.

**Why:** The bend at the back loosens it.

**Review:** [The loop](10-one-loop.en.md#the-loop)

### match `ends`

Pair the end with its name.

| End | Name |
| --- | --- |
| (a) long | (p) standing part |
| (b) short | (q) working end |
| | (r) anchor |

**Why:** Names make it easy to help each other.

**Review:** [The loop](10-one-loop.en.md#the-loop)

### order `steps`

Put the steps in order.

1. (a) Make an eye.
2. (b) Come up through it.
3. (c) Go round and down.

**Why:** The eye comes first.

**Review:** [The loop](10-one-loop.en.md#the-loop)

### text `its-name`

What is the loop called?

- [x] (a) bowline
- [ ] (b) noose
  > A noose tightens.

**Why:** Its name comes from the bow of a ship.

**Review:** [The loop](10-one-loop.en.md#the-loop)
"""

QUIZ_FI = """\
---
status: ready
checked: 2026-11-20
translates: en
---

# Solmut: koe

## C1 Tee silmukka, joka pitää

### single `evening-wind` critical

Tuuli nousee ja vene vetää.
Minkä silmukan teet?

- [ ] (a) Juoksusilmukan
  > Se kiristyy pollariin ja jää siihen.
- [x] (b) Paalusolmun
  > Niin, se pitää ja aukeaa taas.
- [ ] (c) Kaksi puolisolmua
  > Ne pitävät hetken ja luistavat sitten.

**Miksi:** Tuulessa arvokkain on silmukka, joka ei luista eikä jumitu.

**Kertaa:** [Silmukka](10-one-loop.fi.md#silmukka)

### multiple `good-rope`

Mitkä köydet kelpaavat?

- [x] (a) Kuiva
  > Kuiva kuitu pitää.
- [x] (b) Puhdas
  > Hiekka leikkaa kuitua.
- [ ] (c) Rispaantunut
  > Se katkeaa ohuesta kohdasta.

**Miksi:** Solmu on köytensä veroinen.

**Kertaa:** [Silmukka](10-one-loop.fi.md#silmukka)

### truefalse `jams`

Paalusolmu jumittuu kuormassa.

- [ ] (t) Totta
  > Se aukeaa jälkeenpäin käsin.
- [x] (f) Tarua
  > Niin, sen saa auki käsin.

**Miksi:** Takana oleva mutka löysää sen.

**Kertaa:** [Silmukka](10-one-loop.fi.md#silmukka)

### match `ends`

Yhdistä pää ja nimi.

| Pää | Nimi |
| --- | --- |
| (a) pitkä | (p) kiinteä osa |
| (b) lyhyt | (q) juokseva osa |
| | (r) ankkuri |

**Miksi:** Nimien avulla on helppo auttaa.

**Kertaa:** [Silmukka](10-one-loop.fi.md#silmukka)

### order `steps`

Laita vaiheet järjestykseen.

1. (a) Tee silmä.
2. (b) Nouse sen läpi.
3. (c) Kierrä ja laske.

**Miksi:** Silmä tulee ensin.

**Kertaa:** [Silmukka](10-one-loop.fi.md#silmukka)

### text `its-name`

Mikä on silmukan nimi?

- [x] (a) paalusolmu
- [x] (c) paalusolmun
- [ ] (b) hirttosilmukka
  > Se kiristyy.

**Miksi:** Solmulla kiinnitytään paaluun.

**Kertaa:** [Silmukka](10-one-loop.fi.md#silmukka)
"""

DIAGNOSTIC_EN = """\
---
status: ready
checked: 2026-11-20
---

# What keeps you from tying?

Two sentences, and nobody else sees what you answer.

## Statements

### scale `slow` R1

I have had no time to learn knots.

### scale `quick` R1

I learn best in short pieces.

## Where to begin

| Reason | Begin here |
| --- | --- |
| R1 I have had no time | [Knots](knots/course.en.md) |
"""

DIAGNOSTIC_FI = """\
---
status: ready
checked: 2026-11-20
translates: en
---

# Mikä estää solmimasta?

Kaksi väittämää, eikä vastauksiasi näe kukaan muu.

## Väittämät

### scale `slow` R1

En ole ehtinyt opetella solmuja.

### scale `quick` R1

Opin parhaiten pienissä paloissa.

## Mistä aloittaa

| Syy | Aloita tästä |
| --- | --- |
| R1 En ole ehtinyt | [Solmut](knots/course.fi.md) |
"""

SCENARIO_EN = """\
---
teaches: [C1]
status: ready
checked: 2026-11-20
---

# Adrift

You are on the quay when a boat comes loose.

## start

The boat drifts towards the bridge.

- [x] (a) Call the harbour office and throw a line. [Call](#line-out)
  > A call takes a moment and brings hands.
- [~] (b) Throw a line first and call later. [Throw](#line-out)
  > The line helps; two people would have been faster.
- [ ] (c) Jump into the water. [Jump](#cold-water)
  > The water takes your breath before you reach the boat.

## line-out

Somebody on board holds the other end.

- [x] (a) Tie a bowline round the post. [Tie](#end-held)
  > It holds and opens again.
- [ ] (b) Hold the rope in your hands. [Hold](#cold-water)
  > The boat is heavier than you are.

## cold-water

You are wet and the boat is further away.

- [x] (a) Climb out and call for help. [Call](#end-helped)
  > Late, and still the right thing.
- [~] (b) Swim to the steps and try the line again. [Try](#line-out)
  > You get there, shivering.

## end-held

The boat lies still, and the crew waves.

## end-helped

The pilot boat brings her back, and you get a blanket.
"""

SCENARIO_FI = """\
---
teaches: [C1]
status: ready
checked: 2026-11-20
translates: en
---

# Ajelehtiva vene

Olet laiturilla, kun vene pääsee irti.

## start

Vene ajelehtii siltaa kohti.

- [x] (a) Soita satamakonttoriin ja heitä köysi. [Soita](#line-out)
  > Puhelu vie hetken ja tuo apukäsiä.
- [~] (b) Heitä köysi ensin ja soita myöhemmin. [Heitä](#line-out)
  > Köysi auttaa, mutta kaksin olisi käynyt nopeammin.
- [ ] (c) Hyppää veteen. [Hyppää](#cold-water)
  > Vesi salpaa hengen, ennen kuin ehdit veneelle.

## line-out

Joku pitää veneessä köyden toisesta päästä.

- [x] (a) Tee paalusolmu pollarin ympäri. [Solmi](#end-held)
  > Se pitää ja aukeaa taas.
- [ ] (b) Pidä köydestä käsin kiinni. [Pidä](#cold-water)
  > Vene painaa enemmän kuin sinä.

## cold-water

Olet märkä, ja vene on kauempana.

- [x] (a) Nouse ylös ja soita apua. [Soita](#end-helped)
  > Myöhään, mutta silti oikein.
- [~] (b) Ui portaille ja kokeile köyttä uudelleen. [Kokeile](#line-out)
  > Pääset perille kylmästä väristen.

## end-held

Vene pysyy paikallaan, ja väki vilkuttaa.

## end-helped

Luotsivene tuo veneen takaisin, ja saat huovan.
"""

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">'
    '<rect width="640" height="360" rx="12" fill="#eef"/></svg>\n'
)

FILM = "\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + "frames " * 100
CAPTIONS_EN = "WEBVTT\n\n00:00.000 --> 00:02.000\nMake a small eye.\n"
CAPTIONS_FI = "WEBVTT\n\n00:00.000 --> 00:02.000\nTee pieni silmä.\n"

CLEAN: Mapping[str, str] = {
    "programme.yml": PROGRAMME,
    "policy.example.yml": POLICY,
    "sources.yml": SOURCES,
    "glossary.en.md": GLOSSARY_EN,
    "glossary.fi.md": GLOSSARY_FI,
    "diagnostic.en.md": DIAGNOSTIC_EN,
    "diagnostic.fi.md": DIAGNOSTIC_FI,
    "knots/course.yml": COURSE,
    "knots/course.en.md": COURSE_EN,
    "knots/course.fi.md": COURSE_FI,
    "knots/10-one-loop.en.md": MODULE_EN,
    "knots/10-one-loop.fi.md": MODULE_FI,
    "knots/quiz.en.md": QUIZ_EN,
    "knots/quiz.fi.md": QUIZ_FI,
    "knots/scenario-adrift.en.md": SCENARIO_EN,
    "knots/scenario-adrift.fi.md": SCENARIO_FI,
    "knots/media/loop.svg": PICTURE,
    "knots/media/tying.mp4": FILM,
    "knots/media/tying.en.vtt": CAPTIONS_EN,
    "knots/media/tying.fi.vtt": CAPTIONS_FI,
    "knots/media/tying.en.txt": "Two hands make a small eye in a rope.\n",
    "knots/media/tying.fi.txt": "Kaksi kättä tekee köyteen pienen silmän.\n",
    "knots/media/licences.yml": (
        "loop.svg: {by: the project, licence: MIT}\ntying.mp4: {by: the project, licence: MIT}\n"
    ),
}


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Put files into a folder."""
    for path, text in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def a_folder(root: Path, *edits: tuple[str, str, str], **more: str | bytes) -> Path:
    """The clean folder with some texts replaced and some files added."""
    files: dict[str, str | bytes] = {**CLEAN}
    for path, old, new in edits:
        text = files[path]
        assert isinstance(text, str)
        assert old in text, f"{old!r} is not in {path}"
        files[path] = text.replace(old, new, 1)
    files.update(more)
    return write(root, files)


def load(*roots: Path) -> ContentSet:
    """Read a folder, or a folder and an overlay, in this process."""
    return loader.load(roots, today=TODAY)
