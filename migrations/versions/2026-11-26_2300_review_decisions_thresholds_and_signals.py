"""Keep every decision about a match, recalibrated thresholds, and signals of coordination."""

import sqlalchemy as sa
from alembic import op
from joinder.core.append_only import drop_statements, statements
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "985fc2f1d15b"
branch_labels = None
depends_on = None

APPEND_ONLY = ("match_decision", "match_threshold")


def upgrade() -> None:
    op.create_table(
        "match_threshold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("measure", sa.String(length=10), nullable=False),
        sa.Column("matcher_version", sa.String(length=20), nullable=False),
        sa.Column("floor", sa.Double(), nullable=False),
        sa.Column("threshold", sa.Double(), nullable=False),
        sa.Column("decided", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_threshold")),
    )
    with op.batch_alter_table("match_threshold", schema=None) as batch_op:
        batch_op.create_index(
            "ix_match_threshold_matcher_version_computed_at", ["matcher_version", "computed_at"], unique=False
        )

    op.create_table(
        "coordination_signal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column(
            "reasons", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("rule_version", sa.String(length=20), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_coordination_signal_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_signal")),
        sa.UniqueConstraint("case_id", "kind", "key", name=op.f("uq_coordination_signal_case_id_kind_key")),
    )
    with op.batch_alter_table("coordination_signal", schema=None) as batch_op:
        batch_op.create_index("ix_coordination_signal_found_at_id", ["found_at", "id"], unique=False)

    op.create_table(
        "signal_look",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.LargeBinary(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_signal_look_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal_look")),
        sa.UniqueConstraint("case_id", name=op.f("uq_signal_look_case_id")),
    )
    op.create_table(
        "signal_person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("signal_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_signal_person_membership_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["signal_id"], ["coordination_signal.id"], name=op.f("fk_signal_person_signal_id_coordination_signal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal_person")),
        sa.UniqueConstraint("signal_id", "membership_id", name=op.f("uq_signal_person_signal_id_membership_id")),
    )
    with op.batch_alter_table("signal_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signal_person_membership_id"), ["membership_id"], unique=False)

    op.create_table(
        "signal_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("signal_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("set_aside", sa.Integer(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_signal_review_account_id_account")),
        sa.ForeignKeyConstraint(
            ["signal_id"], ["coordination_signal.id"], name=op.f("fk_signal_review_signal_id_coordination_signal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal_review")),
    )
    with op.batch_alter_table("signal_review", schema=None) as batch_op:
        batch_op.create_index("ix_signal_review_signal_id_at", ["signal_id", "at"], unique=False)

    op.create_table(
        "match_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("from_state", sa.String(length=10), nullable=False),
        sa.Column("to_state", sa.String(length=10), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("matcher_version", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bulk_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_match_decision_account_id_account")),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_match_decision_match_id_match")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_decision")),
        sa.UniqueConstraint("match_id", "place", name=op.f("uq_match_decision_match_id_place")),
    )
    with op.batch_alter_table("match_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_decision_bulk_id"), ["bulk_id"], unique=False)

    with op.batch_alter_table("match", schema=None) as batch_op:
        batch_op.add_column(sa.Column("measure", sa.String(length=10), server_default="wording", nullable=False))
        batch_op.add_column(sa.Column("bulk_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_match_bulk_id"), ["bulk_id"], unique=False)
        batch_op.create_index("ix_match_state_found_at", ["state", "found_at", "id"], unique=False)

    dialect = op.get_bind().dialect.name
    for table in APPEND_ONLY:
        for statement in statements(table, dialect):
            op.execute(sa.text(statement.replace(":", "\\:")))


def downgrade() -> None:
    for table in APPEND_ONLY:
        for statement in drop_statements(table, op.get_bind().dialect.name):
            op.execute(statement)
    with op.batch_alter_table("match", schema=None) as batch_op:
        batch_op.drop_index("ix_match_state_found_at")
        batch_op.drop_index(batch_op.f("ix_match_bulk_id"))
        batch_op.drop_column("bulk_id")
        batch_op.drop_column("measure")

    with op.batch_alter_table("match_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_decision_bulk_id"))

    op.drop_table("match_decision")
    with op.batch_alter_table("signal_review", schema=None) as batch_op:
        batch_op.drop_index("ix_signal_review_signal_id_at")

    op.drop_table("signal_review")
    with op.batch_alter_table("signal_person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signal_person_membership_id"))

    op.drop_table("signal_person")
    op.drop_table("signal_look")
    with op.batch_alter_table("coordination_signal", schema=None) as batch_op:
        batch_op.drop_index("ix_coordination_signal_found_at_id")

    op.drop_table("coordination_signal")
    with op.batch_alter_table("match_threshold", schema=None) as batch_op:
        batch_op.drop_index("ix_match_threshold_matcher_version_computed_at")

    op.drop_table("match_threshold")
