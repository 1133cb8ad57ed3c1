"""The words: what a verb or a noun can do, said once, and how data files are read."""
