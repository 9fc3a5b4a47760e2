"""Where Debian keeps the programs of PostgreSQL; they are installed when there are none."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

VERSIONS = Path("/usr/lib/postgresql")

# The tests have clusters of their own, so the package shall neither make one nor start it.
INSTALLATION = """
export DEBIAN_FRONTEND=noninteractive
install() { apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=600 "$1"; }
apt-get update -qq
install postgresql-common
pg_conftool /etc/postgresql-common/createcluster.conf set create_main_cluster off
install postgresql
"""


def newest_programs(versions: Path = VERSIONS) -> Path | None:
    """Return the folder of the newest server's programs, or None where there is no server."""
    # A folder without initdb is a client's.
    found = [path.parent for path in versions.glob("*/bin/initdb")]
    return max(found, key=lambda programs: float(programs.parent.name), default=None)


def postgres_programs() -> Path:
    """Return the folder of the newest server's programs, after installing them if need be."""
    # Workers start together, and only one of them may install: any file serves as the lock.
    with Path(__file__).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (programs := newest_programs()) is None:
            _install()
            programs = newest_programs()
    if programs is None:
        raise RuntimeError(f"postgresql is installed, but there is no server below {VERSIONS}")
    return programs


def _install() -> None:
    if shutil.which("apt-get") is None:
        raise RuntimeError(
            f"The tests need PostgreSQL below {VERSIONS}. Install it, then try again."
        )
    sys.stderr.write("The tests need PostgreSQL: installing postgresql with apt-get.\n")
    sys.stderr.flush()
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    argv = [*as_root, "/bin/sh", "-euc", INSTALLATION]
    subprocess.run(argv, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
