"""`python -m mockinterview` is the command line."""

from mockinterview.cli import main

main(prog_name="mockinterview")
