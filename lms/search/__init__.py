"""Finding the paragraph that answers, in modules and glossary, in the reader's language."""
