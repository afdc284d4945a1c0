"""Evidence for an auditor, and the pages of the audit log."""
