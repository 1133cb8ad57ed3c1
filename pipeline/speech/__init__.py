"""Who speaks: marks, cues, speakers and the day of speaking, recognised once for all who ask."""
