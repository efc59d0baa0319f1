"""Jobs have a priority, and messages an end: a sign-in code goes before mass mail, and not when it has expired."""

import sqlalchemy as sa
from alembic import op
from joinder.core.database import UtcDateTime

revision = "d7a40b92e6c1"
down_revision = "c3d81f6a4e27"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("job") as table:
        table.add_column(sa.Column("priority", sa.Integer(), nullable=False, server_default="0"))
        table.drop_index("ix_job_done_at_run_at")
        table.create_index("ix_job_done_at_priority_run_at", ["done_at", "priority", "run_at"])
    with op.batch_alter_table("out_message") as table:
        table.add_column(sa.Column("expires_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("out_message") as table:
        table.drop_column("expires_at")
    with op.batch_alter_table("job") as table:
        table.drop_index("ix_job_done_at_priority_run_at")
        table.create_index("ix_job_done_at_run_at", ["done_at", "run_at"])
        table.drop_column("priority")
