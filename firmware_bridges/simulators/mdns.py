"""A simulated device that announces itself by mDNS on one address: a printer, or a kitchen screen's agent."""

import ipaddress
from typing import Self

from firmware_bridges.discovery.browse import KDS, RAW


class MdnsDevice:
    """Announced while it is used as a context manager. `says_address` lets it announce another address than its own."""

    def __init__(
        self,
        name: str,
        kind: str = RAW,
        *,
        host: str = "127.0.0.1",
        port: int = 9100,
        facts: dict[str, str] | None = None,
        says_address: str = "",
    ) -> None:
        from zeroconf import IPVersion, ServiceInfo, Zeroconf

        self._zeroconf = Zeroconf(interfaces=[host], ip_version=IPVersion.V4Only)
        self._info = ServiceInfo(
            kind,
            f"{name}.{kind}",
            addresses=[ipaddress.IPv4Address(says_address or host).packed],
            port=port,
            properties=dict(facts or {}),
            server=f"simulated-{abs(hash((name, kind))) % 10**9}.local.",
        )

    @property
    def announced_as(self) -> str:
        """The name it got: another one when its own was taken."""
        return self._info.get_name().removesuffix(f".{self._info.type}")

    def __enter__(self) -> Self:
        self._zeroconf.register_service(self._info, allow_name_change=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._zeroconf.close()


def kitchen_screen(agent: str, name: str = "Kitchen screen", *, host: str = "127.0.0.1") -> MdnsDevice:
    """What the kiosk agent of a screen announces."""
    return MdnsDevice(name, KDS, host=host, port=9, facts={"id": agent, "version": "1"})
