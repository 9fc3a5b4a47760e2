"""What all schemas share."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)

Moment = Annotated[
    datetime,
    PlainSerializer(lambda at: at.isoformat().replace("+00:00", "Z"), return_type=str),
]

NO_CONTROLS = r"^[^\x00-\x1f\x7f]*$"
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True, pattern=NO_CONTROLS),
]
Reason = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^[^\x00]*$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._@-]+$")]
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
"""Days that anybody can mean. Beyond them calendars and time zones come to an end."""

Day = Annotated[date, Field(ge=FIRST, le=LAST)]
Instant = Annotated[
    AwareDatetime,
    Field(ge=datetime.combine(FIRST, time(), UTC), le=datetime.combine(LAST, time(), UTC)),
]
BodyId = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[!-~]+$")]


class Given(BaseModel):
    """Something that is sent to us: what we do not know is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")


class Told(BaseModel):
    """Something that we answer."""

    model_config = ConfigDict(from_attributes=True)
