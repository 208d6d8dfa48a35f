"""What the house rules look at: every file of the checkout, once, with its syntax tree."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {"build", "data", "demo-data", "node_modules", "test-results"}
DOTTED_BUT_OURS = {".ci", ".editorconfig", ".gitignore", ".npmrc"}
TEXT = {
    "",
    ".css",
    ".html",
    ".js",
    ".json",
    ".lock",
    ".md",
    ".mjs",
    ".py",
    ".sh",
    ".sql",
    ".svg",
    ".toml",
    ".ts",
}


@dataclass(frozen=True)
class Source:
    """One file: its path below the checkout and its text."""

    path: PurePosixPath
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree of a Python file."""
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        """The room a file of the appliance belongs to ("kitchen"), "main" for main.py, "" elsewhere."""
        parts = self.path.parts
        return parts[1].removesuffix(".py") if len(parts) > 1 and parts[0] == "appliance" else ""

    @property
    def floor(self) -> str:
        """What a file of a room is ("store", "rules"), also for the files of a package of that name."""
        parts = self.path.parts
        return parts[2].removesuffix(".py") if self.room and len(parts) > 2 else ""

    def at(self, line: int, sentence: str) -> str:
        """A violation as a person reads it."""
        return f"{self.path}:{line}: {sentence}"


def planted(path: str, text: str) -> Source:
    """A file that exists only for a test."""
    return Source(PurePosixPath(path), text)


def checkout(root: Path = ROOT) -> Iterator[Source]:
    """Every text file of ours, in a stable order."""
    for path in sorted(root.iterdir()):
        if path.name in NOT_OURS or (path.name.startswith(".") and path.name not in DOTTED_BUT_OURS):
            continue
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            inside = PurePosixPath(file.relative_to(root).as_posix())
            if file.is_file() and file.suffix in TEXT and "__pycache__" not in inside.parts:
                yield Source(inside, file.read_text(encoding="utf-8"))


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """(line, full dotted name) of each import; `from a import b` gives "a.b"."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
