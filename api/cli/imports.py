"""What became of an imported file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from api.cli.faults import fault_data, show_faults, show_notices
from api.cli.screen import Screen
from api.usecases.import_file import FileImport
from api.wording.telling import Lang
from api.wording.words import Words

READ = Words("{file}：读取 {rows:,} 行", "{file}: {rows:,} rows read")
WRITTEN = Words("已写入 {path}", "Written to {path}")
SKIPPED = Words(
    "未采用 {count:,} 处问题所在的行；问题清单在 {path}",
    "Rows with {count:,} faults were left out; the faults are listed in {path}",
)
OFFER = Words(
    "改正后重试；或加 --skip-bad，不采用这些行继续。",
    "Correct them and try again; or go on without these rows with --skip-bad.",
)


def show_import(screen: Screen, file: Path, done: FileImport) -> None:
    """Show faults and notices, and where the file went."""
    found = done.found
    show_notices(screen, found.notices)
    screen.say(READ, file=file.name, rows=found.n_rows)
    if done.written is None:
        show_faults(screen, found.faults)
        if found.readable:
            screen.say(OFFER)
        return
    if done.listed is not None:
        show_faults(screen, found.faults, refused=False)
        screen.say(SKIPPED, style="yellow", count=len(found.faults), path=done.listed)
    screen.say(WRITTEN, style="bold green", path=done.written)


def import_data(done: FileImport, lang: Lang) -> dict[str, Any]:
    """Return the same for a machine."""
    return {
        "rows": done.found.n_rows,
        "written": str(done.written) if done.written else None,
        "faults": fault_data(done.found.faults, lang),
        "notices": fault_data(done.found.notices, lang),
    }
