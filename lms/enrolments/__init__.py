"""Who takes what: enrolments, modules read, assignments."""
