"""Tables whose rows are never changed: the database itself refuses UPDATE and DELETE on them."""

from sqlalchemy import DDL, Table, event

TABLES: dict[str, Table] = {}


def append_only(table: Table) -> None:
    """Make a table append-only wherever it is created; migrations call `statements` for the same triggers."""
    TABLES[table.name] = table
    for dialect in ("sqlite", "postgresql"):
        for statement in statements(table.name, dialect):
            event.listen(table, "after_create", DDL(statement.replace("%", "%%")).execute_if(dialect=dialect))


def statements(table: str, dialect: str) -> list[str]:
    """Return the statements that make a table append-only on a dialect."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in ("update", "delete")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    ]


def drop_statements(table: str, dialect: str) -> list[str]:
    """Return the statements that undo `statements` (triggers fall with their table; PostgreSQL keeps the function)."""
    return [f"DROP FUNCTION IF EXISTS {table}_refuse() CASCADE"] if dialect == "postgresql" else []
