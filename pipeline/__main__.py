"""`python -m pipeline` is the `quotidian` command."""

from pipeline.cli import main

main(prog_name="quotidian")
