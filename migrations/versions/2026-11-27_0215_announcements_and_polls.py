"""announcements and polls"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "a1c4e7f02b15"
down_revision = "5b0c7d2e91aa"
branch_labels = None
depends_on = None

LIST = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("withdrawn_at", AT, nullable=True),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name="fk_announcement_by_account"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_announcement_case_id_case"),
        sa.PrimaryKeyConstraint("id", name="pk_announcement"),
    )
    op.create_index("ix_announcement_case_id_at", "announcement", ["case_id", "at", "id"])
    op.create_table(
        "poll",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("question_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("choices_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("closes_at", AT, nullable=False),
        sa.Column("withdrawn_at", AT, nullable=True),
        sa.Column("counted_at", AT, nullable=True),
        sa.Column("counts", LIST, nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name="fk_poll_asked_by_account"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_poll_case_id_case"),
        sa.PrimaryKeyConstraint("id", name="pk_poll"),
        sa.UniqueConstraint("reference", name="uq_poll_reference"),
    )
    op.create_index("ix_poll_case_id_asked_at", "poll", ["case_id", "asked_at", "id"])
    op.create_index("ix_poll_counted_at_closes_at", "poll", ["counted_at", "closes_at"])
    op.create_table(
        "poll_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("answered_at", AT, nullable=False),
        sa.Column("changed_at", AT, nullable=True),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_poll_answer_membership_id_membership"),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name="fk_poll_answer_poll_id_poll"),
        sa.PrimaryKeyConstraint("id", name="pk_poll_answer"),
        sa.UniqueConstraint("poll_id", "membership_id", name="uq_poll_answer_poll_id_membership_id"),
    )
    op.create_index("ix_poll_answer_membership_id", "poll_answer", ["membership_id"])


def downgrade() -> None:
    op.drop_index("ix_poll_answer_membership_id", "poll_answer")
    op.drop_table("poll_answer")
    op.drop_index("ix_poll_counted_at_closes_at", "poll")
    op.drop_index("ix_poll_case_id_asked_at", "poll")
    op.drop_table("poll")
    op.drop_index("ix_announcement_case_id_at", "announcement")
    op.drop_table("announcement")
