"""Cell notes: the comments part of a sheet (ECMA-376 Part 1, 18.7) and the boxes they are shown in.

Comments of other people stay as they are; on a cell that has one, ours is put behind it. A note of an
earlier check is known by its first line and taken away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from de_an06_xl.model.cells import cell_address
from de_an06_xl.return_copy.note_shapes import blocks_in, change_shapes, empty_drawing
from de_an06_xl.workbook_file.sheet_scan import parse_address
from de_an06_xl.workbook_patch.package_parts import PackageParts
from de_an06_xl.workbook_patch.relations import COMMENTS_TYPE, Relations, declare_part, declare_vml
from de_an06_xl.workbook_patch.sheet_index import Place, SheetIndex
from de_an06_xl.workbook_patch.xml_patch import Element, XmlPatch, xml_text

NOTE_HEAD = "Kiểm tra biểu Đề án 06"
_AUTHOR = "Đề án 06"
_HEAD_BYTES = NOTE_HEAD.encode()
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="{namespace}"><authors></authors><commentList></commentList></comments>'
)
_RUN = (
    '<r><rPr>{bold}<sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr>'
    '<t xml:space="preserve">{text}</t></r>'
)
# What stands behind the drawing of notes in a worksheet (CT_Worksheet, 18.3.1.99); Excel wraps controls
# and embedded objects in AlternateContent.
_BEHIND_NOTES = {
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent"),
    *("webPublishItems", "tableParts", "extLst"),
}


@dataclass(slots=True)
class StandingNotes:
    """The notes of one sheet as they came; ``ours`` are the places where an earlier check left something."""

    part: str = ""
    patch: XmlPatch | None = None
    comments: dict[Place, Element] = field(default_factory=dict)
    ours: dict[Place, _OldNote] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _OldNote:
    """What an earlier check wrote: the whole comment, or the end of somebody else's."""

    whole: bool
    run: Element
    text: Element
    cut_at: int


def standing_notes(parts: PackageParts, relations: Relations) -> StandingNotes:
    """The notes of the sheet with these relations.

    Raises ``ValueError`` or ``ExpatError`` when the part that holds them is broken.
    """
    relation = relations.first("comments")
    if relation is None:
        return StandingNotes()
    patch = XmlPatch(parts.read(relation.part))
    notes = StandingNotes(relation.part, patch)
    for comment in _required(patch, "commentList").children:
        place = parse_address(comment.attributes.get("ref", ""))
        notes.comments[place] = comment
        old = _old_note(patch.data, comment)
        if old:
            notes.ours[place] = old
    return notes


def write_notes(
    parts: PackageParts,
    relations: Relations,
    base: str,
    index: SheetIndex,
    standing: StandingNotes,
    texts: Mapping[Place, str],
) -> None:
    """Put ``texts`` beside their cells and take away what an earlier check wrote.

    ``base`` is the address that types of relations begin with in this file; the worksheet itself is
    changed through ``index`` when it had no notes yet.
    """
    if not texts and not standing.ours:
        return
    patch = standing.patch
    if patch is None:
        patch = XmlPatch(_EMPTY.format(namespace=index.patch.namespace).encode())
    gone = {place for place, old in standing.ours.items() if old.whole}
    for place, old in standing.ours.items():
        _take_away(patch, standing.comments[place], old)
    kept = set(standing.comments) - gone
    _add_comments(patch, standing, texts, kept)
    _write_comments(parts, relations, base, standing.part, patch.result())
    _write_shapes(parts, relations, base, index, (texts, kept, gone - set(texts)))


def _required(patch: XmlPatch, name: str) -> Element:
    element = patch.root.child(name)
    if element is None:
        raise ValueError(f"comments without {name}")
    return element


def _old_note(data: bytes, comment: Element) -> _OldNote | None:
    text = comment.child("text")
    before = b""
    for run in text.children if text else ():
        shown = run if run.name == "t" else run.child("t")
        if shown is None:
            continue
        cut_at = data.find(_HEAD_BYTES, shown.opened, shown.close)
        if cut_at >= 0:
            before += data[shown.opened : cut_at]
            return _OldNote(not before.strip(), run, shown, cut_at)
        before += data[shown.opened : shown.close]
    return None


