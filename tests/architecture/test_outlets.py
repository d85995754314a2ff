"""Nothing leaves a desk without a permit, and one module alone makes permits."""

from __future__ import annotations

import ast
import re

import pytest

from tests.helpers import source_files

THE_GATE = "src/wellbeingdesk/usecases/gate.py"
THE_PORTS = ("src/wellbeingdesk/usecases/ports.py", "src/wellbeingdesk/usecases/keeping.py")
OUTLET_PORTS = {"Clipboard", "Files", "Mail", "Packages", "PrintDialog", "Printer", "StoreCare"}
OUTGOING = {
    "back_up",
    "back_up_into",
    "copy",
    "export",
    "offer",
    "print",
    "print_pdf",
    "renew",
    "save",
    "send",
    "set",
    "write",
}
# Rooms that write files of their own (the store's file, keys, backups, measurements, what a command was
# told to write); what a person takes out of a desk goes through the port Files instead.
MAY_WRITE = ("machine/", "keys/", "store/", "bench/", "tour/", "cli.py", "cli/")


def permit_maker_faults(path: str, text: str) -> list[str]:
    """A permit made, copied or conjured outside the gate."""
    if path == THE_GATE:
        return []
    faults = []
    for node in ast.walk(ast.parse(text, path)):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        first = ast.unparse(node.args[0]) if node.args else ""
        made = name.rsplit(".", 1)[-1] == "Permit"
        conjured = name.endswith("__new__") and first.rsplit(".", 1)[-1] == "Permit"
        copied = name.rsplit(".", 1)[-1] == "replace" and re.fullmatch(r"(\w+\.)*_?permit", first) is not None
        if made or conjured or copied:
            faults.append(f"{path}:{node.lineno}: only usecases/gate.py makes a Permit")
    return faults


def ungated_port_faults(path: str, text: str) -> list[str]:
    """A way out in the ports that does not ask for a permit first."""
    faults = []
    for port in (n for n in ast.walk(ast.parse(text, path)) if isinstance(n, ast.ClassDef) and n.name in OUTLET_PORTS):
        for method in (m for m in port.body if isinstance(m, ast.FunctionDef) and m.name in OUTGOING):
            asked = [ast.unparse(a.annotation) for a in method.args.args if a.annotation is not None]
            if asked[:1] != ["Permit"]:
                faults.append(f"{path}:{method.lineno}: {port.name}.{method.name} asks for no Permit")
    return faults


def _opens_to_write(node: ast.Call) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in {"write_bytes", "write_text"}:
        return True
    if name not in {"open", "fdopen", "NamedTemporaryFile", "mkstemp"}:
        return False
    if name in {"NamedTemporaryFile", "mkstemp"}:
        return True
    words = [a.value for a in (*node.args, *(k.value for k in node.keywords)) if isinstance(a, ast.Constant)]
    return any(isinstance(w, str) and re.fullmatch(r"[rbt]*[wax+][bt+]*", w) for w in words)


def ungated_writing_faults(path: str, text: str) -> list[str]:
    """A file written, or the clipboard or a printer used, by a room that should ask a port."""
    room = path.removeprefix("src/wellbeingdesk/")
    faults = []
    tree = ast.parse(text, path)
    asks = "Permit" in {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _opens_to_write(node) and not room.startswith(MAY_WRITE):
            faults.append(f"{path}:{node.lineno}: writes a file; ask the port Files, which asks for a Permit")
        outlet = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        if outlet in {"clipboard", "QClipboard", "QPrinter", "QPrintDialog"} and room.startswith("gui/") and not asks:
            faults.append(f"{path}: uses {outlet} and takes no Permit")
    return faults


def test_one_module_makes_permits() -> None:
    faults = [f for p, t in source_files.python("src").items() for f in permit_maker_faults(p, t)]
    assert not faults, "\n".join(faults)


def test_every_port_that_lets_something_out_asks_for_a_permit() -> None:
    for path in THE_PORTS:
        assert not ungated_port_faults(path, source_files.texts()[path])


def test_no_room_goes_round_the_ports() -> None:
    faults = [f for p, t in source_files.python("src").items() for f in ungated_writing_faults(p, t)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "text",
    ["p = Permit(a, b)", "p = permit.Permit(a)", "replace(permit, outlet=x)", "object.__new__(Permit)"],
)
def test_a_planted_maker_is_found(text: str) -> None:
    assert permit_maker_faults("src/wellbeingdesk/usecases/consent.py", text)
    assert not permit_maker_faults(THE_GATE, text)


def test_a_planted_ungated_port_is_found() -> None:
    ungated = "class Files:\n    def write(self, path: str, payload: bytes) -> None: ..."
    gated = "class Files:\n    def write(self, permit: Permit, path: str) -> None: ..."
    assert ungated_port_faults(THE_PORTS[0], ungated)
    assert not ungated_port_faults(THE_PORTS[0], gated)
    sealed = "class StoreCare:\n    def back_up_into(self, folder: Path) -> BackupMade: ..."
    assert ungated_port_faults(THE_PORTS[1], sealed), "also one that lets out nothing but what is sealed"


@pytest.mark.parametrize(
    "text",
    [
        "Path(p).write_bytes(b)",
        "open(p, 'wb')",
        "p.open(mode='w')",
        "tempfile.NamedTemporaryFile()",
        "QGuiApplication.clipboard().setText(t)",
        "QPrinter()",
    ],
)
def test_a_planted_way_round_is_found(text: str) -> None:
    assert ungated_writing_faults("src/wellbeingdesk/gui/a.py", text)


@pytest.mark.parametrize("text", ["open(p, 'rb')", "dialog.open()", "def f(permit: Permit):\n    QPrinter()"])
def test_what_is_allowed_passes(text: str) -> None:
    assert not ungated_writing_faults("src/wellbeingdesk/gui/a.py", text)
