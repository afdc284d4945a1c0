"""The floor: the least an application with Flask, Flask-Login, Jinja and SQLAlchemy does.

Reading: a signed-in person, one course, one module, five progress rows, one page. Writing: the
same person and one progress row. Both databases are SQLite files with the product's own settings.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, redirect, render_template
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from lms.database import make_engine


class Base(DeclarativeBase):
    """The floor's tables."""


class User(UserMixin, Base):
    """A signed-in person."""

    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))


class Course(Base):
    """A course."""

    __tablename__ = "course"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(100))


class Module(Base):
    """A module with its rendered text."""

    __tablename__ = "module"
    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    title: Mapped[str] = mapped_column(String(100))
    body: Mapped[str]


class Progress(Base):
    """A module read."""

    __tablename__ = "progress"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    module: Mapped[str] = mapped_column(String(100))
    read_at: Mapped[datetime]


def create_floor(folder: Path, body: str) -> Flask:
    """The floor with its rows; `body` is the HTML of a real module, so both send as much text."""
    engine = make_engine(f"sqlite:///{folder}/floor.db")
    Base.metadata.create_all(engine)
    with Session(engine) as db, db.begin():
        db.add(User(id=1, name="Ada Example"))
        db.add(Course(id=1, title="Confidentiality"))
        db.flush()
        db.add(Module(id=1, course_id=1, title="Three tests", body=body))
        db.add_all(
            Progress(user_id=1, module=f"module-{number}", read_at=datetime.now(UTC))
            for number in range(5)
        )
    app = Flask("floor", template_folder=str(Path(__file__).parent / "templates"))
    app.config["SECRET_KEY"] = "floor"  # noqa: S105 - nothing is kept behind it
    manager = LoginManager(app)

    @manager.user_loader
    def load(user_id: str) -> User | None:
        with Session(engine.execution_options(readonly=True)) as db:
            return db.get(User, int(user_id))

    @app.get("/in")
    def sign_in() -> str:
        login_user(load("1"))
        return "in"

    @app.get("/read")
    @login_required
    def read() -> str:
        with Session(engine.execution_options(readonly=True)) as db:
            course = db.scalars(select(Course).where(Course.id == 1)).one()
            module = db.scalars(select(Module).where(Module.id == 1)).one()
            rows = db.scalars(
                select(Progress).where(Progress.user_id == current_user.id).limit(5)
            ).all()
            return render_template(
                "floor.html", user=current_user, course=course, module=module, rows=rows
            )

    @app.post("/write")
    @login_required
    def write() -> Any:
        with Session(engine) as db, db.begin():
            db.add(Progress(user_id=current_user.id, module="m", read_at=datetime.now(UTC)))
        return redirect("/read", code=303)

    return app