def _take_away(patch: XmlPatch, comment: Element, old: _OldNote) -> None:
    if old.whole:
        patch.remove(comment.start, comment.end)
        return
    left = patch.data[old.text.opened : old.cut_at].rstrip()
    if left:
        patch.remove(old.text.opened + len(left), old.text.close)
    else:
        patch.remove(old.run.start, old.run.end)
    siblings = old.run.parent.children if old.run.parent else []
    for run in siblings[siblings.index(old.run) + 1 :]:
        if run.name == "r":
            patch.remove(run.start, run.end)


def _add_comments(patch: XmlPatch, standing: StandingNotes, texts: Mapping[Place, str], kept: set[Place]) -> None:
    comments, authors = _required(patch, "commentList"), _required(patch, "authors")
    author = len(authors.children)
    for number, element in enumerate(authors.children):
        if patch.data[element.opened : element.close] == _AUTHOR.encode():
            author = number
    if author == len(authors.children) and set(texts) - kept:
        patch.append(authors, f"<author>{_AUTHOR}</author>")
    for place, text in sorted(texts.items()):
        if place in kept:
            _append_runs(patch, standing.comments[place], text)
        else:
            ref = cell_address(*place)
            runs = _runs(text)
            patch.append(comments, f'<comment ref="{ref}" authorId="{author}"><text>{runs}</text></comment>')


def _append_runs(patch: XmlPatch, comment: Element, text: str) -> None:
    body = comment.child("text")
    if body is None:
        patch.append(comment, f"<text>{_runs(text)}</text>")
        return
    plain = body.child("t")
    if plain is not None:
        # Text beside runs is allowed, but not shown by every program: it becomes a run.
        patch.insert(plain.start, "<r>")
        patch.insert(plain.end, "</r>")
    last = max((child.end for child in body.children if child.name in {"t", "r"}), default=None)
    runs = _runs(text, before="\n\n")
    if last is None:
        patch.append(body, runs)
    else:
        patch.insert(last, runs)


def _runs(text: str, before: str = "") -> str:
    return _run(before + NOTE_HEAD, bold="<b/>") + _run(f"\n{text}")


def _run(text: str, bold: str = "") -> str:
    return _RUN.format(bold=bold, text=xml_text(text))


def _write_comments(parts: PackageParts, relations: Relations, base: str, part: str, data: bytes) -> None:
    if part:
        parts.write(part, data)
        return
    part = parts.free_name("xl/comments{}.xml")
    parts.write(part, data)
    declare_part(parts, part, COMMENTS_TYPE)
    relations.add(base, "comments", part)


def _write_shapes(
    parts: PackageParts,
    relations: Relations,
    base: str,
    index: SheetIndex,
    notes: tuple[Mapping[Place, str], set[Place], set[Place]],
) -> None:
    root = index.patch.root
    legacy = root.child("legacyDrawing")
    relation = relations.by_id(legacy.attributes.get(":id")) if legacy else None
    if relation is not None:
        parts.write(relation.part, change_shapes(parts.read(relation.part), index, *notes))
        return
    part = parts.free_name("xl/drawings/vmlDrawing{}.vml")
    parts.write(part, change_shapes(empty_drawing(_free_block(parts)), index, *notes))
    declare_vml(parts, part)
    id_ = relations.add(base, "vmlDrawing", part)
    if legacy is not None:
        index.patch.remove(legacy.start, legacy.end)
    place = next((child.start for child in root.children if child.name in _BEHIND_NOTES), root.close)
    declared = "" if f'xmlns:r="{base}"'.encode() in index.patch.data[: root.opened] else f' xmlns:r="{base}"'
    index.patch.insert(place, f'<legacyDrawing{declared} r:id="{id_}"/>')


def _free_block(parts: PackageParts) -> int:
    taken = {block for name in parts.names(".vml") for block in blocks_in(parts.read(name))}
    return max(taken, default=0) + 1
