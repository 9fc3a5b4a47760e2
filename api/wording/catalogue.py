"""All sentences by code. A new area adds its dictionary here."""

from __future__ import annotations

from collections.abc import Mapping

from api.wording.documents import DOCUMENTS
from api.wording.draws import DRAWS
from api.wording.entropy import ENTROPY
from api.wording.evidence import CEREMONY, VERIFYING
from api.wording.files import FILE_NOTICES, FILES
from api.wording.guarding import GUARDING
from api.wording.logs import LOGS, TEXTS, WITNESSES
from api.wording.notices import NOTICES
from api.wording.operations import OPERATIONS
from api.wording.panels import PANELS
from api.wording.people import PEOPLE
from api.wording.planning import PLANNING
from api.wording.proofs import PROOFS
from api.wording.redraws import REDRAWS
from api.wording.registries import REGISTRIES
from api.wording.requests import REQUESTS
from api.wording.rows import ROW_NOTICES, ROWS
from api.wording.running import RUNNING
from api.wording.tasks import TASKS
from api.wording.webhooks import WEBHOOKS
from api.wording.words import Words

AREAS: tuple[Mapping[str, Words], ...] = (
    FILES,
    FILE_NOTICES,
    ROWS,
    ROW_NOTICES,
    DOCUMENTS,
    PLANNING,
    PANELS,
    ENTROPY,
    RUNNING,
    CEREMONY,
    VERIFYING,
    PROOFS,
    REDRAWS,
    TEXTS,
    LOGS,
    WITNESSES,
    WEBHOOKS,
    OPERATIONS,
    REQUESTS,
    GUARDING,
    PEOPLE,
    DRAWS,
    REGISTRIES,
    TASKS,
    NOTICES,
)

CATALOGUE: Mapping[str, Words] = {code: words for area in AREAS for code, words in area.items()}
"""Code -> what it says."""
