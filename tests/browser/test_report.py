"""The report in a browser, opened from disk."""

import re
import urllib.parse

import pytest

from pipeline.publishing.report.site import PAGES
from pipeline.tables.store import Store


@pytest.fixture(scope="module")
def store(report):
    return Store(report.parent)


@pytest.fixture(scope="module")
def summit(store):
    """The rows of one sample article, by table, and the article itself."""
    article = next(a for a in store.read_all("articles").to_pylist() if a["uri"] == "budapest-summit.txt")
    tables = ("mentions", "quotes", "event_mentions", "time_expressions")
    own = {
        name: [row for row in store.read_all(name).to_pylist() if row["article_id"] == article["article_id"]]
        for name in tables
    }
    return {"article": article, **own}


def wait_until(page, script, arg=None):
    """Wait for a script to be true. (Playwright's own wait is stopped by the page's policy when it asks again.)"""
    for _ in range(600):
        if page.evaluate(script, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{script} never became true.")


def text_of(page, mark):
    """The words of a mark on the page, all its pieces together."""
    number = mark.get_attribute("data-mark")
    return page.evaluate(
        """number => [...document.querySelectorAll(`#text mark[data-mark="${number}"]`)]
            .map(element => element.textContent).join('')""",
        number,
    )


def test_the_overview_tells_how_much_there_is_and_leads_on(visit, store):
    page = visit("index.html")
    assert page.title() == "Overview · Quotidian"
    n = store.read_all("quotes").num_rows
    assert page.inner_text(".figures a[href='search.html']").split() == [str(n), "quotes"]
    page.click("text=Donald Trump >> nth=0")
    page.wait_for_selector("#entity h1")
    assert page.inner_text("#entity h1") == "Donald Trump"
    assert page.locator("#entity section").nth(0).locator("li").count() > 5


def test_what_a_person_said_and_where_is_three_clicks_away(visit):
    page = visit("index.html")
    page.fill("#q", "Trump")
    page.press("#q", "Enter")
    page.click("#results li a >> nth=0")
    page.click("#entity section >> nth=0 >> li a >> nth=0")
    page.wait_for_selector("#text mark.chosen")
    assert page.locator("#text mark.chosen").first.is_visible()
    assert "Donald Trump" in page.inner_text("#row")


def test_marks_stand_where_the_tables_say(visit, summit):
    page = visit(f"reader.html#article-{summit['article']['article_id']}")
    page.wait_for_selector("#text mark")
    assert page.evaluate("document.getElementById('text').textContent") == summit["article"]["text"]
    for kind, table, key in (
        ("mention", "mentions", "mention_id"),
        ("time", "time_expressions", "timex_id"),
        ("event", "event_mentions", "event_mention_id"),
    ):
        for row in summit[table]:
            mark = page.locator(f'[id="{kind}-{row[key]}"]')
            assert text_of(page, mark) == summit["article"]["text"][row["start"] : row["end"]]
    for row in summit["quotes"]:
        mark = page.locator(f'[id="quote-{row["quote_id"]}"]')
        pieces = [summit["article"]["text"][piece["start"] : piece["end"]] for piece in row["fragments"]]
        assert text_of(page, mark) == "".join(pieces)


def test_lists_in_a_row_are_told_in_words(visit, summit):
    page = visit(f"reader.html#article-{summit['article']['article_id']}")
    quote = next(row for row in summit["quotes"] if len(row["speakers"]) > 1)
    page.focus(f'[id="quote-{quote["quote_id"]}"]')
    for speaker in quote["speakers"]:
        assert speaker["name"] in page.inner_text("#row")
    for event in [row for row in summit["event_mentions"] if row["times"]]:
        page.evaluate("id => { location.hash = id }", f"event-{event['event_mention_id']}")
        wait_until(page, "document.querySelector('#row h2')?.textContent === 'Event'")
        assert f"timex id {event['times'][0]['timex_id']}" in page.inner_text("#row")
    assert "[object" not in page.inner_text("#row")


def test_a_mark_shows_its_row_on_click_and_on_focus(visit, summit):
    page = visit(f"reader.html#article-{summit['article']['article_id']}")
    time = summit["time_expressions"][0]
    page.click(f'[id="time-{time["timex_id"]}"]')
    assert time["value"] in page.inner_text("#row")
    quote = next(row for row in summit["quotes"] if row["speaker_name"])
    page.focus(f'[id="quote-{quote["quote_id"]}"]')
    assert page.inner_text("#row h2") == "Quote"
    for value in (quote["speaker_name"], quote["cue"], quote["rule"], f"{round(quote['confidence'], 4):.2f}"):
        assert value in page.inner_text("#row")
    assert page.locator("#text .part.cue.shown").first.inner_text() in quote["cue"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "row"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == f"quote-{quote['quote_id']}"


def test_a_pronoun_leads_to_the_name_it_stands_for(visit, summit):
    pronoun = next(m for m in summit["mentions"] if m["mention_type"] == "pronoun" and m["antecedent_id"] and m["name"])
    page = visit(f"reader.html#mention-{pronoun['mention_id']}")
    page.wait_for_selector("mark.chosen")
    assert pronoun["name"] in page.inner_text("#row")
    assert page.locator("mark.same").count() > 1
    page.click("#row p a[href*='mention-']")
    wait_until(
        page, "id => document.querySelector('mark.chosen')?.id === id", arg=f"mention-{pronoun['antecedent_id']}"
    )


def test_kinds_of_marks_can_be_hidden(visit, summit):
    page = visit(f"reader.html#article-{summit['article']['article_id']}")
    mark = page.locator("#text mark.time").first
    shown = mark.evaluate("element => getComputedStyle(element).backgroundColor")
    page.uncheck("#kinds input[value=time]")
    assert mark.evaluate("element => getComputedStyle(element).backgroundColor") != shown
    assert mark.get_attribute("tabindex") == "-1"


def test_a_shared_link_opens_at_the_quote(visit, summit):
    quote = summit["quotes"][-1]
    page = visit(f"reader.html#quote-{quote['quote_id']}", viewport={"width": 900, "height": 500})
    page.wait_for_selector("mark.chosen")
    assert page.locator("mark.chosen").first.get_attribute("id") == f"quote-{quote['quote_id']}"
    assert page.locator("mark.chosen").first.evaluate(
        "element => { const box = element.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight; }"
    )
    assert page.get_attribute("#row a >> text=Link to this quote", "href") == f"#quote-{quote['quote_id']}"


@pytest.mark.parametrize("hash", ["quote-nothing-q1-2", "article-..%2f..%2fsite", "%zz", "mention-"])
def test_a_link_that_leads_nowhere_shows_the_list(browser, report, hash):
    page = browser.new_page()
    page.goto(f"{report.as_uri()}/reader.html#{hash}")
    page.wait_for_selector("#articles li")
    page.close()


def test_the_timeline_is_filtered_by_entity_and_by_how_events_are_told(visit, store):
    page = visit("timeline.html")
    page.wait_for_selector("#events li")
    everything = page.locator("#events li").count()
    page.select_option("#status", "planned")
    wait_until(page, "n => document.querySelectorAll('#events li').length < n", arg=everything)
    assert set(page.locator("#events .status").all_inner_texts()) == {"planned"}
    page.select_option("#status", "")
    page.fill("#entity", "Donald Trump")
    page.press("#entity", "Tab")
    wait_until(page, "n => document.querySelectorAll('#events li').length < n", arg=everything)
    assert 0 < page.locator("#events li").count() < everything
    page.fill("#entity", "")
    page.fill("#from", "2031-06-01")
    page.press("#from", "Tab")
    wait_until(page, "document.querySelector('#events time')?.dateTime >= '2031-06-01'")


def test_the_timeline_is_filtered_by_kind_and_place(visit):
    page = visit("timeline.html")
    page.wait_for_selector("#events li")
    everything = page.locator("#events li").count()
    assert page.input_value("#from") == "2025-10-17"
    page.click("#earlier")
    wait_until(page, "n => document.querySelectorAll('#events li').length > n", arg=everything)
    page.select_option("#type", "protest")
    page.fill("#place", "porto")
    page.press("#place", "Tab")
    wait_until(page, "n => document.querySelectorAll('#events li').length < n", arg=everything)
    assert all("protest in Porto" in text for text in page.locator("#events li").all_inner_texts())


def several(store):
    return [row for row in store.read_all("stories").to_pylist() if row["n_articles"] > 1]


def happenings(store):
    return [row["event_id"] for row in store.read_all("events").to_pylist() if row["n_mentions"] > 1]


def test_a_story_tells_who_copied_whom_and_what_happened_when(visit, store):
    page = visit("stories.html")
    page.wait_for_selector("#stories li")
    assert page.locator("#stories li").count() == len(several(store))
    page.click("#stories a >> nth=0")
    page.wait_for_selector("#story h1")
    (told, happened, said) = page.locator("#story section").all()
    assert told.locator("li.copied").count() == 1
    assert "copied from" in told.locator("li.copied").inner_text()
    assert page.locator(".line rect").count() == told.locator("li").count()
    assert 0 < page.locator(".line circle").count() <= happened.locator("li").count()
    assert happened.locator("a[href*='events.html#happening-']").count() > 0
    assert "Printed also in" in said.locator("li").first.inner_text()
    said.locator(".again a").first.click()
    page.wait_for_selector("#text mark.chosen")
    assert "Printed also in" in page.inner_text("#row")
    page.click("#story a[href*='stories.html']")
    page.wait_for_selector("#story h1")


def test_an_event_shows_its_tellings_beside_each_other(visit, store):
    page = visit("events.html")
    page.wait_for_selector("#events-list li")
    everything = page.locator("#events-list li").count()
    assert everything == store.read_all("events").num_rows or page.locator("#more").is_visible()
    page.select_option("#type", "opening")
    wait_until(page, "n => document.querySelectorAll('#events-list li').length < n", arg=everything)
    page.click("#events-list a[href*='happening-'] >> nth=0")
    page.wait_for_selector("#event h1")
    assert page.locator(".cards > li").count() > 1
    assert page.locator(".cards .told-trigger").count() == page.locator(".cards > li").count()
    page.click(".cards a >> nth=0")
    page.wait_for_selector("#text mark.chosen")


def test_search_finds_quotes_entities_and_events(visit):
    page = visit("search.html#q=budapest%20summ")
    page.wait_for_selector("#results li")
    assert re.search(r"\d+ hits?", page.inner_text("#found"))
    page.fill("#q", "BUDAPÉST")
    page.press("#q", "Enter")
    wait_until(page, "location.hash.includes('BUDAP')")
    page.wait_for_selector("#results h2")
    headings = " ".join(page.locator("#results h2").all_inner_texts())
    assert all(word in headings for word in ("quote", "entit"))
    page.uncheck("#kinds input[value=quote]")
    wait_until(page, "!document.getElementById('results').textContent.includes('quote')")
    page.fill("#q", "xyzzyx")
    page.press("#q", "Enter")
    wait_until(page, "document.getElementById('found').textContent === 'Nothing found.'")


def test_search_shows_the_place_in_an_article_where_the_words_stand(visit):
    page = visit("search.html#q=police%20barrier")
    hit = page.locator("#results li", has_text="Rail workers march through Porto")
    told = hit.locator("div").inner_text()
    assert "The police counted 4,000 people" in told
    assert told.endswith("injured when a barrier fell over at the bridge. The strike is still planned for Thursday.")
    assert "Marta Silveira" not in told
    assert told.startswith("11 March 2030 · … ")
    assert hit.locator("mark.found").all_inner_texts() == ["police", "barrier"]
    page.fill("#q", "marchés")  # of which no word is the beginning
    page.press("#q", "Enter")
    wait_until(page, "document.getElementById('found').textContent === 'Nothing found.'")
    page.fill("#q", "MÁRCH")
    page.press("#q", "Enter")
    wait_until(page, "document.getElementById('found').textContent.includes('for march')")
    hit = page.locator("#results li", has_text="Rail workers march through Porto").last
    assert {word.lower() for word in hit.locator("mark.found").all_inner_texts()} == {"march", "marched"}
    assert page.locator("#results time mark").count() == 0


def test_entities_are_listed_and_filtered(visit):
    page = visit("entities.html")
    page.wait_for_selector("#entities tbody tr")
    page.select_option("#label", "PERSON")
    page.fill("#find", "sunde")
    wait_until(page, "document.querySelectorAll('#entities tbody tr').length === 1")
    page.click("#entities tbody a")
    page.wait_for_selector("#entity h1")
    assert page.inner_text("#entity h1") == "Edda Sunde"
    assert page.locator("#entity section").first.locator(".saying").first.inner_text().startswith("Edda Sunde ")
    page.click("text=On the timeline")
    page.wait_for_selector("#events li")
    assert page.input_value("#entity") == "Edda Sunde"


@pytest.mark.parametrize(
    "address",
    [
        "index.html",
        "stories.html",
        "events.html",
        "reader.html",
        "entities.html",
        "timeline.html",
        "search.html#q=quill",
    ],
)
def test_what_a_text_holds_is_shown_and_runs_nothing(visit, address):
    page = visit(address)
    page.wait_for_timeout(300)
    assert page.title() != "owned"
    assert page.locator("img, main script, main style, a[href^='javascript']").count() == 0


def test_a_hostile_article_is_only_text(visit, store):
    article = next(a for a in store.read_all("articles").to_pylist() if a["uri"].startswith("javascript:"))
    page = visit(f"reader.html#article-{article['article_id']}")
    page.wait_for_selector("#text mark")
    for mark in page.locator("#text mark[tabindex]").all():
        mark.focus()
    assert page.locator("img, main script, main style, a[href^='javascript']").count() == 0
    assert "<script>document.title = 'owned'</script>" in page.inner_text("#text")
    assert page.locator("#text .control").all_inner_texts() == ["RLO", "PDF"]
    assert "\u202e" not in page.evaluate("document.body.textContent")
    assert page.title() == f"{' '.join(article['title'].split())} · Quotidian"


def test_the_policy_stops_what_should_ever_slip_in(browser, report):
    page = browser.new_page()
    page.goto(f"{report.as_uri()}/index.html")
    page.evaluate(
        """() => { const image = document.createElement('div');
            image.innerHTML = '<img src=x onerror="document.title=1">'; document.body.append(image);
            const script = document.createElement('script'); script.textContent = 'document.title=2';
            document.body.append(script); }"""
    )
    page.wait_for_timeout(300)
    assert page.title() == "Overview · Quotidian"
    page.close()


def colours(page):
    return page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")


def test_both_themes_are_readable_and_the_choice_stays(visit):
    def brightness(colour):
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    for scheme in ("light", "dark"):
        page, ink = colours(visit("index.html", color_scheme=scheme))
        assert abs(brightness(page) - brightness(ink)) > 500
        assert (brightness(page) > brightness(ink)) == (scheme == "light")
    page = visit("index.html", color_scheme="light")
    light = colours(page)
    page.click("#theme")
    page.click("#theme")
    assert page.inner_text("#theme") == "Theme: dark"
    assert colours(page) != light
    page.click("nav >> text=Timeline")
    page.wait_for_url("**/timeline.html")
    wait_until(page, "document.getElementById('theme')?.textContent === 'Theme: dark'")
    assert colours(page) != light


@pytest.mark.parametrize("page_name", PAGES)
def test_pages_fit_a_phone_and_can_be_used_by_keyboard(visit, page_name):
    page = visit(page_name, viewport={"width": 360, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    unnamed = page.evaluate(
        """[...document.querySelectorAll('input, select, button, a')].filter(element => element.checkVisibility()
            && !(element.labels?.length || element.textContent.trim() || element.ariaLabel)).length"""
    )
    assert unnamed == 0


def test_what_is_chosen_from_stays_in_view_on_narrow_screens(visit):
    page = visit("entities.html#entity-person/marta-silveira", viewport={"width": 390, "height": 844})
    for item in page.locator(".jump > *").all():
        box = item.bounding_box()
        assert box["x"] + box["width"] <= 390, item.inner_text()
    page = visit("search.html", viewport={"width": 800, "height": 600})
    box = page.locator("header nav [aria-current]").bounding_box()
    assert box["x"] + box["width"] <= 800
    seen = page.locator("header nav").bounding_box()
    assert seen["x"] <= box["x"]
    assert box["x"] + box["width"] <= seen["x"] + seen["width"], "the page that is open is cut off in the menu"


def test_the_map_opens_where_things_happen(visit):
    page = visit("map.html")
    outside = page.evaluate(
        """[...document.querySelectorAll('#map .point')].filter(point => {
            const { x: left, y: top, width, height } = document.getElementById('map').viewBox.baseVal;
            const [x, y] = ['cx', 'cy'].map(name => Number(point.getAttribute(name)));
            return x < left || x > left + width || y < top || y > top + height; }).length"""
    )
    assert outside == 0
    assert float(page.get_attribute("#map", "viewBox").split()[2]) < 200
    page.click("text=Whole world")
    assert page.get_attribute("#map", "viewBox") == "0 20 360 130"


def test_a_day_without_a_time_is_shown_as_a_day(visit, store):
    times = {row["title"]: row["article_id"] for row in store.read_all("articles").to_pylist()}
    page = visit(f"reader.html#article-{times['Fifth worker dies after port explosion']}")
    assert " · published 6 March 2030 · " in page.inner_text("#byline")
    page = visit(f"reader.html#article-{times['Explosion at Gdansk grain terminal kills four']}")
    assert " · published 5 March 2030, 08:10 UTC · " in page.inner_text("#byline")


def test_every_link_leads_somewhere(visit, report, store):
    ids = {name: set(store.read_all(name)[key].to_pylist()) for name, key in (
        ("articles", "article_id"), ("quotes", "quote_id"), ("event_mentions", "event_mention_id"),
        ("entities", "entity_id"), ("stories", "story_id"), ("events", "event_id"), ("mentions", "mention_id"),
        ("time_expressions", "timex_id"))}  # fmt: skip
    tables = {"story": "stories", "happening": "events", "article": "articles", "quote": "quotes",
              "event": "event_mentions", "entity": "entities", "mention": "mentions",
              "time": "time_expressions"}  # fmt: skip
    addresses = [
        "index.html",
        "stories.html",
        "events.html",
        "reader.html",
        "entities.html",
        "timeline.html",
        "search.html#q=trump",
    ]
    addresses += [f"events.html#happening-{one}" for one in happenings(store)]
    addresses += [f"stories.html#story-{row['story_id']}" for row in several(store)]
    addresses += [f"reader.html#article-{one}" for one in ids["articles"]]
    for address in addresses:
        page = visit(address)
        for link in set(page.evaluate("[...document.links].map(link => link.href)")):
            if not link.startswith("file:"):
                assert link.startswith("https://")
                continue
            name, _, hash = link.removeprefix(report.as_uri() + "/").partition("#")
            assert (report / name).exists(), link
            kind, _, one = urllib.parse.unquote(hash).partition("-")
            if kind in tables:
                assert one in ids[tables[kind]], link


CONTRASTS = """() => {
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => colour.slice(0, 3).map((v) => v / 255)
        .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0.05);
    const texts = [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility()
        && !element.closest(".skip, .unseen, svg")
        && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
    return texts.map((element) => {
        let ground = element;
        while (parts(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
        const colours = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor];
        const [a, b] = colours.map(parts).map(light);
        return [Math.max(a, b) / Math.min(a, b), element.outerHTML.slice(0, 100)];
    }).filter(([contrast]) => contrast < 4.5);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_that_wcag_asks_for(visit, summit, store, scheme):
    reader = f"reader.html#quote-{summit['quotes'][0]['quote_id']}"
    story = f"stories.html#story-{several(store)[0]['story_id']}"
    happening = f"events.html#happening-{happenings(store)[0]}"
    for address in ("index.html", story, happening, reader, "entities.html", "timeline.html", "search.html#q=trump"):
        page = visit(address, color_scheme=scheme)
        assert page.evaluate(CONTRASTS) == [], address


def test_the_row_can_be_closed_on_a_phone(visit, summit):
    page = visit(f"reader.html#quote-{summit['quotes'][0]['quote_id']}", viewport={"width": 390, "height": 844})
    page.click("#row .close")
    assert page.inner_text("#row") == "Nothing chosen yet."
    assert page.locator("mark.chosen").count() == 0


def test_it_prints_without_the_controls(visit, summit):
    page = visit(f"reader.html#article-{summit['article']['article_id']}")
    page.emulate_media(media="print")
    assert page.locator("#text").is_visible()
    assert not page.locator("#kinds").is_visible()
    assert not page.locator("nav").first.is_visible()
