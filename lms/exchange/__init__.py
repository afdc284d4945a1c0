"""Questions of other programs: GIFT, QTI, Moodle XML and Aiken, with a report of what is lost."""
