"""Keep a member's name in the group, and find members by alias quickly."""

import sqlalchemy as sa
from alembic import op

revision = "ac02f7329d2c"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.add_column(sa.Column("key_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("nickname_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("nickname_hash", sa.LargeBinary(length=32), nullable=True))
        batch_op.create_index("ix_membership_case_id_pseudonym", ["case_id", "pseudonym", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index("ix_membership_case_id_pseudonym")
        batch_op.drop_column("nickname_hash")
        batch_op.drop_column("nickname_sealed")
        batch_op.drop_column("key_id")
