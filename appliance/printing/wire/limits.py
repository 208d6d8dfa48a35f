"""Limits of what may be sent about printers and papers."""

from typing import Annotated

from msgspec import Meta

Name = Annotated[str, Meta(min_length=1, max_length=60)]
Address = Annotated[str, Meta(min_length=1, max_length=300)]
Word = Annotated[str, Meta(min_length=1, max_length=40)]
Mac = Annotated[str, Meta(max_length=17)]
Id = Annotated[str, Meta(min_length=1, max_length=64)]
Count = Annotated[int, Meta(ge=1, le=20)]
Reason = Annotated[str, Meta(min_length=3, max_length=200)]
Stations = Annotated[list[Id], Meta(max_length=50)]
