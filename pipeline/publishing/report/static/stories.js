// The list of stories, and the page of one: its articles and who copied whom, what happened when, what was said.
"use strict";

(async () => {
  const { load, make, words, link, target, day, days, count, quoteItem, happeningItem, section, busy } = quotidian;
  await quotidian.ready;
  const $ = (id) => document.getElementById(id);
  const AT_ONCE = 100;
  const span = (one) => (one.first_day ? (one.first_day === one.last_day ? day(one.first_day) : `${day(one.first_day)} – ${day(one.last_day)}`) : null);
  const dotted = (...parts) => parts.filter(Boolean).map((text, i) => (i ? " · " : "") + text).join("");

  const showList = async () => {
    $("story").hidden = true;
    $("list").hidden = false;
    const all = await load("stories");
    let hits = [];
    let end = 0;
    const item = (one) => make("li", {}, one.article ? link("article", one.article, one.title) : make("b", {}, link("story", one.id, one.title)),
      make("div", { class: "quiet" }, dotted(count(one.n, "article"), one.copies ? `${count(one.copies, "copy", "copies")} among them` : null,
        span(one), (one.publishers ?? []).slice(0, 6).join(", "))));
    const more = () => {
      $("stories").append(...hits.slice(end, end + AT_ONCE).map(item));
      end += AT_ONCE;
      $("more").hidden = end >= hits.length;
    };
    const filter = () => {
      const wanted = $("find").value.toLowerCase().split(/\s+/).filter(Boolean);
      hits = all.filter((one) => ($("alone").checked || one.n > 1)
        && wanted.every((word) => `${one.title} ${(one.publishers ?? []).join(" ")}`.toLowerCase().includes(word)));
      $("found").textContent = `${count(hits.length, "story", "stories")}, those told by most first.`;
      $("stories").replaceChildren();
      end = 0;
      more();
    };
    if (!all.some((one) => one.n > 1)) $("alone").checked = true;
    $("find").oninput = filter;
    $("alone").onchange = filter;
    $("more").onclick = more;
    filter();
  };

  // ---- the line: a column a day, its articles above, what happened on it below
  const draw = (tag, attributes, ...content) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  };
  const number = (iso) => Date.parse(`${iso}T00:00:00Z`) / 86400000;
  const MOST_DAYS = 120;
  const line = (articles, events) => {
    const told = articles.filter((one) => one.day);
    if (!told.length) return null;
    const reported = told.map((one) => number(one.day));
    const [low, high] = [Math.min(...reported) - 7, Math.max(...reported) + 14];
    const inside = events.filter((one) => (one.date_end ?? one.date_start) === one.date_start && number(one.date_start) >= low && number(one.date_start) <= high);
    const all = [...reported, ...inside.map((one) => number(one.date_start))];
    const [first, last] = [Math.min(...all), Math.max(...all)];
    if (last - first > MOST_DAYS || last === first) return null;
    const STEP = 24;
    const stacks = new Map();
    const place = (kind, at) => {
      const n = (stacks.get(`${kind}${at}`) ?? 0) + 1;
      stacks.set(`${kind}${at}`, n);
      return n;
    };
    const x = (at) => (at - first) * STEP + STEP / 2;
    const dots = [];
    for (const one of told) {
      const dot = draw("rect", { class: one.copy_of ? "copy" : "article", x: x(number(one.day)) - 7, y: -12 * place("a", one.day) - 6, width: 14, height: 8, rx: 1.5 });
      dots.push(draw("a", { href: quotidian.address("article", one.id) }, draw("title", {}, `${day(one.day)}: ${one.title}`), dot));
    }
    for (const one of inside) {
      const dot = draw("circle", { class: `event ${one.status.replaceAll("_", "-")}`, cx: x(number(one.date_start)), cy: 14 * place("e", one.date_start), r: 5 });
      const where = one.n_mentions > 1 ? quotidian.address("happening", one.id) : quotidian.address("event", one.mention);
      dots.push(draw("a", { href: where }, draw("title", {}, `${days(one)}, ${one.status.replaceAll("_", " ")}: ${one.summary}`), dot));
    }
    const heights = (kind) => Math.max(0, ...[...stacks].filter(([key]) => key[0] === kind).map(([, n]) => n));
    const [above, below, width] = [12 * heights("a") + 12, 14 * heights("e") + 12, (last - first + 1) * STEP];
    const svg = draw("svg", { class: "line", viewBox: `0 ${-above} ${width} ${above + below}`, role: "group", "aria-label": "Articles above the line, events below it, a column a day" },
      draw("line", { x1: 0, x2: width, y1: 0, y2: 0 }), ...dots);
    return make("figure", { class: "storyline" }, svg,
      make("p", { class: "axis" }, make("span", {}, day(new Date(first * 86400000).toISOString().slice(0, 10))), make("span", {}, day(new Date(last * 86400000).toISOString().slice(0, 10)))),
      make("p", { class: "legend" }, make("span", { class: "article" }, "article"), make("span", { class: "copy" }, "copy"),
        make("span", { class: "told" }, "happened"), make("span", { class: "planned" }, "planned or possible"), make("span", { class: "off" }, "called off or denied")));
  };

  const telling = (one) => make("li", { class: one.copy_of ? "copied" : null }, link("article", one.id, one.title),
    make("div", { class: "quiet" }, dotted(one.day && day(one.day), one.publisher, count(one.words, "word"))),
    one.copy_of ? make("div", { class: "again" }, `${Math.round(100 * one.share)} % copied from `, link("article", one.copy_of, one.original ?? one.copied_from),
      one.original && one.copied_from ? ` (${one.copied_from})` : "") : null);

  const showStory = async (id) => {
    const story = await quotidian.find("story-files", "stories", id);
    if (!story) {
      await showList();
      $("found").textContent = `There is no story ${id} that several articles tell.`;
      return;
    }
    $("list").hidden = true;
    $("story").hidden = false;
    document.title = `${story.title} · Quotidian`;
    const copies = story.n_copies ? `, ${count(story.n_copies, "copy", "copies")} among them` : "";
    $("story").replaceChildren(...[
      make("p", { class: "quiet" }, make("a", { href: "stories.html" }, "All stories")),
      make("h1", {}, words(story.title)),
      make("p", { class: "lead" }, dotted(span(story), `${count(story.n_articles, "article")}${copies}`, (story.publishers ?? []).join(", "))),
      story.named.length ? make("p", { class: "names" }, ...story.named.flatMap((one, i) => [i ? " " : "", link("entity", one.id, one.name)])) : null,
      line(story.articles.rows, story.happened.rows),
      section("Told in", story.articles, telling),
      section("What happened", story.happened, happeningItem),
      section("What was said", story.said, quoteItem),
    ].filter(Boolean));
    scrollTo(0, 0);
    $("main").focus({ preventScroll: true });
  };

  const open = busy(async () => {
    const { kind, id } = target();
    if (kind === "story") await showStory(id); else await showList();
  });
  addEventListener("hashchange", open);
  await open();
})();
