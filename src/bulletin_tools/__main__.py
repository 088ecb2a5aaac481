"""`python -m bulletin_tools`."""

from bulletin_tools.cli import main

main()
