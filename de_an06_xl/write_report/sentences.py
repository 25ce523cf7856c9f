"""The words of the report: sentences of a data file, filled with figures, quotations and days."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from de_an06_xl.errors import DataError
from de_an06_xl.load_toml import DATA_DIR, only_keys, read_toml
from de_an06_xl.write_report.parts import Figure, Part, Parts, Quote

FILE = DATA_DIR / "report" / "sentences.toml"
NAMES_SHOWN = 15
_MAX_QUOTE = 160

# Sentence → the slots its text may use; a sentence that is not here is refused, as is a missing one.
_SLOTS = {
    "opening.basis": "legal_basis plan_name",
    "opening.duty": "office period",
    "opening.annexes": "",
    "opening.draft": "period as_of plan policy form",
    "returns.heading": "",
    "returns.expected": "expected groups due as_of states",
    **dict.fromkeys(("returns.group_department", "returns.group_commune"), "count"),
    **{f"returns.state_{state}": "count" for state in ("on_time", "late", "missing", "not_due")},
    "returns.nobody": "",
    "returns.files": "files outcomes",
    **{
        f"returns.outcome_{outcome}": "count"
        for outcome in ("included", "included_late", "rejected", "superseded", "not_a_return")
    },
    "returns.findings": "severities",
    **{f"returns.severity_{severity}": "count" for severity in ("error", "query", "note")},
    "returns.clean": "",
    "returns.score": "scored mean means bands",
    **dict.fromkeys(("returns.mean_department", "returns.mean_commune"), "mean"),
    "returns.band": "count band",
    "indicators.heading": "",
    **dict.fromkeys(("indicators.total", "indicators.group"), "total statuses"),
    **{f"indicators.status_{status}": "count" for status in ("reached", "at_risk", "behind", "no_data", "no_target")},
    **{f"indicators.list_{status}": "" for status in ("reached", "at_risk", "behind", "no_target")},
    "indicators.list_no_data": "ids",
    "indicators.item": "name id actual target communes",
    "indicators.target": "target",
    "indicators.communes": "actual",
    "indicators.stand_in": "unit",
    "tasks.heading": "",
    **dict.fromkeys(("tasks.total", "tasks.group"), "total units standings"),
    **dict.fromkeys(("tasks.unassigned", "tasks.nothing_assigned"), "total"),
    **{
        f"tasks.standing_{standing}": "count"
        for standing in ("done", "done_late", "in_progress", "overdue", "not_started", "waiting", "no_answer")
    },
    **dict.fromkeys(("tasks.list_done", "tasks.list_overdue"), "ids"),
    "duties.heading": "",
    "duties.intro": "",
    "duties.item": "name results",
    **dict.fromkeys(("duties.done", "duties.not_yet", "duties.satisfaction"), "count"),
    "duties.amount": "reported total measure",
    "duties.reported": "reported measure",
    "duties.none": "",
    "shortcomings.heading": "",
    **{f"shortcomings.{block}": "" for block in ("returns", "indicators", "tasks", "difficulties")},
    **{f"shortcomings.{block}_none": "" for block in ("returns", "indicators", "difficulties")},
    "shortcomings.tasks_none": "last_day",
    **dict.fromkeys(("shortcomings.missing", "shortcomings.late"), "count names"),
    "shortcomings.names": "names",
    "shortcomings.names_in_annex": "",
    "shortcomings.late_unit": "unit days",
    "shortcomings.late_unknown": "unit",
    "shortcomings.not_reached": "count items",
    "shortcomings.not_reached_item": "id actual target",
    "shortcomings.no_data": "count ids",
    "shortcomings.tasks_count": "last_day count",
    "shortcomings.tasks_silent": "last_day count ids",
    "shortcomings.task_item": "name id deadline count days units",
    "shortcomings.task_units": "names",
    "shortcomings.difficulties_count": "count",
    "shortcomings.addressee": "addressee count",
    "shortcomings.difficulty": "content cause units",
    "shortcomings.cause": "cause",
    "shortcomings.more": "",
    "shortcomings.to_fill": "",
    "next_month.heading": "",
    **dict.fromkeys(("next_month.tasks", "next_month.tasks_none"), "from_day until"),
    "next_month.task_item": "name id leads deadline done",
    "next_month.task_done": "done units",
    "next_month.task_open": "units",
    **{f"next_month.{work}": "count" for work in ("missing", "rejected", "no_data", "not_reached", "overdue")},
    "next_month.to_fill": "",
    "proposals.heading": "",
    **dict.fromkeys(("proposals.none", "proposals.intro", "proposals.unaddressed", "proposals.more"), ""),
    "proposals.addressee": "addressee",
    "proposals.item": "proposal units",
    "proposals.to_fill": "",
    "proposals.closing": "period office",
    "units.others": "",
    **{f"annexes.{name}": "" for name in ("indicators", "tasks", "departments", "communes", "empty")},
    "annexes.reference": "office_code year office",
    "annexes.score_note": "policy_name",
}
_NOT_SUMMED = "duties.not_summed"

Slot = Part | Parts


class Sentences:
    """Sentences by name; calling one fills it: ``say("returns.nobody")``."""

    def __init__(self, texts: Mapping[str, str], not_summed: frozenset[str]) -> None:
        self._texts = texts
        self.not_summed = not_summed

    def __call__(self, sentence: str, /, **slots: Slot) -> Parts:
        parts: list[Part] = []
        for words, slot, _, _ in string.Formatter().parse(self._texts[sentence]):
            if words:
                parts.append(words)
            if slot:
                value = slots[slot]
                parts += value if isinstance(value, tuple) else (value,)
        return tuple(parts)

    def counted(self, sentence: str, count: Figure, /, **slots: Slot) -> list[Parts]:
        """The sentence in a list of its own, or nothing when ``count`` is 0: nobody reads "0 đơn vị"."""
        return [self(sentence, count=count, **slots)] if count.value else []

    def names(self, names: Sequence[str], most: int = NAMES_SHOWN) -> Parts:
        """A short list of names: at most ``most``, then "và các đơn vị khác"."""
        shown = joined([(quoted(name),) for name in names[:most]], "; ")
        return (*shown, *(self("units.others") if len(names) > most else ()))


def quoted(text: str, longest: int = _MAX_QUOTE) -> Quote:
    """``text`` on one line without its final stop, cut at a word when longer than ``longest`` characters."""
    full = " ".join(text.split()).rstrip(" .;")
    if len(full) <= longest:
        return Quote(full, full)
    return Quote(full[:longest].rpartition(" ")[0].rstrip(" ,;:") + "…", full)


def joined(items: Sequence[Parts], between: str = "; ") -> Parts:
    parts: list[Part] = []
    for number, item in enumerate(items):
        parts += [between, *item] if number else item
    return tuple(parts)


@cache
def load_sentences(path: Path | None = None) -> Sentences:
    """The sentences of the data file.

    Raises :class:`DataError` for a sentence that is missing, not known, or uses a slot it does not have.
    """
    file = path or FILE
    tables = read_toml(file)
    only_keys(tables, {name.partition(".")[0] for name in _SLOTS}, file.name)
    found = {f"{table}.{key}": text for table, keys in tables.items() for key, text in keys.items()}
    not_summed = found.pop(_NOT_SUMMED, [])
    for name in _SLOTS.keys() - found.keys():
        raise DataError(file.name, name, "thiếu câu này")
    for name, text in found.items():
        _check(name, text, file.name)
    return Sentences(found, frozenset(not_summed))


def _check(name: str, text: object, file: str) -> None:
    if name not in _SLOTS:
        raise DataError(file, name, "câu này không có trong quy định")
    if not isinstance(text, str):
        raise DataError(file, name, "phải là chữ")
    try:
        used = {slot for _, slot, _, _ in string.Formatter().parse(text) if slot is not None}
    except ValueError:
        raise DataError(file, name, "dấu { } không khép kín") from None
    unknown = used - set(_SLOTS[name].split())
    if unknown:
        raise DataError(file, name, f"không có chỗ điền {{{min(unknown)}}}")
