"""Many people signed in at once, without two hundred passwords to check."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import insert, select

from lms.database import Database
from lms.people.models import Person, SignInSession
from tests.server.client import Client

RAW_CSRF = "0123456789abcdef0123456789abcdef01234567"


def sign_in_all(database: Database, instance: Path, clients: list[tuple[str, Client]]) -> None:
    """Sign each name in on its client, as if with the password page."""
    secret = (instance / "secret_key").read_text("ascii").strip()
    app = Flask(__name__)
    app.secret_key = secret
    cookies = SecureCookieSessionInterface().get_signing_serializer(app)
    assert cookies is not None
    form = str(URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(RAW_CSRF))
    now = datetime.now(UTC)
    with database.begin() as db:
        people = {
            row.sign_in_name: row.id for row in db.execute(select(Person.sign_in_name, Person.id))
        }
        sessions = []
        for number, (name, client) in enumerate(clients):
            token = f"session-{number}"
            held = {"_user_id": token, "_fresh": True, "csrf_token": RAW_CSRF}
            client.cookies["lms"] = str(cookies.dumps(held))
            client.token = form
            sessions.append(
                {
                    "digest": hashlib.sha256(token.encode()).digest(),
                    "person_id": people[name],
                    "created_at": now,
                    "expires_at": now + timedelta(days=14),
                }
            )
        db.execute(insert(SignInSession), sessions)
