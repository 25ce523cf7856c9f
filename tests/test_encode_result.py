"""Results survive the way between processes and the store: encoded, decoded, nothing lost, nothing kept twice."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from hostile_folder import PERIOD, make_hostile_folder
from make_summary import digest, make_finding_at, make_return

from de_an06_xl.encode_result import NO_RESULT, Decoder, encode_result
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.summary import CheckedReturn, RefusedFile
from de_an06_xl.pipeline import FileTask, digest_checked, digest_file, files_in, process_file
from de_an06_xl.run_context import RunContext


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> Path:
    return make_hostile_folder(tmp_path_factory.mktemp("nop") / "kỳ 10", run)


def test_every_kind_of_file_comes_back_as_it_was(folder: Path, run: RunContext) -> None:
    decoder, kinds = Decoder(), set()
    for path in files_in(folder):
        task = FileTask(path, path.name, PERIOD)
        result = process_file(task, run)
        expected = digest_checked(result, run) if isinstance(result, CheckedReturn) else result
        assert decoder.decode(digest_file(task, run)) == expected, path.name
        kinds.add(type(expected))
    assert kinds == {ReturnDigest, RefusedFile}


def test_strange_content_comes_back_as_it_was() -> None:
    entries = {
        ("CT", "CT-I.1", "state"): "Có số liệu",
        ("CT", "CT-I.1", "numerator"): "mười hai \ud800 =1+1",
        ("CT", "CT-I.1", "denominator"): ErrorValue("#REF!"),
        ("NV", "NV-I.2", "state"): "Hoàn thành",
        ("NV", "NV-I.2", "completion_date"): 9_999_999,
        ("KK", "KK-01", "content"): "Thiếu máy " * 10,
    }
    findings = [make_finding_at("x.xlsx", value="\ud800\0")]
    whole = digest(make_return("SN-STP", entries, file="x.xlsx", findings=findings))
    assert Decoder().decode(encode_result(whole)) == whole


def test_equal_results_give_equal_bytes_and_plain_json(folder: Path, run: RunContext) -> None:
    path = files_in(folder)[0]
    first, second = (digest_file(FileTask(path, path.name, PERIOD), run) for _ in range(2))
    assert first == second
    assert isinstance(json.loads(zlib.decompress(first)), dict)


def test_texts_and_numbers_of_many_returns_are_kept_once() -> None:
    decoder = Decoder()
    one, other = (
        decoder.decode(encode_result(digest(make_return(unit, {("CT", "CT-I.5", "state"): "Có số liệu"}))))
        for unit in ("XP-02647", "XP-02671")
    )
    assert isinstance(one, ReturnDigest)
    assert isinstance(other, ReturnDigest)
    assert one.score.score is other.score.score
    assert one.score.band is other.score.band
    assert one.tasks["NV-I.3"] is other.tasks["NV-I.3"] if "NV-I.3" in one.tasks else one.tasks


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"file":"a","findings":[["x"]]}', b"null"])
@pytest.mark.parametrize("deflated", [True, False])
def test_what_is_no_result_is_told(content: bytes, deflated: bool) -> None:
    with pytest.raises(NO_RESULT):
        Decoder().decode(zlib.compress(content) if deflated else content)


def test_a_fault_in_the_digest_is_a_finding_of_that_file(
    folder: Path, run: RunContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("de_an06_xl.pipeline.digest_return", fails)
    name = "BM-01_2026-10_XP-02647.xlsx"
    result = Decoder().decode(digest_file(FileTask(folder / name, name, PERIOD), run))
    assert isinstance(result, RefusedFile)
    assert [finding.code for finding in result.findings] == ["F198"]
    assert (result.unit, "secret" in str(result)) == ("XP-02647", False)
