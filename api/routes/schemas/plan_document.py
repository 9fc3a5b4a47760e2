"""The schemas of plans and policies, for the document that describes the service.

They say what is usual. The readers of documents take more (Chinese words, `5%` as text) and know
more (which bodies there are), so they judge, and name all faults at once.
"""

from __future__ import annotations

from typing import Any

from api.routes.http.examples import PLAN, POLICY
from scheduler.domain.plans import PlanKind

Schema = dict[str, Any]

ID: Schema = {"type": "string", "pattern": "^[!-~]{1,64}$"}
DAY: Schema = {"type": "string", "format": "date"}
TEXTS: Schema = {"type": "array", "items": {"type": "string"}}

SCOPE: Schema = {
    "description": "Conditions on columns of the registry, or one text: `street=塘沽街道`.",
    "oneOf": [
        {"type": "string"},
        {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["column", "operator", "values"],
                "properties": {
                    "column": {"type": "string"},
                    "operator": {
                        "enum": [
                            "in",
                            "not_in",
                            "starts_with",
                            "contains",
                            "at_least",
                            "at_most",
                        ]
                    },
                    "values": {
                        "type": "array",
                        "items": {"type": ["string", "integer", "boolean"]},
                    },
                },
            },
        },
    ],
}

QUOTA: Schema = {
    "description": "How many: `5%`, `100`, a preset, or amounts by stratum.",
    "oneOf": [{"type": "string"}, {"type": "integer", "minimum": 1}, {"type": "object"}],
}

PARTICIPATION: Schema = {
    "type": "object",
    "required": ["body_id"],
    "properties": {
        "body_id": ID,
        "team_size": {"type": "integer", "minimum": 1, "default": 2},
        "slots": {"type": "array", "items": TEXTS},
        "item_ids": TEXTS,
        "experts": {"type": "array", "items": TEXTS},
    },
}

PLAN_SCHEMA: Schema = {
    "type": "object",
    "title": "PlanDocument",
    "examples": [PLAN],
    "required": ["name", "kind", "window", "participations", "targets"],
    "properties": {
        "plan_id": {**ID, "description": "Without one, the next number of the initiating body."},
        "name": {"type": "string", "minLength": 1},
        "kind": {"enum": [kind.value for kind in PlanKind]},
        "window": {
            "type": "object",
            "required": ["starts", "ends"],
            "properties": {
                "starts": DAY,
                "ends": {**DAY, "description": "The day after the last one."},
            },
        },
        "participations": {"type": "array", "minItems": 1, "items": PARTICIPATION},
        "targets": {
            "type": "object",
            "description": "Just one of `draw`, `list` and `published`.",
            "properties": {
                "draw": {
                    "type": "object",
                    "properties": {"scope": SCOPE, "quota": QUOTA},
                    "required": ["quota"],
                },
                "list": {
                    "type": "object",
                    "required": ["target_ids", "reason", "approver"],
                    "properties": {
                        "target_ids": TEXTS,
                        "reason": {"type": "string"},
                        "approver": {"type": "string"},
                    },
                },
                "published": {
                    "type": "object",
                    "required": ["target_ids", "draw_number", "digest"],
                    "properties": {
                        "target_ids": TEXTS,
                        "draw_number": {"type": "string"},
                        "digest": {"type": "string"},
                    },
                },
            },
        },
        "lead_body": ID,
        "merging": {"type": "boolean"},
        "priority": {"type": ["integer", "null"]},
        "fixed_days": {"type": "array", "items": DAY},
        "round_size": {"type": "integer", "minimum": 1},
        "lending": {"type": "boolean"},
        "suitability": {"type": ["object", "null"]},
    },
}

POLICY_SCHEMA: Schema = {
    "type": "object",
    "title": "PolicyDocument",
    "examples": [POLICY],
    "required": ["version"],
    "properties": {"version": {"type": "string", "minLength": 1}},
    "description": "The knobs of docs/files.md; where it is silent, the national defaults hold.",
}
