"""`python -m shenhe_cli` is `shenhe`."""

from shenhe_cli.cli.app import run

if __name__ == "__main__":
    run()
