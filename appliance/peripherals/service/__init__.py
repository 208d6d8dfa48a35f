"""Use cases of peripherals."""
