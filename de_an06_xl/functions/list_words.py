"""A word given where the form offers a list: any spelling of one of its words, nothing else."""

from __future__ import annotations

from functools import lru_cache

from de_an06_xl.functions.cell_error import refuse_value
from de_an06_xl.text.spelling import spelling_key


def list_word(text: str, words: tuple[str, ...]) -> str:
    """The word of the list that ``text`` spells. Raises ``#VALUE!`` when it spells none."""
    if text in words:
        return text
    word = _by_key(words).get(spelling_key(text))
    if word is None:
        raise refuse_value()
    return word


@lru_cache(maxsize=32)
def _by_key(words: tuple[str, ...]) -> dict[str, str]:
    return {spelling_key(word): word for word in words}
