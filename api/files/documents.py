"""JSON and YAML documents: bytes to plain data, with nothing guessed and nothing doubled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from api.files.imports import Findings
from api.files.opening import read_bytes

MAX_BYTES = 64 << 20
"""Documents are plans and rules, not registries: 64 MiB is far beyond any real one."""


class _DoubledError(ValueError):
    """A key stands twice in one object."""


class _PlainLoader(yaml.BaseLoader):
    """Reads every scalar as text: no `NO` as false, no `010` as eight, no dates guessed.

    References are refused: nine lines of them unfold to gigabytes.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark: yaml.Mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="reference", problem_mark=mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - as in PyYAML
        names = [key.value for key, _ in node.value]
        doubled = [name for place, name in enumerate(names) if name in names[:place]]
        if doubled:
            raise _DoubledError(str(doubled[0]))
        return super().construct_mapping(node, deep)


def is_document(path: Path) -> bool:
    """Tell whether the name is that of a document and not of a table."""
    return path.suffix.lower() in {".json", ".yaml", ".yml"}


def write_document(data: object) -> bytes:
    """Return the canonical JSON: sorted keys, two spaces, LF, one form for one content."""
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def read_document(path: Path, findings: Findings) -> object:
    """Return the data of a JSON or YAML file, or None after recording why there is none."""
    text = _read_text(path, findings)
    if text is None:
        return None
    if path.suffix.lower() in {".yaml", ".yml"} and text.lstrip()[:1] not in {"{", "["}:
        return _parse_yaml(text, findings)
    return _parse_json(text, findings)


def _read_text(path: Path, findings: Findings) -> str | None:
    content = read_bytes(path, MAX_BYTES, findings)
    if content is None:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.strip():
            return text
        findings.file_fault("file-empty")
        return None
    findings.file_fault("not-text")
    return None


def _parse_json(text: str, findings: Findings) -> object:
    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key, value in pairs:
            if key in built:
                raise _DoubledError(key)
            built[key] = value
        return built

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    try:
        return json.loads(text, object_pairs_hook=object_of, parse_constant=refuse)
    except _DoubledError as doubled:
        findings.file_fault("key-given-twice", found=str(doubled), key=str(doubled))
    except json.JSONDecodeError as error:
        findings.file_fault("broken-json", row=error.lineno, at=error.colno, found=error.msg)
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, NaN, or brackets nested beyond any real document.
        findings.file_fault("broken-json", row=1, at=1, found=str(error)[:60])
    return None


def _parse_yaml(text: str, findings: Findings) -> object:
    try:
        return yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - it builds text, lists, dicts
    except _DoubledError as doubled:
        findings.file_fault("key-given-twice", found=str(doubled), key=str(doubled))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        row, at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        findings.file_fault("broken-yaml", row=row, at=at, found=str(error.problem)[:60])
    except (yaml.YAMLError, RecursionError) as error:
        findings.file_fault("broken-yaml", row=1, at=1, found=str(error)[:60])
    return None
