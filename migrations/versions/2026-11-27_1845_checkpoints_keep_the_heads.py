"""Checkpoints keep the heads that moved, so that they can be verified; those made before cannot be."""

import sqlalchemy as sa
from alembic import op
from joinder.core.append_only import drop_statements, statements

revision = "9f63ea027db5"
down_revision = "8e52d9f16ca4"
branch_labels = None
depends_on = None
GUARDED = ("audit_checkpoint", "checkpoint_head")


def upgrade() -> None:
    op.create_table(
        "checkpoint_head",
        sa.Column("checkpoint_id", sa.Uuid(), nullable=False),
        sa.Column("chain", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checkpoint_id"], ["audit_checkpoint.id"], name=op.f("fk_checkpoint_head_checkpoint_id_audit_checkpoint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkpoint_head")),
        sa.UniqueConstraint("checkpoint_id", "chain", name=op.f("uq_checkpoint_head_checkpoint_id_chain")),
    )
    with op.batch_alter_table("audit_head") as batch:
        batch.add_column(sa.Column("checkpointed_seq", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("audit_head") as batch:
        batch.alter_column("checkpointed_seq", server_default=None)
    for table in GUARDED:
        for statement in statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER audit_checkpoint_no_{verb}")
    with op.batch_alter_table("audit_head") as batch:
        batch.drop_column("checkpointed_seq")
    op.drop_table("checkpoint_head")
    for table in GUARDED:
        for statement in drop_statements(table, dialect):
            op.execute(statement)
