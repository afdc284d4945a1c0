"""Let the page of the audit log find entries by kind and by who did it."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_audit_entry_action_at", "audit_entry", ["action", "at"])
    op.create_index("ix_audit_entry_actor_id_at", "audit_entry", ["actor_id", "at"])


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_audit_entry_actor_id_at", "audit_entry")
    op.drop_index("ix_audit_entry_action_at", "audit_entry")
