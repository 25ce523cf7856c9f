"""DeAn06.oxt from the registry: interface, descriptions for the function wizard, and the two Python modules.

No SDK is needed: LibreOffice reads the interface from its source (.idl). The package is stored, not compressed, so
that the same registry gives the same bytes whatever zlib is at hand.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from de_an06_xl.functions.model import Argument, FunctionFacts
from de_an06_xl.functions.registry import load_facts

IDENTIFIER, VERSION = "vn.gov.da06.calc", "1.0"
_ADDIN, _CHOOSER = "vn.gov.da06.CalcAddIn", "vn.gov.da06.ChoosePython"
_COMPONENT, _BRIDGE = "da06_addin.py", "da06_bridge.py"
_LANGUAGES = ("en-US", "vi")
_NAME = "Đề án 06 – hàm cho Calc"
_ABOUT = "Các hàm DA06_… của bộ công cụ báo cáo Đề án 06. Cần có bộ công cụ trên máy; xem docs/ham.md."
_MENU = "Đề án 06: chọn Python…"
_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="{name}" oor:package="org.openoffice.Office">\n'
    "{body}</oor:component-data>\n"
)
_MANIFEST_TYPES = (
    ("XDa06.idl", "application/vnd.sun.star.uno-typelibrary;type=RDB"),
    (_COMPONENT, "application/vnd.sun.star.uno-component;type=Python"),
    ("CalcAddIns.xcu", "application/vnd.sun.star.configuration-data"),
    ("Addons.xcu", "application/vnd.sun.star.configuration-data"),
)


def addin_bytes() -> bytes:
    """The whole extension."""
    facts = load_facts()
    here = Path(__file__).parent
    names = tuple(item.name for item in facts)
    component = (here / _COMPONENT).read_text(encoding="utf-8").replace("...] = ()", f"...] = {names!r}")
    parts = {
        "META-INF/manifest.xml": _manifest(),
        "description.xml": _description(),
        "about.txt": _ABOUT + "\n",
        "XDa06.idl": _interface(facts),
        "CalcAddIns.xcu": _wizard(facts),
        "Addons.xcu": _menu(),
        _COMPONENT: component,
        f"pythonpath/{_BRIDGE}": (here / _BRIDGE).read_text(encoding="utf-8"),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            package.writestr(entry, text)
    return stream.getvalue()


def uno_name(argument: Argument) -> str:
    """UNO knows underscores only in names of capitals: ``chi_tieu`` → ``chiTieu``."""
    first, *rest = argument.name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _interface(facts: Sequence[FunctionFacts]) -> str:
    lines = []
    for item in facts:
        given = ", ".join(f"[in] any {uno_name(argument)}" for argument in item.arguments)
        lines.append(f"      sequence< sequence<any> > {item.name}({given});\n")
    return f"module vn {{ module gov {{ module da06 {{\n  interface XDa06 {{\n{''.join(lines)}  }};\n}}; }}; }};\n"


def _wizard(facts: Sequence[FunctionFacts]) -> str:
    """What the function wizard shows, and the name under which Excel files know each function."""
    nodes = []
    for item in facts:
        arguments = "".join(
            f'<node oor:name="{uno_name(argument)}" oor:op="replace">'
            f"{_property('DisplayName', argument.label)}{_property('Description', argument.help)}</node>\n"
            for argument in item.arguments
        )
        nodes.append(
            f'<node oor:name="{item.name}" oor:op="replace">\n{_property("DisplayName", item.name)}'
            f"{_property('Description', item.help)}"
            f'<prop oor:name="Category"><value>Add-In</value></prop>{_property("CompatibilityName", item.name)}\n'
            f'<node oor:name="Parameters">\n{arguments}</node></node>\n'
        )
    body = (
        f'<node oor:name="AddInInfo"><node oor:name="{_ADDIN}" oor:op="replace"><node oor:name="AddInFunctions">\n'
        f"{''.join(nodes)}</node></node></node>\n"
    )
    return _REGISTRY.format(name="CalcAddIns", body=body)


def _menu() -> str:
    """One entry in the menu of add-ons: which Python to use."""
    body = (
        '<node oor:name="AddonUI"><node oor:name="AddonMenu"><node oor:name="vn.gov.da06.menu" oor:op="replace">\n'
        f'<prop oor:name="URL"><value>service:{_CHOOSER}?choose</value></prop>{_property("Title", _MENU)}'
        '<prop oor:name="Target"><value>_self</value></prop>'
        '<prop oor:name="Context"><value>com.sun.star.sheet.SpreadsheetDocument</value></prop>\n'
        "</node></node></node>\n"
    )
    return _REGISTRY.format(name="Addons", body=body)


def _property(name: str, text: str) -> str:
    values = "".join(f'<value xml:lang="{language}">{escape(text)}</value>' for language in _LANGUAGES)
    return f'<prop oor:name="{name}">{values}</prop>'


def _manifest() -> str:
    entries = "".join(
        f' <manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>\n'
        for path, kind in _MANIFEST_TYPES
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">\n'
        f"{entries}</manifest:manifest>\n"
    )


def _description() -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<description xmlns="http://openoffice.org/extensions/description/2006" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">\n'
        f'<identifier value="{IDENTIFIER}"/><version value="{VERSION}"/>\n'
        f'<display-name><name lang="en">{escape(_NAME)}</name><name lang="vi">{escape(_NAME)}</name></display-name>\n'
        '<extension-description><src lang="en" xlink:href="about.txt"/></extension-description>\n'
        "</description>\n"
    )
