"""Triggers that let rows be added to a table and nothing else."""

from __future__ import annotations

REFUSAL = "append-only"
SQLITE_VERBS = ("UPDATE", "DELETE", "INSERT")


def guard(dialect: str, table: str) -> list[str]:
    """Return the statements that guard *table*, whose rows are numbered by `id`."""
    if dialect == "sqlite":
        # INSERT OR REPLACE deletes the row in its way, and asks no trigger that watches deletions.
        taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "  # noqa: S608 - our names
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"{taken if verb == 'INSERT' else ''}BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for verb in SQLITE_VERBS
        ]
    refuse = f"EXECUTE FUNCTION {table}_append_only()"
    body = f"BEGIN RAISE EXCEPTION '{REFUSAL}'; END"
    rows, whole = f"{table}_append_only", f"{table}_no_truncate"
    return [
        f"CREATE FUNCTION {rows}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {rows} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {whole} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
    ]


def unguard(dialect: str, table: str) -> list[str]:
    """Return the statements that take the guard away, before the table goes."""
    if dialect == "sqlite":
        return [f"DROP TRIGGER {table}_no_{verb.lower()}" for verb in SQLITE_VERBS]
    return [
        f"DROP TRIGGER {table}_append_only ON {table}",
        f"DROP TRIGGER {table}_no_truncate ON {table}",
        f"DROP FUNCTION {table}_append_only()",
    ]
