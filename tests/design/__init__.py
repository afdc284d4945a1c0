"""Tests of the design system: colours, icons, files of others, the gallery."""
