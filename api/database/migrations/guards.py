"""Triggers that let rows be added to a table and nothing else."""

from __future__ import annotations

REFUSAL = "append-only"


def guard(dialect: str, table: str) -> list[str]:
    """Return the statements that guard *table*."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for verb in ("UPDATE", "DELETE")
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
        return [f"DROP TRIGGER {table}_no_{verb}" for verb in ("update", "delete")]
    return [
        f"DROP TRIGGER {table}_append_only ON {table}",
        f"DROP TRIGGER {table}_no_truncate ON {table}",
        f"DROP FUNCTION {table}_append_only()",
    ]
