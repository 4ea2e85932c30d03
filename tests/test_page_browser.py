"""The review page in a real browser: rows are records, marks and rows lead to each other, filters filter, corrections come back."""

import json
import shutil
import time
from pathlib import Path

import pytest
from conftest import make_record
from expected_files import DOCUMENT, ROOT, SOURCE, load_records, options_of, render

from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.export.uncovered import find_uncovered
from shenhe_cli.model import Document

selenium = pytest.importorskip("selenium", reason="needs selenium: pip install 'shenhe[browser]'")
BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="needs Chromium: apt-get install chromium chromium-driver")

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1280,800"
).split()
HOSTILE = "=cmd()收入<script>alert(1)</script>75.8亿元，\u202e增长\u202c😀5%。\n三公\n里外，“</script>”12家 & &amp;\n"


class Driven:
    """A page in the browser, with what a test asks of it."""

    def __init__(self, driver, folder):
        self.driver, self.folder = driver, folder

    def open(self, name, page):
        path = self.folder / name
        path.write_bytes(page)
        self.logs()
        self.requests()
        self.driver.get(path.as_uri())
        return self

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def find(self, selector):
        return self.driver.find_element("css selector", selector)

    def click(self, selector):
        self.run("document.querySelector(arguments[0]).click()", selector)

    def keys(self, text):
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(text).perform()

    def fill(self, selector, text):
        self.run("const e = document.querySelector(arguments[0]); e.value = arguments[1];"
                 "e.dispatchEvent(new Event('input', {bubbles: true})); e.dispatchEvent(new Event('change', {bubbles: true}));",
                 selector, text)

    def rows(self):
        """The numbers of the rows shown."""
        return self.run("return [...document.querySelectorAll('#rows tr')].filter((r) => !r.hidden).map((r) => Number(r.dataset.i))")

    def selected(self):
        return self.run("const r = document.querySelector('#rows tr[aria-selected=true]'); return r && Number(r.dataset.i)")

    def sees(self, selector):
        """Whether an element lies in the window and in its pane."""
        return self.run(
            "const e = document.querySelector(arguments[0]), r = e.getBoundingClientRect();"
            "const p = e.closest('#text, [role=tabpanel]').getBoundingClientRect();"
            "return r.top >= Math.max(0, p.top) - 1 && r.bottom <= Math.min(innerHeight, p.bottom) + 1 && r.height > 0", selector)

    def logs(self):
        return [entry for entry in self.driver.get_log("browser") if "favicon" not in entry["message"]]

    def requests(self):
        """What the page asked for."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]

    def download(self, name, timeout=10):
        """A file that the page saved."""
        end = time.monotonic() + timeout
        while not (self.folder / name).exists():
            assert time.monotonic() < end, list(self.folder.iterdir())
            time.sleep(0.05)
        return self.folder / name


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    folder = tmp_path_factory.mktemp("page")
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in (*ARGUMENTS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download.default_directory": str(folder), "download.prompt_for_download": False})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(DRIVER))
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    yield Driven(browser, folder)
    browser.quit()


@pytest.fixture
def records():
    return load_records()


@pytest.fixture
def page(driver, records):
    driver.open("report.html", render("html", [records]))
    yield driver
    # Whatever a test did: nothing went wrong in the page, and nothing left it.
    assert driver.logs() == []
    requests = driver.requests()
    assert requests
    assert all(url.startswith(("file:", "blob:", "data:")) for url in requests), requests
    driver.run("window.onbeforeunload = null")


def test_rows_are_records(page, records):
    assert page.rows() == list(range(len(records)))
    cells = page.run("return [...document.querySelectorAll('#rows tr')].map((r) => [...r.cells].map((c) => c.textContent))")
    for row, record in zip(cells, records, strict=True):
        assert row[1] == (record.indicator or "–")
        assert record.quantity in row[2]
        assert row[6] == (record.period or "")
    assert page.run("return document.querySelector('article').textContent") == DOCUMENT.text
    marks = page.run("return [...document.querySelectorAll('mark')].map((m) => m.textContent)")
    assert marks == [record.quantity for record in records]
    assert page.find("#count").text == f"{len(records)} / {len(records)}"


def test_a_row_shows_its_sentence_and_a_mark_its_row(page, records):
    last = len(records) - 1
    assert not page.sees(f"mark[data-i='{last}']")
    page.click(f"#rows tr[data-i='{last}']")
    assert page.selected() == last
    assert page.sees(f"mark[data-i='{last}']")
    page.click("mark[data-i='2']")
    assert page.selected() == 2
    assert page.sees("#rows tr[data-i='2']")
    assert page.run("return [...CSS.highlights.get('sentence')].map(String).join('|')").startswith("预计地区生产总值完成")


def test_keys_walk(page, records):
    page.keys("j")
    page.keys("jj")
    assert page.selected() == 2
    page.keys("k")
    assert page.selected() == 1
    assert page.run("return document.activeElement.dataset.i") == "1"
    page.fill("#f-measure", "rank")
    page.keys("j")
    assert records[page.selected()].measure == "rank"
    # In a field the keys are text.
    page.find("#f-text").send_keys("jj")
    assert page.find("#f-text").get_attribute("value") == "jj"


def test_filters_filter(page, records):
    def numbers(test):
        return [i for i, record in enumerate(records) if test(record)]

    page.fill("#f-measure", "change_rate")
    assert page.rows() == numbers(lambda r: r.measure == "change_rate")
    page.fill("#f-status", "target")
    assert page.rows() == numbers(lambda r: r.measure == "change_rate" and r.status == "target")
    assert page.run("return document.querySelectorAll('mark.off').length") == len(records) - len(page.rows())
    page.run("document.getElementById('filters').reset()")
    page.driver.implicitly_wait(0)
    time.sleep(0.1)
    assert page.rows() == list(range(len(records)))
    page.fill("#f-indicator", "gdp")
    assert page.rows() == numbers(lambda r: r.indicator_code == "gdp" or "gdp" in (r.indicator or "").lower())
    page.fill("#f-indicator", "")
    page.fill("#f-text", "学位")
    assert page.rows() == numbers(lambda r: "学位" in r.sentence)
    page.fill("#f-text", "")
    page.fill("#f-confidence", "0.9")
    assert page.rows() == numbers(lambda r: r.confidence >= 0.9)
    page.fill("#f-text", "没有这个词")
    assert page.rows() == []
    assert page.find("#nothing").is_displayed()


def test_rows_sort(page, records):
    page.click("#headings th.c-quantity button")
    values = [records[i].norm_value for i in page.rows()]
    assert values == sorted(values)
    page.click("#headings th.c-quantity button")
    values = [records[i].norm_value for i in page.rows()]
    assert values == sorted(values, reverse=True)
    assert page.find("#headings th.c-quantity").get_attribute("aria-sort") == "descending"
    page.click("#headings th.c-quantity button")
    assert page.rows() == list(range(len(records)))


def test_the_uncovered_panel_lists(page, records):
    page.click("#tab-uncovered")
    missed = list(find_uncovered(DOCUMENT.text, records))
    assert missed
    for kind in ("number", "chinese", "date", "name"):
        page.run("document.querySelector(`#uncovered details[data-kind=${arguments[0]}]`).open = true", kind)
    time.sleep(0.1)
    listed = page.run("return [...document.querySelectorAll('#uncovered button b')].map((b) => b.textContent)")
    assert sorted(listed) == sorted(DOCUMENT.text[start:end] for start, end, _ in missed)
    page.click("#uncovered details[data-kind=date] li:last-child button")
    assert page.sees(".u.on")


def test_charts_draw_the_rows_shown(page, records):
    page.click("#tab-charts")
    rates = [record for record in records if record.measure == "change_rate"]
    assert page.run("return document.querySelectorAll('#growth g').length") == len(rates)
    assert page.run("return document.querySelectorAll('#growth .down').length") == sum(r.norm_value < 0 for r in rates)
    units = {record.norm_unit for record in records if record.measure == "level"}
    assert set(page.run("return [...document.querySelectorAll('#unit option')].map((o) => o.value)")) == units
    page.fill("#f-status", "target")
    assert page.run("return document.querySelectorAll('#growth g').length") == sum(r.status == "target" for r in rates)
    page.run("document.querySelector('#growth g').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert records[page.selected()].measure == "change_rate"


def test_corrections_are_saved_and_loaded(page, records, run):
    page.click("#rows tr[data-i='0']")
    page.keys("y")
    page.keys("j")
    page.keys("x")
    page.click("#rows tr[data-i='3']")
    page.fill("#e-indicator", "新的指标")
    page.fill("#e-status", "expected")
    assert page.run("return [...document.querySelectorAll('#rows tr')].slice(0, 4).map((r) => r.cells[0].textContent)") == ["✓", "✗", "", "✎"]
    page.click("#save")
    path = page.download(f"{Path(SOURCE).stem}.gold.jsonl")
    header, *mentions = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert header == {"document": Path(SOURCE).name, "ranges": [[0, len(DOCUMENT.text)]]}
    assert len(mentions) == len(records) - 1
    assert [mention["optional"] for mention in mentions[:3]] == [False, True, False]
    assert mentions[2]["indicator"] == ["新的指标"]
    assert mentions[2]["status"] == ["expected"]
    for mention in mentions:
        assert DOCUMENT.text[mention["start"] : mention["end"]] == mention["quantity"]
    # The page takes it back.
    page.open("report.html", render("html", [records]))
    page.find("#file").send_keys(str(path))
    time.sleep(0.3)
    glyphs = page.run("return [...document.querySelectorAll('#rows tr')].map((r) => r.cells[0].textContent)")
    assert glyphs == ["✓", "✗", "", "✎", *[""] * (len(records) - 4)]
    assert page.run("return document.querySelectorAll('#rows tr')[3].cells[1].textContent") == "新的指标"
    check_that_evaluate_reads_it(path, run)
    path.unlink()


def check_that_evaluate_reads_it(path, run):
    code, out, err = run("evaluate", path, ROOT / SOURCE, "--format", "json")
    assert (code, err) == (0, "")
    (score,) = json.loads(out)["documents"].values()
    # Three rows were judged (one marked right, one mended, one marked wrong), the others count neither way.
    assert score["gold"] == 2


SELECT = """
const article = document.querySelector('article'), nodes = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
  const place = node.data.indexOf(arguments[0]);
  if (place < 0 || node.parentElement.closest('mark')) continue;
  getSelection().setBaseAndExtent(node, place, node, place + arguments[0].length);
  return true;
}
return false;
"""


def test_a_missed_figure_is_added(page, records):
    page.click("#rows tr[data-i='0']")
    page.keys("x")
    # Nothing selected, and something that is a row already.
    page.keys("a")
    assert page.find("#message").text
    assert len(page.rows()) == len(records)
    assert page.run(SELECT, "2023")
    page.keys("a")
    new = len(records)
    assert page.selected() == new
    assert page.run("return document.activeElement.id") == "e-indicator"
    page.find("#e-indicator").send_keys("年份\n")
    page.run("document.activeElement.blur()")
    assert page.find("#said").text == "2023年临江区政府工作报告"
    assert page.run("return document.querySelector('article').textContent") == DOCUMENT.text
    page.click("#save")
    path = page.download(f"{Path(SOURCE).stem}.gold.jsonl")
    _, *mentions = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [mention["start"] for mention in mentions] == sorted(mention["start"] for mention in mentions)
    (added,) = [mention for mention in mentions if mention["quantity"] == "2023"]
    assert DOCUMENT.text[added["start"] : added["end"]] == "2023"
    assert (added["indicator"], added["value"], added["unit"], added["optional"]) == (["年份"], 2023, [None], False)
    page.open("report.html", render("html", [records]))
    for _ in range(2):
        page.find("#file").send_keys(str(path))
        time.sleep(0.3)
        assert len(page.rows()) == len(records) + 1
        assert page.run("return document.querySelector(`#rows tr[data-i='${arguments[0]}']`).cells[1].textContent", new) == "年份"
        assert page.run("return document.querySelector(`mark[data-i='${arguments[0]}']`).textContent", new) == "2023"
    assert page.run("return document.querySelector('article').textContent") == DOCUMENT.text
    assert page.run("return document.querySelector('#rows tr').cells[0].textContent") == "✗"
    path.unlink()


def test_a_file_of_another_report_is_refused(page, tmp_path):
    path = tmp_path / "other.jsonl"
    path.write_text('{"document": "other.txt", "ranges": [[0, 9]]}\n{"start": 0, "end": 1, "quantity": "1"}\n', "utf-8")
    page.find("#file").send_keys(str(path))
    time.sleep(0.2)
    assert "2" in page.find("#message").text
    path.write_text("{", "utf-8")
    page.find("#file").send_keys(str(path))
    time.sleep(0.2)
    assert page.find("#message").text


def test_both_languages_and_both_themes(page):
    assert page.find("#tab-table").text == "表格"
    page.click("#language")
    assert page.find("#tab-table").text == "Table"
    assert page.run("return document.documentElement.lang") == "en"
    assert page.run("return [...document.querySelectorAll('[data-w]')].filter((e) => !e.textContent).length") == 0
    colours = set()
    for _ in range(3):
        page.click("#theme")
        colours.add(page.run("return getComputedStyle(document.body).backgroundColor"))
    assert len(colours) == 2


CONTRAST = """
const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; }
  return [255, 255, 255]; };
