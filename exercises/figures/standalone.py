"""A figure as a file of its own, for `<img>`: it brings the colours that a page lends the others.

A page of 24 figures drawn into it weighs more than the rest of it; files are kept by the browser.
"""

import re

DARK = "@media screen and (prefers-color-scheme:dark)"


def standalone(svg: str, *, tokens: str, rules: str) -> str:
    """The drawing with its own style. tokens: the colours' stylesheet; rules: the figures'."""
    drawn = set(re.findall(r'class="([\w-]+)"', svg))
    used = [rule for name, rule in _rules(rules) if name in drawn]
    names = sorted(set(re.findall(r"--fig-[\w-]+", "".join(used))))
    light = _colours(tokens, names, '[data-bs-theme="light"] {')
    dark = _colours(tokens, names, '[data-bs-theme="dark"] {')
    style = f"svg{{{light}}}{DARK}{{svg{{{dark}}}}}{''.join(used)}"
    opening, rest = svg.split(">", 1)
    return f'{opening} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{rest}'


def _rules(css: str) -> list[tuple[str, str]]:
    """The rules of single classes with the class's name, without their white space."""
    found = re.findall(r"\.(f-[\w-]+)((?: path)?) {([^}]*)}", css)
    return [(name, f".{name}{of}{{{_tight(body)}}}") for name, of, body in found]


def _tight(body: str) -> str:
    return re.sub(r"\s*([:;])\s*", r"\1", body.strip()).rstrip(";")


def _colours(css: str, names: list[str], selector: str) -> str:
    block = css.split(selector, 1)[1].split("}", 1)[0]
    colours = dict(re.findall(r"(--fig-[\w-]+): (#[0-9a-f]{6});", block))
    return ";".join(f"{name}:{colours[name]}" for name in names)


def for_paper(svg: str, *, tokens: str, rules: str) -> str:
    """The same in its light colours, written out: programs that set pages know no variables.

    The line that parts near limbs from far ones has the colour of paper.
    """
    whole = standalone(svg, tokens=tokens, rules=rules)
    light = dict(re.findall(r"(--fig-[\w-]+):(#[0-9a-f]{6})", whole.split(DARK, 1)[0]))
    light["--fig-bg"] = "#ffffff"
    style = whole[whole.index("}}", whole.index(DARK)) + 2 :]
    named = re.sub(r"var\((--fig-[\w-]+)\)", lambda found: light[found[1]], style)
    return f"{whole.split('<style>', 1)[0]}<style>{named}"
