"""What readers say about a contact that is wrong."""

import sqlalchemy as sa
from alembic import op

revision = "8c2f64d0b7a1"
down_revision = "5be1c94a70d8"
branch_labels = None
depends_on = None

OPEN = sa.text("resolved_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "contact_flag",
        sa.Column("channel_id", sa.String(length=80), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("reason_code", sa.String(length=30), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolution", sa.String(length=30), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_flag")),
    )
    op.create_index("ix_contact_flag_open", "contact_flag", ["at"], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_table("contact_flag")
