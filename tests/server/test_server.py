"""The shipped server settings against slow clients, stop signals and refused starts."""

from __future__ import annotations

import re
import shutil
import socket
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from tests.server.client import Client
from tests.server.process import ROOT, environment, free_port, run, server

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]

SLOW_CLIENTS = 150


def test_it_answers_while_many_clients_send_one_byte_a_second(tmp_path: Path) -> None:
    with server(tmp_path / "instance", DATABASE_URL=f"sqlite:///{tmp_path}/x.db") as running:
        request = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"x" * 500
        clients = []
        for _ in range(SLOW_CLIENTS):
            client = socket.create_connection(("127.0.0.1", running.port))
            client.sendall(request[:1])
            clients.append(client)
        stop = threading.Event()

        def trickle() -> None:
            position = 1
            while not stop.wait(1.0):
                for client in clients:
                    client.sendall(request[position : position + 1])
                position += 1

        sender = threading.Thread(target=trickle, daemon=True)
        sender.start()
        time.sleep(3)

        waits = []
        for _ in range(20):
            began = time.monotonic()
            status, _body = running.get("/sign-in", seconds=5)
            waits.append(time.monotonic() - began)
            assert status == 200

        stop.set()
        sender.join()
        for client in clients:
            client.close()
        assert max(waits) < 3


def test_sigterm_finishes_what_runs_and_ends_in_order(tmp_path: Path) -> None:
    with server(tmp_path / "instance") as running:
        answered: list[int] = []

        def ask() -> None:
            for _ in range(10):
                try:
                    answered.append(running.get("/sign-in")[0])
                except OSError:
                    return

        callers = [threading.Thread(target=ask) for _ in range(4)]
        for caller in callers:
            caller.start()
        time.sleep(0.1)

        status = running.stop()

        for caller in callers:
            caller.join()
        assert status == 0
        assert answered
        assert set(answered) == {200}
        with pytest.raises(OSError):
            running.get("/healthz", seconds=1)


def test_the_data_stay_over_a_restart(tmp_path: Path) -> None:
    with server(tmp_path / "instance", LMS_MODE="demo") as running:
        running.stop()
        running.start()

        assert running.get("/sign-in")[0] == 200
        assert running.log.read_text().count("Demo sign-ins") == 2
        database = sqlite3.connect(tmp_path / "instance" / "lms.db")
        people = database.execute("SELECT count(*) FROM person").fetchone()[0]
        database.close()
        assert 55 <= people <= 65


def test_a_message_to_a_colleague_arrives_though_its_writer_is_counted(tmp_path: Path) -> None:
    with server(tmp_path / "instance", LMS_MODE="demo") as running:
        writer, token = Client(running.port, seconds=30), "0123456789abcdef" * 2
        writer.sign_in("aino@esimerkki.example")

        answers = [
            writer.post(path, [("token", token[n:] + token[:n]), ("words", "It went to all.")])
            for n, path in enumerate(["/oops", "/ask", "/worth-telling", "/heard"])
        ]

        assert [(one.status, one.location) for one in answers] == [(303, "/messages")] * 4


def test_production_refuses_to_start_on_demo_people(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    environ = environment(instance)
    assert run("database", "upgrade", environ=environ).returncode == 0
    assert run("demo", "load", environ=environ).returncode == 0
    production = environ | {
        "LMS_MODE": "production",
        "LMS_SECRET_KEY": "x" * 40,
        "LMS_PUBLIC_URL": "https://learn.example",
        "LMS_ORGANISATION": "Esimerkki Oy",
        "PORT": str(free_port()),
    }

    done = run("serve", environ=production)

    assert done.returncode == 2
    assert "demo people" in done.stderr


def test_production_without_its_settings_names_each_one(tmp_path: Path) -> None:
    environ = environment(tmp_path / "instance") | {"LMS_MODE": "production"}

    done = run("serve", environ=environ)

    assert done.returncode == 2
    for name in ("LMS_SECRET_KEY", "LMS_PUBLIC_URL", "LMS_ORGANISATION"):
        assert name in done.stderr


def test_the_test_mode_refuses_production_settings(tmp_path: Path) -> None:
    environ = environment(tmp_path / "instance") | {"LMS_PUBLIC_URL": "https://learn.example"}

    done = run("serve", environ=environ)

    assert done.returncode == 2
    assert "LMS_PUBLIC_URL" in done.stderr


def test_faulty_content_at_start_serves_the_last_good_set(tmp_path: Path) -> None:
    folder = tmp_path / "courses"
    shutil.copytree(ROOT / "course_content", folder)
    with server(tmp_path / "instance", LMS_CONTENT=str(folder)) as running:
        running.stop()
        (folder / "confidentiality" / "course.yml").write_text("id: [", encoding="utf-8")

        running.start()

        assert running.get("/readyz")[0] == 200


def test_faulty_content_without_a_good_set_refuses_to_start(tmp_path: Path) -> None:
    folder = tmp_path / "courses"
    shutil.copytree(ROOT / "course_content", folder)
    (folder / "confidentiality" / "course.yml").write_text("id: [", encoding="utf-8")
    environ = environment(tmp_path / "instance", LMS_CONTENT=str(folder), PORT=str(free_port()))

    done = run("serve", environ=environ)

    assert done.returncode == 2
    assert re.search(
        r"^confidentiality/course\.yml:\d+:\d+: E\d{3} .+; .+", done.stderr, re.MULTILINE
    )


def test_a_good_change_is_taken_up_after_reload(tmp_path: Path) -> None:
    folder = tmp_path / "courses"
    shutil.copytree(ROOT / "course_content", folder)
    with server(tmp_path / "instance", LMS_CONTENT=str(folder)) as running:
        text = folder / "channel-basics" / "course.en.md"
        before = running.log.read_text()
        text.write_text(
            text.read_text(encoding="utf-8").replace("# ", "# Anew: ", 1), encoding="utf-8"
        )

        done = run("content", "reload", environ=running.environ)

        assert done.returncode == 0, done.stdout
        deadline = time.monotonic() + 6
        while running.log.read_text().count("content_swapped") < 2:
            assert time.monotonic() < deadline, running.log.read_text()[len(before) :]
            time.sleep(0.1)
