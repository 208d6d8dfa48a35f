"""Star Line Mode and StarPRNT: the command sets of Star receipt printers, over any stream."""
