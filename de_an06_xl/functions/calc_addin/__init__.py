"""The LibreOffice Calc add-in: an extension (.oxt) made from the registry, and its bridge to the product.

``write_addin`` makes the extension. ``da06_addin`` and ``da06_bridge`` are the two modules that go into it: they run in
LibreOffice's own Python (3.8 or later), know nothing of the product and hand every call to a process of it
(:mod:`de_an06_xl.functions.answer_calls`).
"""
