"""The index of certificates holds what pages and files ask of them, so that no row is opened."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

NAME = "ix_certificate_person_course"


def upgrade() -> None:
    """Forward: the same index with the number and the dates in it."""
    op.drop_index(NAME, "certificate")
    op.create_index(
        NAME,
        "certificate",
        [
            "person_id",
            "course",
            "id",
            "revoked_at",
            "issued_on",
            "expires_on",
            "renew_from",
            "counts_until",
        ],
    )


def downgrade() -> None:
    """Back: to person and course alone."""
    op.drop_index(NAME, "certificate")
    op.create_index(NAME, "certificate", ["person_id", "course"])
