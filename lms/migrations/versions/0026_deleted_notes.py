"""Notes that their receiver deleted, which their writer still sees."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward: what was deleted before is gone for both."""
    op.create_table(
        "deleted_note",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"], ["note.id"], name=op.f("fk_deleted_note_note_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_deleted_note_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_deleted_note")),
    )
    op.create_index(op.f("ix_deleted_note_person_id"), "deleted_note", ["person_id"])


def downgrade() -> None:
    """Back: what its receiver deleted is gone for both."""
    op.execute("DELETE FROM help_reply WHERE note_id IN (SELECT note_id FROM deleted_note)")
    op.execute("DELETE FROM note WHERE id IN (SELECT note_id FROM deleted_note)")
    op.drop_table("deleted_note")
