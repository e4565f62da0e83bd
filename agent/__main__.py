"""python -m agent: the salesflow command."""

from agent.cli import main

main()
