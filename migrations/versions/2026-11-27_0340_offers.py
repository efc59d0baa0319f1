"""offers of the company"""

import sqlalchemy as sa
from alembic import op

revision = "d47f1b8ce392"
down_revision = "7d1f0a63b2c4"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("terms_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", AT, nullable=False),
        sa.Column("withdrawn_at", AT, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_offer_case_id_case"),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name="fk_offer_recorded_by_account"),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name="fk_offer_response_id_response"),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
        sa.UniqueConstraint("reference", name="uq_offer_reference"),
    )
    op.create_index("ix_offer_case_id_recorded_at", "offer", ["case_id", "recorded_at"])
    op.create_index("ix_offer_response_id", "offer", ["response_id"])
    op.create_table(
        "offer_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("answered_at", AT, nullable=False),
        sa.Column("changed_at", AT, nullable=True),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_offer_answer_membership_id_membership"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_offer_answer_offer_id_offer"),
        sa.PrimaryKeyConstraint("id", name="pk_offer_answer"),
        sa.UniqueConstraint("offer_id", "membership_id", name="uq_offer_answer_offer_id_membership_id"),
    )
    op.create_index("ix_offer_answer_membership_id", "offer_answer", ["membership_id"])


def downgrade() -> None:
    op.drop_index("ix_offer_answer_membership_id", "offer_answer")
    op.drop_table("offer_answer")
    op.drop_index("ix_offer_response_id", "offer")
    op.drop_index("ix_offer_case_id_recorded_at", "offer")
    op.drop_table("offer")
