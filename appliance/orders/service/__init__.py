"""Use cases of orders, one file per capability."""
