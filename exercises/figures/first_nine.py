"""First drawing of nine poses."""
# ruff: noqa

import math

L = dict(trunk=50, neck=8, thigh=43, shank=42, uarm=28, farm=24)
G = 141.0


def sub(a, b): return (a[0] - b[0], a[1] - b[1])
def unit(v):
    n = math.hypot(*v) or 1
    return (v[0] / n, v[1] / n)
def pol(p, l, deg): return (p[0] + l * math.cos(math.radians(deg)), p[1] - l * math.sin(math.radians(deg)))


def ik(a, b, l1, l2, bend):
    dx, dy = b[0] - a[0], b[1] - a[1]
    d = max(min(math.hypot(dx, dy), l1 + l2 - 0.05), abs(l1 - l2) + 0.05)
    base = math.atan2(dy, dx)
    c = (l1 * l1 + d * d - l2 * l2) / (2 * l1 * d)
    t = base + bend * math.acos(max(-1, min(1, c)))
    m = (a[0] + l1 * math.cos(t), a[1] + l1 * math.sin(t))
    g = math.atan2(b[1] - m[1], b[0] - m[0])
    return m, (m[0] + l2 * math.cos(g), m[1] + l2 * math.sin(g))


def joints(s):
    hip = s["hip"]; sh = pol(hip, L["trunk"], s["trunk"])
    o = dict(hip=hip, sh=sh, neck=pol(sh, L["neck"], s.get("neck", s.get("head", s["trunk"]))), head=s.get("head", s["trunk"]), bend=s.get("bend", 0), palm=s.get("palm"))
    for k in "nf":
        o["knee" + k], o["ank" + k] = ik(hip, s["ankle_" + k], L["thigh"], L["shank"], -1)
        o["foot" + k] = s.get("foot_" + k, 0)
        o["elb" + k], o["hand" + k] = ik(sh, s["hand_" + k], L["uarm"], L["farm"], s.get("elbow_" + k, 1))
    return o


def lerp(a, b, t):
    r = {}
    for k in a:
        va, vb = a[k], b.get(k, a[k])
        r[k] = tuple(x + (y - x) * t for x, y in zip(va, vb)) if isinstance(va, tuple) else va if k.startswith("elbow") or va is None else va + (vb - va) * t
    return r


def smooth(pts):
    n = len(pts); d = f"M{pts[0][0]:.1f} {pts[0][1]:.1f}"
    for i in range(n):
        p0, p1, p2, p3 = pts[i - 1], pts[i], pts[(i + 1) % n], pts[(i + 2) % n]
        d += "C" + " ".join(f"{v:.1f}" for v in (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6, p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6, p2[0], p2[1]))
    return d + "Z"


def tube(line, prof, caps=(1, 1)):
    """line: t -> point. prof: (t, front, back). Front is clockwise of travel for trunk, counter for limbs (sign in prof)."""
    fr, bk = [], []
    for t, a, b in prof:
        p = line(t); q = line(t + .01); u = unit(sub(q, p)); n = (u[1], -u[0])
        fr.append((p[0] + n[0] * a, p[1] + n[1] * a)); bk.append((p[0] - n[0] * b, p[1] - n[1] * b))
    def cap(t, r, sign):
        p = line(t); q = line(t + .01); u = unit(sub(q, p)); n = (u[1], -u[0]); u = (u[0] * sign, u[1] * sign)
        k = .71
        return [(p[0] + (u[0] * k + n[0] * s) * r, p[1] + (u[1] * k + n[1] * s) * r) for s in (k, 0, -k)] if False else [
            (p[0] + u[0] * r * .72 + n[0] * r * .7, p[1] + u[1] * r * .72 + n[1] * r * .7), (p[0] + u[0] * r, p[1] + u[1] * r), (p[0] + u[0] * r * .72 - n[0] * r * .7, p[1] + u[1] * r * .72 - n[1] * r * .7)]
    end = cap(prof[-1][0], (prof[-1][1] + prof[-1][2]) / 2 * caps[1], 1) if caps[1] else []
    start = cap(prof[0][0], (prof[0][1] + prof[0][2]) / 2 * caps[0], -1)[::-1] if caps[0] else []
    return smooth(fr + end + bk[::-1] + start)


