"""Figures as SVG text: classes only, no ids, no script, small.

A bone's outline is written once and carried by translate and rotate, so a moving figure is
little larger than a still one.
"""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape

from exercises.figures import motion
from exercises.figures.body import Bone, Layer, layers
from exercises.figures.motion import Loop
from exercises.figures.outline import KEPT, Shape
from exercises.figures.pose import Course, Figure
from exercises.figures.props import among, things
from exercises.figures.skeleton import Point, Pose, assemble

MARGIN, BELOW = 6.0, 9.0
BETWEEN = 30.0
"""Room for an arrow from the start to the end."""
UNCUT = ("sock", "sole", "ear", "fibre")
GHOSTLY = ("leg_far", "head", "trunk", "leg_near", "arm_near")
OPEN = "prop-line"
BESIDE = ("prop", "soft")
LEGS = ("leg_near", "leg_far")

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, y down."""


def render(figure: Figure, *, mirror: bool, moving: bool, label: str, plain: bool) -> str:
    """One figure as an `<svg>`; see `exercises.figures.draw`."""
    loop = loop_of(figure) if moving else None
    frames = [_layers(figure, pose) for pose in loop.frames] if loop else []
    key = _layers(figure, figure.poses[figure.key])
    start = _layers(figure, figure.ghost) if figure.ghost and not plain else ()
    arrows = () if plain else figure.arrows
    body = _ghost(start) + _drawn([key]) + "".join(_arrow(points) for points in arrows)
    if loop:
        body = f'<g class="moves">{_drawn(frames, loop)}</g><g class="still">{body}</g>'
    box = _box_of([key, start, *frames], arrows)
    return _picture(_framed(body, box, mirror=mirror), box, label)


def render_sheet(figure: Figure, *, mirror: bool, label: str) -> str:
    """Start and end side by side; see `exercises.figures.draw_sheet`."""
    start, end = (
        _layers(figure, pose) for pose in (figure.poses[0], motion.furthest(figure.poses))
    )
    box = left, top, right, bottom = _box_of([start, end], figure.arrows)
    away = right - left + BETWEEN
    on = _pointer(right + BETWEEN / 2, (top + bottom) / 2)
    first = _framed(_drawn([start]), box, mirror=mirror)
    second = _drawn([end]) + "".join(_arrow(points) for points in figure.arrows)
    second = f'<g transform="translate({_n(away)} 0)">{_framed(second, box, mirror=mirror)}</g>'
    return _picture(first + on + second, (left, top, right + away, bottom), label)


def _pointer(x: float, y: float) -> str:
    """A small wedge: then this."""
    return f'<path class="f-arrow-head" d="M{_n(x - 4)} {_n(y - 6)}L{_n(x + 5)} {_n(y)}l-9 6z"/>'


def _framed(body: str, box: Box, *, mirror: bool) -> str:
    """A body on its floor, turned to the other side when it should be."""
    left, _, right, _ = box
    body = f'<path class="f-floor" d="M{_n(left + 2)} .4H{_n(right - 2)}"/>{body}'
    if not mirror:
        return body
    return f'<g transform="translate({_n(left + right)} 0)scale(-1 1)">{body}</g>'


def _picture(body: str, box: Box, label: str) -> str:
    left, top, right, bottom = box
    view = " ".join(_n(v) for v in (left, top, right - left, bottom - top))
    name = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return f'<svg class="fig" viewBox="{view}" {name}>{body}</svg>'


def loop_of(figure: Figure) -> Loop:
    """The frames of a figure's movement."""
    if figure.course is Course.BACK:
        return motion.there_and_back(
            figure.poses, seconds=figure.seconds, hold=figure.hold, slides=figure.slides
        )
    if figure.course is Course.ROUND:
        return motion.round_again(figure.poses, seconds=figure.seconds, slides=figure.slides)
    poses = figure.poses + tuple(motion.swapped(pose) for pose in figure.poses)
    return motion.round_again(poses, seconds=figure.seconds, slides=frozenset(LEGS))


def _layers(figure: Figure, pose: Pose) -> tuple[Layer, ...]:
    skeleton = assemble(pose)
    return among(layers(skeleton, figure), things(figure, skeleton))


def _drawn(frames: Sequence[tuple[Layer, ...]], loop: Loop | None = None) -> str:
    """Layers back to front; with a loop, every bone carries its way through the frames."""
    text = ""
    for same in zip(*frames, strict=True):
        bones = list(zip(*(layer.bones for layer in same), strict=True))
        if same[0].cut:
            text += "".join(_bone(bone, loop, cut=True) for bone in bones)
        text += "".join(_bone(bone, loop) for bone in bones)
    return text


def _bone(bones: Sequence[Bone], loop: Loop | None, *, cut: bool = False) -> str:
    paths = ""
    for parts in zip(*(bone.parts for bone in bones), strict=True):
        if not (cut and parts[0][0].startswith(UNCUT)):
            paths += _path("cut" if cut else parts[0][0], [shape for _, shape in parts], loop)
    if loop is None or len({(bone.at, bone.angle) for bone in bones}) == 1:
        return _carried(bones[0], paths)
    places = [f"{_n(b.at[0])} {_n(-b.at[1])}" for b in bones]
    turns = [_n(-angle) for angle in _unwound([bone.angle for bone in bones])]
    return f"<g>{_moved('translate', loop, places)}{_moved('rotate', loop, turns)}{paths}</g>"


