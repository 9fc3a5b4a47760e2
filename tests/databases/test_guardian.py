"""Whatever happens to those who asked for a server, neither process nor folder is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.databases.postgres import ROOT, postgres_cluster
from tests.databases.server import children

ASKING = """
from tests.databases.postgres import postgres_cluster

with postgres_cluster() as cluster:
    cluster.fresh_database()
    for ending in {endings}:
        getattr(cluster, ending)()
    print(cluster.folder, flush=True)
    input()
"""


@contextmanager
def asking(*endings):
    """A process with a cluster, which it has ended so; gives the folder of the cluster too."""
    with subprocess.Popen(
        [sys.executable, "-c", ASKING.format(endings=endings)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield process, Path(process.stdout.readline().strip())
        finally:
            process.kill()


def with_word(word):
    """Return the processes with *word* in their command or in the folder where they work."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            told = process.joinpath("cmdline").read_text(), str(process.joinpath("cwd").readlink())
            if any(word in one for one in told):
                found.append(int(process.name))
    return found


def soon(condition):
    """Whether it becomes true in some seconds."""
    latest = time.monotonic() + 20
    while not condition():
        if time.monotonic() > latest:
            return False
        time.sleep(0.02)
    return True


def is_cleared(folder, guardian):
    return not (
        folder.exists() or with_word(str(folder)) or guardian in with_word("databases.guardian")
    )


@pytest.mark.parametrize(
    "number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name
)
def test_nothing_is_left_of_a_run_that_is_interrupted(number):
    with asking() as (process, folder):
        [guardian] = children(process.pid)
        assert not is_cleared(folder, guardian)

        process.send_signal(number)
        process.wait()

        assert soon(lambda: is_cleared(folder, guardian))


def test_nothing_is_left_of_a_run_whose_server_was_stopped():
    with asking("stop") as (process, folder):
        [guardian] = children(process.pid)
        process.kill()

        assert soon(lambda: is_cleared(folder, guardian))


def test_nothing_is_left_of_a_run_whose_server_was_killed_not_even_shared_memory():
    with asking("kill") as (process, folder):
        [guardian] = children(process.pid)
        segment = segment_of(folder)
        assert segment in segments()

        process.kill()

        assert soon(lambda: is_cleared(folder, guardian))
        assert segment not in segments()


def segment_of(folder):
    """Return the id of the shared memory that a server noted beside its process id."""
    _key, segment = (folder / "data" / "postmaster.pid").read_text().splitlines()[6].split()
    return segment


def segments():
    return [line.split()[1] for line in Path("/proc/sysvipc/shm").read_text().splitlines()]


def test_a_guardian_that_is_asked_to_leave_cleans_up_first():
    with asking() as (process, folder):
        [guardian] = children(process.pid)
        os.kill(guardian, signal.SIGTERM)

        assert soon(lambda: is_cleared(folder, guardian))


def test_a_server_does_not_outlive_a_guardian_that_is_killed():
    with asking() as (process, folder):
        [guardian] = children(process.pid)
        os.kill(guardian, signal.SIGKILL)

        assert soon(lambda: not with_word(str(folder)))

    shutil.rmtree(folder)  # which nobody was left to do


def test_nothing_is_left_when_all_is_done():
    with postgres_cluster() as cluster:
        assert with_word(str(cluster.folder))

    assert not cluster.folder.exists()
    assert not with_word(str(cluster.folder))
