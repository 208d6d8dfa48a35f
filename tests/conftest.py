"""For all tests: properties have no deadline of their own, a busy machine is no defect; pytest's time limit holds."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
