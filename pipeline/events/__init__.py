"""Dated events: what happened, when, where and to whom.

`find_events` ties verbs, event nouns and states to the time expressions of an article along its syntax,
and tells for each its participants, its place, whether it is a fact, and who reports it.
"""
