"""The schema's history: one head, equal to the tables in code, both ways, with rows kept."""

from __future__ import annotations

from datetime import date, timedelta

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select, text
from sqlalchemy.orm import Session

import lms.migrations.tables  # noqa: F401 - registers every table
from lms import migrations
from lms.certificates.models import Certificate, CertificateTerm
from lms.content.current import Current
from lms.database import Base, make_engine
from lms.people import organisation, team_services
from lms.people.models import Membership, Person, Role, Team
from lms.quizzes.models import AnswerTally, QuestionVersion
from lms.reactions.models import Reaction
from tests.certificates.test_terms import Days, History, as_of, now_known
from tests.factories import (
    TODAY,
    a_certificate,
    a_membership,
    a_module_read,
    a_person,
    a_reaction,
    a_team,
    an_assignment,
)


def test_there_is_one_head_and_it_is_the_pinned_one() -> None:
    assert migrations.heads() == [migrations.HEAD]


def test_migrated_tables_equal_the_tables_in_code(database_url: str) -> None:
    engine = make_engine(database_url)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)

    engine.dispose()
    assert differences == []


def test_every_check_of_the_code_is_in_the_database(database_url: str) -> None:
    engine = make_engine(database_url)
    wanted = {
        constraint.name
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.__class__.__name__ == "CheckConstraint"
    }

    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            rows = connection.execute(text("SELECT conname FROM pg_constraint WHERE contype = 'c'"))
            found = {row[0] for row in rows}
        else:
            rows = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'table'"))
            whole = " ".join(row[0] or "" for row in rows)
            found = {name for name in wanted if str(name) in whole}

    engine.dispose()
    assert wanted - found == set()


def test_down_and_up_again_on_a_filled_database(database_url: str) -> None:
    engine = make_engine(database_url)
    with Session(engine) as db:
        team = a_team(db)
        person = a_person(db, team=team)
        a_module_read(db, person, "three-tests")
        a_certificate(db, person)
        an_assignment(db, team)
        db.commit()
    engine.dispose()

    migrations.upgrade(database_url)  # at the head already: nothing may be lost
    engine = make_engine(database_url)
    with Session(engine) as db:
        assert len(db.scalars(select(Person)).all()) == 1
    engine.dispose()
    migrations.downgrade(database_url, "base")
    migrations.upgrade(database_url)

    engine = make_engine(database_url)
    with Session(engine) as db:
        assert db.scalars(select(Person)).all() == []
    assert migrations.revision_of(engine) == migrations.HEAD
    engine.dispose()


def test_tallies_and_reactions_go_and_come_again_while_the_rest_stays(database_url: str) -> None:
    engine = make_engine(database_url)
    with Session(engine) as db:
        a_reaction(db, a_person(db))
        version = QuestionVersion(course="c", name="n", language="en", fingerprint="f", body={})
        db.add(version)
        db.flush()
        db.add(
            AnswerTally(
                question_version_id=version.id,
                meeting="first",
                waits=True,
                chosen="a",
                share_num=1,
                share_den=1,
                rest_num=7,
                rest_den=9,
                people=3,
            )
        )
        db.commit()
    engine.dispose()

    migrations.downgrade(database_url, "0001")
    migrations.upgrade(database_url)

    engine = make_engine(database_url)
    with Session(engine) as db:
        assert db.scalars(select(Reaction)).all() == []
        assert db.scalars(select(AnswerTally)).all() == []
        assert len(db.scalars(select(Person)).all()) == 1
        assert len(db.scalars(select(QuestionVersion)).all()) == 1
    engine.dispose()


def test_earlier_days_of_certificates_are_worked_out_from_what_older_schemas_keep(
    database_url: str, content: Current
) -> None:
    engine = make_engine(database_url)
    with Session(engine) as db:
        history = History(db, content.get(), seed=3, is_plain=True)
        recorded = [(end, now_known(db)) for end in history.steps(50)]
        kept = db.scalars(select(CertificateTerm.is_revoked)).all()
        whole = {row.id: row.full_until for row in db.scalars(select(Certificate))}
        for row in db.scalars(select(Certificate)):
            _, _, row.expires_on, _, row.counts_until = as_once(_days(row), whole)
        db.commit()
    engine.dispose()
    migrations.downgrade(database_url, "0012")
    migrations.upgrade(database_url)

    engine = make_engine(database_url)
    with Session(engine) as db:
        assert len(kept) > 5
        assert not any(kept)
        for end, known in recorded:
            assert as_of(db, end) == {who: as_once(days, whole) for who, days in known.items()}
    engine.dispose()


def _days(row: Certificate) -> Days:
    return row.id, row.issued_on, row.expires_on, row.renew_from, row.counts_until


def as_once(days: Days, whole: dict[int, date | None]) -> Days:
    """When the older schemas were used, a certificate ended on the very day a part was asked by."""
    number, issued_on, expires_on, renew_from, counts_until = days
    if expires_on is None or counts_until is None or expires_on == whole[number]:
        return days
    day = timedelta(days=1)
    return number, issued_on, expires_on - day, renew_from, counts_until - day


def test_teams_of_earlier_editions_keep_their_places_and_people(database_url: str) -> None:
    migrations.downgrade(database_url, "0008")
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO team (id, slug, name) VALUES (1, 'top', 'Top')"))
        connection.execute(
            text("INSERT INTO team (id, slug, name, parent_id) VALUES (2, 'low', 'Low', 1)")
        )
    engine.dispose()

    migrations.upgrade(database_url)
    engine = make_engine(database_url)
    with Session(engine) as db:
        ada = a_person(db)
        a_membership(db, ada, db.get_one(Team, 2), role=Role.MANAGER, until=TODAY).is_deputy = True
        places = team_services.places(db)
        assert organisation.tree_on(places, TODAY) == {1: None, 2: 1}
        assert organisation.tree_on(places, TODAY.replace(year=2001)) == {1: None, 2: 1}
        db.commit()
    engine.dispose()
    migrations.downgrade(database_url, "0008")
    migrations.upgrade(database_url)

    engine = make_engine(database_url)
    with Session(engine) as db:
        (kept,) = db.scalars(select(Membership))
        assert (kept.team_id, kept.role, kept.until) == (2, "manager", TODAY)
        assert len(team_services.places(db)) == 2
    engine.dispose()
