"""The map of a scenario: scenes in layers, choices as lines, drawn by pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from markupsafe import Markup, escape

from lms.content import scenario
from lms.content.model import Choice, Grade, Scene

Kind = Literal["start", "scene", "ending", "missing"]
Mark = Literal["", "dead-end", "unreached"]

MARGIN = 16
SPACE = 28  # between boxes of one layer
GAP = 60  # between layers, before tracks
TRACK = 10  # between lines that run side by side
LETTER = 8.6  # the widest a letter of a name gets
LINE = 19
CELL_WIDTH = 96
CELL_HEIGHT = 28
LEAST_WIDTH = 192
ROW = 24  # letters of a name on one line
SWEEPS = 8

_BEST = (Grade.GOOD, Grade.PASSABLE, Grade.POOR)


@dataclass(frozen=True, slots=True)
class Cell:
    """One choice at the foot of its scene's box; its line begins below its middle."""

    letter: str
    grade: Grade
    x: float
    width: float

    @property
    def middle(self) -> float:
        """Where its line begins."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Box:
    """A scene, an ending, or a name that choices lead to and no scene has."""

    name: str
    kind: Kind
    mark: Mark
    best: Grade | None  # of an ending: the worst step of the best way there
    rows: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    cells: tuple[Cell, ...]

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def foot(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Way:
    """The line of one choice, as points; between two of them it is straight or swings softly."""

    scene: str
    letter: str
    to: str
    grade: Grade
    points: tuple[tuple[float, float], ...]
    is_back: bool  # leads up again, around the boxes

    def path(self) -> str:
        """The line as SVG writes it."""
        made = [f"M{_n(self.points[0][0])} {_n(self.points[0][1])}"]
        for (x, y), (next_x, next_y) in pairwise(self.points):
            if self.is_back or x == next_x:
                made.append(f"L{_n(next_x)} {_n(next_y)}")
            else:
                half = (y + next_y) / 2
                made.append(
                    f"C{_n(x)} {_n(half)} {_n(next_x)} {_n(half)} {_n(next_x)} {_n(next_y)}"
                )
        return "".join(made)


@dataclass(frozen=True, slots=True)
class ScenarioMap:
    """Everything placed."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]


def best_grades(scenes: Sequence[Scene]) -> Mapping[str, Grade]:
    """For every reached scene the worst step of the best way there."""
    by_name = {scene.name: scene for scene in scenes}
    found: dict[str, Grade] = {}
    for place, grade in enumerate(_BEST):
        allowed = set(_BEST[: place + 1])
        waiting = [scenario.START] if scenario.START in by_name else []
        seen = set(waiting)
        while waiting:
            name = waiting.pop()
            found.setdefault(name, grade)
            for choice in by_name[name].choices:
                if choice.grade in allowed and choice.to in by_name and choice.to not in seen:
                    seen.add(choice.to)
                    waiting.append(choice.to)
    return found


def draw(scenes: Sequence[Scene]) -> ScenarioMap:
    """Place every scene and every choice; no two boxes touch and no line runs through one."""
    if not scenes:
        return ScenarioMap(2 * MARGIN, 2 * MARGIN, (), ())
    return _Drawing(scenes).made()


@dataclass(slots=True)
class _Node:
    """A box, or a place that a long line passes in a layer between its ends."""

    key: str
    layer: int
    width: float
    height: float = 0
    x: float = 0
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


_Key = tuple[str, int]
"""A scene and the place of one of its choices."""


