"""Drawing, answering and grading quizzes."""
