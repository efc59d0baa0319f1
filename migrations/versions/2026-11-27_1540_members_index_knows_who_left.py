"""The index that members are paged by also says who left, so that a filter reads no row that does not fit."""

from alembic import op

revision = "6d0b82e4f51a"
down_revision = "3f7a0c95d2e4"
branch_labels = None
depends_on = None

NAME, COLUMNS = "ix_membership_case_id_pseudonym", ["case_id", "pseudonym", "id"]


def upgrade() -> None:
    op.drop_index(NAME, "membership")
    op.create_index(NAME, "membership", [*COLUMNS, "withdrawn_at"])


def downgrade() -> None:
    op.drop_index(NAME, "membership")
    op.create_index(NAME, "membership", COLUMNS)
