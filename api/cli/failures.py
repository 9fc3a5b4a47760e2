"""Errors told to people and machines: never a traceback for bad input."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.text import Text

from api.cli.day_shortages import day_shortage_data, show_day_shortages
from api.cli.exits import Exit
from api.cli.faults import fault_data, show_faults
from api.cli.screen import Screen
from api.cli.shortages import shortage_data, show_shortages
from api.cli.unmet_quotas import show_unmet, unmet_data
from api.files.planbook.contents import SEED
from api.wording.words import Words
from scheduler.draw import JudgementError, ShortageError
from scheduler.errors import Fault, FaultsError, SchedulerError
from scheduler.lottery.seed import SeedTextError

DEFECT = Words(
    "抽取结果违反 {count} 处规则，这是程序缺陷，未写出任何结果。请将以下内容告知维护人员：",
    "The draw breaks rules in {count} places. This is a defect of the program; nothing was "
    "written. Please tell the maintainers:",
)
MOST_SHOWN = 20


@contextmanager
def failures(screen: Screen) -> Iterator[None]:
    """Turn the errors that a command may meet into what a person can act on, and an exit code."""
    try:
        yield
    except FaultsError as error:
        refuse(screen, error.faults)
    except ShortageError as error:
        show_unmet(screen, error.unmet)
        show_shortages(screen, error.shortages, error.bodies)
        show_day_shortages(screen, error.day_shortages, error.bodies)
        data = {
            "shortages": shortage_data(error.shortages),
            "unmet_quotas": unmet_data(error.unmet),
            "day_shortages": day_shortage_data(error.day_shortages),
        }
        screen.end(Exit.SHORT, data)
    except JudgementError as error:
        screen.say(DEFECT, style="bold red", count=len(error.violations))
        for violation in error.violations[:MOST_SHOWN]:
            screen.show(Text(str(violation)))
        screen.end(Exit.DEFECT, {"violations": [str(one) for one in error.violations]})
    except SchedulerError as error:
        place = SEED if isinstance(error, SeedTextError) else str(error.facts.get("found", ""))
        refuse(screen, (Fault(error.code, place, error.facts),))
    except BrokenPipeError:  # the reader, like `head`, has seen enough
        raise
    except OSError as error:
        facts = {"file": str(error.filename or ""), "found": error.strerror or str(error)}
        refuse(screen, (Fault("cannot-write", facts["file"], facts),))


def refuse(screen: Screen, faults: tuple[Fault, ...]) -> None:
    """Show faults and end."""
    show_faults(screen, faults)
    screen.end(Exit.FAULTY, {"faults": fault_data(faults, screen.lang)})
