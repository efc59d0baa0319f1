"""notifications"""

import sqlalchemy as sa
from alembic import op

revision = "c83e5d9fa046"
down_revision = "a1c4e7f02b15"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("account") as batch:
        batch.add_column(sa.Column("quiet_from", sa.Integer(), server_default="1320", nullable=True))
        batch.add_column(sa.Column("quiet_until", sa.Integer(), server_default="480", nullable=True))
        batch.add_column(sa.Column("zone", sa.String(length=40), server_default="Asia/Shanghai", nullable=False))
    with op.batch_alter_table("out_message") as batch:
        batch.add_column(sa.Column("account_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("topic", sa.String(length=10), nullable=True))
    op.create_table(
        "notification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=10), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.Column("read_at", AT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_notification_account_id_account"),
        sa.PrimaryKeyConstraint("id", name="pk_notification"),
    )
    op.create_index("ix_notification_account_id_at", "notification", ["account_id", "at", "id"])
    op.create_index("ix_notification_account_id_read_at", "notification", ["account_id", "read_at"])
    op.create_table(
        "topic_choice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=10), nullable=False),
        sa.Column("email", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_topic_choice_account_id_account"),
        sa.PrimaryKeyConstraint("id", name="pk_topic_choice"),
        sa.UniqueConstraint("account_id", "topic", name="uq_topic_choice_account_id_topic"),
    )


def downgrade() -> None:
    op.drop_table("topic_choice")
    op.drop_index("ix_notification_account_id_read_at", "notification")
    op.drop_index("ix_notification_account_id_at", "notification")
    op.drop_table("notification")
    with op.batch_alter_table("out_message") as batch:
        batch.drop_column("topic")
        batch.drop_column("account_id")
    with op.batch_alter_table("account") as batch:
        batch.drop_column("zone")
        batch.drop_column("quiet_until")
        batch.drop_column("quiet_from")
