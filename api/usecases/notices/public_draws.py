"""What everybody may know of a draw: how far it has come, and its files once it is published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import select

from api.files.planbook.edition import draw_label
from api.tables.draws import DrawRow
from api.usecases.ceremony.office import LOG
from api.usecases.draws.inputs import number_of
from api.usecases.draws.publish_draw import bundle_folders
from api.usecases.draws.states import DrawMode, DrawState, Publication, draw_plans
from api.usecases.notices.outcomes import OUTCOMES, outcome_folder
from api.usecases.refusals import not_found
from api.usecases.transaction import Transaction
from scheduler.domain.problem import DrawNumber

LABEL = re.compile(r"(?P<series>.+?)(?:\.(?P<attempt>[0-9]{1,6}))?")
TOLD_MOMENTS = (DrawState.ENTROPY_PENDING, DrawState.DRAWN, DrawState.VOID)
"""What of its way everybody may know, because the log tells it anyway."""

BEFORE = "numbered"
"""How far a draw has come that is in the log and not locked."""


@dataclass(frozen=True, slots=True)
class PublicDraw:
    """A draw as everybody may know it.

    *files* are those of its bundle, *outcomes* those of published results: path -> size, once the
    draw is published. They are kept apart, because a bundle with further files verifies no more.
    """

    number: DrawNumber
    state: str
    published: bool
    window: tuple[str, str]
    plan_ids: tuple[str, ...]
    moments: Mapping[str, str]
    files: Mapping[str, int]
    outcomes: Mapping[str, int]


def public_draw(tx: Transaction, label: str) -> PublicDraw:
    """Return what is public of a draw.

    Raises:
        FaultsError: if no draw has that number.
    """
    draw, number = numbered_draw(tx, label)
    locked = draw.state in {
        DrawState.ENTROPY_PENDING,
        DrawState.DRAWING,
        DrawState.DRAWN,
        DrawState.VOID,
    }
    moments = {one.value: draw.moments[one] for one in TOLD_MOMENTS if one in draw.moments}
    return PublicDraw(
        number=number,
        state=draw.state if locked else BEFORE,
        published=draw.publication == Publication.PUBLISHED,
        window=(draw.starts.isoformat(), draw.ends.isoformat()),
        plan_ids=tuple(plan.plan_id for plan in draw_plans(tx, draw)) if locked else (),
        moments=moments if locked else {},
        files=_bundled(tx, draw, number),
        outcomes=_outcomes(tx, draw, number),
    )


def public_file(tx: Transaction, label: str, name: str) -> Path:
    """Return where a file of a published draw is.

    Raises:
        FaultsError: if there is no such file.
    """
    draw, number = numbered_draw(tx, label)
    if name not in {*_bundled(tx, draw, number), *_outcomes(tx, draw, number)}:
        raise not_found("file", name[:200])
    folder, _, rest = name.partition("/")
    if folder == OUTCOMES:
        return outcome_folder(tx.service, draw_label(number)) / rest
    return bundle_folders(tx.service, number)[0] / name


def log_file(tx: Transaction, name: str) -> Path:
    """Return where a file of the office's log is.

    Raises:
        FaultsError: if there is no log yet.
    """
    path = tx.service.settings.office / LOG / name
    if not path.is_file():
        raise not_found("file", name)
    return path


def numbered_draw(tx: Transaction, label: str) -> tuple[DrawRow, DrawNumber]:
    """Return the draw of a number as addresses have it, with the attempt if it is not the first.

    Raises:
        FaultsError: if there is none.
    """
    for series, attempt in _readings(label):
        query = select(DrawRow).where(
            DrawRow.series == series,
            DrawRow.attempt == attempt,
            DrawRow.mode == DrawMode.OFFICIAL.value,
        )
        draw = tx.session.exec(query).first()
        number = number_of(draw) if draw else None
        if draw is not None and number is not None and draw_label(number) == label:
            return draw, number
    raise not_found("draw", label[:80])


def _readings(label: str) -> list[tuple[str, int]]:
    found = LABEL.fullmatch(label)
    readings = [(label, 1)]
    if found is not None and found["attempt"]:
        readings.append((found["series"], int(found["attempt"])))
    return readings


def _bundled(tx: Transaction, draw: DrawRow, number: DrawNumber) -> dict[str, int]:
    return _sizes(draw, bundle_folders(tx.service, number)[0], "")


def _outcomes(tx: Transaction, draw: DrawRow, number: DrawNumber) -> dict[str, int]:
    return _sizes(draw, outcome_folder(tx.service, draw_label(number)), f"{OUTCOMES}/")


def _sizes(draw: DrawRow, folder: Path, prefix: str) -> dict[str, int]:
    if draw.publication != Publication.PUBLISHED:
        return {}
    return {
        f"{prefix}{path.relative_to(folder).as_posix()}": path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
