"""A mail server for tests with real workers: takes mails, and can keep one waiting for its answer."""

import socketserver
import threading
from contextlib import contextmanager


class Server(socketserver.ThreadingTCPServer):
    """`taken` holds the addresses of mails that were answered with yes; the mail number `hold_at` never gets one."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, hold_at):
        super().__init__(("127.0.0.1", 0), Talk)
        self.hold_at, self.begun = hold_at, 0
        self.taken = []
        self.is_holding, self.let_go = threading.Event(), threading.Event()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Talk(socketserver.StreamRequestHandler):
    """As much of SMTP as a client that sends one mail needs."""

    server: Server

    def handle(self):
        to = ""
        self.say("220 prov")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                to = line.partition("<")[2].partition(">")[0]
            if verb == "QUIT":
                self.say("221 hej")
                return
            if verb != "DATA":
                self.say("250 ja")
                continue
            self.say("354 skriv")
            while self.rfile.readline().strip() != b".":
                pass
            self.server.begun += 1
            if self.server.begun == self.server.hold_at:
                self.server.is_holding.set()
                self.server.let_go.wait(30)
                return
            self.server.taken.append(to)
            self.say("250 tagen")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server(hold_at=0):
    """Run one until the block ends."""
    with Server(hold_at) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.let_go.set()
            server.shutdown()
            thread.join()
