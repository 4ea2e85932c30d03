"""XML of office files to a tree, without what makes XML dangerous: no document type, so no entities; limits to depth and size."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from shenhe_cli.errors import ReadError

_DEEPEST = 400
_MOST_ELEMENTS = 1_500_000


class _Limit(Exception):
    """What is wrong with the XML."""


def parse_xml(data: bytes, source: str) -> Element:
    """The root element, names as {namespace}name. Raises ReadError for XML that is damaged or hostile."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = count = 0

    def qualify(name: str) -> str:
        return f"{{{name}" if "}" in name else name

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            raise _Limit("its XML is nested too deeply" if depth > _DEEPEST else "its XML is too large")
        builder.start(qualify(name), {qualify(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(qualify(name))

    def refuse(*_: object) -> None:
        raise _Limit("its XML declares entities, which office programs never write")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
        return builder.close()
    except _Limit as error:
        raise ReadError(f"damaged or hostile: {error}", source, "Open it in Word or WPS and save it anew") from None
    except (expat.ExpatError, AssertionError, ValueError) as error:
        raise ReadError(f"damaged: {error}", source, "Open it in Word or WPS and save it anew") from None
