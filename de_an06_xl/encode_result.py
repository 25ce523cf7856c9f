"""A file's result as compact JSON and back: what worker processes answer with and what the store keeps.

A digest as objects costs more to pass between processes than it took to read the file. As JSON it is a few thousand
bytes, it can be kept between runs, and nothing in it can run when it is read back. Texts and numbers that many
returns share are shared again in memory (:class:`Decoder`).
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib
from collections.abc import Mapping
from dataclasses import astuple
from decimal import Decimal
from fractions import Fraction
from typing import Any

from de_an06_xl.model.digest import ComparedCell, Figure, PackedValues, ReturnDigest, TaskAnswer
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.form import FormIdentity
from de_an06_xl.model.score import ComponentScore, ScoreRow, UnitScore
from de_an06_xl.model.summary import DifficultyRecord, RefusedFile

Json = Any
_LEVEL = 1
NO_RESULT = (ValueError, KeyError, TypeError, ArithmeticError, zlib.error)
"""What decoding raises for bytes that are no result."""

_SEVERITIES = {severity.value: severity for severity in Severity}


def encode_result(result: ReturnDigest | RefusedFile) -> bytes:
    """``result`` as deflated JSON; equal results give equal bytes."""
    plain = _refused(result) if isinstance(result, RefusedFile) else _digest(result)
    text = json.dumps(plain, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return zlib.compress(text.encode("ascii"), _LEVEL)


class Decoder:
    """The inverse of :func:`encode_result` for the many results of one run.

    Raises one of :data:`NO_RESULT` for bytes that are no result.
    """

    def __init__(self) -> None:
        self._shared = _Shared()
        self._numbers: dict[str, Decimal] = {}
        self._rows: dict[tuple[Json, ...], ScoreRow] = {}
        self._tasks: dict[tuple[Json, ...], TaskAnswer] = {}

    def decode(self, content: bytes) -> ReturnDigest | RefusedFile:
        """The result."""
        plain = json.loads(zlib.decompress(content))
        name = plain["file"]
        findings = tuple(self._finding(parts, name) for parts in plain["findings"])
        if "outcome" in plain:
            return RefusedFile(name, plain["sha256"], plain["outcome"], findings, plain["unit"], plain["identity"])
        identity = FormIdentity.parse(plain["identity"])
        if identity is None:
            raise ValueError(plain["identity"])
        share = self._shared
        return ReturnDigest(
            file=name,
            sha256=plain["sha256"],
            identity=identity,
            sent=_day(plain["sent"]),
            modified=plain["modified"],
            findings=findings,
            score=self._score(plain["score"], identity),
            figures={share[row_id]: self._figure(parts) for row_id, parts in plain["figures"].items()},
            tasks={share[row_id]: self._task(tuple(parts)) for row_id, parts in plain["tasks"].items()},
            cells={(share[parts[0]], share[parts[1]]): self._cell(parts) for parts in plain["cells"]},
            reasons=frozenset((share[row_id], share[column]) for row_id, column in plain["reasons"]),
            difficulties=tuple(DifficultyRecord(*parts) for parts in plain["difficulties"]),
            values=PackedValues(plain["values"][0], base64.b64decode(plain["values"][1])),
        )

    def _number(self, text: str) -> Decimal:
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = Decimal(text)
        return number

    def _maybe(self, text: str | None) -> Decimal | None:
        return None if text is None else self._number(text)

    def _finding(self, parts: list[str], file: str) -> Finding:
        code, severity, message, fix, sheet, cell, row_id, value = map(self._shared.__getitem__, parts)
        return Finding(code, _SEVERITIES[severity], file, message, fix, sheet, cell, row_id, value)

    def _score(self, plain: Mapping[str, Json], identity: FormIdentity) -> UnitScore:
        return UnitScore(
            unit=identity.unit,
            period=identity.period,
            policy=self._shared[plain["policy"]],
            score=self._number(plain["score"]),
            band=self._shared[plain["band"]],
            components=tuple(
                ComponentScore(
                    component,
                    self._number(weight),
                    self._maybe(points),
                    tuple(self._row(tuple(row)) for row in rows),
                )
                for component, weight, points, rows in plain["components"]
            ),
            coverage_pct=self._maybe(plain["coverage"]),
            completeness_pct=self._number(plain["completeness"]),
        )

    def _row(self, parts: tuple[Json, ...]) -> ScoreRow:
        row = self._rows.get(parts)
        if row is None:
            row_id, points, most, reason, arithmetic, regain, weight, reachable, form_points = parts
            row = self._rows[parts] = ScoreRow(
                id=self._shared[row_id],
                points=self._maybe(points),
                max_points=self._number(most),
                reason=self._shared[reason],
                arithmetic=self._shared[arithmetic],
                regain=self._shared[regain],
                weight=self._number(weight),
                reachable=self._maybe(reachable),
                form_points=self._maybe(form_points),
            )
        return row

    def _task(self, parts: tuple[Json, ...]) -> TaskAnswer:
        answer = self._tasks.get(parts)
        if answer is None:
            standing, completed, progress = parts
            answer = self._tasks[parts] = TaskAnswer(standing, _day(completed), self._maybe(progress))
        return answer

    def _figure(self, parts: Json) -> Figure:
        if isinstance(parts, str):
            return Figure(self._shared[parts])
        actual, numerator, denominator = (None if part is None else Fraction(part) for part in parts)
        if actual is None:
            raise ValueError(parts)
        return Figure(actual, numerator, denominator)

    def _cell(self, parts: list[Json]) -> ComparedCell:
        row_id, column, kind, value, cell, sheet, header, key = parts
        share = self._shared
        read: Decimal | int | str = self._number(value) if kind == "n" else value if kind == "d" else share[value]
        return ComparedCell(share[row_id], share[column], read, share[cell], share[sheet], share[header], key)


class _Shared(dict[str, str]):
    """Equal texts as one object."""

    def __missing__(self, text: str) -> str:
        self[text] = text
        return text


def _refused(file: RefusedFile) -> dict[str, Json]:
    return {
        "file": file.file,
        "sha256": file.sha256,
        "outcome": file.outcome,
        "findings": [_finding(finding) for finding in file.findings],
        "unit": file.unit,
        "identity": file.identity,
    }


def _digest(digest: ReturnDigest) -> dict[str, Json]:
    return {
        "file": digest.file,
        "sha256": digest.sha256,
        "identity": str(digest.identity),
        "sent": digest.sent.isoformat() if digest.sent else None,
        "modified": digest.modified,
        "findings": [_finding(finding) for finding in digest.findings],
        "score": _score(digest.score),
        "figures": {row_id: _figure(figure) for row_id, figure in digest.figures.items()},
        "tasks": {row_id: _task(answer) for row_id, answer in digest.tasks.items()},
        "cells": [_cell(cell) for cell in digest.cells.values()],
        "reasons": sorted(digest.reasons),
        "difficulties": [astuple(item) for item in digest.difficulties],
        "values": (digest.values.count, base64.b64encode(digest.values.block).decode("ascii")),
    }


def _finding(finding: Finding) -> tuple[str, ...]:
    return (
        finding.code,
        finding.severity.value,
        finding.message,
        finding.fix,
        finding.sheet,
        finding.cell,
        finding.row_id,
        finding.value,
    )


def _score(score: UnitScore) -> dict[str, Json]:
    return {
        "policy": score.policy,
        "score": str(score.score),
        "band": score.band,
        "coverage": _text(score.coverage_pct),
        "completeness": str(score.completeness_pct),
        "components": [
            (part.id, str(part.weight), _text(part.points), [_row(row) for row in part.rows])
            for part in score.components
        ],
    }


def _row(row: ScoreRow) -> tuple[str | None, ...]:
    return (
        row.id,
        _text(row.points),
        str(row.max_points),
        row.reason,
        row.arithmetic,
        row.regain,
        str(row.weight),
        _text(row.reachable),
        _text(row.form_points),
    )


def _task(answer: TaskAnswer) -> tuple[str | None, ...]:
    completed = answer.completed.isoformat() if answer.completed else None
    return (answer.standing, completed, _text(answer.progress_pct))


def _figure(figure: Figure) -> Json:
    if isinstance(figure.actual, str):
        return figure.actual
    return (_exact(figure.actual), _exact(figure.numerator), _exact(figure.denominator))


def _exact(number: Fraction | None) -> int | str | None:
    """A whole number as itself, any other as ``7/3``."""
    if number is None:
        return None
    return number.numerator if number.denominator == 1 else str(number)


def _cell(cell: ComparedCell) -> tuple[Json, ...]:
    value = cell.value
    kind = "n" if isinstance(value, Decimal) else "d" if isinstance(value, int) else "t"
    plain = str(value) if isinstance(value, Decimal) else value
    return (cell.row_id, cell.column, kind, plain, cell.cell, cell.sheet, cell.header, cell.key)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
