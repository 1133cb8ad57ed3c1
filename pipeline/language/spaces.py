"""Spaces of web pages that are of another width, or at which no line breaks, and are read as spaces between words."""

SPACES = "\xa0\u2002\u2003\u2009\u202f"
