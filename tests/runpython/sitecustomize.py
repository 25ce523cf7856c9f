"""On the path of a child only: the Python that RunPython starts finds its workbook in a running Calc."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if os.environ.get("DA06_CALC_PIPE"):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from calc_engine import use_calc
    from live_calc import CalcSession

    use_calc(CalcSession(os.environ["DA06_CALC_PIPE"]))
