"""wrk, a load generator from Debian: installed if need be, run, and read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


@dataclass(frozen=True)
class Load:
    """What came of it: requests a second, the 99th percentile in seconds, what was refused."""

    rate: float
    p99: float
    refused: int
    timeouts: int


def install() -> str:
    """Return the program, which is fetched with apt if it is not there."""
    found = shutil.which("wrk")
    if found is None:
        sys.stderr.write("The load test needs wrk: installing it with apt-get.\n")
        as_root = [] if os.geteuid() == 0 else ["sudo"]
        subprocess.run([*as_root, "apt-get", "update", "-qq"], check=True)
        subprocess.run([*as_root, "apt-get", "install", "-y", "-qq", "wrk"], check=True)
        found = shutil.which("wrk")
    assert found
    return found


def load(address: str, paths: list[str], folder, *, seconds: int, connections: int) -> Load:
    """Ask for *paths* one after the other, as fast as answers come."""
    script = folder / "paths.lua"
    listed = ", ".join(f'"{path}"' for path in paths)
    script.write_text(
        f"local paths = {{{listed}}}\nlocal i = 0\n"
        "request = function() i = i + 1; "
        'return wrk.format("GET", paths[(i % #paths) + 1]) end\n'
    )
    command = [install(), "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s"]
    told = subprocess.run(
        [*command, "--latency", "-s", script, address],
        check=True,
        capture_output=True,
        text=True,
        timeout=seconds + 60,
    ).stdout
    return read(told)


def read(told: str) -> Load:
    """Return what wrk told."""
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s|m)\b", told)
    assert rate, told
    assert p99, told
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    timeouts = re.search(r"timeout (\d+)", told)
    return Load(
        rate=float(rate[1]),
        p99=float(p99[1]) * UNITS[p99[2]],
        refused=int(refused[1]) if refused else 0,
        timeouts=int(timeouts[1]) if timeouts else 0,
    )
