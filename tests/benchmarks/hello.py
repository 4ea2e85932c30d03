"""The smallest typer program with two commands, which start-up is compared with."""

import typer

app = typer.Typer()


@app.command()
def hello(name: str = "world") -> None:
    """Say hello."""
    print(f"hello {name}")


@app.command()
def wave() -> None:
    """Wave."""


app()
