"""A gunicorn worker that reads a whole request before a thread is spent on it.

Gunicorn's threaded worker gives each slow client a thread; a hundred clients that send one byte a
second would stop it. Waitress collects requests in one loop and hands only complete ones to its
threads, so this worker lets gunicorn manage processes and Waitress read sockets.
"""

from __future__ import annotations

import sys
import threading
from typing import Any

from gunicorn.workers.base import Worker
from waitress.server import create_server

MEGABYTE = 1024 * 1024


class BufferingWorker(Worker):  # type: ignore[misc]
    """Serves one process's share with Waitress."""

    def run(self) -> None:
        """Serve until told to stop; then finish what runs."""
        for sock in self.sockets:
            sock.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        server: Any = create_server(
            self.wsgi,
            sockets=[getattr(sock, "sock", sock) for sock in self.sockets],
            threads=self.cfg.threads,
            connection_limit=2000,
            asyncore_use_poll=True,
            channel_timeout=60,
            cleanup_interval=10,
            max_request_body_size=8 * MEGABYTE,
            max_request_header_size=32 * 1024,
            ident=None,
            clear_untrusted_proxy_headers=False,
            _start=True,
        )
        threading.Thread(target=self._watch, args=(server,), daemon=True).start()
        server.run()

    def _watch(self, server: Any) -> None:
        """Tell the master we live; when told to stop, close the door and finish the rest."""
        pause = threading.Event()
        while self.alive and self.ppid == self._parent():
            self.notify()
            pause.wait(0.5)
        # Stop accepting; established connections get their answers.
        for dispatcher in list(server._map.values()):  # noqa: SLF001 - no public handle
            if getattr(dispatcher, "accepting", False):
                dispatcher.accepting = False
                dispatcher.socket.close()
                server._map.pop(dispatcher._fileno, None)  # noqa: SLF001
        server.task_dispatcher.shutdown(cancel_pending=False, timeout=self.cfg.graceful_timeout)
        pause.wait(0.3)  # let the loop write out the last answers
        sys.stderr.flush()
        import os

        os._exit(0)

    @staticmethod
    def _parent() -> int:
        import os

        return os.getppid()

    def handle_exit(self, sig: int, frame: Any) -> None:
        """SIGTERM: stop soon and in order."""
        self.alive = False

    def handle_quit(self, sig: int, frame: Any) -> None:
        """SIGINT and SIGQUIT: the same, for a person at the keyboard."""
        self.alive = False