def seg(a, b): return lambda t: (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


THIGH = [(0, 9.4, 10.2), (.25, 9.8, 10), (.55, 8.4, 8), (.85, 6.7, 6.2), (1, 6.2, 5.7)]
SHORT = [(-.04, 10.2, 11), (.2, 10.6, 11), (.42, 10, 9.8), (.56, 9.7, 9.4)]
SHANK = [(0, 6, 5.6), (.14, 5.4, 6.4), (.32, 5, 7.8), (.55, 4.3, 6), (.8, 3.6, 3.8), (1, 3.5, 3.6)]
UARM = [(0, 5.6, 5.4), (.35, 4.9, 5), (1, 3.9, 3.9)]
SLEEVE = [(-.05, 6.3, 6.2), (.3, 6.2, 6.1), (.46, 6, 5.8)]
FARM = [(0, 3.9, 3.9), (.3, 4.2, 3.8), (1, 2.6, 2.6)]
TOP = [(.1, 9.6, 9.6), (.3, 8.6, 8.4), (.6, 10.2, 9), (.82, 10.6, 9), (1, 7.2, 6.8)]
PELV = [(-.04, 10, 10.6), (.12, 10, 10.6), (.26, 9, 8.9)]


def frame(p, deg, flip=1):
    u = (math.cos(math.radians(deg)), -math.sin(math.radians(deg))); v = (-u[1] * flip, u[0] * flip)
    return lambda x, y: (p[0] + u[0] * x + v[0] * y, p[1] + u[1] * x + v[1] * y)


def poly(fr, pts): return smooth([fr(x, y) for x, y in pts])


def pathd(fr, cmds):
    out = ""
    for c in cmds:
        out += c[0] + " ".join(f"{v:.1f}" for i in range(1, len(c), 2) for v in fr(c[i], c[i + 1]))
    return out + "Z"


def parts(j):
    """ordered [(class, d)] back to front; group marker ('|',)"""
    o = []
    def leg(k, far):
        f = "-far" if far else ""
        h, kn, an = j["hip"], j["knee" + k], j["ank" + k]
        fr = frame(an, j["foot" + k])
        g = [("skin" + f, tube(seg(h, kn), THIGH)), ("skin" + f, tube(seg(kn, an), SHANK)),
             ("sock" + f, tube(seg(kn, an), [(.86, 4.2, 4.2), (1.02, 4.2, 4.2)])),
             ("shoe" + f, pathd(fr, [("M", -5.6, -2.4), ("C", -7, 1, -7.2, 4, -6.4, 6.2), ("L", 17.4, 6.2), ("C", 18.6, 3.2, 16.6, 1.2, 13, .4), ("C", 9, -.6, 6.6, -1.8, 4.6, -4), ("C", 2, -3, -2, -2.8, -5.6, -2.4)])),
             ("sole" + f, pathd(fr, [("M", -6.8, 4.9), ("L", 18, 4.9), ("C", 18.2, 6, 17.6, 6.9, 16.4, 6.9), ("L", -5.2, 6.9), ("C", -6.4, 6.9, -7, 6, -6.8, 4.9)])),
             ("shorts" + f, tube(seg(h, kn), SHORT, (1, .25)))]
        return g
    def arm(k, far):
        f = "-far" if far else ""
        s, e, h = j["sh"], j["elb" + k], j["hand" + k]
        s = (s[0] + (j["hip"][0] - s[0]) * .06, s[1] + (j["hip"][1] - s[1]) * .06)
        u = unit(sub(h, e)) if j["palm"] is None else pol((0, 0), 1, j["palm"]); tip = (h[0] + u[0] * 6.5, h[1] + u[1] * 6.5)
        return [("skin" + f, tube(seg(s, e), UARM)), ("skin" + f, tube(seg(e, h), FARM)), ("skin" + f, tube(seg(h, tip), [(-.2, 2.6, 2.6), (.35, 3.4, 3), (.9, 2.2, 2)])),
                ("top" + f, tube(seg(s, e), SLEEVE, (1, .2)))]
    o.append(arm("f", True)); o.append(leg("f", True))
    h, s = j["hip"], j["sh"]
    u = unit(sub(s, h)); n = (-u[1], u[0])  # front
    m = ((h[0] + s[0]) / 2 + n[0] * -j["bend"], (h[1] + s[1]) / 2 + n[1] * -j["bend"])
    def spine(t): return ((1 - t) ** 2 * h[0] + 2 * t * (1 - t) * m[0] + t * t * s[0], (1 - t) ** 2 * h[1] + 2 * t * (1 - t) * m[1] + t * t * s[1])
    sw = lambda pr: [(t, b, a) for t, a, b in pr]  # travel hip->head: front is clockwise = our minus side
    fr = frame(j["neck"], j["head"], 1)   # x up the neck, y to the front
    H = lambda pts: [(c[0],) + tuple(c[1:]) for c in pts]
    head = pathd(fr, [("M", -1, -4.6), ("C", 3, -8.6, 6, -10.6, 11, -10.4), ("C", 19, -10.4, 24.6, -5, 24.4, 1.6), ("C", 24.2, 6.4, 21, 9.4, 16.6, 10), ("C", 15, 10.2, 13.6, 11.4, 11.6, 12.4), ("C", 10.4, 12.6, 10, 11.4, 9.6, 10.4), ("C", 8.2, 10.6, 7.2, 10.6, 6.8, 9.8), ("C", 4.6, 10.6, 2.4, 9.6, 1.6, 7.4), ("C", 1, 5.6, 0, 4.4, -2, 4)])
    hair = pathd(fr, [("M", 20, 9), ("C", 25.6, 9.2, 28.2, 2, 26.2, -4), ("C", 24, -11, 16, -14, 9.6, -12.2), ("C", 5.6, -11, 3.6, -8.6, 4, -6.4), ("C", 6.4, -5.8, 8, -4.6, 9.4, -3), ("C", 10.6, -3.6, 12.6, -3.2, 13, -1.4), ("C", 15.6, -.6, 18.6, 3, 20, 9)])
    bun = poly(fr, [(26.5 + 4.8 * math.cos(a), -8.2 + 4.8 * math.sin(a)) for a in [i * math.pi / 4 for i in range(8)]])
    ear = poly(fr, [(10.4 + 2.3 * math.cos(a), -1.3 + 1.6 * math.sin(a)) for a in [i * math.pi / 3 for i in range(6)]])
    neck = tube(seg(s, fr(4, -1)), [(-.1, 4.6, 5), (.5, 4.2, 4.4), (1, 4.4, 4.4)])
    o.append([("skin", neck), ("hair", bun), ("skin", head), ("hair", hair), ("ear", ear)])
    o.append([("shorts", tube(spine, sw(PELV))), ("top", tube(spine, sw(TOP), (.35, 1)))])
    o.append(leg("n", False))
    hip, kn = j["hip"], j["kneen"]
    o.append([("muscle", tube(lambda t: (lambda p, q: (p[0] - q[0] * 5.0, p[1] - q[1] * 5.0))(seg(hip, kn)(t), (lambda w: (w[1], -w[0]))(unit(sub(kn, hip)))), [(.06, .5, .9), (.2, 2.3, 4.2), (.42, 2.8, 4.6), (.68, 2.2, 3.2), (.94, .4, .6)], (.5, .5))),
              ("fibre", tube(lambda t: (lambda p, q: (p[0] - q[0] * 5.4, p[1] - q[1] * 5.4))(seg(hip, kn)(t), (lambda w: (w[1], -w[0]))(unit(sub(kn, hip)))), [(.16, .2, .2), (.42, .55, .55), (.76, .2, .2)], (0, 0)))])
    o.append(arm("n", False))
    return o


def rel(d):
    """absolute M/C/L to relative, one decimal, no drift: small in bytes, same shape"""
    import re
    out, cx, cy = "", 0.0, 0.0
    f = lambda v: (f"{v:.1f}".rstrip("0").rstrip(".").replace("-0.", "-.") or "0") if abs(v) >= 1 or abs(v) < .05 else f"{v:.1f}".replace("0.", ".")
    for cmd, args in re.findall(r"([MCLZ])([^MCLZ]*)", d):
        if cmd == "Z":
            out += "z"; continue
        n = [float(v) for v in re.findall(r"-?[0-9.]+", args)]
        if cmd == "M":
            cx, cy = round(n[0], 1), round(n[1], 1); out += f"M{f(cx)} {f(cy)}"; continue
        for i in range(0, len(n), 6 if cmd == "C" else 2):
            c = n[i:i + (6 if cmd == "C" else 2)]
            t = [f(round(v - (cx if k % 2 == 0 else cy), 1)) for k, v in enumerate(c)]
            t = ["0" if v in ("-0", "-.0", "") else v for v in t]
            out += cmd.lower() + t[0] + "".join(v if v.startswith("-") else " " + v for v in t[1:])
            cx, cy = round(cx + round(c[-2] - cx, 1), 1), round(cy + round(c[-1] - cy, 1), 1)
    return out.replace("--", "-")


def draw(js, anim=None):
    """js: list of joints; first is drawn; if more, SMIL loops through them."""
    P = [parts(j) for j in js]
    s = ""
    for gi, g in enumerate(P[0]):
        def one(i, cls):
            ds = [rel(p[gi][i][1]) for p in P]
            a = "" if len(P) == 1 else f'<animate attributeName="d" dur="{anim}s" repeatCount="indefinite" values="{";".join(ds + ds[-2::-1])}"/>'
            return f'<path class="{cls}" d="{ds[0]}">{a}</path>' if a else f'<path class="{cls}" d="{ds[0]}"/>'
        if gi >= 3 and gi != 5:
            s += "".join(one(i, "f-cut") for i, (c, _) in enumerate(g) if c not in ("sock", "sole", "ear"))
        s += "".join(one(i, "f-" + c) for i, (c, _) in enumerate(g))
    return s


def ghost(j):
    return '<g class="f-ghost">' + "".join(f'<path d="{rel(d)}"/>' for g in parts(j)[1:] for c, d in g if not c.startswith(("muscle", "fibre", "ear", "sock", "sole"))) + "</g>"


A = G - 7
base = dict(trunk=180, neck=158, head=170, hip=(112, 130), ankle_n=(160, A), ankle_f=(165, A), foot_n=0, foot_f=0, hand_n=(99, 136), hand_f=(103, 136), palm=2, elbow_n=-1, elbow_f=-1, bend=0)
bridge0 = base
bridge1 = dict(base, hip=(113, 103), trunk=214.5, neck=178, head=172, hand_n=(106, 136), hand_f=(110, 136))
FIG = {
    "bridge": dict(a=bridge0, b=bridge1, vb="10 62 210 92", mat=(14, 206), arrow="M139 128 C145 118 145 108 141 98", move=True),
    "single-bridge": dict(a=dict(bridge0, ankle_f=(182, 92), foot_f=50), b=dict(bridge1, ankle_f=(186, 74), foot_f=52), vb="10 46 210 108", mat=(14, 206), arrow="M128 128 C133 120 133 114 131 108"),
    "long-bridge": dict(a=dict(bridge0, ankle_n=(176, A - 3), ankle_f=(180, A - 3), foot_n=28, foot_f=28), b=dict(bridge1, hip=(113, 110), trunk=207, ankle_n=(176, A - 3), ankle_f=(180, A - 3), foot_n=28, foot_f=28), vb="10 62 210 92", mat=(14, 206), arrow="M130 128 C134 122 134 117 133 112"),
    "slider": dict(a=dict(bridge1, hip=(102, 108), trunk=208.5, ankle_n=(146, A - 3), ankle_f=(150, A - 3), foot_n=28, foot_f=28, hand_n=(96, 136), hand_f=(100, 136)), b=dict(bridge1, hip=(100, 119), trunk=196, ankle_n=(181, A - 3), ankle_f=(184, A - 3), foot_n=48, foot_f=48, hand_n=(88, 136), hand_f=(92, 136)), vb="0 62 220 92", mat=(4, 212), arrow="M176 112 C188 114 198 117 206 121", towel=True),
    "diver": dict(a=dict(hip=(112, 50), trunk=88, neck=86, head=88, ankle_n=(112, A), ankle_f=(104, A - 3), foot_n=0, foot_f=-12, hand_n=(122, 52), hand_f=(120, 52), elbow_n=1, elbow_f=1, bend=0), b=dict(hip=(100, 55), trunk=14, neck=18, head=38, ankle_n=(112, A), ankle_f=(22, 46), foot_n=0, foot_f=-100, hand_n=(197, 34), hand_f=(195, 42), elbow_n=1, elbow_f=1, bend=2), vb="4 -44 226 194", arrow="M142 -14 C166 -8 182 4 192 18"),
    "stand": dict(a=dict(hip=(118, 50), trunk=89, neck=88, head=90, ankle_n=(118, A), ankle_f=(116, A), foot_n=0, foot_f=0, hand_n=(126, 52), hand_f=(124, 52), elbow_n=1, elbow_f=1, bend=0), b=dict(hip=(118, 50), trunk=89, neck=88, head=90, ankle_n=(118, A), ankle_f=(92, 108), foot_n=0, foot_f=-48, hand_n=(127, 52), hand_f=(158, 32), elbow_n=1, elbow_f=1, bend=0), vb="50 -44 140 194", arrow="M84 132 C76 126 72 118 72 108", chair=True),
    "knee-extend": dict(a=dict(base, ankle_n=(152, 92), foot_n=40, ankle_f=(166, A), palm=None, hand_n=(120, 102), hand_f=(124, 108)), b=dict(base, ankle_n=(124, 47), foot_n=120, ankle_f=(166, A), palm=None, hand_n=(118, 101), hand_f=(121, 106)), vb="10 30 210 124", mat=(14, 206), arrow="M163 82 C160 68 152 58 140 50"),
    "walk": dict(a=dict(hip=(112, 52), trunk=86, neck=84, head=88, ankle_n=(142, A - 3), ankle_f=(84, A - 8), foot_n=18, foot_f=-42, hand_n=(94, 52), hand_f=(138, 46), elbow_n=1, elbow_f=1, bend=0), b=None, vb="52 -44 126 194"),
    "heel-dig": dict(a=dict(base, ankle_n=(166, A - 3), foot_n=26), b=dict(base, ankle_n=(166, A - 3), foot_n=26), vb="10 62 210 92", mat=(14, 206), arrow="M172 106 C173 113 173 118 173 124"),
}


def props(f):
    vb = [float(x) for x in f["vb"].split()]
    s = f'<path class="f-floor" d="M{vb[0] + 2:.0f} {G + .4}H{vb[0] + vb[2] - 2:.0f}"/>'
    if "mat" in f:
        a, b = f["mat"]
        s += f'<rect class="f-mat" x="{a:.0f}" y="{G - .4}" width="{b - a:.0f}" height="4.4" rx="2.2"/>'
    if f.get("towel"):
        s += f'<rect class="f-prop" x="172" y="{G - 3.4}" width="22" height="3.4" rx="1.6"/>'
    if f.get("chair"):
        s += f'<g class="f-prop-line"><path d="M162 140V36M162 92H184M184 92V140"/></g>'
    return s


def box(js, m=6):
    import re
    xs, ys = [], []
    for j in js:
        for g in parts(j):
            for _, d in g:
                n = [float(v) for v in re.findall(r"-?[0-9.]+", d)]
                xs += n[::2]; ys += n[1::2]
    x0, x1, y0 = min(xs) - m, max(xs) + m, min(ys) - m
    return f"{x0:.0f} {y0:.0f} {x1 - x0:.0f} {G + 9 - y0:.0f}"


def svg(name, label, cls="", anim=None, mirror=False, with_ghost=True, muscle=True, tight=True):
    f = dict(FIG[name])
    if tight:
        f["vb"] = box([joints(f["b"] or f["a"])] + ([joints(f["a"])] if with_ghost or anim else []))
        if "mat" in f:
            q = [float(v) for v in f["vb"].split()]; f["mat"] = (q[0] + 4, q[0] + q[2] - 4)
        if f.get("chair"):
            q = [float(v) for v in f["vb"].split()]; f["vb"] = f"{q[0]:.0f} {q[1]:.0f} {190 - q[0]:.0f} {q[3]:.0f}"
        if f.get("towel"):
            q = [float(v) for v in f["vb"].split()]; f["vb"] = f"{q[0]:.0f} {q[1]:.0f} {q[2] + 6:.0f} {q[3]:.0f}"
    end = f["b"] or f["a"]
    body = props(f)
    if anim:
        ts = [(1 - math.cos(math.pi * i / 4)) / 2 for i in range(5)]
        fig = draw([joints(lerp(f["a"], end, t)) for t in ts] , anim)
    else:
        if with_ghost and f["b"]:
            body += ghost(joints(f["a"]))
        fig = draw([joints(end)])
        if "arrow" in f and with_ghost:
            body_arrow = f'<path class="f-arrow" d="{f["arrow"]}"/>' + head(f["arrow"])
            fig += body_arrow
    if not muscle:
        import re
        fig = re.sub(r'<path class="f-(muscle|fibre)"[^>]*/>', "", fig)
    vb = f["vb"]
    inner = body + fig
    if mirror:
        x, y, w, h = map(float, vb.split())
        inner = f'<g transform="translate({2 * x + w:.0f} 0) scale(-1 1)">{inner}</g>'
    aria = f'role="img" aria-label="{label}"' if label else 'aria-hidden="true"'
    return f'<svg class="fig" viewBox="{vb}" {aria}>{inner}</svg>'


def head(d):
    n = [float(x) for x in d.replace("M", " ").replace("C", " ").split()]
    p, c = (n[-2], n[-1]), (n[-4], n[-3])
    u = unit(sub(p, c)); q = (p[0] + u[0] * 4, p[1] + u[1] * 4); w = (-u[1], u[0])
    return f'<path class="f-arrow-head" d="M{q[0]:.1f} {q[1]:.1f}L{p[0] - u[0] * 3 + w[0] * 4.4:.1f} {p[1] - u[1] * 3 + w[1] * 4.4:.1f}L{p[0] - u[0] * 3 - w[0] * 4.4:.1f} {p[1] - u[1] * 3 - w[1] * 4.4:.1f}Z"/>'


