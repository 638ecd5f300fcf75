"""What only a browser shows: accessibility, the keyboard, htmx at work, the policy in force, print."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browsing import by_axe, too_wide


def focused(page: Page) -> str:
    """What has the focus, in a few words."""
    found: str = page.evaluate(
        "() => { const e = document.activeElement; return e.getAttribute('aria-label') || e.placeholder "
        "|| e.textContent.trim().slice(0, 12) || e.tagName; }"
    )
    return found


def test_axe_finds_no_fault(page: Page) -> None:
    assert by_axe(page) == []


def test_the_page_is_not_wider_than_the_screen(page: Page) -> None:
    assert too_wide(page) == []


def test_targets_on_a_phone_are_large_enough(page: Page) -> None:
    if page.viewport_size == {"width": 390, "height": 844}:
        low = page.evaluate(
            "() => Array.from(document.querySelectorAll('.btn, .form-control, .form-select, .wz-rail a, .wz-views a'))"
            ".filter(e => e.offsetHeight && e.offsetHeight < 36).map(e => e.textContent)"
        )
        assert low == []
    expect(page.locator("h1")).to_be_visible()


def test_the_keyboard_goes_from_skip_link_to_page_and_every_stop_is_seen(desk: Page) -> None:
    desk.keyboard.press("Tab")
    assert focused(desk) == "跳到正文"
    expect(desk.locator(".wz-skip")).to_be_in_viewport()
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "page"
    desk.keyboard.press("Tab")
    assert focused(desk) == "全部"
    assert desk.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_the_order_of_focus_is_the_order_of_the_page(desk: Page) -> None:
    stops = []
    for _ in range(8):
        desk.keyboard.press("Tab")
        stops.append(focused(desk))
    assert stops == [
        "跳到正文", "五责，回到首页", "搜索", "何敏\u2002社会工作部 经办", "工作台", "明责", "全部", "列表",
    ]  # fmt: skip


def test_typing_reloads_the_list_alone_and_keeps_the_place(desk: Page) -> None:
    field = desk.locator("#ledger-q")
    field.press_sequentially("快递")
    expect(desk.locator(".wz-total")).to_have_text("共1件，第1–1件")
    assert desk.url.endswith("?q=%E5%BF%AB%E9%80%92&state=&from=")
    expect(field).to_be_focused()
    desk.locator(".wz-chip").click()
    expect(desk.locator(".wz-total")).to_have_text("共10件，第1–10件")
    desk.locator("#ledger-state").select_option("待审")
    expect(desk.locator(".wz-total")).to_have_text("共1件，第1–1件")
    desk.go_back()
    expect(desk.locator(".wz-total")).to_have_text("共10件，第1–10件")


def test_chosen_rows_bring_the_bar_and_the_text_to_copy(desk: Page) -> None:
    bar = desk.locator("#ledger .wz-bulk")
    desk.locator("[data-pick-none]").click()
    expect(bar).to_be_hidden()
    desk.locator('#ledger input[name="row"]').first.check()
    expect(bar.locator("[data-picked]")).to_have_text("1")
    desk.locator("[data-pick-all]").check()
    expect(bar.locator("[data-picked]")).to_have_text("10")
    bar.get_by_text("复制为催办文字").click()
    pop = bar.locator(".wz-pop")
    expect(pop).to_be_focused()
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pop.locator("[data-copy]").click()
    expect(pop.get_by_text("已复制")).to_be_visible()
    assert desk.evaluate("navigator.clipboard.readText()").startswith("请以下单位抓紧办理")
    desk.keyboard.press("Escape")
    expect(pop).to_have_count(0)
    assert focused(desk) == "复制为催办文字"


def test_a_verb_posts_and_the_page_says_what_was_done(desk: Page) -> None:
    desk.get_by_role("button", name="认可，交核验").click()
    expect(desk.locator("#notices")).to_have_text("交给沈一帆核验了，限3个工作日。")
    assert desk.url.endswith("/components/")


def test_a_dead_verb_does_nothing(desk: Page) -> None:
    before = desk.url
    desk.locator(".wz-no .btn").first.click(force=True)
    assert (desk.url, desk.locator("#notices p").count()) == (before, 0)


def test_sec_48_the_browsers_store_holds_the_address_of_this_tab_and_no_page(desk: Page) -> None:
    desk.locator("#ledger-state").select_option("待审")
    expect(desk.locator(".wz-total")).to_have_text("共1件，第1–1件")
    assert desk.evaluate("[localStorage.length, Object.keys(sessionStorage)]") == [0, ["htmx-current-path-for-history"]]


def test_paper_has_the_matter_and_no_verbs(desk: Page) -> None:
    desk.emulate_media(media="print")
    gone = (".wz-rail", ".wz-find", ".wz-bulk", ".wz-filter", ".wz-turn .wz-verbs", ".wz-no", ".wz-queue .btn")
    kept = (".wz-demo", ".wz-today", ".wz-chain", ".wz-steps", "#ledger table")
    assert [place for place in gone if desk.locator(place).first.is_visible()] == []
    assert [place for place in kept if not desk.locator(place).first.is_visible()] == []
