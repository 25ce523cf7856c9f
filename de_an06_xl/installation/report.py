"""What an installation or a removal has done, and what is left for the user."""

from __future__ import annotations

from dataclasses import dataclass, field

from de_an06_xl.model.finding import Finding


@dataclass(slots=True)
class Report:
    """Sentences in the order things happened; ``findings`` are what on this machine will hinder the work."""

    done: list[str] = field(default_factory=list)
    to_do: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
