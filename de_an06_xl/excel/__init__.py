"""Live Excel: what buttons, ribbon and cells reach through xlwings (xlwings only here)."""
