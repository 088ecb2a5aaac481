"""The page of findings, in a real browser without a network."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commandline import CLEAN, FAULTY, bulletin, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ITEM = "区教育局第{n}次部署防汛工作\n　　9月{n}日,区教育局召开 会议，部署<防汛>工作&检查,共{n} 所学校。（区教育局）\n\n"
ISSUE = "泉河信息\n第56期\n中共泉河区委办公室　　　　2026年9月18日\n\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing")
        pytest.skip("Chromium isn't here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that has no network, and that fails the test on any error or request."""
    context = browser.new_context(offline=True)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda request: wrong.extend([request.url] * (not request.url.startswith("file:"))))
    yield opened
    context.close()
    assert wrong == []


def made(folder: Path, text: str) -> Path:
    """The page of one manuscript."""
    written(folder / "稿件 1.txt", text)
    run = bulletin("lint", "稿件 1.txt", "--output-format", "html", "-o", "结果.html", cwd=folder)
    assert run.code == 1, run.err
    return folder / "结果.html"


def test_a_mark_stands_at_the_very_place(page: Page, tmp_path: Path) -> None:
    page.goto(made(tmp_path, FAULTY).as_uri())
    marks = page.locator("a.mark")
    assert marks.all_inner_texts() == [","]
    line = page.locator(".line span").nth(1).inner_text()
    assert line == FAULTY.splitlines()[1]


def test_a_click_shows_the_clause_and_the_mend(page: Page, tmp_path: Path) -> None:
    page.goto(made(tmp_path, FAULTY).as_uri())
    entry = page.locator("details").first
    assert not entry.locator("p").first.is_visible()
    page.locator("a.mark").first.click()
    assert "GB/T 15834" in entry.inner_text()
    assert entry.locator("del").inner_text() == ","
    assert entry.locator("ins").inner_text() == "，"


def test_the_text_is_whole_and_what_looks_like_markup_is_text(page: Page, tmp_path: Path) -> None:
    text = ISSUE + "".join(ITEM.format(n=number) for number in range(1, 4))
    page.goto(made(tmp_path, text).as_uri())
    shown = [line.replace("\xa0", "") for line in page.locator(".line > span").all_inner_texts()]
    assert shown == text.removesuffix("\n").split("\n")
    assert page.locator("防汛").count() == 0


def test_the_keyboard_walks_from_fault_to_fault(page: Page, tmp_path: Path) -> None:
    page.goto(made(tmp_path, ISSUE + ITEM.format(n=1)).as_uri())
    total = page.locator("details").count()
    assert total > 2
    for number in range(total):
        page.keyboard.press("n")
        assert page.locator("details").nth(number).get_attribute("open") is not None
        assert page.evaluate("document.activeElement.closest('details').id") == f"f{number}"
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.closest('details').id") == f"f{total - 2}"
    page.keyboard.press("Escape")
    assert page.locator("details[open]").count() == 0
    page.keyboard.press("Enter")  # a summary opens by itself
    assert page.locator("details[open]").count() == 1


def test_a_family_can_be_put_aside(page: Page, tmp_path: Path) -> None:
    page.goto(made(tmp_path, ISSUE + ITEM.format(n=1)).as_uri())
    before = page.locator("details:visible").count()
    page.locator('.filters input[value="P"]').uncheck()
    after = page.locator("details:visible").count()
    assert 0 < after < before
    page.locator('.filters input[value="P"]').check()
    assert page.locator("details:visible").count() == before


def test_on_paper_everything_is_there(page: Page, tmp_path: Path) -> None:
    import pypdfium2

    page.goto(made(tmp_path, ISSUE + "".join(ITEM.format(n=number) for number in range(1, 9))).as_uri())
    printed = tmp_path / "a.pdf"
    page.pdf(path=printed, format="A4")
    with pypdfium2.PdfDocument(printed) as pdf:
        words = "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf)
    assert "依据" in words
    for number in range(1, 9):
        assert f"第{number}次部署防汛工作" in words
    assert "看下一处" not in words


def test_a_large_issue_opens_quickly_and_clean_files_are_told(page: Page, tmp_path: Path) -> None:
    path = made(tmp_path, ISSUE + "".join(ITEM.format(n=number) for number in range(1, 51)))
    begun = time.monotonic()
    page.goto(path.as_uri(), wait_until="load")
    page.evaluate("new Promise(requestAnimationFrame)")
    took = time.monotonic() - begun
    assert page.locator("details").count() > 100
    print(f"50 items opened in {took:.2f} s")
    written(tmp_path / "好" / "a.txt", CLEAN)
    assert "没有发现问题" in bulletin("lint", "好", "--output-format", "html", cwd=tmp_path).out
