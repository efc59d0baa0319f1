"""By what a person is known again who comes back under another account; nobody left so far can be known again."""

import sqlalchemy as sa
from alembic import op

revision = "7d41c8e05b93"
down_revision = "6d0b82e4f51a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "left_contact",
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("contact_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_left_contact_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_left_contact")),
    )
    op.create_index("ix_left_contact_scope_id_account_id", "left_contact", ["scope_id", "account_id"], unique=False)
    op.create_index(op.f("ix_left_contact_account_id"), "left_contact", ["account_id"], unique=False)


def downgrade() -> None:
    op.drop_table("left_contact")
