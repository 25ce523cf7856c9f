"""Whose form a file is: the identity written in three places, which must all say the same."""

from __future__ import annotations

from de_an06_xl.find_unit import find_unit
from de_an06_xl.findings import make_finding
from de_an06_xl.form.rows import FormContext
from de_an06_xl.model.cells import CellGrid, cell_address
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormIdentity, FormLayout
from de_an06_xl.model.plan import Plan, Unit
from de_an06_xl.read_form.find_tables import Table
from de_an06_xl.read_form.read_entry import plain_text
from de_an06_xl.text.normalize import code_key

_PLACES = {"cell": "ô nhận dạng", "property": "thuộc tính tệp", "name": "tên vùng"}
# Rows of Thông tin that repeat the identity for people: the unit's code and the period.
_SHOWN_ROWS = {"TT-01": "unit", "TT-03": "period"}
_NAME_ROW = "TT-02"
_ALTERED_FACT = "F155"


def read_identity(grid: CellGrid, file: str, layout: FormLayout) -> FormIdentity | Finding:
    """The identity all three places agree on, or why the file cannot count.

    A form that is not ``layout``, or of another version of it, is refused as well.
    """
    texts = {place: (grid.identities.get(place) or "").strip() for place in _PLACES}
    if not any(texts.values()):
        return make_finding("F136", file)
    missing = [_PLACES[place] for place, text in texts.items() if not text]
    if missing:
        return make_finding("F131", file, value=f"thiếu ở {', '.join(missing)}")
    identities = {place: FormIdentity.parse(text) for place, text in texts.items()}
    first = identities["cell"]
    unequal = [_PLACES[place] for place, identity in identities.items() if identity is None or identity != first]
    if first is None or unequal:
        return make_finding("F131", file, value=f"khác nhau ở {', '.join(unequal)}")
    if (first.form, first.version) != (layout.id, layout.version):
        return make_finding(
            "F133", file, value=f"{first.form} phiên bản {first.version}", expected=f"{layout.id} {layout.version}"
        )
    return first


def check_shown_identity(table: Table, file: str, identity: FormIdentity, plan: Plan) -> Finding | None:
    """A finding when the sheet Thông tin shows another unit or period than the identity says.

    It names the unit that the code or name found there means today.
    """
    if table.sheet is None or table.header is None or "value" not in table.header.columns:
        return None
    columns = table.header.columns
    fields = {code_key(row_id): field for row_id, field in _SHOWN_ROWS.items()}
    for row in range(table.header.row + 1, len(table.sheet.rows)):
        key = code_key(table.sheet.at(row, columns[table.spec.columns[0].code]))
        expected = getattr(identity, fields.pop(key)) if key in fields else None
        shown = plain_text(table.sheet.at(row, columns["value"]))
        if expected and shown and code_key(shown) != code_key(expected):
            cell = cell_address(row, columns["value"])
            return make_finding(
                "F132",
                file,
                sheet=table.sheet.name,
                cell=cell,
                row_id=key.upper(),
                value=_with_meaning(shown, plan),
                name=table.name,
                expected=_with_meaning(expected, plan),
            )
    return None


def check_versions(identity: FormIdentity, context: FormContext, file: str) -> list[Finding]:
    """Notes when the form was issued under another version of the plan or the scoring policy."""
    pairs = ((identity.plan, context.plan.version_id), (identity.policy, context.policy.version_id))
    return [
        make_finding("F138", file, value=issued, expected=current) for issued, current in pairs if issued != current
    ]


def explain_unit_name(findings: list[Finding], plan: Plan, unit: Unit) -> list[Finding]:
    """The finding about an altered unit name (TT-02), told by what the name found means today.

    Another spelling or an old name of the unit itself is only a note (F181), the name of another
    unit an error (F182); a name nobody knows stays an altered locked cell.
    """
    return [_explained(finding, plan, unit) for finding in findings]


def _explained(finding: Finding, plan: Plan, unit: Unit) -> Finding:
    if finding.code != _ALTERED_FACT or finding.row_id != _NAME_ROW:
        return finding
    match = find_unit(finding.value, plan)
    if not match.candidates:
        return finding
    return make_finding(
        "F181" if match.unit == unit else "F182",
        finding.file,
        sheet=finding.sheet,
        cell=finding.cell,
        row_id=finding.row_id,
        value=finding.value,
        name=finding.sheet,
        meaning=match.meaning_vi,
        expected=f"{unit.name} ({unit.code})",
    )


def _with_meaning(shown: str, plan: Plan) -> str:
    """A code with the unit's name, a name with its code; anything else as it stands."""
    match = find_unit(shown, plan)
    if match.unit and match.how == "code":
        return f"{shown} – {match.unit.name}"
    return f"{shown} – {match.meaning_vi}" if match.candidates else shown
