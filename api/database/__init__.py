"""The way to the database: one engine, one session per request or step, one line of migrations."""
