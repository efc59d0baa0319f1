"""Which account another was merged into stays known; what erased reports and decided claims left behind goes."""

import sqlalchemy as sa
from alembic import op

revision = "b3d07c5e91a2"
down_revision = "9f63ea027db5"
branch_labels = None
depends_on = None

account = sa.table("account", sa.column("id", sa.Uuid()), sa.column("closed_at"))
report = sa.table("report", sa.column("account_id", sa.Uuid()), sa.column("narrative_sealed"))
answers = sa.table("idempotency_record", sa.column("actor"), sa.column("answer"))


def upgrade() -> None:
    with op.batch_alter_table("account") as batch:
        batch.add_column(sa.Column("merged_into_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key("fk_account_merged_into_id_account", "account", ["merged_into_id"], ["id"])
        batch.create_index("ix_account_merged_into_id", ["merged_into_id"])
    op.execute(
        "UPDATE imported_row SET doubts_sealed = NULL WHERE doubts_sealed IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM data_key WHERE data_key.id = imported_row.key_id)"
    )
    closed = "SELECT id FROM account WHERE closed_at IS NOT NULL"
    for told in ("decided_at IS NOT NULL", f"account_id IN ({closed})"):
        op.execute(
            f"DELETE FROM data_key WHERE id IN (SELECT key_id FROM claim_request WHERE {told})"  # noqa: S608
        )
    op.execute(f"DELETE FROM claim_request WHERE account_id IN ({closed})")  # noqa: S608
    op.execute("UPDATE claim_request SET details_sealed = NULL WHERE decided_at IS NOT NULL")
    _forget_answers()


def _forget_answers() -> None:
    bind = op.get_bind()
    gone = sa.select(account.c.id).where(account.c.closed_at.is_not(None))
    for one in bind.execute(gone).scalars().all():
        bind.execute(sa.delete(answers).where(answers.c.actor == str(one)))
    erased = sa.select(report.c.account_id).where(report.c.narrative_sealed.is_(None), report.c.account_id.is_not(None))
    for one in bind.execute(erased.distinct()).scalars().all():
        bind.execute(sa.update(answers).where(answers.c.actor == str(one)).values(answer=None))


def downgrade() -> None:
    with op.batch_alter_table("account") as batch:
        batch.drop_index("ix_account_merged_into_id")
        batch.drop_constraint("fk_account_merged_into_id_account", type_="foreignkey")
        batch.drop_column("merged_into_id")
