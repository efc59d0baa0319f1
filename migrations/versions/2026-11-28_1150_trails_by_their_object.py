"""The trail of one company, account or other thing of the house is found by it, not by reading all the house's acts."""

from alembic import op

revision = "e2b57c19f4a8"
down_revision = "d7a40b92e6c1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_audit_entry_chain_object_ref_seq", "audit_entry", ["chain", "object_ref", "seq"])


def downgrade() -> None:
    op.drop_index("ix_audit_entry_chain_object_ref_seq", "audit_entry")
