"""What the figures were measured on: the machine's facts, and what a process costs it."""

import os
import platform
import statistics
import time
from pathlib import Path

import apsw

SYNCS = 300
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def machine(folder: Path) -> dict[str, str]:
    """CPU, kernel, the disk under `folder`, and the versions that matter."""
    cpus = [line for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    return {
        "CPU": cpus[0].partition(":")[2].strip() if cpus else platform.machine(),
        "cores": str(len(os.sched_getaffinity(0))),
        "kernel": f"{platform.system()} {platform.release()}",
        "4 KiB write + fdatasync, p50": f"{sync_p50_s(folder) * 1000:.2f} ms",
        "Python": platform.python_version(),
        "SQLite": apsw.sqlite_lib_version(),
    }


def sync_p50_s(folder: Path) -> float:
    """What the disk takes to make 4 KiB more of a growing file durable."""
    file = folder / "sync-probe"
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        took = []
        for number in range(SYNCS):
            began = time.perf_counter()
            os.pwrite(handle, bytes(4096), number * 4096)
            os.fdatasync(handle)
            took.append(time.perf_counter() - began)
        return statistics.median(took)
    finally:
        os.close(handle)
        file.unlink()


def memory_mib(pid: int) -> float:
    """Resident memory of a process."""
    return int(_lines(f"/proc/{pid}/statm")[0].split()[1]) * _PAGE / 2**20


def cpu_s(pid: int) -> float:
    """CPU seconds a process has used so far."""
    after_name = _lines(f"/proc/{pid}/stat")[0].rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / _TICKS


def _lines(path: str) -> list[str]:
    with open(path) as file:
        return file.read().splitlines()
