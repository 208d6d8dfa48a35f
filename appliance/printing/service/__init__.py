"""Use cases of printing, one file per capability."""
