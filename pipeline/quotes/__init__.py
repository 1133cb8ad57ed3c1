"""Who said what: quotes with their cues and speakers."""
