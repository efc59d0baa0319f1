"""patterns and proposals"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "5b0c7d2e91aa"
down_revision = "0003"
branch_labels = None
depends_on = None

LIST = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "pattern",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("respondent_id", sa.Uuid(), nullable=False),
        sa.Column("issue_id", sa.String(length=60), nullable=False),
        sa.Column("label", LIST, nullable=False),
        sa.Column("trend", sa.String(length=8), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("banded_people", sa.Integer(), nullable=False),
        sa.Column("banded_at", AT, nullable=False),
        sa.Column("found_at", AT, nullable=False),
        sa.ForeignKeyConstraint(["respondent_id"], ["respondent.id"], name="fk_pattern_respondent_id_respondent"),
        sa.PrimaryKeyConstraint("id", name="pk_pattern"),
    )
    op.create_index("ix_pattern_respondent_id", "pattern", ["respondent_id"])
    op.create_table(
        "pattern_report",
        sa.Column("pattern_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pattern_id"], ["pattern.id"], name="fk_pattern_report_pattern_id_pattern", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_pattern_report_report_id_report"),
        sa.PrimaryKeyConstraint("pattern_id", "report_id", name="pk_pattern_report"),
    )
    op.create_index("ix_pattern_report_report_id", "pattern_report", ["report_id"])
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("a_id", sa.Uuid(), nullable=False),
        sa.Column("b_id", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("label", LIST, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("found_at", AT, nullable=False),
        sa.Column("decided_at", AT, nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_role", sa.String(length=30), nullable=True),
        sa.ForeignKeyConstraint(["a_id"], ["case.id"], name="fk_proposal_a_id_case"),
        sa.ForeignKeyConstraint(["b_id"], ["case.id"], name="fk_proposal_b_id_case"),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name="fk_proposal_decided_by_account"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
        sa.UniqueConstraint("kind", "a_id", "b_id", name="uq_proposal_kind_a_id_b_id"),
    )
    op.create_index("ix_proposal_state_found_at", "proposal", ["state", "found_at"])


def downgrade() -> None:
    op.drop_index("ix_proposal_state_found_at", "proposal")
    op.drop_table("proposal")
    op.drop_index("ix_pattern_report_report_id", "pattern_report")
    op.drop_table("pattern_report")
    op.drop_index("ix_pattern_respondent_id", "pattern")
    op.drop_table("pattern")
