"""Emerging patterns shown in public and whom each printing of them counted; whom a printed poll counted."""

import sqlalchemy as sa
from alembic import op
from joinder.core.append_only import drop_statements, statements
from sqlalchemy.dialects import postgresql

revision = "3f7a0c95d2e4"
down_revision = "8c2f64d0b7a1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_pattern",
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("pattern_id", sa.Uuid(), nullable=False),
        sa.Column("respondent_id", sa.Uuid(), nullable=False),
        sa.Column("issue_id", sa.String(length=60), nullable=False),
        sa.Column(
            "label", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_reason", sa.String(length=30), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by"], ["account.id"], name=op.f("fk_published_pattern_approved_by_account")),
        sa.ForeignKeyConstraint(
            ["respondent_id"], ["respondent.id"], name=op.f("fk_published_pattern_respondent_id_respondent")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_pattern")),
        sa.UniqueConstraint("pattern_id", name=op.f("uq_published_pattern_pattern_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_published_pattern_reference")),
    )
    op.create_index("ix_published_pattern_ended_at_reference", "published_pattern", ["ended_at", "reference"])
    op.create_index("ix_published_pattern_respondent_id", "published_pattern", ["respondent_id"])
    op.create_table(
        "pattern_line",
        sa.Column("published_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("change_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["published_id"], ["published_pattern.id"], name=op.f("fk_pattern_line_published_id_published_pattern")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pattern_line")),
        sa.UniqueConstraint("published_id", "number", name=op.f("uq_pattern_line_published_id_number")),
    )
    for statement in statements("pattern_line", op.get_bind().dialect.name):
        op.execute(statement)
    with op.batch_alter_table("poll") as batch:
        batch.add_column(sa.Column("behind_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("poll") as batch:
        batch.drop_column("behind_sealed")
    op.drop_table("pattern_line")
    for statement in drop_statements("pattern_line", op.get_bind().dialect.name):
        op.execute(statement)
    op.drop_table("published_pattern")
