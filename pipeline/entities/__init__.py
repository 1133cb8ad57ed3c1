"""Mentions of people, organisations and places: what is named, and who is meant."""
