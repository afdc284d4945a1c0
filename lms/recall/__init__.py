"""Three questions now and then, for whoever wants them: what was missed or unsure, spaced out."""
