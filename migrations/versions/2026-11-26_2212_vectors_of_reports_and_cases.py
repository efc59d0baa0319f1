"""vectors of reports and cases"""

import sqlalchemy as sa
from alembic import op

revision = "29154acc455c"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_vector",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("model_id", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_case_vector_case_id_case"),
        sa.PrimaryKeyConstraint("id", name="pk_case_vector"),
        sa.UniqueConstraint("case_id", name="uq_case_vector_case_id"),
    )
    op.create_table(
        "report_vector",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("model_id", sa.String(length=80), nullable=False),
        sa.Column("vector_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_report_vector_report_id_report"),
        sa.PrimaryKeyConstraint("id", name="pk_report_vector"),
        sa.UniqueConstraint("report_id", name="uq_report_vector_report_id"),
    )
    op.create_index("ix_report_vector_model_id", "report_vector", ["model_id"])


def downgrade() -> None:
    op.drop_index("ix_report_vector_model_id", "report_vector")
    op.drop_table("report_vector")
    op.drop_table("case_vector")
