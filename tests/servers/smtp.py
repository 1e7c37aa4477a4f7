"""A real SMTP server on this machine (aiosmtpd) that hands what it takes to whoever keeps it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aiosmtpd.smtp import SMTP, Envelope, Session


@contextmanager
def smtp_server(deliver: Callable[[bytes], object]) -> Iterator[int]:
    """Return the port of a server that runs until the end of the block."""

    class Handler:
        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's
            del server, session
            content = envelope.content
            assert isinstance(content, bytes)
            # As a server does that takes a message for a mailbox.
            deliver(b"Received: from sender by mx.example; Thu, 5 Mar 2026 09:12:00 +0000\r\n" + content)
            return "250 OK"

    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(lambda: SMTP(Handler(), hostname="mx.example", loop=loop), "127.0.0.1", 0)
    )
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(server.wait_closed())
        loop.close()
