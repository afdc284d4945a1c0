"""What authors see of the courses: state and messages."""
