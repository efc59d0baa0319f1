"""A company's reply can be sent back with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "a41c7be9d205"
down_revision = "7d41c8e05b93"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("reply") as table:
        table.add_column(sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("return_code", sa.String(length=30), nullable=True))
        table.add_column(sa.Column("return_note", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("reply") as table:
        table.drop_column("return_note")
        table.drop_column("return_code")
        table.drop_column("returned_at")
