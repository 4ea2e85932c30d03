"""The command line. A command is one file, `<name>_command.py`, with one function of that name; its help is in help.tsv."""
