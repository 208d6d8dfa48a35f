"""Use cases of discovery, one file per capability."""
