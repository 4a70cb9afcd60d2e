"""The pictures of the page, painted for paper: a browser takes the colours from a style sheet, a PDF does not."""

from __future__ import annotations

import re

from tracker.ui.charts import number

SVG = '<svg xmlns="http://www.w3.org/2000/svg"'
# The colours of the light theme (static/css/style.css).
INK, QUIET, CARD, SOFT, ACCENT, EDGE = (
    "#17262a",
    "#4d5c5f",
    "#ffffff",
    "#dcebe8",
    "#0b5c60",
    "#7a8583",
)
BAD = ("#b97f44", "#96521f", "#571f12")
GOOD = ("#559895", "#1f7073", "#0a4145")
LOOKS = {"now": "#9b1230", "today": "#96380b", "soon": "#7a5200", "next": "#3c4a96"}
WORDS = (
    f"text{{font-family:Inter;font-size:10.800px;font-weight:550;fill:{INK};stroke:{CARD};stroke-width:3;"
    f"paint-order:stroke}}.a{{fill:{ACCENT}}}.q{{fill:{QUIET}}}"
)
# Twice as fine as a point and a bit, so that the numbers of the charts are lines of the right weight.
WIDTH, DOSE_HEIGHT, LINE_HEIGHT, AXIS_HEIGHT = 754, 100, 24, 20
ICONS = {
    "next": '<path d="M4 5h16v11.500h-9l-4.500 4v-4H4z"/><path d="M8 9.200h8M8 12.500h5"/>',
    "now": '<path d="M8.300 2.500h7.400l5.800 5.800v7.400l-5.800 5.800H8.300l-5.800-5.800V8.300z"/>'
    '<path d="M12 7.500V13M12 16.500h.01"/>',
    "phone": '<path d="M6.500 3.500h3l1.500 4-2 1.500a12 12 0 0 0 6 6l1.500-2 4 1.500v3a2 2 0 0 1-2.200 2'
    'A17 17 0 0 1 4.500 5.700a2 2 0 0 1 2-2.200z"/>',
    "soon": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.300l3.300 2"/>',
}


def styled(svg: str, style: str, *, size: tuple[int, int] | None = None) -> str:
    """Return a chart as a file of its own, with its colours inside and drawn as large as ``size``."""
    _head, _open, rest = svg.partition("<svg")
    attributes, _end, inner = rest.partition(">")
    if size:
        attributes = re.sub(r' (?:width|height)="\d+"', "", attributes)
        attributes += f' width="{size[0]}" height="{size[1]}"'
    attributes = re.sub(r' (?:class|role|aria-[a-z]+)="[^"]*"', "", attributes)
    return f"{SVG}{attributes}><style>{style}</style>{inner}"


def strip(svg: str, *, good: bool) -> str:
    shades = "".join(
        f".l{level}{{stroke:{shade}}}"
        for level, shade in enumerate(GOOD if good else BAD, start=1)
    )
    gap = f".gap{{stroke:{EDGE};stroke-width:.3;stroke-dasharray:.35}}"
    plain = svg.replace('stroke="currentColor"', 'stroke-width=".82"', 1)
    return styled(plain, shades + gap)


def dose(svg: str) -> str:
    """Return the stairs and lines of the dose, stretched here so that no stroke is stretched with them."""
    days = re.search(r'viewBox="0 0 (\d+) 100"', svg)
    wide = WIDTH / int(days[1]) if days else 1
    drawn = re.sub(
        r' d="([^"]*)"', lambda found: f' d="{stretched(found[1], wide)}"', svg
    )
    drawn = re.sub(r'viewBox="[^"]*"', f'viewBox="0 0 {WIDTH} {DOSE_HEIGHT}"', drawn)
    style = (
        f".mg{{fill:{SOFT};stroke:none}}.sum{{stroke:{ACCENT};stroke-width:4}}"
        f".plan{{stroke:{ACCENT};stroke-width:3.500;stroke-dasharray:.1 8;stroke-linecap:round}}"
        f".goal{{stroke:{QUIET};stroke-width:1.400;stroke-dasharray:7 5.500}}"
        f".miss{{stroke:{INK};stroke-width:4.500}}"
    )
    return styled(drawn, style, size=(WIDTH, DOSE_HEIGHT))


def stretched(drawing: str, wide: float) -> str:
    """Return a path of whole moves (M, L, H, V) with every x multiplied."""
    made = []
    for letter, numbers in re.findall(r"([MLHVz])([^MLHVz]*)", drawing):
        values = [float(each) for each in numbers.split()]
        if letter != "V":
            values[:1] = [values[0] * wide] if values else []
        made.append(letter + " ".join(map(number, values)))
    return "".join(made)


def dose_labels(svg: str) -> str:
    return styled(svg, WORDS, size=(WIDTH, DOSE_HEIGHT))


def axis(svg: str) -> str:
    return styled(svg, WORDS, size=(WIDTH, AXIS_HEIGHT))


def line(svg: str) -> str:
    style = (
        f"line{{stroke-linecap:round}}.go{{stroke:{ACCENT};stroke-width:6}}"
        f".to{{stroke:{EDGE};stroke-width:5;stroke-dasharray:.1 12}}"
        f"circle{{fill:{CARD};stroke:{ACCENT};stroke-width:5}}"
        f".cut{{stroke:{CARD};stroke-width:3;stroke-linecap:butt}}"
    )
    return styled(svg, style, size=(WIDTH, LINE_HEIGHT))


def mini(svg: str) -> str:
    style = (
        f"path,circle{{stroke:{INK};stroke-width:1.500}}circle{{fill:{INK}}}"
        ".goal{stroke-width:1;stroke-dasharray:5 4}"
    )
    return styled(svg, style)


def icon(name: str, look: str) -> str:
    return (
        f'{SVG} viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="{LOOKS[look]}"'
        f' stroke-width="2">{ICONS[name]}</svg>'
    )
