"""an appeal that was upheld"""

import sqlalchemy as sa
from alembic import op

revision = "c83d0f6a4e12"
down_revision = "c83e5d9fa046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("set_aside") as table:
        table.add_column(sa.Column("upheld_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("set_aside") as table:
        table.drop_column("upheld_at")
