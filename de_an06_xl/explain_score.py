"""A score taken apart: lines that add up to it, and what would be worth most to put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.form.rows import FormContext, form_rows
from de_an06_xl.half_up import half_up
from de_an06_xl.model.policy import ComponentId
from de_an06_xl.model.score import COMPONENT_WORDS, REPORTING_WORDS, ComponentScore, ScoreRow, UnitScore

ROUNDING_NAME = "Làm tròn"
REGISTER_NAME = "Chênh lệch theo sổ nhận"
FIXES_SHOWN = 3
PLACES = 4

# Components whose points are a weighted mean of their rows; those of the others are a sum.
_MEANS: tuple[ComponentId, ...] = ("CT", "NV")
_ZERO = half_up(0, PLACES)


@dataclass(frozen=True, slots=True)
class ExplanationLine:
    """One line; ``contribution`` is in points of the total (0–100), to 4 places.

    ``lost`` is what the row's full points would add to the total at the present weights.
    ``row`` is ``None`` for a line "Làm tròn"; the line "Chênh lệch theo sổ nhận" has the row BC-1 whose
    points it corrects, ``points`` being the correction.
    """

    name: str
    contribution: Decimal
    lost: Decimal = _ZERO
    points: Decimal | None = None
    row: ScoreRow | None = None

    @property
    def row_id(self) -> str:
        """``CT-I.5``; empty for a line "Làm tròn"."""
        return self.row.id if self.row else ""


@dataclass(frozen=True, slots=True)
class ComponentExplanation:
    """One component: its ``lines`` sum to ``contribution``, its share of the total.

    ``points`` is on 0–100, ``None`` when the component leaves the total; ``unscored`` are its
    rows without points, each with its reason.
    """

    id: ComponentId
    name: str
    weight: Decimal
    points: Decimal | None
    contribution: Decimal
    lines: tuple[ExplanationLine, ...]
    unscored: tuple[ExplanationLine, ...]


@dataclass(frozen=True, slots=True)
class Fix:
    """A row worth putting right: ``gain`` is what it can still add to the total at the present weights."""

    row_id: str
    name: str
    gain: Decimal
    regain: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole score: the components' contributions and ``rounding`` sum to ``score``.

    ``fixes`` are the rows worth most to put right, the most valuable first.
    """

    score: Decimal
    band: str
    policy: str
    components: tuple[ComponentExplanation, ...]
    rounding: ExplanationLine | None
    fixes: tuple[Fix, ...]

    @property
    def lines(self) -> tuple[ExplanationLine, ...]:
        """Every line of every component and of the total; their contributions sum to ``score``."""
        last = (self.rounding,) if self.rounding else ()
        return tuple(line for component in self.components for line in component.lines) + last


def row_names(context: FormContext) -> dict[str, str]:
    """Row id → name of every row a score can have for the unit and period."""
    rows = form_rows(context)
    names = {row_id: str(facts["name"]) for sheet in ("CT", "NV", "TC") for row_id, facts in rows[sheet].items()}
    return {**names, **REPORTING_WORDS}


def explain_score(score: UnitScore, names: Mapping[str, str]) -> Explanation:
    """``score`` line by line; ``names`` as :func:`row_names` gives them, an id without name stands for itself.

    A contribution is weight of the component × points × the row's share in it / sum of the weights in the
    total, shown to 4 places. Where the shown lines do not add up, a line "Làm tròn" holds the
    difference, in the component or in the total.
    """
    total_weight = sum((Fraction(item.weight) for item in score.components if item.points is not None), Fraction(0))
    components = tuple(_component(item, total_weight, names) for item in score.components)
    rest = score.score - sum((item.contribution for item in components), _ZERO)
    return Explanation(
        score=score.score,
        band=score.band,
        policy=score.policy,
        components=components,
        rounding=ExplanationLine(ROUNDING_NAME, rest) if rest else None,
        fixes=_fixes(score, total_weight, names),
    )


def _component(component: ComponentScore, total_weight: Fraction, names: Mapping[str, str]) -> ComponentExplanation:
    lines = [line for row, factor in _scored(component, total_weight) for line in _row_lines(row, factor, names)]
    share = Fraction(component.weight) / total_weight if total_weight else Fraction(0)
    contribution = half_up(share * Fraction(component.points or 0), PLACES)
    rest = contribution - sum((line.contribution for line in lines), _ZERO)
    if rest:
        lines.append(ExplanationLine(ROUNDING_NAME, rest))
    return ComponentExplanation(
        id=component.id,
        name=COMPONENT_WORDS[component.id],
        weight=component.weight,
        points=component.points,
        contribution=contribution,
        lines=tuple(lines),
        unscored=tuple(
            ExplanationLine(_name(row, names), _ZERO, row=row) for row in component.rows if row.points is None
        ),
    )


def _scored(component: ComponentScore, total_weight: Fraction) -> Iterator[tuple[ScoreRow, Fraction]]:
    """Each scored row and what one of its points is worth in the total."""
    rows = [row for row in component.rows if row.points is not None]
    worth = 10 * Fraction(component.weight) / total_weight if total_weight else Fraction(0)
    weights = sum((Fraction(row.weight) for row in rows), Fraction(0))
    for row in rows:
        yield row, worth * Fraction(row.weight) / weights if component.id in _MEANS else worth


def _row_lines(row: ScoreRow, factor: Fraction, names: Mapping[str, str]) -> Iterator[ExplanationLine]:
    points = row.points or Decimal(0)
    shown = points if row.form_points is None else row.form_points
    lost = half_up((Fraction(row.max_points) - Fraction(shown)) * factor, PLACES)
    yield ExplanationLine(_name(row, names), half_up(Fraction(shown) * factor, PLACES), lost, shown, row)
    if shown != points:
        change = half_up((Fraction(points) - Fraction(shown)) * factor, PLACES)
        yield ExplanationLine(REGISTER_NAME, change, -change, points - shown, row)


def _fixes(score: UnitScore, total_weight: Fraction, names: Mapping[str, str]) -> tuple[Fix, ...]:
    fixes = []
    for component in score.components:
        for row, factor in _scored(component, total_weight):
            reachable = row.max_points if row.reachable is None else row.reachable
            gain = half_up((Fraction(reachable) - Fraction(row.points or 0)) * factor, PLACES)
            if gain > 0 and row.regain:
                fixes.append(Fix(row.id, _name(row, names), gain, row.regain))
    # Sorting keeps the order of the form among rows worth the same.
    return tuple(sorted(fixes, key=lambda fix: -fix.gain)[:FIXES_SHOWN])


def _name(row: ScoreRow, names: Mapping[str, str]) -> str:
    return names.get(row.id, row.id)
