"""The product's tests; they mirror lms/, plus tests of the whole."""
