"""Change the rules in small ways, one at a time, and name each change that no test notices.

mutmut writes the changed functions, mypy refuses what is nonsense, and the tests of the rules run
over the rest, and over every number of limits.py one up and one down. The tests are collected
once; each mutant gets a process of its own, in which it takes the place of what it changes, and
meets only the tests that come by there. Only the examples run, so that a mutant is noticed today
and tomorrow alike.

What was noticed is kept in mutants/, so a run may be stopped and goes on; `--afresh` forgets it.
A word such as `closing` tries the mutants with that word in their name.
"""

import ast
import gc
import json
import os
import resource
import shutil
import sys
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from mutmut import __main__ as mutmut
from mutmut.configuration import config
from mutmut.mutation import trampoline
from mutmut.mutation.data import SourceFileMutationData
from mutmut.type_checking import run_type_checker

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "mutants"
RESULTS = COPY / "results.json"
ARGUED = ROOT / "docs" / "mutants.md"
RULES = "recovery.domain."
LIMITS = f"{RULES}limits"
AT_ONCE = 2
CPU_SECONDS = 30  # what a mutant that never ends may take
TRIED_FIRST = 30  # tests that noticed something near
EVERY_REASON = "test_reasons.py"


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One small change. take: put it in place. code: of the function it changes, if it is one."""

    name: str
    take: Callable[[], None]
    code: CodeType | None = None

    @property
    def module(self) -> str:
        return self.name.rsplit(".", 1)[0]

    @property
    def places(self) -> tuple[str, str, str]:
        """Where it is: its function, its module, the engine."""
        return self.name.split("__mutmut")[0], self.module, ""


def main() -> int:
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    if "--afresh" in sys.argv:
        shutil.rmtree(COPY, ignore_errors=True)
    # In a process of its own: what this leaves in memory would be carried by every mutant.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        names, refused = apart.submit(write_mutants).result()
    os.chdir(COPY)
    sys.path.insert(0, str(COPY))
    loop = Loop(Mutants(names - refused), words)
    pytest.main([*config().pytest_add_cli_args, *selected()], plugins=[loop])
    return report(loop, len(names), len(refused))


def write_mutants() -> tuple[set[str], set[str]]:
    """Copy what is needed to mutants/ and put the changed functions beside the whole ones.

    Answers with their names, and the names of those that the types refuse.
    """
    os.chdir(ROOT)
    COPY.mkdir(exist_ok=True)
    with mutmut.CatchOutput(spinner_title="Writing mutants"):
        mutmut.copy_src_dir()
        mutmut.copy_also_copy_files()
        mutmut.create_mutants(AT_ONCE)
    names: set[str] = set()
    for path in mutmut.walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        names |= set(data.exit_code_by_key)
    os.chdir(COPY)
    return names, names & set(refused_by_types())


def refused_by_types() -> Iterator[str]:
    """The functions mypy finds fault with. mutmut asks it too, and takes a minute for the names."""
    wrong = defaultdict(set)
    for error in run_type_checker(config().type_check_command):
        wrong[error.file_path].add(error.line_number)
    for path, lines in wrong.items():
        module = ".".join(path.relative_to(COPY).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and not lines.isdisjoint(lines_of(node)):
                yield f"{module}.{node.name}"


def lines_of(node: ast.FunctionDef) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def selected() -> list[str]:
    return config().pytest_add_cli_args_test_selection


class Mutants:
    """The mutants of the functions, as they are imported, and of the numbers."""

    def __init__(self, names: set[str]) -> None:
        self.names = names
        self.functions: list[tuple[FunctionType, dict[str, FunctionType]]] = []
        # In place of mutmut's own way, which asks at every call who is to be called.
        trampoline.wrap_in_trampoline = self.register

    def register(self, changed: dict[str, Any], is_classmethod: bool = False) -> Any:
        def keep(function: FunctionType) -> FunctionType:
            self.functions.append((function, changed))
            return function

        return keep

    def __iter__(self) -> Iterator[Mutant]:
        for function, changed in self.functions:
            for short, new in changed.items():
                name, take = f"{function.__module__}.{short}", partial(graft, function, new)
                if name in self.names:
                    yield Mutant(name=name, take=take, code=function.__code__)
        limits = sys.modules[LIMITS]
        for number, value in vars(limits).items():
            for new in ones_off(value) if number.isupper() else ():
                take = partial(setattr, limits, number, new)
                yield Mutant(name=f"{LIMITS}.{number} = {new}", take=take)


def graft(whole: FunctionType, changed: FunctionType) -> None:
    whole.__code__ = changed.__code__
    whole.__defaults__, whole.__kwdefaults__ = changed.__defaults__, changed.__kwdefaults__
    forget()


def forget() -> None:
    """What the whole function once answered may stand in a cache."""
    for name, module in list(sys.modules.items()):
        for value in vars(module).values() if name.startswith(RULES) else ():
            getattr(value, "cache_clear", int)()


def ones_off(value: int | tuple[int, ...]) -> list[int | tuple[int, ...]]:
    """A number one down and one up; of several, each in turn."""
    if isinstance(value, int):
        return [value - 1, value + 1]
    return [
        (*value[:place], value[place] + step, *value[place + 1 :])
        for place in range(len(value))
        for step in (-1, 1)
    ]


class Loop:
    """Runs the tests once over the rules as they are, and then over each mutant."""

    def __init__(self, mutants: Mutants, words: list[str]) -> None:
        self.mutants, self.words = mutants, words
        # A mutant and the test that noticed it, "" where none did.
        self.results: dict[str, str] = {}
        self.helped: dict[str, list[str]] = defaultdict(list)
        self.callers: dict[CodeType, list[str]] = defaultdict(list)
        self.items: dict[str, pytest.Item] = {}
        self.sources: dict[str, str] = {}
        self.red = ""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        for item in session.items:
            forget()  # else only the first test would come by what it left in a cache
            called: set[CodeType] = set()
            sys.setprofile(lambda frame, event, _, called=called: called.add(frame.f_code))
            self.red = self.red or first_red([item])
            sys.setprofile(None)
            for code in called:
                self.callers[code].append(item.nodeid)
        gc.freeze()
        if not self.red:
            self.run()
        return True

    def run(self) -> None:
        mutants = list(self.mutants)
        self.sources = {mutant.module: source_of(mutant.module) for mutant in mutants}
        self.results = self.known({mutant.name: mutant.module for mutant in mutants})
        todo = deque(one for one in mutants if self.is_wanted(one.name))
        running: dict[int, tuple[Mutant, int]] = {}
        total = len(todo)
        while todo or running:
            while todo and len(running) < AT_ONCE:
                pid, pipe = self.start(todo[0])
                running[pid] = (todo.popleft(), pipe)
            pid, status = os.wait()
            self.finish(*running.pop(pid), status)
            self.say(total - len(todo) - len(running), total)

    def known(self, modules: dict[str, str]) -> dict[str, str]:
        """What earlier runs noticed, of modules that are still as they were."""
        if not RESULTS.exists():
            return {}
        kept = json.loads(RESULTS.read_text())
        unchanged = {one for one, now in self.sources.items() if kept["sources"].get(one) == now}
        return {
            name: test for name, test in kept["tests"].items() if modules.get(name) in unchanged
        }

    def is_wanted(self, name: str) -> bool:
        return not self.results.get(name) and self.is_named(name)

    def is_named(self, name: str) -> bool:
        return all(word in name for word in self.words)

    def start(self, mutant: Mutant) -> tuple[int, int]:
        there, here = os.pipe()
        pid = os.fork()
        if not pid:
            silence()
            gc.disable()
            mutant.take()
            os.write(here, first_red(self.in_order(mutant)).encode())
            os._exit(0)
        os.close(here)
        return pid, there

    def in_order(self, mutant: Mutant) -> list[pytest.Item]:
        """The tests that come by; first those that noticed something near or anywhere, then those
        named after the module, then those that look at every reason."""
        reached = self.callers[mutant.code] if mutant.code else list(self.items)
        own = f"test_{mutant.module.rpartition('.')[2]}.py"
        reached = sorted(reached, key=lambda test: (own not in test, EVERY_REASON not in test))
        within = set(reached)
        likely = (test for place in mutant.places for test in self.helped[place])
        first = [test for test in likely if test in within]
        return [self.items[test] for test in dict.fromkeys((*first, *reached))]

    def finish(self, mutant: Mutant, pipe: int, status: int) -> None:
        with os.fdopen(pipe) as said:
            test = said.read() or ("ran out of time" if status else "")
        self.results[mutant.name] = test
        for place in mutant.places if test in self.items else ():
            self.helped[place] = [test, *(one for one in self.helped[place] if one != test)]
            del self.helped[place][TRIED_FIRST:]
        beside = RESULTS.with_suffix(".new")
        beside.write_text(json.dumps({"sources": self.sources, "tests": self.results}, indent=0))
        beside.replace(RESULTS)

    def say(self, tried: int, total: int) -> None:
        unnoticed = sum(not test for test in self.results.values())
        print(f"\r  {tried} of {total} tried, {unnoticed} unnoticed", end="", flush=True)


def source_of(module: str) -> str:
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    return sha256(path.read_bytes()).hexdigest()


def silence() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())


def first_red(items: list[pytest.Item]) -> str:
    """The first test that fails, "" where all pass."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        if any(one.failed for one in runtestprotocol(item, log=False, nextitem=following)):
            return item.nodeid
    return ""


def report(loop: Loop, written: int, refused: int) -> int:
    if loop.red or not loop.items:
        print(f"Make the tests green first: {loop.red or 'they cannot be collected'}")
        return 1
    if not any(map(loop.is_named, loop.results)):
        print(f"No mutant has {' and '.join(loop.words)} in its name; leave the words out for all.")
        return 2
    argued = ARGUED.read_text()
    unnoticed = [name.removeprefix(RULES) for name, test in loop.results.items() if not test]
    unargued = [name for name in unnoticed if f"`{name}`" not in argued]
    numbers = sum(name.startswith(LIMITS) for name in loop.results)
    print(f"\n{written} mutants of functions, {refused} refused by the types, {numbers} of numbers")
    print(f"{len(loop.results) - len(unnoticed)} noticed, {len(unnoticed)} not noticed")
    print(*(f"  not in docs/mutants.md: {name}" for name in unargued), sep="\n")
    return 1 if unargued else 0


if __name__ == "__main__":
    sys.exit(main())
