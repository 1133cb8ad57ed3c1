// The list of articles, and one article with its marks. An address such as #quote-… opens at that mark.
"use strict";

(async () => {
  const { load, make, pieces, words, link, target, day, count, quoteItem, statusMark, eventItem, again, busy } = quotidian;
  const site = await quotidian.ready;
  const $ = (id) => document.getElementById(id);
  const KINDS = { quote: "Quote", mention: "Mention", time: "Time expression", event: "Event" };
  const KEYS = { quote: "quote_id", mention: "mention_id", time: "timex_id", event: "event_mention_id" };
  const TABLES = { quote_id: "quote", parent_quote_id: "quote", said_on_timex_id: "time", timex_id: "time", antecedent_id: "mention", mention_id: "mention" };
  const AT_ONCE = 200;
  let shownId = null;
  let article = null;
  let nodes = new Map();

  // ---- the list
  const showList = async () => {
    $("article").hidden = true;
    $("list").hidden = false;
    shownId = null;
    const all = await load("articles");
    let end = 0;
    let hits = all;
    const item = (one) => make("li", {}, link("article", one.id, one.title), make("div", { class: "quiet" },
      [one.day && day(one.day), one.publisher, count(one.words, "word"), count(one.quotes, "quote"), count(one.events, "dated event")]
        .filter(Boolean).map((text, i) => (i ? " · " : "") + text).join("")));
    const more = () => {
      $("articles").append(...hits.slice(end, end + AT_ONCE).map(item));
      end += AT_ONCE;
      $("more").hidden = end >= hits.length;
    };
    const filter = () => {
      const wanted = $("find").value.toLowerCase().split(/\s+/).filter(Boolean);
      hits = all.filter((one) => wanted.every((word) => `${one.title} ${one.publisher ?? ""}`.toLowerCase().includes(word)));
      $("found").textContent = count(hits.length, "article");
      $("articles").replaceChildren();
      end = 0;
      more();
    };
    $("find").oninput = filter;
    $("more").onclick = more;
    filter();
  };

  // ---- the text
  const label = ({ kind, row }) => {
    if (kind === "quote") return `Quote of ${row.speaker_name ?? row.speaker ?? "an unnamed speaker"}`;
    if (kind === "mention") return `${row.mention_type}${row.name && row.name !== row.text ? `, stands for ${row.name}` : ""}`;
    if (kind === "time") return `Time: ${row.value}`;
    return `Event, ${row.modality}`;
  };
  const draw = (tree, parent) => {
    for (const node of tree) {
      if (typeof node === "string") { parent.append(...pieces(node)); continue; }
      const [number, ...content] = node;
      const mark = article.marks[number];
      let element;
      if (mark.kind in KINDS) {
        const first = !nodes.has(number);
        element = make("mark", { class: mark.kind, "data-mark": number, "aria-roledescription": KINDS[mark.kind], tabindex: first ? "0" : null,
          id: first ? `${mark.kind}-${mark.id}` : null });
        if (mark.kind === "mention" && !mark.row.entity_id) element.classList.add("loose");
      } else {
        element = make("span", { class: `part ${mark.kind}`, "data-mark": number });
      }
      nodes.set(number, [...(nodes.get(number) ?? []), element]);
      draw(content, element);
      parent.append(element);
    }
  };
  // What a row says that the text says already is not in the data; the column order is that of the table.
  const complete = () => {
    for (const [number, elements] of nodes) {
      const mark = article.marks[number];
      if (!(mark.kind in KINDS)) continue;
      if (mark.kind === "mention" || mark.kind === "time") mark.row = { text: elements.map((element) => element.textContent).join(""), ...mark.row };
      mark.row = { [KEYS[mark.kind]]: mark.id, ...mark.row };
      for (const element of elements) element.title = label(mark);
    }
  };
  const filter = () => {
    for (const box of $("kinds").querySelectorAll("input")) {
      $("text").classList.toggle(`on-${box.value}`, box.checked);
      for (const [number, [first]] of nodes) {
        if (article.marks[number].kind === box.value) first.tabIndex = box.checked ? 0 : -1;
      }
    }
  };

  // ---- the row of a mark
  // One of a list: a participant or a speaker by name, anything else by what is said of it.
  const item = (one) => {
    if (one === null || typeof one !== "object") return [words(one)];
    const role = one.role ? `${one.role}: ` : "";
    if (one.entity_id) return [role, link("entity", one.entity_id, one.name ?? one.text)];
    if (one.name ?? one.text) return [role, words(one.name ?? one.text)];
    const told = Object.entries(one).filter(([name, part]) => part !== null && !/(^|_)(start|end)$/.test(name));
    return [told.map(([name, part]) => `${name.replaceAll("_", " ")} ${part}`).join(", ")];
  };
  const value = (name, content) => {
    if (name.endsWith("entity_id")) return link("entity", content, content);
    if (name in TABLES) return link(TABLES[name], content, content);
    if (Array.isArray(content)) return make("ul", { class: "plain" }, ...content.map((one) => make("li", {}, ...item(one))));
    return words(typeof content === "number" && !Number.isInteger(content) ? content.toFixed(2) : content);
  };
  const summary = ({ kind, row }) => {
    const named = (id, name) => (id ? link("entity", id, name) : words(name));
    if (kind === "quote") {
      return make("p", {}, row.speaker ? named(row.speaker_entity_id, row.speaker_name ?? row.speaker) : "Somebody not named",
        ...(row.cue ? [" – ", words(row.cue)] : []), ...(row.addressee ? [" – to ", named(row.addressee_entity_id, row.addressee)] : []),
        ...(row.channel ? [" – ", words(row.channel)] : []), ...(row.said_on ? [` – on ${day(row.said_on)}`] : []));
    }
    if (kind === "mention") {
      const before = row.antecedent_id && article.marks.find((mark) => mark.id === row.antecedent_id);
      return make("p", {}, ...(row.entity_id ? ["Stands for ", named(row.entity_id, row.name ?? row.entity_id)] : ["Not resolved"]),
        ...(before ? [", by way of ", link("mention", before.id, before.row.text)] : []));
    }
    if (kind === "time") return make("p", {}, row.date_start ? quotidian.days(row) : "No day in the calendar: the text does not fix it.");
    return make("p", {}, words(row.clause), ...(row.date_start ? [` – ${quotidian.days(row)}`] : []));
  };
  const chooseNothing = () => {
    for (const element of $("text").querySelectorAll(".chosen, .same, .shown")) element.classList.remove("chosen", "same", "shown");
    $("row").replaceChildren(make("p", { class: "quiet" }, "Nothing chosen yet."));
  };
  const choose = (number, { focus = false } = {}) => {
    const mark = article.marks[number];
    chooseNothing();
    for (const element of nodes.get(number) ?? []) element.classList.add("chosen");
    article.marks.forEach((other, i) => {
      const same = mark.kind === "mention" && mark.row.entity_id && other.kind === "mention" && other.row.entity_id === mark.row.entity_id;
      for (const element of nodes.get(i) ?? []) {
        if (same) element.classList.add("same");
        if (mark.kind === "quote" && other.of === mark.id) element.classList.add("shown");
      }
    });
    const described = site.columns[mark.kind];
    const fields = Object.entries(mark.row).filter(([name]) => !/(^|_)(start|end)$/.test(name) || name.startsWith("date_"));
    $("row").replaceChildren(...[
      make("button", { type: "button", class: "close" }, "Close"), make("h2", {}, KINDS[mark.kind]), summary(mark),
      again(mark),
      make("p", {}, make("a", { href: `#${mark.kind}-${encodeURIComponent(mark.id)}` }, `Link to this ${KINDS[mark.kind].toLowerCase()}`)),
      make("dl", {}, ...fields.flatMap(([name, content]) => [
        make("dt", { title: described[name] }, name.replaceAll("_", " ")), make("dd", {}, value(name, content))]),
      make("dt", {}, "characters of the text"), make("dd", {}, `${mark.row.start} to ${mark.row.end}`))].filter(Boolean));
    if (focus) $("row").focus();
  };
  const markAt = (event) => {
    for (let element = event.target.closest("mark"); element; element = element.parentElement.closest("mark")) {
      const number = Number(element.dataset.mark);
      if ($("text").classList.contains(`on-${article.marks[number].kind}`)) return number;
    }
    return null;
  };
  $("text").addEventListener("click", (event) => { const number = markAt(event); if (number !== null) choose(number); });
  $("text").addEventListener("focusin", (event) => { const number = markAt(event); if (number !== null) choose(number); });
  $("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter") { const number = markAt(event); if (number !== null) choose(number, { focus: true }); }
  });
  $("row").addEventListener("keydown", (event) => {
    if (event.key === "Escape") $("text").querySelector("mark.chosen[tabindex]")?.focus();
  });
  $("row").addEventListener("click", (event) => { if (event.target.closest(".close")) chooseNothing(); });
  $("kinds").addEventListener("change", filter);

  // A day without a time is kept as its midnight.
  const moment = (time) => {
    const [date, hour] = time.split(" ");
    return !hour || hour === "00:00" ? day(date) : `${day(date)}, ${hour} UTC`;
  };
  const showArticle = async (id) => {
    if (id === shownId) return;
    article = await load(`articles/${id}`);
    shownId = id;
    nodes = new Map();
    $("list").hidden = true;
    $("article").hidden = false;
    $("title").replaceChildren(...pieces(article.title));
    document.title = `${article.title} · Quotidian`;
    const about = article.about;
    $("byline").replaceChildren(...[
      about.publisher && words(about.publisher), about.authors && words(about.authors.join(", ")),
      about.published_at ? `published ${moment(about.published_at)}` : null,
      about.reference_date ? `dates counted from ${day(about.reference_date)} (${about.reference_date_source})` : "no day to count dates from",
      count(about.n_words, "word"),
      article.link ? make("a", { href: article.link, rel: "noopener noreferrer" }, words(about.uri)) : words(about.uri),
    ].filter(Boolean).flatMap((item, i) => (i ? [" · ", item] : [item])));
    const { story } = article;
    $("story").hidden = !story;
    $("story").replaceChildren(...(story ? [
      ...(story.copy_of ? [`${Math.round(100 * story.share)} % copied from `, link("article", story.copy_of, "another article"), ". "] : []),
      "One of ", `${story.n} articles of the story `, link("story", story.id, story.title ?? "without a title")] : []));
    $("text").replaceChildren();
    draw(article.text, $("text"));
    complete();
    for (const box of $("kinds").querySelectorAll("input")) {
      box.nextElementSibling.textContent = `(${article.marks.filter((mark) => mark.kind === box.value).length})`;
    }
    filter();
    chooseNothing();
    const rows = (kind) => article.marks.filter((mark) => mark.kind === kind);
    $("quotes").replaceChildren(make("h2", {}, "Quotes in this article ", make("span", { class: "n" }, rows("quote").length)), make("ul", { class: "plain" },
      ...rows("quote").map(({ id: quote, row, again: other, more_again: more }) => {
        const item = quoteItem({ id: quote, text: row.text, speaker: row.speaker_name ?? row.speaker ?? "Somebody not named",
          speaker_id: row.speaker_entity_id, cue: row.cue, attitude: row.attitude, day: row.said_on, again: other, more_again: more });
        item.removeAttribute("id");
        return item;
      })));
    const events = rows("event");
    const dated = events.filter(({ row }) => row.date_start);
    const told = ({ modality, polarity }) => (modality === "asserted" ? (polarity === "negative" ? "did not happen" : "happened")
      : modality === "planned" && polarity === "negative" ? "not planned" : modality);
    const undated = events.filter(({ row }) => !row.date_start);
    $("events").replaceChildren(
      make("h2", {}, "Dated events in this article ", make("span", { class: "n" }, dated.length)),
      make("ul", { class: "plain" }, ...dated.map(({ id: event, row }) => eventItem({ ...row, id: event, status: told(row) }))),
      ...(undated.length ? [make("h3", {}, "Without a day ", make("span", { class: "n" }, undated.length)), make("ul", { class: "plain" },
        ...undated.map(({ id: event, row }) => make("li", {}, statusMark(told(row)), " ", link("event", event, row.clause))))] : []));
  };

  // ---- addresses
  const open = busy(async () => {
    const { kind, id } = target();
    if (!kind) { await showList(); return; }
    const owner = kind === "article" ? id : id.replace(/-[a-z]\d+-\d+(-t\d+)?$/, "");
    try {
      await showArticle(owner);
    } catch {
      await showList();
      $("found").textContent = `There is no article for this address: ${id}`;
      return;
    }
    const number = article.marks.findIndex((mark) => mark.kind === kind && mark.id === id);
    if (number >= 0) {
      const box = $("kinds").querySelector(`input[value="${kind}"]`);
      if (!box.checked) { box.checked = true; filter(); }
      const [element] = nodes.get(number) ?? [];
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "center" });
      choose(number);
    } else {
      scrollTo(0, 0);
    }
  });
  addEventListener("hashchange", open);
  await open();
})();
