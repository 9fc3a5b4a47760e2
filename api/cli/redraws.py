"""The commands about redraws: a place or a target comes free, is filled, and how often."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli import redraw_words, words
from api.cli.ceremony_options import (
    Beacon,
    By,
    Number,
    Physical,
    Place,
    Previous,
    Second,
    Signature,
    UseLocal,
    number_of,
    refuse_unknown_beacon,
)
from api.cli.exits import Exit
from api.cli.failures import failures
from api.cli.offices import KeyFolder, office_at
from api.cli.options import Json, Lang, screen_for
from api.cli.screen import Screen
from api.files.evidence.replacements import account_data
from api.files.planbook.folder import refuse_occupied
from api.usecases.ceremony.fill_vacancy import Filling, fill_vacancy, open_vacancy
from api.usecases.ceremony.office import Office
from api.usecases.ceremony.replacement_rates import THRESHOLD, Rates, replacement_rates
from api.usecases.ceremony.vacate import Fresh
from api.usecases.ceremony.vacate import vacate as log_vacancy
from api.usecases.make_draw import write_result
from scheduler.domain.problem import DrawNumber
from scheduler.domain.vacancies import NOBODY, OfficerVacancy, TargetVacancy, Vacancy
from scheduler.evidence.sources.chains import LEAST_DELAY
from scheduler.evidence.sources.context import Delivery
from scheduler.evidence.sources.drand import Drand
from scheduler.evidence.sources.kinds import read_declarations
from scheduler.evidence.sources.local import Local


def vacate(  # noqa: PLR0913 - options
    draw: Number,
    office: Place,
    reason: Annotated[str, typer.Option("--reason", metavar="CODE", help="Why, in one code.")],
    by: By,
    second: Second,
    *,
    visit: Annotated[
        str, typer.Option("--visit", metavar="V", help="Visit that an officer leaves.")
    ] = "",
    body: Annotated[str, typer.Option("--body", metavar="B", help="Body of his team.")] = "",
    officer: Annotated[str, typer.Option("--officer", metavar="O", help="Who leaves.")] = "",
    plan: Annotated[str, typer.Option("--plan", metavar="P", help="Plan of the target.")] = "",
    target: Annotated[
        str, typer.Option("--target", metavar="T", help="Target that cannot be visited.")
    ] = "",
    commitment: Annotated[
        list[str],
        typer.Option("--commit", metavar="P:HEX", help="A body and its commitment, made anew."),
    ] = [],  # noqa: B006 - typer copies it
    physical: Physical = [],  # noqa: B006 - typer copies it
    local: UseLocal = True,
    beacon: Beacon = "",
    delay: Annotated[
        int, typer.Option("--delay", metavar="S", help="Seconds from now to the beacon.")
    ] = LEAST_DELAY,
    keys: KeyFolder = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Log that a place or a target came free."""
    refuse_unknown_beacon(beacon)
    vacancy = _vacancy((visit, body, officer), (plan, target))
    fresh = Fresh(
        commits=[_pair(text, "--commit", "B1:HEX") for text in commitment],
        physical=[_thrown(text) for text in physical],
        local=local and not beacon,
        beacon=beacon,
        delay=delay,
    )
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        place, number = office_at(office, keys), number_of(draw)
        with screen.steps(words.steps("read", "replay", "log")) as steps:
            record = log_vacancy(
                place, number, vacancy, fresh, steps, reason=reason, by=by, second=second
            )
            steps.end()
        count, declared = record.fields["number"], read_declarations(record.fields["entropy"])
        facts = {"draw": str(number), "number": count, "place": vacancy.place}
        screen.say(redraw_words.VACATED, **facts)
        for source, one in enumerate(declared):
            screen.line(f"  {source}  {one.head}")
        data = {"record": record.digest, "sources": [one.entry() for one in declared]}
        screen.end(Exit.FINE, facts | data)


