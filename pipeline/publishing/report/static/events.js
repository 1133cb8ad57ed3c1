// The list of events, and the page of one: what it is told to be, what became of it, its tellings beside each other.
"use strict";

(async () => {
  const { load, make, pieces, words, link, target, day, days, count, statusMark, happeningItem, busy } = quotidian;
  await quotidian.ready;
  const $ = (id) => document.getElementById(id);
  const AT_ONCE = 100;
  const KINDS = ["clause", "who", "figure", "trigger"];
  const BESIDE = { opponent: "against", partner: "with", beneficiary: "for", origin: "from" };
  const participant = (one) => make("li", {}, BESIDE[one.role] ? make("span", { class: "quiet" }, `${BESIDE[one.role]} `) : "", one.id ? link("entity", one.id, one.name) : words(one.name));
  const plain = (name) => name.replaceAll("_", " ");

  const showList = async () => {
    $("event").hidden = true;
    $("list").hidden = false;
    const all = await load("events");
    let hits = [];
    let end = 0;
    for (const name of ["type", "status"]) {
      if ($(name).options.length === 1) {
        $(name).append(...[...new Set(all.map((one) => one[name]))].sort().map((value) => make("option", { value }, plain(value))));
      }
    }
    const more = () => {
      $("events-list").append(...hits.slice(end, end + AT_ONCE).map(happeningItem));
      end += AT_ONCE;
      $("more").hidden = end >= hits.length;
    };
    const filter = () => {
      const wanted = $("find").value.toLowerCase().split(/\s+/).filter(Boolean);
      hits = all.filter((one) => (!$("type").value || one.type === $("type").value) && (!$("status").value || one.status === $("status").value)
        && wanted.every((word) => `${one.summary} ${one.place ?? ""}`.toLowerCase().includes(word)));
      $("found").textContent = `${count(hits.length, "event")}, those told by most first.`;
      $("events-list").replaceChildren();
      end = 0;
      more();
    };
    $("find").oninput = filter;
    $("type").onchange = filter;
    $("status").onchange = filter;
    $("more").onclick = more;
    filter();
  };

  const marked = (tree) => tree.flatMap((node) => (typeof node === "string" ? pieces(node) : [make("span", { class: `told-${KINDS[node[0]]}` }, ...marked(node.slice(1)))]));
  const telling = (one) => make("li", {},
    make("div", { class: "quiet" }, [one.day && day(one.day), one.publisher, one.copied ? "copied" : null].filter(Boolean).join(" · ")),
    make("blockquote", {}, ...marked(one.words)),
    make("p", {}, statusMark(one.status), " ", link("event", one.id, one.title)),
    one.because ? make("p", { class: "quiet" }, `Because: ${one.because}`) : null);
  const number = (value) => value.toLocaleString("en");
  const figure = (one) => {
    const range = one.low === one.high || one.high === undefined ? number(one.low ?? one.latest) : `${number(one.low)} to ${number(one.high)}`;
    return make("li", {}, make("b", {}, range), one.unit ? ` ${one.unit}` : "", ` ${plain(one.measure)}`,
      make("span", { class: "quiet" }, ` ${one.latest !== undefined && one.low !== one.high ? `latest ${number(one.latest)}, ` : ""}by ${count(one.n_independent, "report")}`));
  };
  const list = (heading, items) => (items.length ? [make("div", {}, make("dt", {}, heading), make("dd", {}, make("ul", { class: "bare" }, ...items)))] : []);
  const by = (n) => make("span", { class: "quiet" }, ` by ${count(n, "report")}`);

  const showEvent = async (id) => {
    const event = await quotidian.find("event-files", "events", id);
    if (!event) {
      await showList();
      $("found").textContent = `There is no event ${id} that is told more than once.`;
      return;
    }
    $("list").hidden = true;
    $("event").hidden = false;
    document.title = `${event.summary} · Quotidian`;
    const tellings = make("ul", { class: "cards" }, ...event.told.rows.map(telling));
    const more = [...event.told.more];
    const button = make("button", { type: "button", hidden: !more.length }, "Show more");
    button.addEventListener("click", async () => {
      tellings.append(...(await load(more.shift())).map(telling));
      button.hidden = !more.length;
    });
    $("event").replaceChildren(...[
      make("p", { class: "quiet" }, make("a", { href: "events.html" }, "All events")),
      make("h1", { class: "sentence" }, words(event.summary)),
      make("p", { class: "lead" }, statusMark(event.status), ` ${plain(event.type)} · ${event.date_start ? days(event) : "no day"}${event.place ? ` · ${event.place}` : ""} · ${count(event.n_articles, "article")}, ${event.n_independent} without copies`),
      event.story ? make("p", { class: "note" }, "Part of the story ", link("story", event.story_id, event.story)) : null,
      make("dl", { class: "facts" },
        ...list("What became of it", event.history.map((step) => make("li", {}, step.day ? `${day(step.day)} ` : "", make("a", { href: quotidian.address("article", step.article_id) }, plain(step.status))))),
        ...list("When", event.date_start ? [make("li", {}, days(event), by(event.n_date)), ...event.other_dates.filter((one) => one.date_start).map((one) => make("li", {}, days(one), by(one.n_independent)))] : []),
        ...list("Where", [...(event.place ? [make("li", {}, event.place_entity_id ? link("entity", event.place_entity_id, event.place) : words(event.place))] : []),
          ...(event.other_places ?? []).map((one) => make("li", {}, one.entity_id ? link("entity", one.entity_id, one.name) : words(one.name), by(one.n_independent)))]),
        ...list("Who", event.who.filter((one) => one.role === "agent").map(participant)),
        ...list("Whom or what", event.who.filter((one) => one.role !== "agent").map(participant)),
        ...list("How many", (event.figures ?? []).map(figure))),
      make("section", {}, make("h2", {}, "As it is told ", make("span", { class: "n" }, event.told.n)), tellings, button),
      make("p", { class: "legend" }, make("span", { class: "trigger" }, "the word that tells it"), make("span", { class: "who" }, "who takes part"), make("span", { class: "figure" }, "how many")),
    ].filter(Boolean));
    scrollTo(0, 0);
    $("main").focus({ preventScroll: true });
  };

  const open = busy(async () => {
    const { kind, id } = target();
    if (kind === "happening") await showEvent(id); else await showList();
  });
  addEventListener("hashchange", open);
  await open();
})();
