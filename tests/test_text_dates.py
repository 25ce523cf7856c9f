import datetime as dt

import pytest

from de_an06_xl.text.dates import read_date

CASES = """
05/11/2026          | 2026-11-05
5/11/2026           | 2026-11-05
12/05/2026          | 2026-05-12
05-11-2026          | 2026-11-05
05.11.2026          | 2026-11-05
2026-11-05          | 2026-11-05
2026-11-05T00:00:00 | 2026-11-05
29/02/2028          | 2028-02-29
29/02/2026          | -
31/02/2026          | -
31/04/2026          | -
12/31/2026          | -
00/11/2026          | -
5/11/26             | -
8/10                | -
10/2026             | -
2026                | -
05/11-2026          | -
05/11/2026 08:00    | -
ngày 5 tháng 11     | -
5 Nov 2026          | -
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_read_date(line: str) -> None:
    text, _, wanted = (part.strip() for part in line.partition("|"))
    assert read_date(text) == (None if wanted == "-" else dt.date.fromisoformat(wanted))


def test_spaces_and_invisible_characters_around_a_date() -> None:
    assert read_date("\u00a005/11/2026\u200b ") == dt.date(2026, 11, 5)
