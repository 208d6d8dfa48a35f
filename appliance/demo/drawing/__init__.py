"""The drawn dish photos of the demo restaurant: shapes, vessels, and a recipe per dish."""
