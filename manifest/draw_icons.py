"""Draws the two icons: three steps upward with a tick above them (run once; needs Pillow)."""

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent
TEAL = (15, 92, 105, 255)
WHITE = (255, 255, 255, 255)
AMBER = (255, 200, 87, 255)
CLEAR = (0, 0, 0, 0)
OVERSIZE = 8  # drawn large and made smaller, for smooth edges

Colour = tuple[int, int, int, int]


def draw(side: int, ground: Colour, steps: Colour, tick: Colour, margin: float) -> Image.Image:
    """The mark on a square ground; `margin` is the share of the side left free around it."""
    full = side * OVERSIZE
    image = Image.new("RGBA", (full, full), ground)
    pen = ImageDraw.Draw(image)
    unit = full * (1 - 2 * margin) / 12
    edge = full * margin

    def at(x: float, y: float) -> tuple[float, float]:
        return edge + x * unit, edge + y * unit

    for number, top in enumerate((9.2, 6.7, 4.2)):
        left = number * 4.15
        corners = (*at(left, top), *at(left + 3.7, 12))
        pen.rounded_rectangle(corners, radius=unit * 0.55, fill=steps)
    line = [at(0.6, 3.1), at(2.9, 5.4), at(7.4, 0.7)]
    pen.line(line, fill=tick, width=round(unit * 1.45), joint="curve")
    for x, y in (line[0], line[-1]):
        r = unit * 0.72
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tick)
    return image.resize((side, side), Image.Resampling.BOX)


def white_only(image: Image.Image) -> Image.Image:
    """The same shape in pure white: Teams asks that an outline has no other colour."""
    white = Image.new("RGBA", image.size, WHITE)
    white.putalpha(image.getchannel("A"))
    return white


if __name__ == "__main__":
    draw(192, TEAL, WHITE, AMBER, margin=0.2).save(FOLDER / "color.png", optimize=True)
    outline = white_only(draw(32, CLEAR, WHITE, WHITE, margin=0.08))
    outline.save(FOLDER / "outline.png", optimize=True)
