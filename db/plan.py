"""What each change of sqitch.plan requires, derived from the names it uses.

    python -m db.plan            the changes with what they require
    python -m db.plan --check    say where plan, headers or kinds are wrong, and exit with 1
    python -m db.plan --write    put what is derived into the plan and the headers

A change creates the tables, views, types, domains, sequences, functions and procedures that its
deploy script creates in schemas public and salesflow, and the keyed rows it inserts (policies,
texts, rules: 'review.daily_plan'). It uses every such name it mentions: in statements, in function
bodies, and in strings (finders, job bodies, literal parts of dynamic SQL). Comments and the texts
of COMMENT ON count for nothing, nor do names of settings. Roles are names of the change that
creates them, and whatever lives in our schemas uses the change that creates schema salesflow.
A trigger belongs to the change that creates it, which uses its table and its function. Not seen:
columns that a change adds to another's table, and names put together at run time.

`requires` is the least that says the same: what one required change requires already is left out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent

# What a semicolon or a name may hide in. A body of dollars is read like SQL of its own.
_TOKEN = re.compile(
    r"(?P<comment>--[^\n]*|/\*.*?\*/)"
    r"|(?P<string>'(?:[^']|'')*')"
    r"|(?P<body>\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)"
    r"|(?P<atomic>\bbegin\s+atomic\b.*?\nend(?=;))",
    re.DOTALL,
)
_COMMENT_ON = re.compile(r"(?P<on>comment on .*? is\s)\s*'(?:[^']|'')*'", re.DOTALL)
_SETTING = re.compile(
    r"\b(?:current_setting|set_config)\(\s*'[^']*'|\bset (?:local )?salesflow\.\w+"
)
_NAME = re.compile(r"(?<!\")\b((?:public|salesflow)\.[a-z_][a-z0-9_]*)")
_ROLE = re.compile(r"\bsalesflow_[a-z_]+\b")
_CREATE = re.compile(
    r"create (?:or replace )?(?:unlogged )?"
    r"(?:table|materialized view|view|type|domain|sequence|function|procedure|aggregate)"
    r" (?:if not exists )?((?:public|salesflow)\.\w+)"
)
_SCHEMA = "schema salesflow"
_ROWS = re.compile(r"insert into public\.\w+ \(\w+.*?\bvalues\b", re.DOTALL)
_ROW_KEY = re.compile(r"(?:values|,)\s*\(('[a-z_]+(?:\.[a-z_0-9]+)+')")
_KEY = re.compile(r"'[a-z_]+(?:\.[a-z_0-9]+)+'")

_KIND = re.compile(r"^-- (stateful|replaceable): \S")
_REPLACED = re.compile(
    r"create (?:or replace )?(?:constraint )?(function|procedure|view|trigger)\b"
)
_REPLACEABLE = re.compile(
    r"(begin|commit|set local role \w+|reset role)$"
    r"|create or replace (function|procedure|view|trigger)\b"
    r"|comment on |grant |revoke |do\b"
    r"|call salesflow\.(protect\w*|keep_history)\("
    r"|alter (function|procedure|routine|view) .* owner to \w+$",
    re.DOTALL,
)
_LASTING = re.compile(
    r"\b(create (?!or replace )\w+|insert into|update \w+\.\w+ set|delete from|alter table|drop)\b"
)


@dataclass(frozen=True)
class Change:
    """A change as its deploy script is: its kind, its statements, the names in them."""

    name: str
    kind: str | None
    statements: tuple[str, ...]
    header: tuple[str, ...]  # what it says to require
    creates: frozenset[str]
    uses: frozenset[str]
    calls: frozenset[str]  # the names used outside of strings


# ------------------------------------------------------------------------------ reading


def without_comments(sql: str) -> str:
    """The SQL without its comments, in function bodies, too; strings stay."""

    def keep(token: re.Match[str]) -> str:
        if token["comment"]:
            return " "
        if token["body"]:
            mark = f"${token['tag']}$"
            inside = token["body"][len(mark) : -len(mark)]
            return mark + without_comments(inside) + mark
        return without_comments(token[0]) if token["atomic"] and "--" in token[0] else token[0]

    return _TOKEN.sub(keep, sql)


def statements(sql: str) -> Iterator[str]:
    """The statements of a script without comments, nothing at their ends."""
    start = position = 0
    while position < len(sql):
        token = _TOKEN.match(sql, position)
        if token:
            position = token.end()
            continue
        if sql[position] == ";":
            yield sql[start:position].strip()
            start = position + 1
        position += 1
    if sql[start:].strip():
        yield sql[start:].strip()


def _blank(sql: str) -> str:
    """Without the contents of strings, in function bodies, too."""

    def keep(token: re.Match[str]) -> str:
        if token["string"]:
            return "''"
        if token["body"]:
            mark = f"${token['tag']}$"
            return mark + _blank(token["body"][len(mark) : -len(mark)]) + mark
        return token[0]

    return _TOKEN.sub(keep, sql)


def change(name: str, script: str) -> Change:
    """A change, from the text of its deploy script."""
    head = [line for line in script.splitlines() if line.startswith("--")][:12]
    header = [line.removeprefix("-- requires:").split() for line in head if "requires:" in line]
    kinds = [found[1] for line in head if (found := _KIND.match(line))]
    parts = tuple(statements(without_comments(script)))
    text = ";\n".join(_COMMENT_ON.sub(r"\g<on>''", part) for part in parts)
    text = _SETTING.sub("", text)
    creates = {found[1] for part in parts if (found := _CREATE.match(part))}
    for part in parts:
        if _ROWS.match(part):
            creates |= set(_ROW_KEY.findall(part))
    if re.search(r"\bcreate role\b", text):
        creates |= set(_ROLE.findall(text))
    if f"create {_SCHEMA}" in text:
        creates.add(_SCHEMA)
    uses = {*_NAME.findall(text), *_ROLE.findall(text), *_KEY.findall(text)}
    if _NAME.search(text):
        uses.add(_SCHEMA)
    return Change(
        name,
        kinds[0] if kinds else None,
        parts,
        tuple(required for line in header for required in line),
        frozenset(creates),
        frozenset(uses - creates),
        frozenset(set(_NAME.findall(_blank(text))) - creates),
    )


def read_plan(text: str) -> dict[str, tuple[str, ...]]:
    """The changes of a plan in order, each with what the plan says it requires."""
    found = re.findall(r"^([^%@\s]\S*)(?: \[(.*?)\])? ", text, re.MULTILINE)
    return {name: tuple(required.split()) for name, required in found}


def read(root: Path = ROOT) -> list[Change]:
    """All changes in the order of the plan. One without script has no statement."""
    scripts = {name: root / "deploy" / f"{name}.sql" for name in read_plan(_plan(root).read_text())}
    return [
        change(name, script.read_text() if script.exists() else "")
        for name, script in scripts.items()
    ]


def _plan(root: Path) -> Path:
    return root / "sqitch.plan"


# ----------------------------------------------------------------------------- deriving


def makers(changes: list[Change], user: Change) -> dict[str, str]:
    """Names that `user` uses, each with the change that creates it: of several the last before."""
    before = changes[: changes.index(user)]
    found = {}
    for one in [*reversed(changes), *before]:
        for name in one.creates & user.uses:
            found[name] = one.name
    return found


def derive(changes: list[Change]) -> dict[str, tuple[str, ...]]:
    """What each change requires at least, in the order of the plan; later changes left out."""
    order = [one.name for one in changes]
    reached: dict[str, set[str]] = {}
    required = {}
    for position, user in enumerate(changes):
        direct = set(makers(changes, user).values()) & set(order[:position])
        needless = set[str]().union(*(reached[name] for name in direct))
        reached[user.name] = direct | needless
        required[user.name] = tuple(name for name in order if name in direct - needless)
    return required


# ----------------------------------------------------------------------------- checking


def wrong_order(changes: list[Change]) -> Iterator[str]:
    """Uses of what is created later, and of what nothing creates."""
    order = [one.name for one in changes]
    known = frozenset[str]().union(*(one.creates for one in changes))
    for position, user in enumerate(changes):
        for name, maker in sorted(makers(changes, user).items()):
            if order.index(maker) > position:
                yield f"{user.name} uses {name}, which {maker} creates only later"
        for name in sorted(user.calls - known):
            yield f"{user.name} uses {name}, which no change creates"


def wrong_kind(one: Change) -> Iterator[str]:
    """Statements that do not belong into a change of its kind."""
    if one.kind is None:
        yield f"{one.name} says neither `-- stateful: …` nor `-- replaceable: …`"
    for statement in one.statements:
        start = " ".join(statement.split())[:70]
        if one.kind == "stateful" and _REPLACED.match(statement):
            yield f"{one.name} is stateful and may not: {start}"
        if one.kind == "replaceable" and (
            not _REPLACEABLE.match(statement)
            or (statement.startswith("do") and _LASTING.search(statement))
        ):
            yield f"{one.name} is replaceable and may not: {start}"


def wrong_requires(changes: list[Change], plan: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Where plan or header say otherwise than the names do."""
    headers = {one.name: one.header for one in changes}
    for name, required in derive(changes).items():
        for where, given in (("plan", plan[name]), ("header", headers[name])):
            if given != required:
                yield (
                    f"{name} requires {' '.join(required) or 'nothing'},"
                    f" its {where} says {' '.join(given) or 'nothing'}"
                )


