"""A mail server for the tests, on a port of its own: server.py HOW FOLDER [CERTIFICATE KEY].

HOW is plain, starttls or smtps, or what it does wrong: later (451 to the first), never (550, and says the
password), busy (451 always), closes, silent, half (reads no further when a message begins, until somebody else comes). Says on standard output what happens, a line each; what a message
holds, as Python reads it, goes to FOLDER/message.json. Ends with its standard input.
"""

import asyncio
import email
import email.policy
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

how, folder, *certificate = sys.argv[1:]
LOGIN = (b"ann", b"right-password")


def say(*words):
    print(*words, flush=True)


class Handler:
    refused = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if how == "busy" or how == "later" and not self.refused:
            self.refused += 1
            say("451")
            return "451 come back later"
        if how == "never":
            say("550")
            return f"550 nobody of that name, {LOGIN[1].decode()}\a"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        told = {
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "headers": [[name, str(value)] for name, value in message.items() if name != "Message-ID"],
            "text": message.get_body().get_content().replace("\r\n", "\n"),
            "files": [
                [part.get_filename(), part.get_content_type(), part.get_payload(decode=True).hex()]
                for part in message.iter_attachments()
            ],
            "defects": [str(defect) for part in message.walk() for defect in part.defects],
        }
        (pathlib.Path(folder) / "message.json").write_text(json.dumps(told, ensure_ascii=False))
        say("message")
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    right = (data.login, data.password) == LOGIN
    say("login", "right" if right else "wrong")
    return AuthResult(success=right, handled=False)


class Broken(asyncio.Protocol):
    def connection_made(self, transport):
        say("connected")
        if how == "closes":
            transport.close()


class Half(asyncio.Protocol):
    first = None

    def connection_made(self, transport):
        if Half.first:
            transport.close()
            Half.first.resume_reading()
            return
        Half.first, self.transport, self.came, self.reads = transport, transport, b"", False
        transport.write(b"220 localhost\r\n")

    def data_received(self, data):
        self.came = (self.came if self.reads else b"")[-4:] + data
        if self.reads:
            return
        self.reads = data.startswith(b"DATA")
        self.transport.write(b"354 go on\r\n" if self.reads else b"250 OK\r\n")
        if self.reads:
            self.transport.pause_reading()
            say("data")

    def connection_lost(self, reason):
        if self.__dict__:
            say("whole" if self.came.endswith(b"\r\n.\r\n") else "half")


async def serve():
    tls = None
    if certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(*certificate)
    handler = Handler()

    def protocol():
        if how == "half":
            return Half()
        if how in ("closes", "silent"):
            return Broken()
        starttls = tls if how == "starttls" else None
        return SMTP(
            handler, hostname="localhost", authenticator=authenticate, tls_context=starttls,
            require_starttls=starttls is not None, auth_require_tls=starttls is not None,
        )  # fmt: skip

    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=tls if how == "smtps" else None)
    say("port", server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
