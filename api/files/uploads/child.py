"""Read or hand back an upload in a process of its own: `python -I child.py FOLDER`.

FOLDER has `request.json`, and gets the answer. A table of a few megabytes can ask for as much
memory as there is, and then this process ends and not the one that called. Limits are set before
anything of ours is loaded, and whatever parsers are started from here inherit them.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY_BYTES = 3 << 30
"""Of data, in this process and in each that it starts."""

CPU_SECONDS = 300
OUT_OF_MEMORY = 5


def main() -> int:
    """Do what the folder asks for, and return the exit code."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    # At the soft limit comes a signal of its own; with equal limits it would be a plain kill.
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    folder = Path(sys.argv[1])
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    try:
        {"read": _read, "return": _return}[request["verb"]](folder, request)
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _read(folder: Path, request: dict[str, Any]) -> None:
    from api.files.known import Known  # noqa: PLC0415 - after the limits
    from api.files.uploads.plain_faults import fault_data  # noqa: PLC0415
    from api.files.uploads.reading import read_registry  # noqa: PLC0415

    known = {
        kind: Known(
            ids=frozenset(given["ids"]),
            names=given["names"],
            left_out=frozenset(given["left_out"]),
        )
        for kind, given in request["known"].items()
    }
    found = read_registry(request["kind"], Path(request["upload"]), request["name"], known)
    found.frame.write_parquet(folder / "frame.parquet")
    told = {
        "n_rows": found.n_rows,
        "n_faults": found.n_faults,
        "n_notices": found.n_notices,
        "faults": [fault_data(fault) for fault in found.faults],
        "notices": [fault_data(fault) for fault in found.notices],
        "readable": found.readable,
    }
    (folder / "answer.json").write_text(json.dumps(told), encoding="utf-8")


def _return(folder: Path, request: dict[str, Any]) -> None:
    from api.files.returned.file import returned_file  # noqa: PLC0415 - after the limits
    from api.files.uploads.plain_faults import faults_of  # noqa: PLC0415

    found = returned_file(
        request["name"],
        Path(request["upload"]).read_bytes(),
        table=request["kind"],
        faults=faults_of(request["faults"]),
        notices=faults_of(request["notices"]),
        lang=request["lang"],
    )
    name, content = found or (None, b"")
    (folder / "returned").write_bytes(content)
    (folder / "answer.json").write_text(json.dumps({"name": name}), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
