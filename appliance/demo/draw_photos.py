"""Draws the demo menu's photos, one small SVG per dish: run `python -m appliance.demo.draw_photos`."""

from pathlib import Path

from appliance.demo.drawing import cold, drinks, grill, pasta, pizzas, sweet
from appliance.demo.drawing.shapes import picture

FOLDER = Path(__file__).parent / "photos"


def draw_all() -> dict[str, str]:
    """The text of every photo by item id."""
    recipes = {
        **cold.lunch(),
        **cold.starters_on_boards(),
        **cold.starters_on_plates(),
        **pasta.twirled_and_filled(),
        **pasta.baked_and_sauced(),
        **grill.meat(),
        **grill.fish(),
        **pizzas.pizzas(),
        **cold.sides(),
        **sweet.spoon_desserts(),
        **sweet.ice_and_cake(),
        **drinks.soft_drinks(),
        **drinks.bar(),
        **drinks.coffee(),
    }
    return {item_id: picture(drawing) for item_id, drawing in recipes.items()}


def main() -> None:
    """Write the folder anew, one file per item."""
    FOLDER.mkdir(exist_ok=True)
    for item_id, text in draw_all().items():
        (FOLDER / f"{item_id}.svg").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
