"""What needs many articles at once: the entities of a corpus."""
