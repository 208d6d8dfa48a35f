"""Use cases of the kitchen, one file per capability."""
