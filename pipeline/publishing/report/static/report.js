// What all pages share: loading data files, making elements from text (never from markup), and links.
"use strict";

const quotidian = (() => {
  const waiting = new Map();
  const loaded = new Map();

  // A data file is a script that calls quotidian.take(name, value).
  const take = (name, value) => { waiting.get(name)?.(value); };
  const load = (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = `data/${name.split("/").map(encodeURIComponent).join("/")}.js`;
        script.onerror = () => reject(new Error(`There is no data file ${name}.`));
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  };

  // make("a", {href}, "text", otherElement): text becomes text, whatever is in it.
  const make = (tag, attributes = {}, ...content) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(name, "");
      else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value);
    }
    element.append(...content.filter((item) => item !== null && item !== undefined));
    return element;
  };

  // Words of an article or a source, which may hold characters that turn the order of what follows.
  let controls = {};
  const turning = /([\u202a-\u202e\u2066-\u2069])/;
  const pieces = (text) => String(text).split(turning).map((piece) =>
    turning.test(piece) ? make("span", { class: "control" }, controls[piece] ?? "?") : piece);
  const words = (text) => make("bdi", {}, ...pieces(text));

  // Names in the order of their code points, as the data files are cut.
  const compare = (a, b) => {
    const [x, y] = [[...a], [...b]];
    for (let i = 0; i < Math.min(x.length, y.length); i += 1) {
      if (x[i] !== y[i]) return x[i].codePointAt(0) - y[i].codePointAt(0);
    }
    return x.length - y.length;
  };
  // The last of the sorted names that is not behind `name`: the file that would hold it.
  const fileOf = (first, name) => {
    let [low, high] = [0, first.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (compare(first[middle], name) <= 0) low = middle; else high = middle - 1;
    }
    return first.length ? low : -1;
  };

  // What has an id and lies in files sorted by it: entities and stories.
  const find = async (files, folder, id) => {
    const file = fileOf(await load(files), id);
    return file < 0 ? null : (await load(`${folder}/${file}`)).find((one) => one.id === id) ?? null;
  };
  const entity = async (id) => {
    const found = await find("entity-files", "entities", id);
    return found?.canonical ? entity(found.canonical) : found;
  };

  const PAGES = { entity: "entities.html", story: "stories.html", happening: "events.html" };
  const address = (kind, id) => {
    return `${PAGES[kind] ?? "reader.html"}#${kind}-${encodeURIComponent(id).replaceAll("%2F", "/")}`;
  };
  const link = (kind, id, text) => make("a", { href: address(kind, id) }, words(text));
  const target = () => {
    let hash = location.hash.slice(1);
    try { hash = decodeURIComponent(hash); } catch { /* an address cut short */ }
    const [, kind, id] = /^([a-z]+)[-=](.*)$/s.exec(hash) ?? [];
    return { kind, id };
  };

  const labels = { PERSON: "person", ORG: "organisation", GPE: "country, city or region", LOC: "other place", FAC: "building or works",
    NORP: "nationality or group", EVENT: "named event", WORK_OF_ART: "work", LAW: "law", PRODUCT: "product", LANGUAGE: "language" };
  const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  const day = (iso) => {
    const [year, month, date] = iso.split("-").map(Number);
    return `${date} ${months[month - 1]} ${year}`;
  };
  // The days of an event in words, as exact as they are known.
  const days = ({ date_start: start, date_end: end }) => {
    if (!end || start === end) return day(start);
    const [[y, m, d], [endYear, endMonth, endDate]] = [start, end].map((iso) => iso.split("-").map(Number));
    const last = new Date(Date.UTC(2000 + (y % 400), m, 0)).getUTCDate();
    if (y === endYear && m === 1 && d === 1 && endMonth === 12 && endDate === 31) return String(y);
    if (y === endYear && m === endMonth && d === 1 && endDate === last) return `${months[m - 1]} ${y}`;
    return `${day(start)} – ${day(end)}`;
  };
  const count = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

  // Where else a quote is printed, each place a link to its words there.
  const again = ({ again: others, more_again: more }) => (others ? make("div", { class: "again" }, "Printed also in ",
    ...others.flatMap((one, i) => [i ? ", " : "", link("quote", one.id, one.name),
      ...(one.day ? [" ", make("span", { class: "quiet" }, `(${one.copied ? "copied, " : ""}${day(one.day)})`)] : [])]),
    more ? ` and ${more.toLocaleString("en")} more` : "") : null);
  // Who said it and with which word stand before the words, as they would in a sentence.
  const saying = (quote) => [
    ...(quote.speaker ? [make("b", {}, quote.speaker_id ? link("entity", quote.speaker_id, quote.speaker) : words(quote.speaker))] : []),
    ...(quote.cue ? [quote.speaker ? " " : "", words(quote.cue)] : [])];
  const quoteItem = (quote) => make("li", { id: `quote-${quote.id}`, class: "said" },
    quote.speaker || quote.cue ? make("div", { class: "saying" }, ...saying(quote)) : null,
    make("blockquote", {}, link("quote", quote.id, quote.text)),
    make("div", { class: "quiet" },
      ...(quote.attitude && quote.attitude !== "speech" ? [quote.attitude, quote.day || quote.title ? " · " : ""] : []),
      ...(quote.day ? [make("time", { datetime: quote.day }, day(quote.day)), quote.title ? " · " : ""] : []),
      ...(quote.title ? [words(quote.title)] : [])), again(quote));
  const statusMark = (status) => make("span", { class: `status ${status.replaceAll(/[ _]/g, "-")}` }, status.replaceAll("_", " "));
  // An event of the corpus leads to its page where it is told more than once, else to its words.
  const happeningItem = (event) => make("li", {},
    event.date_start ? make("time", { datetime: event.date_start }, days(event)) : make("span", { class: "quiet" }, "no day"), " ", statusMark(event.status), " ",
    event.n_mentions > 1 ? link("happening", event.id, event.summary) : link("event", event.mention, event.summary),
    make("div", { class: "quiet" }, [event.type.replaceAll("_", " "), event.place, event.n > 1 ? `told in ${count(event.n, "article")}` : null]
      .filter(Boolean).map((text, i) => (i ? " · " : "") + text).join("")));
  const eventItem = (event) => make("li", {},
    make("time", { datetime: event.date_start }, days(event)), " ", statusMark(event.status), " ",
    link("event", event.id, event.clause),
    event.title ? make("div", { class: "quiet" }, words(event.title)) : null);

  // A list whose further rows are loaded file by file.
  const section = (heading, list, item) => {
    const items = make("ul", { class: "plain" }, ...list.rows.map(item));
    const whole = make("section", {}, make("h2", {}, heading, " ", make("span", { class: "n" }, list.n.toLocaleString("en"))), items);
    const more = [...list.more];
    if (more.length) {
      const button = make("button", { type: "button" }, "Show more");
      button.addEventListener("click", async () => {
        items.append(...(await load(more.shift())).map(item));
        if (!more.length) button.remove();
      });
      whole.append(button);
    }
    return whole;
  };

  // Until what was asked for last is drawn, the page says that it is busy (as its template does from the start).
  let drawing = 0;
  const busy = (draw) => async () => {
    drawing += 1;
    document.getElementById("main").ariaBusy = "true";
    try { await draw(); } finally {
      drawing -= 1;
      if (!drawing) document.getElementById("main").ariaBusy = "false";
    }
  };

  // On a narrow screen the pages stand in one row that is scrolled: the one that is open is in view.
  const current = document.querySelector("nav [aria-current]");
  if (current) current.parentElement.scrollLeft = current.offsetLeft - current.parentElement.offsetLeft - 16;
  for (const form of document.querySelectorAll("form[data-search]")) {
    form.addEventListener("submit", (submitted) => {
      submitted.preventDefault();
      location.href = `search.html#q=${encodeURIComponent(form.elements.q.value)}`;
    });
  }
  const ready = new Promise((resolve) => { setTimeout(() => load("site").then((site) => { controls = site.controls; resolve(site); })); });
  return { take, load, make, pieces, words, compare, fileOf, find, entity, address, link, target, labels, day, days, count, again, saying, quoteItem, statusMark, happeningItem, eventItem, section, busy, ready };
})();
