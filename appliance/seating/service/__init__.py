"""Use cases of seating, one file per capability."""
