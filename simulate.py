"""Run the simulator from a checkout: `python simulate.py COMMAND` is the installed `simulate COMMAND`."""

from model.cli.main import main

if __name__ == "__main__":
    main()
