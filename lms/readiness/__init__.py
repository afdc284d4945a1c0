"""How ready a team is; reads everything, writes nothing."""
