"""The demo restaurant: its menu, its drawn photos, and the program that draws them."""
