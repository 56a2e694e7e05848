"""What SECURITY.md promises: no file of the program can open a connection."""

from __future__ import annotations

import ast
from pathlib import Path

CODE = Path(__file__).resolve().parents[2] / "src" / "qualcode"
CONNECTING = {
    "aiohttp", "ftplib", "http", "httplib2", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket", "ssl",
    "socketserver", "urllib.request", "urllib3", "webbrowser", "websockets", "xmlrpc",
}  # fmt: skip


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_no_file_imports_what_opens_a_connection() -> None:
    named = {
        path: {name for name in imported(path) if any((name + ".").startswith(one + ".") for one in CONNECTING)}
        for path in CODE.rglob("*.py")
    }
    assert {path.name: names for path, names in named.items() if names} == {}
    assert len(named) > 300
