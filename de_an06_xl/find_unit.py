"""Which reporting unit a text means: a code, a name in any spelling, or the name of a commune of before.

Nothing is matched by likeness: Lào Cai and Lao Chải, Bắc Hà and Bảo Hà are one letter apart. A
name that means two units (five old communes are called like a different unit of today) gives
both, and somebody has to ask.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from de_an06_xl.load_old_units import load_old_units
from de_an06_xl.model.plan import OldUnit, Plan, Unit
from de_an06_xl.text.normalize import code_key, match_key
from de_an06_xl.text.spelling import plain_key, spelling_key

How = Literal["code", "name", "alias", "spelling", "old_name", "ambiguous", "unknown"]

_UNIT_CODE = re.compile(r"(?<![A-Z0-9])(XP-\d{5}|SN-[A-Z0-9]{2,12})(?![A-Z0-9])")
_COMMITTEE = re.compile(r"^(?:ubnd|u[ỷy] ban nhân dân|ủy ban nhân dân) ")
_KINDS = {"x": "xã", "p": "phường", "tt": "thị trấn"}
_SHORT_KIND = re.compile(r"^(x|p|tt)(?:\. ?| )")
_KIND = re.compile(r"^(?:xã|phường|thị trấn) ")
# In front of a name these make it the name of something larger.
_LARGER = ("tinh", "huyen", "tp", "thanh pho", "thi xa")


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """``unit`` when exactly one is meant; ``candidates`` all that can be meant; ``old`` the old communes so called."""

    unit: Unit | None
    how: How
    candidates: tuple[Unit, ...] = ()
    old: tuple[OldUnit, ...] = ()

    @property
    def meaning_vi(self) -> str:
        """What the text means today, in words: ``Phường Lào Cai (XP-02647)``; empty when unknown."""
        shown = [f"{unit.name} ({unit.code})" for unit in self.candidates]
        if self.how == "ambiguous":
            return "có thể là " + " hoặc ".join(shown)
        if self.how == "old_name":
            return f"tên cũ, nay thuộc {shown[0]}"
        return shown[0] if shown else ""


def find_unit(text: str, plan: Plan) -> UnitMatch:
    """The unit of ``plan`` that ``text`` as a whole names."""
    return _index(plan.units).find(text)


def unit_hint(path: str, plan: Plan) -> Unit | None:
    """Whose a file may be by the name of the file or, failing that, of its folders; only ever a hint.

    Names of files often have no accents: whole words are looked for, and exactly one unit must fit.
    """
    index = _index(plan.units)
    for part in reversed(path.split("/")):
        unit = index.named_in(part, plan.header.province)
        if unit:
            return unit
    return None


def code_in(text: str) -> str:
    """The first unit code in a text (``nop/XP-02647`` → ``XP-02647``), empty when there is none."""
    match = _UNIT_CODE.search(text.upper().replace("\u2013", "-"))
    return match[1] if match else ""


_KEPT_INDEXES = 4
_indexes: deque[tuple[tuple[Unit, ...], _Index]] = deque(maxlen=_KEPT_INDEXES)


def _index(units: tuple[Unit, ...]) -> _Index:
    # Known by being the very same tuple: to hash some thousands of units for every file would take longer than the
    # search itself.
    for known, index in _indexes:
        if known is units:
            return index
    index = _Index(units, load_old_units())
    _indexes.append((units, index))
    return index


class _Index:
    """Every name of every unit, by keys of growing tolerance."""

    def __init__(self, units: Iterable[Unit], old_units: Iterable[OldUnit]) -> None:
        self._by_code = {code_key(unit.code): unit for unit in units}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._exact: dict[str, How] = {}
        self._bare: dict[str, set[str]] = defaultdict(set)
        self._plain: dict[str, set[str]] = defaultdict(set)
        self._old: dict[str, list[OldUnit]] = defaultdict(list)
        for unit in self._by_code.values():
            for number, name in enumerate((unit.name, *unit.aliases)):
                self._exact.setdefault(match_key(name), "alias" if number else "name")
                self._names[_key(name)].add(unit.code)
                self._bare[_bare(name)].add(unit.code)
                self._plain[plain_key(name)].add(unit.code)
        for old in old_units:
            if code_key(old.new_code) in self._by_code:
                for key in {_key(old.old_name), _bare(old.old_name)}:
                    self._old[key].append(old)

    def find(self, text: str) -> UnitMatch:
        coded = self._by_code.get(code_key(code_in(text)))
        if coded:
            return UnitMatch(coded, "code", (coded,))
        key, bare = _key(text), _bare(text)
        # The name as a whole first: "Xã Khánh Yên" is a unit of today, "Thị trấn Khánh Yên" was another one.
        whole = self._names.get(key, set())
        old = tuple(self._old.get(key, ()))
        codes = {*(whole or self._bare.get(bare, set())), *(unit.new_code for unit in old)}
        candidates = tuple(self._by_code[code_key(found)] for found in sorted(codes))
        if len(candidates) > 1:
            return UnitMatch(None, "ambiguous", candidates, old)
        if not candidates:
            return UnitMatch(None, "unknown")
        how: How = self._exact.get(match_key(text), "spelling") if whole or not old else "old_name"
        return UnitMatch(candidates[0], how, candidates, old)

    def named_in(self, text: str, province: str) -> Unit | None:
        """The one unit whose code, or whose name of today, stands in ``text`` as whole words."""
        match = self.find(text.rpartition(".")[0] or text)
        if match.unit and match.how == "code":
            return match.unit
        words = f" {plain_key(text)} "
        own = plain_key(province).removeprefix("tinh ")
        fitting: dict[str, set[str]] = {}
        for name, codes in self._plain.items():
            before, found, _ = words.partition(f" {name} ")
            if found and name != own and not before.endswith(tuple(f" {word}" for word in _LARGER)):
                fitting[name] = codes
        # "Bảo Hà" within "Sở … Bảo Hà" says less than the longer name.
        longest = [name for name in fitting if not any(name != other and name in other for other in fitting)]
        codes = set[str]().union(*(fitting[name] for name in longest))
        return self._by_code[code_key(next(iter(codes)))] if len(codes) == 1 else None


def _key(name: str) -> str:
    """The key of a name without the committee, short words for kinds written out."""
    text = _COMMITTEE.sub("", match_key(name))
    return spelling_key(_SHORT_KIND.sub(lambda match: f"{_KINDS[match[1]]} ", text))


def _bare(name: str) -> str:
    """The key of a name without what kind of unit it is."""
    text = _COMMITTEE.sub("", match_key(name))
    return spelling_key(_KIND.sub("", _SHORT_KIND.sub("", text)))
