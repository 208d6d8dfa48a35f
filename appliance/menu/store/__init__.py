"""Every SQL text of the menu: the catalogue, what is left of each item, and the staging of an import."""
