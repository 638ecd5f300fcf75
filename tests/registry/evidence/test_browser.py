"""What only a browser shows: files chosen and sent on a phone, a picture that is drawn in the sandbox, accessibility, width."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browsing import SIZES, cookie, looked_at
from tests.files.samples import PDF, png
from tests.registry.evidence.evidence_site import Evidence, paper, take
from wuze.assessment.rounds import actions


def opened(browser: Browser, address: str, site: Evidence, size: str, *, script: bool = True) -> Page:
    """The secretary's browser."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", java_script_enabled=script
    )
    context.add_cookies([cookie(site.users["secretary"], address)])
    return context.new_page()


def photo(tmp_path: Path) -> list[str]:
    """Two files as they lie on a phone."""
    paths = [tmp_path / "IMG_20261124.png", tmp_path / "签到表.pdf"]
    paths[0].write_bytes(png(40, 40))
    paths[1].write_bytes(PDF)
    return [str(path) for path in paths]


def test_an_entry_with_photo_and_paper_on_a_phone(
    live_server: LiveServer, transactional_db: None, browser: Browser, tmp_path: Path
) -> None:
    site, address = Evidence(), live_server.url
    page = opened(browser, address, site, "phone")
    page.goto(f"{address}/ledger/quick/?kind=education", wait_until="networkidle")
    page.fill("[name=title]", "主题党日")
    page.set_input_files("[name=papers]", photo(tmp_path))
    faults = looked_at(page, "quick")
    page.click(".wz-form-end .btn-primary")
    page.wait_for_url("**/ledger/activities/*/")
    page.click(".wz-files summary")
    drawn = page.eval_on_selector(".wz-files img", "one => one.decode().then(() => one.naturalWidth)")
    faults += looked_at(page, "activity")
    with page.expect_download() as taken:
        page.click(".wz-files a >> text=签到表.pdf")
    assert (taken.value.suggested_filename, Path(taken.value.path()).read_bytes()) == ("签到表.pdf", PDF)
    page.click("text=附佐证材料")
    page.wait_for_selector("[name=papers]")
    faults += looked_at(page, "add")
    assert (drawn, faults) == (40, [])


def test_without_javascript_a_bad_file_is_told_and_the_good_one_kept(
    live_server: LiveServer, transactional_db: None, browser: Browser, tmp_path: Path
) -> None:
    site, address = Evidence(), live_server.url
    page = opened(browser, address, site, "phone", script=False)
    page.goto(f"{address}/ledger/quick/?kind=education")
    page.fill("[name=title]", "主题党日")
    bad = tmp_path / "坏.jpg"
    bad.write_bytes(PDF)
    page.set_input_files("[name=papers]", [*photo(tmp_path), str(bad)])
    page.click(".wz-form-end .btn-primary")
    assert "坏.jpg：名字和内容不符" in page.content()
    page.click(".wz-form-end .btn-primary")
    names = [one.inner_text() for one in page.query_selector_all(".wz-files a[download]")]
    assert names == ["IMG_20261124.png", "签到表.pdf"]


def test_a_large_file_says_how_far_it_is_and_a_fault_comes_back_on_the_same_page(
    live_server: LiveServer, transactional_db: None, browser: Browser, tmp_path: Path
) -> None:
    site, address = Evidence(), live_server.url
    page = opened(browser, address, site, "phone")
    page.goto(f"{address}/ledger/quick/?kind=education", wait_until="networkidle")
    page.evaluate("""() => { window.said = []; new MutationObserver(() => window.said.push(
        document.querySelector('[data-sent]').textContent)).observe(document.querySelector('[data-sent]'), {childList: true}) }""")
    large = tmp_path / "大.pdf"
    large.write_bytes(PDF + b" " * (9 << 20) + b"%%EOF")
    page.set_input_files("[name=papers]", str(large))
    page.click(".wz-form-end .btn-primary")
    page.wait_for_selector(".wz-errors")
    said = page.evaluate("window.said")
    assert (said[-1], "已经收到大.pdf" in page.inner_text("main")) == ("传完了，正在检查。", True)
    page.fill("[name=title]", "主题党日")
    page.click(".wz-form-end .btn-primary")
    page.wait_for_url("**/ledger/activities/*/")
    assert "9.0 MB" in page.inner_text(".wz-files")
    page.click("text=附佐证材料")
    other = tmp_path / "另.pdf"
    other.write_bytes(PDF + b"  " * (1 << 20) + b"%%EOF")
    page.set_input_files("[name=papers]", str(other))
    page.click(".wz-form-end .btn-primary")
    page.wait_for_url("**/ledger/activities/*/")
    assert "交上了。" in page.inner_text("#notices")


def test_from_a_figure_to_its_file_in_two_clicks(
    live_server: LiveServer, transactional_db: None, browser: Browser
) -> None:
    site, address = Evidence(), live_server.url
    made, rounds = site.seen(take("学习签到.jpg")), site.rounds()
    rounds.compute(made.round)
    actions.feed_back(rounds.actor("lead_clerk"), made.round_id, version=None)
    result = next(one for one in rounds.results(made.round).values() if one.member_id == made.member_id)
    page = opened(browser, address, site, "phone")
    page.goto(f"{address}/assessment/rounds/results/{result.pk}/", wait_until="networkidle")
    page.click("text=理论学习")
    page.wait_for_selector(".wz-why")
    with page.expect_download() as taken:
        page.click(".wz-why >> text=学习签到.jpg")
    assert (taken.value.suggested_filename, looked_at(page, "card")) == ("学习签到.jpg", [])
    task = site.report(take("走访.png", png(300, 300)), paper())
    page.goto(f"{address}/ledger/{task.task_id}/", wait_until="networkidle")
    assert looked_at(page, "task") == []
