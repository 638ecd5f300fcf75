"""Runs the database tests on PostgreSQL: ``python -m tests.postgres [pytest's arguments]``.

The server is the one of ``DATABASE_URL``, else one that runs on this machine and lets us in without a password, else a
passing one of our own, from the system's packages; as root on Debian they are installed first.
"""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

HERE = "127.0.0.1"
OWNER = "postgres"


def main(arguments: Sequence[str]) -> int:
    """Run the tests; their exit status."""
    with server() as url:
        print(f"PostgreSQL {version(url)}", flush=True)
        command = [sys.executable, "-m", "pytest", "-m", "django_db", *arguments]
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


@contextmanager
def server() -> Iterator[str]:
    """A server's address for as long as it is needed. The name is this run's own, so that two runs do not meet."""
    given = os.environ.get("DATABASE_URL", "")
    name = f"wuze_{os.getpid()}"
    if given.startswith("postgres"):
        yield given
    elif running := next(filter(lets_us_in, candidates()), None):
        yield f"{running}/{name}"
    else:
        with passing_server() as address:
            yield f"{address}/{name}"


def candidates() -> Iterator[str]:
    """Where a server of this machine usually answers."""
    port = os.environ.get("PGPORT", "5432")
    for user in dict.fromkeys([os.environ.get("PGUSER", OWNER), OWNER, getpass.getuser()]):
        yield f"postgres://{user}@{os.environ.get('PGHOST', HERE)}:{port}"


def lets_us_in(address: str) -> bool:
    """True when we may create databases there."""
    may = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect(f"{address}/postgres", connect_timeout=3) as connection:
            return connection.execute(may).fetchone() == (True,)
    except psycopg.OperationalError:
        return False


def version(url: str) -> str:
    """The server's version."""
    with psycopg.connect(url.rpartition("/")[0] + "/postgres") as connection:
        return ".".join(str(connection.info.server_version // 10**power % 100) for power in (4, 0))


@contextmanager
def passing_server() -> Iterator[str]:
    """A server of our own in a folder of its own, gone afterwards."""
    control = shutil.which("pg_ctl") or installed_control()
    user = OWNER if is_root() else None
    folder = Path(tempfile.mkdtemp(prefix="wuze-postgres-"))
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", free_port()
    options = f"-F -p {port} -k {folder} -c listen_addresses={HERE}"
    run(
        control,
        "initdb",
        "-s",
        "-D",
        str(data),
        "-o",
        f"-U {OWNER} -A trust -E UTF8 --no-locale",
        user=user,
        cwd=folder,
    )
    run(control, "start", "-s", "-w", "-D", str(data), "-o", options, "-l", str(folder / "log"), user=user, cwd=folder)
    try:
        yield f"postgres://{OWNER}@{HERE}:{port}"
    finally:
        run(control, "stop", "-s", "-m", "fast", "-D", str(data), user=user, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


def installed_control() -> str:
    """Path of ``pg_ctl`` among Debian's packages, which are installed first when they are missing."""
    if not debian_controls():
        if not (is_root() and shutil.which("apt-get")):
            raise SystemExit(
                "没有 PostgreSQL：先安装（Debian/Ubuntu：apt-get install postgresql），或设 DATABASE_URL。"
            )
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=True)
        subprocess.run(["apt-get", "install", "-qq", "-y", "postgresql"], env=quiet, check=True)
    return debian_controls()[-1]


def debian_controls() -> list[str]:
    """Oldest version first."""
    return [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))]


def is_root() -> bool:
    """PostgreSQL refuses to run as root, so then its own user does it."""
    return os.name == "posix" and os.geteuid() == 0


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as taken:
        taken.bind((HERE, 0))
        return int(taken.getsockname()[1])


def run(*command: str, user: str | None, cwd: Path) -> None:
    """One command of the server, as the user who may; silent unless it fails."""
    subprocess.run(command, user=user, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
