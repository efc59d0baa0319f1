"""A smaller index of near-copies: a report's slot is its row's own number, and buckets are drawn anew.

What is stored of each report stays, under its earlier version; the job matching.reindex puts it into the new buckets.
"""

import sqlalchemy as sa
from alembic import op

revision = "5be1c94a70d8"
down_revision = "d47f1b8ce392"
branch_labels = None
depends_on = None

KEPT = "report_id, respondent_id, person, script, length, wording, grams, counts, gram_count, facts, matcher_version"
IS_SHORT = sa.text("gram_count > 0")


def upgrade() -> None:
    op.execute("DELETE FROM shingle_band")
    op.execute(f"CREATE TABLE report_shingles_kept AS SELECT {KEPT} FROM report_shingles")  # noqa: S608
    op.drop_table("report_shingles")
    _table(sa.Column("slot", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False), "slot")
    op.create_index("ix_report_shingles_person", "report_shingles", ["person"])
    _short("report_id")
    op.execute(f"INSERT INTO report_shingles ({KEPT}) SELECT {KEPT} FROM report_shingles_kept ORDER BY report_id")  # noqa: S608
    op.drop_table("report_shingles_kept")


def downgrade() -> None:
    op.execute("DELETE FROM shingle_band")
    op.execute(f"CREATE TABLE report_shingles_kept AS SELECT slot, {KEPT} FROM report_shingles")  # noqa: S608
    op.drop_table("report_shingles")
    _table(
        sa.Column("id", sa.Uuid(), nullable=False),
        "id",
        sa.Column("slot", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("slot", name="uq_report_shingles_slot"),
    )
    op.create_index("ix_report_shingles_respondent_id_person", "report_shingles", ["respondent_id", "person"])
    _short("slot")
    op.execute(
        f"INSERT INTO report_shingles (id, slot, {KEPT}) SELECT report_id, slot, {KEPT} FROM report_shingles_kept"  # noqa: S608
    )
    op.drop_table("report_shingles_kept")


def _table(own: sa.Column[object], key: str, *more: sa.schema.SchemaItem) -> None:
    op.create_table(
        "report_shingles",
        own,
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("respondent_id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.LargeBinary(length=16), nullable=True),
        sa.Column("script", sa.String(length=5), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("wording", sa.LargeBinary(), nullable=False),
        sa.Column("grams", sa.LargeBinary(), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.Column("gram_count", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("matcher_version", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_report_shingles_report_id_report"),
        sa.ForeignKeyConstraint(
            ["respondent_id"], ["respondent.id"], name="fk_report_shingles_respondent_id_respondent"
        ),
        sa.PrimaryKeyConstraint(key, name="pk_report_shingles"),
        sa.UniqueConstraint("report_id", name="uq_report_shingles_report_id"),
        *more,
    )


def _short(second: str) -> None:
    op.create_index(
        "ix_report_shingles_short",
        "report_shingles",
        ["script", second],
        sqlite_where=IS_SHORT,
        postgresql_where=IS_SHORT,
    )