def _carried(bone: Bone, paths: str) -> str:
    move = f"translate({_n(bone.at[0])} {_n(-bone.at[1])})" if any(bone.at) else ""
    turn = f"rotate({_n(-bone.angle)})" if bone.angle else ""
    return f'<g transform="{move}{turn}">{paths}</g>' if move or turn else paths


def _path(name: str, shapes: list[Shape], loop: Loop | None) -> str:
    """One outline. A limb seen shortened changes evenly: its key poses say enough."""
    closed = name != OPEN
    drawn = [path_data(shape, closed=closed) for shape in shapes]
    if loop is None or len(set(drawn)) == 1:
        return f'<path class="f-{name}" d="{drawn[0]}"/>'
    frames = range(len(drawn)) if name.startswith(BESIDE) else loop.keys
    changes = _animated('animate attributeName="d"', loop, drawn, frames)
    return f'<path class="f-{name}" d="{drawn[0]}">{changes}</path>'


def _moved(kind: str, loop: Loop, values: list[str]) -> str:
    added = ' additive="sum"' if kind == "rotate" else ""
    tag = f'animateTransform attributeName="transform" type="{kind}"{added}'
    return _animated(tag, loop, values, range(len(values)))


def _animated(tag: str, loop: Loop, values: list[str], frames: Sequence[int]) -> str:
    times = ";".join(f"{loop.moments[n]:.3g}".replace("0.", ".") for n in frames)
    return (
        f'<{tag} dur="{_n(loop.seconds)}s" repeatCount="indefinite" '
        f'keyTimes="{times}" values="{";".join(values[n] for n in frames)}"/>'
    )


def _ghost(start: tuple[Layer, ...]) -> str:
    """The body at the start as one pale shape; without the arm and the marks that blur it."""
    text = ""
    for layer in start:
        if layer.name in GHOSTLY:
            for bone in layer.bones:
                parts = (p for p in bone.parts if not p[0].startswith(UNCUT))
                paths = "".join(f'<path d="{path_data(shape)}"/>' for _, shape in parts)
                text += _carried(bone, paths)
    return f'<g class="f-ghost">{text}</g>' if text else ""


def _arrow(points: Sequence[Point]) -> str:
    """A dotted curve from the first point past the second to the third, with a head."""
    (ax, ay), (bx, by), (cx, cy) = points
    long = math.dist((bx, by), (cx, cy)) or 1.0
    ux, uy = (cx - bx) / long, (cy - by) / long
    tip, base = (cx + ux * 4, cy + uy * 4), (cx - ux * 3, cy - uy * 3)
    head = [tip, (base[0] - uy * 4.4, base[1] + ux * 4.4), (base[0] + uy * 4.4, base[1] - ux * 4.4)]
    corners = "L".join(f"{_n(x)} {_n(-y)}" for x, y in head)
    curve = f"M{_n(ax)} {_n(-ay)}Q{_n(bx)} {_n(-by)} {_n(cx)} {_n(-cy)}"
    return f'<path class="f-arrow" d="{curve}"/><path class="f-arrow-head" d="M{corners}Z"/>'


def _box_of(shown: list[tuple[Layer, ...]], arrows: tuple[tuple[Point, ...], ...]) -> Box:
    points = [
        place(x, y)
        for drawn in shown
        for layer in drawn
        for bone in layer.bones
        for place in (placer(bone),)
        for _, shape in bone.parts
        for _, numbers in shape
        for x, y in zip(numbers[::2], numbers[1::2], strict=True)
    ]
    points += [(x, -y) for arrow in arrows for x, y in arrow]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (
        math.floor(min(xs) - MARGIN),
        math.floor(min(ys) - MARGIN),
        math.ceil(max(xs) + MARGIN),
        math.ceil(max([BELOW, *(y + MARGIN for y in ys)])),
    )


def placer(bone: Bone) -> Callable[[float, float], Point]:
    """What takes a point of a bone's outline to where it is drawn (y down)."""
    turn = math.radians(-bone.angle)
    cos, sin = math.cos(turn), math.sin(turn)
    across, up = bone.at
    return lambda x, y: (across + x * cos - y * sin, x * sin + y * cos - up)


def _unwound(angles: list[float]) -> list[float]:
    """The same directions without a jump by a full turn."""
    result = [angles[0]]
    for angle in angles[1:]:
        result.append(result[-1] + (angle - result[-1] + 180) % 360 - 180)
    return result


@lru_cache(maxsize=KEPT)
def path_data(shape: Shape, *, closed: bool = True) -> str:
    """A shape as the shortest path text: relative, one decimal, no drift."""
    text, x, y, latest = "", 0.0, 0.0, ""
    for command, numbers in shape:
        if command == "M":
            x, y = 0.0, 0.0
        moved = [round(v - (y if n % 2 else x), 1) for n, v in enumerate(numbers)]
        words = _joined(moved)
        name = command if command == "M" else command.lower()
        if name == latest:
            name = "" if words.startswith("-") else " "
        text, latest = text + name + words, command.lower()
        x, y = x + moved[-2], y + moved[-1]
    return text + ("z" if closed else "")


def _joined(numbers: list[float]) -> str:
    words = [_n(number) for number in numbers]
    return words[0] + "".join(w if w.startswith("-") else f" {w}" for w in words[1:])


def _n(value: float) -> str:
    """A number with at most one decimal, as short as SVG allows."""
    text = f"{value:.1f}".removesuffix(".0")
    if text == "-0":
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
