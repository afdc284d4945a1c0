"""A real mail server for tests: it speaks SMTP with STARTTLS on a port of this machine."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from enum import Enum
from pathlib import Path

HOST = "127.0.0.2"
"""This machine, by an address that the product does not take for itself: it insists on TLS."""


class Answer(Enum):
    """What the server does with the next message."""

    TAKE = "250 taken"
    LATER = "451 come back later"
    REFUSE = "554 no"
    TAKE_AND_BREAK = "taken, and the line breaks before the yes"
    BREAK = "the line breaks before the message is there"


class MailServer:
    """Runs in a thread of its own; `answers` are used up one by one, then all is taken."""

    def __init__(self, tls: ssl.SSLContext | None, seconds: float = 0) -> None:
        self.answers: list[Answer] = []
        self.taken: list[bytes] = []
        self.recipients: list[str] = []
        self.were_encrypted: list[bool] = []
        self.port = 0
        self._tls = tls
        self._seconds = seconds
        self._loop = asyncio.new_event_loop()
        self._lock = threading.Lock()
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def messages(self) -> list[EmailMessage]:
        """What was taken, read."""
        return [message_from_bytes(data, policy=default) for data in self.taken]

    async def serve(self) -> asyncio.Server:
        """Open the port."""
        server = await asyncio.start_server(self._talk, HOST, 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            await self._dialogue(reader, writer)
        with suppress(ConnectionError, ssl.SSLError):
            writer.close()
            await writer.wait_closed()
        self._writers.discard(writer)

    async def _dialogue(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        is_encrypted, to = False, ""

        async def say(*lines: str) -> None:
            writer.write("".join(f"{line}\r\n" for line in lines).encode())
            await writer.drain()

        await say("220 mail.example.test ESMTP")
        while line := await reader.readline():
            word = line.split(maxsplit=1)[0].upper() if line.strip() else b""
            if word == b"EHLO":
                offered = ["250-mail.example.test"]
                if self._tls is not None and not is_encrypted:
                    offered.append("250-STARTTLS")
                await say(*offered, "250 8BITMIME")
            elif word == b"STARTTLS" and self._tls is not None:
                await say("220 go on")
                await writer.start_tls(self._tls)
                is_encrypted = True
            elif word == b"RCPT":
                to = line.decode().partition("<")[2].partition(">")[0]
                await say("250 ok")
            elif word == b"DATA":
                await say("354 go on")
                if not await self._data(reader, say, to, is_encrypted=is_encrypted):
                    return
            elif word == b"QUIT":
                await say("221 bye")
                return
            else:
                await say("250 ok")

    async def _data(
        self, reader: asyncio.StreamReader, say: object, to: str, *, is_encrypted: bool
    ) -> bool:
        with self._lock:
            answer = self.answers.pop(0) if self.answers else Answer.TAKE
        if answer is Answer.BREAK:
            return False
        data = await reader.readuntil(b"\r\n.\r\n")
        await asyncio.sleep(self._seconds)
        if answer in {Answer.TAKE, Answer.TAKE_AND_BREAK}:
            self.taken.append(data[:-3].replace(b"\r\n..", b"\r\n."))
            self.recipients.append(to)
            self.were_encrypted.append(is_encrypted)
        if answer is Answer.TAKE_AND_BREAK:
            return False
        await say(answer.value)  # type: ignore[operator]
        return True

    def run(self, ready: threading.Event) -> None:
        """The thread's work."""
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(self.serve())
        ready.set()
        self._loop.run_forever()
        server.close()
        for writer in self._writers:
            writer.transport.abort()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def stop(self) -> None:
        """End the thread's work."""
        self._loop.call_soon_threadsafe(self._loop.stop)


@contextmanager
def mail_server(tls: ssl.SSLContext | None = None, *, seconds: float = 0) -> Iterator[MailServer]:
    """A running server; `seconds` is how long it thinks over a message."""
    server, ready = MailServer(tls, seconds), threading.Event()
    thread = threading.Thread(target=server.run, args=(ready,), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield server
    finally:
        server.stop()
        thread.join(10)


def certificate_for(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A certificate for HOST, made here: the server's side, and the file that makes it trusted."""
    folder.mkdir(parents=True, exist_ok=True)
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", str(key), "-out", str(certificate), "-days", "2",
         "-subj", "/CN=mail.example.test", "-addext", f"subjectAltName=IP:{HOST}"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate
