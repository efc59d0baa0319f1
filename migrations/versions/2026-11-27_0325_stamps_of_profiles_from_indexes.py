"""Read from small indexes whether a profile moved, instead of from rows that hold texts and vectors."""

from alembic import op

revision = "7d1f0a63b2c4"
down_revision = "c83d0f6a4e12"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_case_profile_revision", "case_profile", ["revision"])
    op.create_index("ix_case_vector_model_id", "case_vector", ["model_id", "revision"])
    op.create_index("ix_search_document_kind", "search_document", ["kind", "revision"])


def downgrade() -> None:
    op.drop_index("ix_search_document_kind", table_name="search_document")
    op.drop_index("ix_case_vector_model_id", table_name="case_vector")
    op.drop_index("ix_case_profile_revision", table_name="case_profile")