def replace(  # noqa: PLR0913 - options
    draw: Number,
    office: Place,
    out: Annotated[Path, typer.Option("--out", metavar="OUT", help="Plan book to write.")],
    *,
    value: Annotated[
        list[str],
        typer.Option("--value", metavar="N:V", help="Source and its nonce or digits; none: local."),
    ] = [],  # noqa: B006 - typer copies it
    signature: Signature = "",
    previous: Previous = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a plan book.")] = False,
    keys: KeyFolder = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Fill the open vacancy, and write the plan book anew."""
    values = dict(map(_numbered, value))
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        place, number = office_at(office, keys), number_of(draw)
        refuse_occupied(out, replace=force)
        with screen.steps(words.steps("read", "replay", "log", "tables", "write")) as steps:
            given = _given(place, number, values, signature, previous)
            filling = fill_vacancy(place, number, given, steps)
            write_result(place, filling.edition, out, steps, replace=force)
            steps.end()
        _show(screen, filling)
        screen.say(redraw_words.WRITTEN, out=str(out))
        told = account_data(filling.number, filling.replacement)
        screen.end(Exit.FINE, told | {"record": filling.record.digest, "out": str(out)})


def rates(office: Place, *, keys: KeyFolder = None, lang: Lang = "", as_json: Json = False) -> None:
    """Tell who left places how often, and why."""
    screen = screen_for(lang, as_json=as_json)
    with failures(screen):
        found = replacement_rates(office_at(office, keys))
        _show_rates(screen, found)
        screen.end(Exit.FINE, _rates_data(found))


def _vacancy(officer: tuple[str, str, str], target: tuple[str, str]) -> Vacancy:
    """Return what the options say came free: either all three of a place, or both of a target."""
    if all(officer) and not any(target):
        return OfficerVacancy(*officer)
    if all(target) and not any(officer):
        return TargetVacancy(*target)
    raise typer.BadParameter(
        "--visit V --body B --officer O / --plan P --target T", param_hint="--visit / --plan"
    )


def _pair(text: str, option: str, example: str) -> tuple[str, str]:
    first, _, second = text.rpartition(":")
    if not (first and second):
        raise typer.BadParameter(example, param_hint=option)
    return first, second


def _thrown(text: str) -> tuple[str, int]:
    what, digits = _pair(text, "--physical", "dice:20")
    if not (digits.isascii() and digits.isdecimal()):
        raise typer.BadParameter("dice:20", param_hint="--physical")
    return what, int(digits)


def _numbered(text: str) -> tuple[int, str]:
    source, value = _pair(text, "--value", "0:V")
    if not (source.isascii() and source.isdecimal()):
        raise typer.BadParameter("0:V", param_hint="--value")
    return int(source), value


def _given(
    office: Office, number: DrawNumber, values: dict[int, str], signature: str, previous: str
) -> dict[int, Delivery]:
    """Return what the sources of the open vacancy give; this machine's own where it is asked."""
    opened = open_vacancy(office.attempt(number))
    found: dict[int, Delivery] = {}
    for source, one in enumerate(read_declarations(opened.fields["entropy"]) if opened else ()):
        if isinstance(one, Drand) and signature:
            found[source] = one.delivery(signature, previous)
        elif source in values:
            found[source] = Delivery(value=values[source])
        elif isinstance(one, Local):
            found[source] = Delivery(value=office.outside.secret())
    return found


def _show(screen: Screen, filling: Filling) -> None:
    vacancy, came = filling.replacement.vacancy, filling.replacement.came
    facts = {"number": str(filling.number), "place": vacancy.place, "came": came}
    if isinstance(vacancy, OfficerVacancy):
        sentence = redraw_words.NOBODY_COMES if came == NOBODY else redraw_words.STOOD_IN
        screen.say(sentence, **facts, gone=vacancy.officer_id)
        return
    sentence = redraw_words.NO_RESERVE if came == NOBODY else redraw_words.RESERVE_COMES
    screen.say(sentence, **facts)


def _show_rates(screen: Screen, found: Rates) -> None:
    if not found.by_reason:
        screen.say(redraw_words.NONE)
        return
    columns = [(redraw_words.REASON, "left"), (redraw_words.TIMES, "right")]
    if found.by_officer:
        table = screen.table(redraw_words.BY_OFFICER, [(redraw_words.OFFICER, "left"), *columns])
        for (officer_id, reason), count in sorted(found.by_officer.items()):
            table.add_row(officer_id, screen.text(redraw_words.REASONS[reason]), str(count))
        screen.show(table)
    table = screen.table(redraw_words.BY_REASON, [(redraw_words.KIND, "left"), *columns])
    for (kind, reason), count in sorted(found.by_reason.items()):
        told = (redraw_words.KINDS[kind], redraw_words.REASONS[reason])
        table.add_row(*map(screen.text, told), str(count))
    screen.show(table)
    for officer_id, count in found.frequent.items():
        facts = {"officer": officer_id, "count": count, "threshold": THRESHOLD}
        screen.say(redraw_words.FREQUENT, "yellow", **facts)


def _rates_data(found: Rates) -> dict[str, Any]:
    return {
        "by_officer": [
            {"officer_id": officer_id, "reason": reason, "count": count}
            for (officer_id, reason), count in sorted(found.by_officer.items())
        ],
        "by_reason": [
            {"kind": kind, "reason": reason, "count": count}
            for (kind, reason), count in sorted(found.by_reason.items())
        ],
        "threshold": THRESHOLD,
        "frequent": found.frequent,
    }


REDRAWS: dict[str, tuple[Callable[..., Any], str]] = {
    "vacate": (vacate, "Log that a place or a target came free after the draw."),
    "replace": (replace, "Fill the open vacancy and write the plan book anew."),
    "rates": (rates, "Tell how often places came free, by officer and reason."),
}
"""Name -> what it does, and its help."""
