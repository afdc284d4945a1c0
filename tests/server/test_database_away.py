"""The server while its database hangs, restarts or is locked: 503 in time, nothing lost."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.databases import fresh_name, postgresql_cluster
from tests.server.client import Answered, Client
from tests.server.cluster import Cluster
from tests.server.process import Server, environment, run, server

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]

LEARNER = "learner1@load.test"
SECONDS = 2
"""LMS_DATABASE_SECONDS of these servers."""
PATIENCE = 6.5
"""A try on the connection in hand, and one on a new connection, both bounded."""
MODULE = "/courses/confidentiality/three-tests"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A cluster that may be stopped: nobody else's tests stand on it."""
    with postgresql_cluster() as url:
        yield Cluster(url(fresh_name()))


@contextmanager
def _site(folder: Path, url: str) -> Iterator[tuple[Server, Client]]:
    """A running site with one signed-in learner."""
    environ = environment(folder / "instance", DATABASE_URL=url)
    done = run("database", "upgrade", environ=environ)
    assert done.returncode == 0, done.stderr
    done = run("demo", "load", "--learners", "1", environ=environ)
    assert done.returncode == 0, done.stderr
    settings = {"DATABASE_URL": url, "LMS_DATABASE_SECONDS": str(SECONDS), "LMS_WORKERS": "1"}
    with server(folder / "instance", **settings) as running:
        client = Client(running.port)
        assert client.sign_in(LEARNER).status == 303
        assert client.get(MODULE).status == 200
        yield running, client


def _timed(client: Client, path: str) -> tuple[Answered, float]:
    began = time.monotonic()
    answered = client.get(path)
    return answered, time.monotonic() - began


def _is_polite(answered: Answered) -> bool:
    return answered.status == 503 and "We are away for a moment" in answered.text


def test_a_postgresql_that_hangs_or_restarts(cluster: Cluster, tmp_path: Path) -> None:
    with _site(tmp_path, cluster.url) as (running, client):
        with cluster.frozen():
            first, waited = _timed(client, MODULE)
            assert _is_polite(first), (first.status, waited)
            assert waited < PATIENCE
            second, waited = _timed(client, "/learn")
            assert _is_polite(second), (second.status, waited)
            assert waited < PATIENCE
            began = time.monotonic()
            posted = client.post(f"{MODULE}/read")
            assert _is_polite(posted)
            assert time.monotonic() - began < PATIENCE
            assert running.get("/healthz", seconds=2)[0] == 200
            assert running.get("/readyz", seconds=PATIENCE)[0] == 503

        assert client.get(MODULE).status == 200
        assert client.post(f"{MODULE}/read").status == 303
        assert running.get("/readyz")[0] == 200

        cluster.restart()

        statuses = [client.get("/learn").status for _ in range(4)]
        assert statuses[-1] == 200
        assert set(statuses) <= {200, 503}
        assert client.post(f"{MODULE}/read").status == 303


def test_many_requests_at_a_hanging_postgresql_leave_the_rest_alone(
    cluster: Cluster, tmp_path: Path
) -> None:
    with _site(tmp_path, cluster.url) as (running, client):
        with cluster.frozen():
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(12) as pool:
                asked = [pool.submit(_timed, client, MODULE) for _ in range(12)]
            answers = [item.result()[0].status for item in asked]
        assert set(answers) == {503}
        assert client.get(MODULE).status == 200
        assert running.get("/healthz", seconds=2)[0] == 200


def test_an_sqlite_that_another_process_holds(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    with _site(tmp_path, f"sqlite:///{file}") as (running, client):
        client.get("/courses/confidentiality/quiz")
        question = client.post("/courses/confidentiality/quiz").location
        client.get(question)
        holder = sqlite3.connect(file, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        refused = client.post(question, [("answer", "my own words")])
        waited = time.monotonic() - began
        assert _is_polite(refused), (refused.status, refused.text)
        assert waited < PATIENCE
        assert "my own words" in refused.text
        assert client.get(MODULE).status == 200  # readers do not wait for a writer
        assert running.get("/healthz", seconds=2)[0] == 200
        holder.execute("ROLLBACK")
        holder.close()

        assert client.post(f"{MODULE}/read").status == 303
        assert client.get("/learn").status == 200
