"""House rules about the whole: front doors, the word "session", a first line in every file, and nothing that names a machine."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import ROOT, Source, imports

# Toolboxes, not rooms: their modules are their doors.
_OPEN_HOUSE = {"kernel", "http"}
# Kept out of the front door because it loads a library the appliance itself does not need.
_SIDE_DOORS = {"appliance.storage.snapshot"}
# The composition root, and what it puts together.
_ROOT = {"main", "app"}
_PARTS = {"routes", "duties", "pages"}

_FIRST_LINE = {
    ".py": r'(#!.*\n)?(r?"""|#)\s*\S',
    ".js": r"\s*(//|/\*)\s*\S",
    ".mjs": r"(#!.*\n)?\s*(//|/\*)\s*\S",
    ".ts": r"\s*(//|/\*)\s*\S",
    ".css": r"/\*\s*\S",
    ".sql": r"--\s*\S",
    ".sh": r"(#!.*\n)?(# shellcheck .*\n)?#(?!!)(?! shellcheck)\s*\S",
    ".toml": r"#\s*\S",
    ".lock": r"#\s*\S",
}

_JS_WORDLESS = re.compile(
    r"/\*.*?\*/|//[^\n]*|`(?:\\.|[^`\\])*`|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL
)

_LONE = re.compile(r"_?sessions?", re.IGNORECASE)
# Not a member (`.session`), a key (`session:`) or part of a longer name.
_JS_LONE = re.compile(r"(?<![\w$.])_?sessions?(?![\w$])(?!\s*:)", re.IGNORECASE)

_REGISTRIES = "|".join(
    ("py" + r"pi\.org", "python" + "hosted", "npm" + r"js\.(org|com)", r"deb\." + r"debian\.org")
)
_STANDARD_TOPS = {"bin", "dev", "etc", "home", "media", "mnt", "opt", "run", "srv", "tmp", "usr", "var"}


def back_door(source: Source) -> Iterator[str]:
    """A room is entered by its front door: `from appliance.menu import …`, never `from appliance.menu.store`."""
    if not source.room or source.path.suffix != ".py":
        return
    for line, name in imports(source):
        parts = name.split(".")
        if len(parts) < 4 or parts[0] != "appliance" or parts[1] in _OPEN_HOUSE | {source.room}:
            continue
        if ".".join(parts[:3]) not in _SIDE_DOORS and not (source.room in _ROOT and parts[2] in _PARTS):
            yield source.at(line, f"{parts[1]} is entered by its front door, not by {'.'.join(parts[:-1])}")


def inner_room(source: Source) -> Iterator[str]:
    """`from appliance.menu import store` is a back door too: no room hands out its inside as a module."""
    if not source.room or source.path.suffix != ".py":
        return
    inside = {"model", "rules", "states", "store", "service"}
    for line, name in imports(source):
        parts = name.split(".")
        if len(parts) == 3 and parts[0] == "appliance" and parts[1] != source.room and parts[2] in inside:
            yield source.at(line, f"{parts[1]} does not hand out its {parts[2]}")


def bare_session(source: Source) -> Iterator[str]:
    """It is a table_session, a staff_session or a till_session; the word alone names nothing of ours.

    The API's own word may stand where an answer is made or read: a field of a Struct, a keyword, `answer.session`.
    """
    if source.path.parts[0] not in ("appliance", "firmware_bridges", "web") or "vendor" in source.path.parts:
        return
    if source.path.suffix == ".py":
        fields = {
            id(line.target)
            for node in ast.walk(source.tree)
            if isinstance(node, ast.ClassDef)
            for line in node.body
            if isinstance(line, ast.AnnAssign)
        }
        for node in ast.walk(source.tree):
            if id(node) not in fields and _LONE.fullmatch(_own_name(node)):
                yield source.at(getattr(node, "lineno", 1), "say which session")
    elif source.path.suffix == ".js":
        code = _JS_WORDLESS.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), source.text)
        for number, line in enumerate(code.splitlines(), start=1):
            if _JS_LONE.search(line):
                yield source.at(number, "say which session")


def _own_name(node: ast.AST) -> str:
    """The name a piece of syntax gives to something, "" when it gives none."""
    match node:
        case (
            ast.Name(id=name)
            | ast.FunctionDef(name=name)
            | ast.AsyncFunctionDef(name=name)
            | ast.ClassDef(name=name)
        ):
            return name
        case (
            ast.arg(arg=name)
            | ast.alias(asname=str(name))
            | ast.Attribute(value=ast.Name(id="self"), attr=name)
        ):
            return name
        case _:
            return ""


def silent_first_line(source: Source) -> Iterator[str]:
    """The first line of a file says what it is for."""
    start = _FIRST_LINE.get(source.path.suffix)
    if start and not re.match(start, source.text):
        yield source.at(1, "the first line says what the file is for")
    elif source.path.suffix == ".py" and not (ast.get_docstring(source.tree) or source.text.startswith("#")):
        yield source.at(1, "the docstring says what the file is for")


def named_machine(source: Source) -> Iterator[str]:
    """No file names a package registry, somebody's home or the place of this checkout."""
    tops = {"root", "Users"} | ({ROOT.parts[1]} - _STANDARD_TOPS)
    homes = rf"(?<![\w.:/~}}*)])/(?:{'|'.join(sorted(map(re.escape, tops)))})/"
    for number, line in enumerate(source.text.splitlines(), start=1):
        if re.search(_REGISTRIES, line):
            yield source.at(number, "names a package registry")
        if re.search(homes, line) or re.search(r"(?<![\w.])/home/\w", line):
            yield source.at(number, "names a place on somebody's machine")
