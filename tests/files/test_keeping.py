"""What is swept, what doctor says of what is there, and how large a store it is asked about."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from tests.files.samples import PDF, sent
from wuze.config.operations import doctor, jobs
from wuze.files import store
from wuze.files.actions import keep, sweep
from wuze.files.models import StoredFile
from wuze.files.queries import Audit, audit
from wuze.files.store import Taken

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """A store of its own."""
    with override_settings(MEDIA_ROOT=tmp_path / "files"):
        yield tmp_path


def take(number: int) -> Taken:
    """Another content each."""
    return store.take(sent("a.pdf", PDF + b" " * number))


def there() -> list[str]:
    """Hashes of what lies in the store."""
    return [sha256 for sha256, _ in store.stored()]


def test_what_no_row_names_goes_after_a_day_and_nothing_else(folder: Path) -> None:
    now = timezone.localtime()
    assert (sweep(now), there()) == (0, [])
    named, left = take(1), take(2)
    keep(named, now)
    half = folder / "incoming" / "half"
    half.write_bytes(b"x")
    assert (sweep(now + DAY - timedelta(minutes=1)), sorted(there())) == (0, sorted([named.sha256, left.sha256]))
    assert (sweep(now + DAY + timedelta(minutes=1)), there(), half.exists()) == (2, [named.sha256], False)
    assert sweep(now + 9 * DAY) == 0


def test_what_is_handed_in_again_before_the_sweep_stays() -> None:
    now = timezone.localtime()
    first = take(1)
    path, old = store.path_of(first.sha256), (now - 2 * DAY).timestamp()
    os.utime(path, (old, old))
    found = store.old(now)
    assert [sha256 for sha256, _ in found] == [first.sha256]
    take(1)
    assert (store.remove(found, set(), now), store.old(now), there()) == (0, [], [first.sha256])


def test_the_worker_sweeps_by_the_machines_clock() -> None:
    path, old = store.path_of(take(1).sha256), (timezone.localtime() - 2 * DAY).timestamp()
    take(2)
    os.utime(path, (old, old))
    assert jobs.sweep_files(timezone.localtime()) == "1条"
    assert (len(there()), jobs.sweep_files(timezone.localtime())) == (1, "")


def test_doctor_counts_and_finds_what_is_missing_or_altered() -> None:
    state = doctor.State(settings.DATA, timezone.localtime())
    rows = [keep(take(number), state.now) for number in (1, 2, 3)]
    size = sum(row.size for row in rows)
    assert audit() == Audit(3, size, (), ())
    finding = doctor.evidence(state)
    assert (finding.well, finding.text) == (True, "3 个，0.0 MB，逐个核对一致；未设扫描，见部署说明的 WUZE_FILE_SCAN")
    store.path_of(rows[0].sha256).unlink()
    store.path_of(rows[1].sha256).write_bytes(b"other")
    assert audit() == Audit(3, size, (rows[0].sha256,), (rows[1].sha256,))
    with override_settings(FILE_SCAN="clamdscan"):
        finding = doctor.evidence(state)
    assert (finding.well, finding.text) == (
        False, f"缺1 个（{rows[0]}），被改动1 个（{rows[1]}），从备份取回",
    )  # fmt: skip


def test_a_content_has_one_row() -> None:
    now = timezone.localtime()
    assert keep(take(1), now).pk == keep(take(1), now).pk
    assert StoredFile.objects.count() == 1