def problems(root: Path = ROOT) -> list[str]:
    """Everything that is wrong with plan, headers and kinds."""
    changes = read(root)
    kinds = [problem for one in changes for problem in wrong_kind(one)]
    requires = wrong_requires(changes, read_plan(_plan(root).read_text()))
    return [*wrong_order(changes), *kinds, *requires]


# ------------------------------------------------------------------------------ writing


def with_header(script: str, required: tuple[str, ...]) -> str:
    """The script with its `-- requires:` lines as given, below its first line."""
    first, *rest = re.sub(r"^-- requires:.*\n", "", script, flags=re.MULTILINE).split("\n")
    return "\n".join([first, *(f"-- requires: {name}" for name in required), *rest])


def with_requires(plan: str, required: Mapping[str, tuple[str, ...]]) -> str:
    """The plan with its lists as given; order, dates and notes stay."""

    def line(found: re.Match[str]) -> str:
        listed = f" [{' '.join(required[found[1]])}]" if required[found[1]] else ""
        return f"{found[1]}{listed} "

    return re.sub(r"^([^%@\s]\S*)(?: \[.*?\])? ", line, plan, flags=re.MULTILINE)


def write(root: Path = ROOT) -> None:
    """Put what is derived into plan and headers."""
    required = derive(read(root))
    plan = _plan(root)
    plan.write_text(with_requires(plan.read_text(), required))
    for name, given in required.items():
        script = root / "deploy" / f"{name}.sql"
        script.write_text(with_header(script.read_text(), given))


def main() -> None:
    match sys.argv[1:]:
        case []:
            for name, required in derive(read()).items():
                print(f"{name}: {' '.join(required)}")
        case ["--check"]:
            found = problems()
            print("\n".join(found) if found else "plan, headers and kinds are right")
            sys.exit(bool(found))
        case ["--write"]:
            write()
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
