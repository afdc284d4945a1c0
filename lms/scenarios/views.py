"""The pages of a scenario: the beginning, one scene a page, and the way told back at its end."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from lms.authz import Permission
from lms.content.model import Course, Scenario, ScenarioText
from lms.courses.shown import ShownCourse, in_language, shown
from lms.scenarios import queries, services
from lms.scenarios.queries import Play
from lms.scenarios.story import Story, Taken, follow
from lms.web import context
from lms.web.guard import requires

bp = Blueprint("scenarios", __name__)

_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class _Told:
    """A play together with the text it follows."""

    play: Play
    course: ShownCourse
    text: ScenarioText
    story: Story


def _scenario_or_404(course: str, scenario: str) -> tuple[Course, Scenario, ScenarioText]:
    found = context.content().course(course)
    item = found.scenario(scenario) if found else None
    if found is None or item is None:
        abort(404)
    text: ScenarioText = in_language(item.texts, context.language())[1]
    return found, item, text


@bp.get("/courses/<course>/scenarios/<scenario>")
@requires(Permission.MODULE_READ)
def start(course: str, scenario: str) -> str:
    """Where a scenario begins, or goes on."""
    found, item, text = _scenario_or_404(course, scenario)
    latest = queries.latest_play(
        context.db(), person_id=context.viewer().person_id, course=found.slug, scenario=item.slug
    )
    story = follow(text, latest.taken) if latest else None
    return render_template(
        "scenarios/start.html",
        course=shown(found, context.language()),
        scenario=item.slug,
        text=text,
        play=latest,
        story=story if story and story.passed else None,
        changed="changed" in request.args or (latest is not None and story is None),
        token=secrets.token_hex(16),
    )


@bp.post("/courses/<course>/scenarios/<scenario>")
@requires(Permission.MODULE_READ)
def begin(course: str, scenario: str) -> Response:
    """Begin a play; the same form begins one play however often it is sent."""
    found, item, _text = _scenario_or_404(course, scenario)
    return _begun(found.slug, item.slug)


def _begun(course: str, scenario: str, taken: tuple[Taken, ...] = ()) -> Response:
    sent = request.form.get("token", "")
    play = services.begin(
        context.db(),
        person_id=context.viewer().person_id,
        course=course,
        scenario=scenario,
        token=sent if _TOKEN.fullmatch(sent) else secrets.token_hex(16),
        now=context.now(),
        taken=taken,
    )
    return _to_step(course, scenario, play, len(taken) + 1)


def _to_step(course: str, scenario: str, play: int, step: int) -> Response:
    return redirect(
        url_for("scenarios.scene", course=course, scenario=scenario, play=play, step=step),
        code=303,
    )


def _play(db: Session, *, course: str, scenario: str, play: int, step: int) -> Play | None:
    return queries.play_at(db, course=course, scenario=scenario, play=play, step=step)


def _told(play: Play) -> _Told | Response:
    """The story of a play, or the way to the start when the content has left it behind."""
    found = context.content().course(play.course)
    item = found.scenario(play.scenario) if found else None
    if found is None:
        abort(404)
    if item is None:
        return redirect(url_for("courses.course", course=play.course), code=303)
    text: ScenarioText = in_language(item.texts, context.language())[1]
    story = follow(text, play.taken)
    if story is None:
        return redirect(
            url_for("scenarios.start", course=play.course, scenario=play.scenario, changed=1),
            code=303,
        )
    if not 1 <= play.step <= story.step:
        return _to_step(play.course, play.scenario, play.id, story.step)
    return _Told(play, shown(found, context.language()), text, story)


@bp.get("/courses/<course>/scenarios/<scenario>/<int:play>/<int:step>")
@requires(Permission.SCENARIO_PLAY, load=_play)
def scene(play: Play) -> Any:
    """A scene to choose in, what came of a choice, or an ending with the way told back."""
    told = _told(play)
    return _page(told) if isinstance(told, _Told) else told


@bp.post("/courses/<course>/scenarios/<scenario>/<int:play>/<int:step>")
@requires(Permission.SCENARIO_PLAY, load=_play)
def choose(play: Play) -> Any:
    """Choose in a scene; the first choice stays, and another way is another play."""
    told = _told(play)
    if not isinstance(told, _Told):
        return told
    now = told.story.now
    if play.step == told.story.step and not told.story.is_over:
        choice = now.choice(request.form.get("choice", ""))
        if choice is None:
            return _page(told, error=str(_("Choose what you do"))), 422
        services.choose(
            context.db(),
            play_id=play.id,
            step=play.step,
            taken=Taken(now.name, choice.letter),
            now=context.now(),
        )
    return _to_step(play.course, play.scenario, play.id, play.step)


@bp.post("/courses/<course>/scenarios/<scenario>/<int:play>/<int:step>/again")
@requires(Permission.SCENARIO_PLAY, load=_play)
def again(play: Play) -> Any:
    """Begin another play that goes the same way up to this step."""
    told = _told(play)
    if not isinstance(told, _Told):
        return told
    return _begun(play.course, play.scenario, play.taken[: play.step - 1])


def _page(told: _Told, *, error: str | None = None) -> str:
    story, step = told.story, told.play.step
    passed = story.passed[step - 1] if step < story.step else None
    ending = passed is None and story.is_over
    return render_template(
        "scenarios/ending.html" if ending else "scenarios/scene.html",
        course=told.course,
        scenario=told.play.scenario,
        play=told.play.id,
        text=told.text,
        step=step,
        scene=passed.scene if passed else story.now,
        chosen=passed.choice if passed else None,
        passed=story.passed,
        error=error,
        token=secrets.token_hex(16),
    )
