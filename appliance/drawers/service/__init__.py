"""Use cases of drawers."""
