"""Every table of the product, imported for its effect on the metadata."""

from lms.certificates import models as certificates
from lms.enrolments import models as enrolments
from lms.inbox import models as inbox
from lms.leaders import models as leaders
from lms.notes import models as notes
from lms.people import models as people
from lms.practice import models as practice
from lms.publishing import models as publishing
from lms.quizzes import models as quizzes
from lms.reactions import models as reactions
from lms.readiness import models as readiness
from lms.recall import models as recall
from lms.reminders import models as reminders
from lms.scenarios import models as scenarios
from lms.welcome import models as welcome

__all__ = [
    "certificates",
    "enrolments",
    "inbox",
    "leaders",
    "notes",
    "people",
    "practice",
    "publishing",
    "quizzes",
    "reactions",
    "readiness",
    "recall",
    "reminders",
    "scenarios",
    "welcome",
]
