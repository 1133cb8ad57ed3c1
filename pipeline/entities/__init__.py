"""Mentions of people, organisations and places: what is named, and who is meant."""

from pipeline.entities.extractor import find_mentions as find_mentions
