"""A decided appeal carries the reason that its person reads."""

import sqlalchemy as sa
from alembic import op

revision = "c3d81f6a4e27"
down_revision = "b3d07c5e91a2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("set_aside") as table:
        table.add_column(sa.Column("answer_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("set_aside") as table:
        table.drop_column("answer_sealed")
