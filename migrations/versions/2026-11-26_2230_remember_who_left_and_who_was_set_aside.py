"""remember who left and who was set aside"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "29154acc455c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.add_column(sa.Column("left_with_person", sa.Boolean(), server_default=sa.false(), nullable=False))
    report, membership = (
        sa.table("report", sa.column("left_with_person"), sa.column("withdrawn_at"), sa.column("membership_id")),
        sa.table("membership", sa.column("id"), sa.column("withdrawn_at")),
    )
    together = sa.exists().where(
        membership.c.id == report.c.membership_id, membership.c.withdrawn_at == report.c.withdrawn_at
    )
    op.execute(sa.update(report).where(together).values(left_with_person=sa.true()))
    op.create_table(
        "set_aside_contact",
        sa.Column("set_aside_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("contact_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_set_aside_contact_case_id_case")),
        sa.ForeignKeyConstraint(
            ["set_aside_id"], ["set_aside.id"], name=op.f("fk_set_aside_contact_set_aside_id_set_aside")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_aside_contact")),
    )
    op.create_index(
        "ix_set_aside_contact_case_id_contact_hash", "set_aside_contact", ["case_id", "contact_hash"], unique=False
    )
    op.create_index(op.f("ix_set_aside_contact_set_aside_id"), "set_aside_contact", ["set_aside_id"], unique=False)


def downgrade() -> None:
    op.drop_table("set_aside_contact")
    with op.batch_alter_table("report") as table:
        table.drop_column("left_with_person")
