"""Types into a shell of hq through a pseudo-terminal, and measures until the screen has it."""

import os
import pathlib
import pty
import select
import shutil
import sqlite3
import statistics
import time

import measure


class Shell:
    def __init__(self, binary, folder, home):
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm", "HOME": str(home), "XDG_STATE_HOME": str(home),
                       "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}  # fmt: skip
        child, self.terminal = pty.fork()
        if child == 0:
            os.chdir(folder)
            os.execve(str(binary), [str(binary), "--demo"], environment)
        self.seen = b""
        self.until(b"hq demo> ")
        self.quiet()

    def read(self, seconds):
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        self.seen += os.read(self.terminal, 1 << 16)
        return True

    def until(self, wanted):
        deadline = time.monotonic() + 20
        while wanted not in self.seen:
            if not self.read(deadline - time.monotonic()):
                raise measure.Failed(f"{wanted} did not come: {self.seen[-300:]}")

    def quiet(self):
        while self.read(0.05):
            pass
        self.seen = b""

    def type(self, text):
        os.write(self.terminal, text)

    def timed(self, text, wanted):
        start = time.perf_counter()
        self.type(text)
        self.until(wanted)
        spent = (time.perf_counter() - start) * 1000
        self.quiet()
        return spent

    def close(self):
        self.type(b"\x03\x04")
        while True:
            try:
                if not self.read(5):
                    break
            except OSError:
                break
        os.close(self.terminal)
        os.wait()


def home_with_history(binary, folder):
    """A home whose history has 5,000 entries, put there in the form that hq itself has made."""
    home = folder / "shell-home"
    store = home / "hq" / "history.sqlite"
    if not store.exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        shell = Shell(binary, folder, home)
        shell.type(b"load films\r")
        shell.until(b"rows")
        shell.close()
        database = sqlite3.connect(store)
        session, text = database.execute("select session, text from statements").fetchone()
        assert text == "load films"
        database.executemany(
            "insert into statements (session, text) values (?, ?)",
            (
                (session, f"load horror since {1900 + n % 120} | where vote_count > {n} | take {n % 50}")
                for n in range(5000)
            ),
        )
        database.commit()
    return home


def key_press(binary, folder):
    """The time of one key from the keyboard to the screen, of the slowest of twenty."""
    shell = Shell(binary, folder, home_with_history(binary, folder))
    try:
        spent = [shell.timed(bytes([key]), bytes([key])) for key in b"qwzxvkjuyqwzxvkjuyqw"]
        spent += [shell.timed(b"\x1b[A", b"hq demo> ") for _ in range(3)]
        return max(spent)
    finally:
        shell.close()


def completion(binary, folder):
    """The time of a list of 200 columns, from the Tab key to the last line on the screen."""
    names = [f"column_{n:03}" for n in range(200)]
    pathlib.Path(folder / "wide.csv").write_text(",".join(names) + "\n" + ",".join(["1"] * 200) + "\n")
    shell = Shell(binary, folder, home_with_history(binary, folder))
    try:
        shell.type(b'from "wide.csv" as wide\r')
        shell.until(b"hq demo> ")
        shell.quiet()
        spent = []
        for _ in range(5):
            shell.type(b"wide | select co")
            shell.quiet()
            shell.type(b"\t")
            shell.quiet()
            spent.append(shell.timed(b"\t", b"column_02"))
            shell.type(b"\x03")
            shell.quiet()
        return statistics.median(spent)
    finally:
        shell.close()