const low = [];
for (const e of document.querySelectorAll('body *')) {
  const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  if (!own || !e.getClientRects().length || e.closest('svg, .sr, .skip')) continue;
  const a = light(rgb(getComputedStyle(e).color)), b = light(ground(e));
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) low.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
}
return [...new Set(low)];
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_accessible(page, theme):
    page.run("document.documentElement.dataset.theme = arguments[0]", theme)
    page.click("#rows tr[data-i='1']")
    page.keys("y")
    page.keys("jx")
    assert page.run(CONTRAST) == []
    nameless = (
        "return [...document.querySelectorAll('button, input:not([hidden]), select, [role=tabpanel], section, aside')].filter((e) => "
        "!(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length || e.getAttribute('aria-labelledby'))).map((e) => e.outerHTML)"
    )
    assert page.run(nameless) == []
    ids = page.run("return [...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    # Everything can be reached: the tab key gets to a row of the table.
    assert page.run("return document.querySelectorAll('#rows tr[tabindex=\"0\"]').length") == 1


def test_print_shows_text_and_table(page):
    page.click("#tab-charts")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert page.find("#view-table").is_displayed()
        assert page.find("article").is_displayed()
        assert not page.find("#filtering").is_displayed()
        assert not page.find("#inspector").is_displayed()
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_hostile_report_is_text(driver):
    start = HOSTILE.index("75.8亿元")
    at = HOSTILE.index("5%")
    record = make_record(source="x.txt", indicator="<img src=x onerror=alert(1)>", start_char=start, end_char=start + 6, basis="</script>",
                         sentence=HOSTILE[: HOSTILE.index("\n")], sentence_end=HOSTILE.index("\n"))
    other = record._replace(quantity="5%", start_char=at, end_char=at + 2, indicator="\u202e逆😀")
    broken = HOSTILE.index("三公")
    last = record._replace(quantity="三公\n里", start_char=broken, end_char=broken + 4, sentence="三公\n里外", sentence_start=broken,
                           sentence_end=broken + 5)
    options = WriteOptions(documents={"x.txt": Document(HOSTILE, "x.txt")})
    driver.open("hostile.html", render("html", [[record, other, last]], options))
    assert driver.run("return document.querySelector('article').textContent") == HOSTILE
    assert driver.run("return document.querySelectorAll('mark')[2].textContent") == "三公\n里"
    assert driver.run("return document.querySelectorAll('#rows td.c-indicator')[0].textContent") == record.indicator
    # Offsets behind an emoji: the sentence is found by code points.
    driver.click("#rows tr[data-i='2']")
    assert driver.run("return [...CSS.highlights.get('sentence')].map(String).join('')") == "外"
    assert driver.run("return document.querySelectorAll('img').length") == 0
    driver.run("const s = document.createElement('script'); s.textContent = 'window.bad = 1'; document.body.append(s)")
    assert driver.run("return window.bad") is None
    blocked = driver.logs()
    assert len(blocked) == 1
    assert "Content Security Policy" in blocked[0]["message"]


def test_five_thousand_rows(driver):
    count = 5000
    sentence = "新增企业75.8亿元，用地12公顷。"
    start = sentence.index("75.8")
    document = Document("".join(f"{sentence}\n" for _ in range(count)), "big.txt")
    size = len(sentence) + 1
    records = [
        make_record(id=f"big#{n}", source="big.txt", indicator=f"指标{n % 50}", sentence=sentence, start_char=n * size + start,
                    end_char=n * size + start + 6, sentence_start=n * size, sentence_end=n * size + len(sentence))
        for n in range(count)
    ]
    page = render("html", [records], WriteOptions(documents={"big.txt": document}))
    assert len(page) < 5_000_000
    began = time.monotonic()
    driver.open("big.html", page)
    assert len(driver.rows()) == count
    loaded = time.monotonic() - began
    timing = "const t = performance.now(); %s; document.body.offsetHeight; return performance.now() - t"
    pick = "const e = document.getElementById('f-indicator'); e.value = '%s'; e.dispatchEvent(new Event('input', {bubbles: true}))"
    filtering = driver.run(timing % (pick % "指标7"))
    assert len(driver.rows()) == 100
    driver.run(pick % "")
    walking = driver.run(timing % "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'k', bubbles: true}))")
    assert driver.selected() == count - 1
    assert driver.sees(f"mark[data-i='{count - 1}']")
    print(f"load {loaded:.1f} s, filter {filtering:.0f} ms, walk {walking:.0f} ms, {len(page)} bytes")
    assert loaded < 15
    assert filtering < 1500
    assert walking < 1500
    assert driver.logs() == []


def test_the_expected_page_opens(driver):
    from expected_files import file_of

    driver.open("expected.html", file_of("html").read_bytes())
    assert len(driver.rows()) == len(load_records())
    assert driver.logs() == []
    assert options_of("html").labels == "zh"
