"""A user's machine looked at once: what it is, what it forbids, whether values survive, how fast functions answer.

The result goes back to the engineers as JSON; it names no user.
"""

from de_an06_xl.self_test.model import SelfTest
from de_an06_xl.self_test.result_json import result_json
from de_an06_xl.self_test.run_self_test import run_self_test

__all__ = ["SelfTest", "result_json", "run_self_test"]
