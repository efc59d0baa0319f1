"""The members elect who follows an idle organizer."""

import sqlalchemy as sa
from alembic import op
from joinder.core.database import UtcDateTime

revision = "8e52d9f16ca4"
down_revision = "a41c7be9d205"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "election",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("replaces", sa.Uuid(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closes_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_election_case_id_case")),
        sa.ForeignKeyConstraint(["replaces"], ["organizer.id"], name=op.f("fk_election_replaces_organizer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election")),
    )
    op.create_index(op.f("ix_election_case_id"), "election", ["case_id"], unique=False)
    op.create_index(op.f("ix_election_replaces"), "election", ["replaces"], unique=False)
    op.create_table(
        "vote",
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("candidate", sa.Uuid(), nullable=False),
        sa.Column("voted_at", UtcDateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["candidate"], ["organizer.id"], name=op.f("fk_vote_candidate_organizer")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_vote_election_id_election")),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name=op.f("fk_vote_membership_id_membership")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote")),
        sa.UniqueConstraint("election_id", "membership_id", name="uq_vote_election_id_membership_id"),
    )
    op.create_index(op.f("ix_vote_membership_id"), "vote", ["membership_id"], unique=False)


def downgrade() -> None:
    op.drop_table("vote")
    op.drop_table("election")