class _Drawing:
    """One drawing in the making: layers, order, places, lines."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.scenes = {scene.name: scene for scene in scenes}
        missing = (
            choice.to
            for scene in scenes
            for choice in scene.choices
            if choice.to not in self.scenes
        )
        self.missing = list(dict.fromkeys(missing))
        self.names = [*self.scenes, *self.missing]
        self.unreached = set(scenario.unreached(scenes))
        led_to = {
            choice.to
            for scene in scenes
            if scene.name not in self.unreached
            for choice in scene.choices
        }
        self.stray = self.unreached | {name for name in self.missing if name not in led_to}
        self.dead = set(scenario.dead_ends(scenes))
        self.best = best_grades(scenes)
        self.nodes: dict[str, _Node] = {}
        self.chains: dict[_Key, tuple[str, ...]] = {}
        self.backs: list[_Key] = []

    def made(self) -> ScenarioMap:
        """The finished map."""
        layers = self._layers()
        self._nodes(layers)
        rows = self._order()
        self._spread(rows)
        return self._placed(rows)

    def _choices(self, name: str) -> tuple[Choice, ...]:
        scene = self.scenes.get(name)
        return scene.choices if scene is not None else ()

    # Layers

    def _layers(self) -> dict[str, int]:
        """For every name its layer: below all that lead to it, unless a way turns back there."""
        first = [scenario.START] if scenario.START in self.scenes else []
        order, back = self._walk([*first, *self.names])
        layers = dict.fromkeys(self.names, 0)
        for name in order:
            for at, choice in enumerate(self._choices(name)):
                rises = name in self.stray and choice.to not in self.stray
                if (name, at) not in back and not rises:
                    layers[choice.to] = max(layers[choice.to], layers[name] + 1)
        lowest = max(
            (layer for name, layer in layers.items() if name not in self.stray), default=-1
        )
        for name in self.stray:
            layers[name] += lowest + 1
        return layers

    def _walk(self, starts: Iterable[str]) -> tuple[list[str], set[_Key]]:
        """Names so that each stands before those it leads to, and the choices that turn back."""
        done: list[str] = []
        opened: set[str] = set()
        closed: set[str] = set()
        back: set[_Key] = set()
        for start in starts:
            stack = [] if start in opened else [(start, iter(enumerate(self._choices(start))))]
            opened.add(start)
            while stack:
                name, rest = stack[-1]
                at, choice = next(rest, (0, None))
                if choice is None:
                    closed.add(name)
                    done.append(name)
                    stack.pop()
                elif choice.to not in opened:
                    opened.add(choice.to)
                    stack.append((choice.to, iter(enumerate(self._choices(choice.to)))))
                elif choice.to not in closed:
                    back.add((name, at))
        return done[::-1], back

    # Nodes and the places that long lines pass

    def _nodes(self, layers: Mapping[str, int]) -> None:
        for name in self.names:
            self.nodes[name] = _Node(name, layers[name], self._width(name), self._height(name))
        for name in self.names:
            for at, choice in enumerate(self._choices(name)):
                if layers[choice.to] <= layers[name]:
                    self.backs.append((name, at))
                    continue
                keys = [name]
                for layer in range(layers[name] + 1, layers[choice.to]):
                    key = f"{name} {at} {layer}"
                    self.nodes[key] = _Node(key, layer, 2 * TRACK)
                    keys.append(key)
                keys.append(choice.to)
                self.chains[name, at] = tuple(keys)
                for upper, lower in pairwise(keys):
                    self.nodes[upper].below.append(lower)
                    self.nodes[lower].above.append(upper)

    def _rows(self, name: str) -> tuple[str, ...]:
        """A name on as many lines as it needs, broken at hyphens."""
        rows = [""]
        for part in name.replace("-", "-\0").split("\0"):
            pieces = [part[at : at + ROW] for at in range(0, len(part), ROW)]
            for piece in pieces:
                if rows[-1] and len(rows[-1]) + len(piece) > ROW:
                    rows.append("")
                rows[-1] += piece
        return tuple(rows)

    def _width(self, name: str) -> float:
        longest = max(len(row) for row in self._rows(name))
        cells = len(self._choices(name)) * CELL_WIDTH
        return max(LEAST_WIDTH, cells, longest * LETTER + 24)

    def _height(self, name: str) -> float:
        words = 0 if self._kind(name) == "scene" and not self._mark(name) else 1
        both = 1 if self._kind(name) != "scene" and self._mark(name) else 0
        cells = CELL_HEIGHT if self._choices(name) else 0
        return 16 + LINE * (len(self._rows(name)) + words + both) + cells

    def _kind(self, name: str) -> Kind:
        scene = self.scenes.get(name)
        if scene is None:
            return "missing"
        if name == scenario.START:
            return "start"
        return "ending" if scene.is_ending else "scene"

    def _mark(self, name: str) -> Mark:
        if name in self.unreached:
            return "unreached"
        return "dead-end" if name in self.dead else ""

    # Order within the layers

    def _order(self) -> list[list[_Node]]:
        count = max(node.layer for node in self.nodes.values()) + 1
        rows: list[list[_Node]] = [[] for _ in range(count)]
        for node in self.nodes.values():
            rows[node.layer].append(node)
        for sweep in range(SWEEPS):
            down = sweep % 2 == 0
            for row in rows if down else rows[::-1]:
                places = {
                    node.key: at / max(len(other), 1)
                    for other in rows
                    for at, node in enumerate(other)
                }
                row.sort(key=lambda node, places=places, down=down: _mean(  # type: ignore[misc]
                    [places[key] for key in (node.above if down else node.below)],
                    places[node.key],
                ))  # fmt: skip
        return rows

    def _spread(self, rows: Sequence[Sequence[_Node]]) -> None:
        """Give every node its place: near those it is joined to, and never on another."""
        for row in rows:
            at = 0.0
            for node in row:
                node.x = at
                at += node.width + SPACE
        for sweep in range(SWEEPS):
            down = sweep % 2 == 0
            for row in rows if down else rows[::-1]:
                wanted = [
                    _mean(
                        [
                            self.nodes[key].middle
                            for key in ((node.above if down else node.below) or node.above)
                        ],
                        node.middle,
                    )
                    - node.width / 2
                    for node in row
                ]
                at = float("-inf")
                for node, place in zip(row, wanted, strict=True):
                    node.x = max(place, at)
                    at = node.x + node.width + SPACE
                shift = sum(place - node.x for node, place in zip(row, wanted, strict=True)) / len(
                    row
                )
                for node in row:
                    node.x += shift
        least = min(node.x for node in self.nodes.values())
        for node in self.nodes.values():
            node.x += MARGIN - least

    # Places

    def _placed(self, rows: Sequence[Sequence[_Node]]) -> ScenarioMap:
        tracks = [0] * (len(rows) + 1)  # turning lines in the gap above each layer
        lanes: list[tuple[int, int, int, int]] = []
        for name, at in self.backs:
            to = self._choices(name)[at].to
            leave, enter = self.nodes[name].layer + 1, self.nodes[to].layer
            first = tracks[leave]
            tracks[leave] += 1
            lanes.append((leave, first, enter, tracks[enter]))
            tracks[enter] += 1
        tops: list[float] = []
        feet: list[float] = []
        y = float(MARGIN)
        for layer, row in enumerate(rows):
            y += (GAP if layer else 0) + tracks[layer] * TRACK
            tops.append(y)
            y += max(node.height for node in row)
            feet.append(y)
        y += tracks[-1] * TRACK + (TRACK if tracks[-1] else 0)
        boxes = {name: self._box(name, tops[self.nodes[name].layer]) for name in self.names}
        right = max(node.x + node.width for node in self.nodes.values())
        entries = self._entries(boxes)
        ways = [self._down(boxes, entries, key, tops, feet) for key in self.chains]
        for lane, (key, turn) in enumerate(zip(self.backs, lanes, strict=True)):
            leave, first, enter, last = turn
            x = right + SPACE / 2 + lane * TRACK
            below = feet[leave - 1] + TRACK * (first + 1)
            over = tops[enter] - GAP / 3 - TRACK * last if enter else tops[0] - TRACK * (last + 1)
            ways.append(self._back(boxes, entries, key, (x, below, over)))
        width = right + MARGIN + (SPACE + TRACK * len(self.backs) if self.backs else 0)
        return ScenarioMap(width, y + MARGIN, tuple(boxes.values()), tuple(ways))

    def _box(self, name: str, top: float) -> Box:
        node, choices = self.nodes[name], self._choices(name)
        wide = node.width / max(len(choices), 1)
        kind = self._kind(name)
        return Box(
            name=name,
            kind=kind,
            mark=self._mark(name),
            best=self.best.get(name) if kind == "ending" else None,
            rows=self._rows(name),
            x=node.x,
            y=top,
            width=node.width,
            height=node.height,
            cells=tuple(
                Cell(choice.letter, choice.grade, node.x + wide * at, wide)
                for at, choice in enumerate(choices)
            ),
        )

    def _entries(self, boxes: Mapping[str, Box]) -> dict[_Key, float]:
        """Where each line comes in, side by side along the top of its box."""
        coming: dict[str, list[tuple[float, _Key]]] = {}
        for name in self.names:
            pairs = zip(self._choices(name), boxes[name].cells, strict=True)
            for at, (choice, cell) in enumerate(pairs):
                coming.setdefault(choice.to, []).append((cell.middle, (name, at)))
        found: dict[_Key, float] = {}
        for to, lines in coming.items():
            box = boxes[to]
            step = min(24.0, (box.width - 24) / len(lines))
            begin = box.x + box.width / 2 - step * (len(lines) - 1) / 2
            for at, (_x, key) in enumerate(sorted(lines)):
                found[key] = begin + step * at
        return found

    def _down(
        self,
        boxes: Mapping[str, Box],
        entries: Mapping[_Key, float],
        key: _Key,
        tops: Sequence[float],
        feet: Sequence[float],
    ) -> Way:
        name, at = key
        choice, cell = self._choices(name)[at], boxes[name].cells[at]
        foot = feet[self.nodes[name].layer]
        points = [(cell.middle, boxes[name].foot)]
        if boxes[name].foot < foot:
            points.append((cell.middle, foot))
        for passed in self.chains[key][1:-1]:
            node = self.nodes[passed]
            points += [(node.middle, tops[node.layer]), (node.middle, feet[node.layer])]
        points.append((entries[key], boxes[choice.to].y))
        return Way(name, choice.letter, choice.to, choice.grade, tuple(points), is_back=False)

    def _back(
        self,
        boxes: Mapping[str, Box],
        entries: Mapping[_Key, float],
        key: _Key,
        turn: tuple[float, float, float],
    ) -> Way:
        name, at = key
        choice, cell = self._choices(name)[at], boxes[name].cells[at]
        lane, below, over = turn
        points = (
            (cell.middle, boxes[name].foot),
            (cell.middle, below),
            (lane, below),
            (lane, over),
            (entries[key], over),
            (entries[key], boxes[choice.to].y),
        )
        return Way(name, choice.letter, choice.to, choice.grade, points, is_back=True)


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def svg(made: ScenarioMap, words: Mapping[str, str]) -> Markup:
    """The map as SVG; every box leads to its scene's text, `#scene-` and its name, on the page.

    `words` says in the reader's language: `title`, `start`, `missing`, `dead-end`, `unreached`,
    and for each grade its word and `ending-` with its name.
    """
    parts = [_way(way) for way in made.ways] + [_boxed(box, words) for box in made.boxes]
    return Markup(
        '<svg class="scenario-map" xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" '
        'viewBox="0 0 {w} {h}" role="group" aria-label="{title}">{parts}</svg>'
    ).format(
        w=_n(made.width), h=_n(made.height), title=words["title"], parts=Markup("").join(parts)
    )


def _way(way: Way) -> Markup:
    x, y = way.points[-1]
    tip = f"M{_n(x - 5)} {_n(y - 9)}L{_n(x + 5)} {_n(y - 9)}L{_n(x)} {_n(y)}Z"
    return Markup(
        '<path class="map-way map-{grade}" d="{path}"/>'
        '<path class="map-tip map-{grade}" d="{tip}"/>'
    ).format(grade=way.grade.value, path=way.path(), tip=tip)


def said(box: Box, words: Mapping[str, str]) -> list[str]:
    """What is special about a scene, in words."""
    found = []
    if box.kind == "ending":
        found.append(words[f"ending-{box.best.value}" if box.best else "ending"])
    elif box.kind in {"start", "missing"}:
        found.append(words[box.kind])
    if box.mark:
        found.append(words[box.mark])
    return found


def _boxed(box: Box, words: Mapping[str, str]) -> Markup:
    special = said(box, words)
    radius = 22 if box.kind == "ending" else 10
    kind = f"map-box map-{box.kind}" + (f" map-{box.mark}" if box.mark else "")
    made = [
        Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(
            kind, _n(box.x), _n(box.y), _n(box.width), _n(box.height), radius
        )
    ]
    if box.kind == "ending":
        made.append(
            Markup('<rect class="map-inner" x="{}" y="{}" width="{}" height="{}" rx="18"/>').format(
                _n(box.x + 4), _n(box.y + 4), _n(box.width - 8), _n(box.height - 8)
            )
        )
    y = box.y + 8 + LINE * 0.75
    for row in box.rows:
        made.append(_text("map-name", box.x + box.width / 2, y, row))
        y += LINE
    for line in special:
        made.append(_text("map-word", box.x + box.width / 2, y, line))
        y += LINE
    made += [_cell_svg(cell, box, words) for cell in box.cells]
    inside = Markup("").join(made)
    if box.kind == "missing":
        return Markup("<g>{}</g>").format(inside)
    label = ", ".join([box.name, *special])
    return Markup('<a href="#scene-{}" aria-label="{}">{}</a>').format(box.name, label, inside)


def _cell_svg(cell: Cell, box: Box, words: Mapping[str, str]) -> Markup:
    y = box.foot - CELL_HEIGHT
    line = Markup('<path class="map-cell" d="M{} {}h{}"/>').format(
        _n(cell.x), _n(y), _n(cell.width)
    )
    mark = Markup('<circle class="map-dot map-{}" cx="{}" cy="{}" r="5"/>').format(
        cell.grade.value, _n(cell.middle - 38), _n(y + CELL_HEIGHT / 2)
    )
    choice = f"{cell.letter} {words[cell.grade.value]}"
    return line + mark + _text("map-choice", cell.middle + 8, y + CELL_HEIGHT / 2 + 4, choice)


def _text(kind: str, x: float, y: float, words: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(
        kind, _n(x), _n(y), escape(words)
    )
