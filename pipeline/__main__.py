"""`python -m pipeline` is the `quotidian` command."""

from pipeline.cli import command

command()
