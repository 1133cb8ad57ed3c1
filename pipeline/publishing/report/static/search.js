// Search over entities, quotes, events and articles: the words are looked up in their files, then the records they lead to.
"use strict";

(async () => {
  const { load, make, words, link, target, count, fileOf, labels, busy } = quotidian;
  await quotidian.ready;
  const $ = (id) => document.getElementById(id);
  const index = await load("words");
  const NAMES = { entity: ["entity", "entities"], quote: ["quote", "quotes"], event: ["event", "events"],
    article: ["article", "articles"] };
  const AT_ONCE = 50;
  const FILES_AT_MOST = 12;
  let turn = 0;

  const split = (text) => (text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !index.stop.includes(word));
  // The numbers of the records with a word, or with a word that begins so.
  const lookUp = async (word, beginning) => {
    const found = new Set();
    const first = fileOf(index.first, word);
    if (first < 0) return found;
    for (let file = first; file < Math.min(index.first.length, first + FILES_AT_MOST); file += 1) {
      if (file > first && !index.first[file].startsWith(word)) break;
      for (const [held, numbers] of Object.entries(await load(`words/${file}`))) {
        if (held === word || (beginning && held.startsWith(word))) for (const number of numbers) found.add(number);
      }
      if (!beginning) break;
    }
    return found;
  };
  const record = async (number) => (await load(`records/${Math.floor(number / index.records)}`))[number % index.records];
  const day = (iso) => (/^\d{4}-\d\d-\d\d$/.test(iso ?? "") ? quotidian.day(iso) : null);
  const below = (...texts) => make("div", { class: "quiet" }, ...texts.filter(Boolean).flatMap((text, i) => (i ? [" · ", words(text)] : [words(text)])));
  const item = (one) => {
    if (one.kind === "quote") return quotidian.quoteItem({ ...one, speaker: one.head, day: day(one.note) && one.note });
    if (one.kind === "event") return quotidian.eventItem({ ...one, status: one.note, clause: one.text });
    return make("li", {}, link(one.kind, one.id, one.head),
      below(one.kind === "article" ? day(one.note) : labels[one.note] ?? one.note, one.text));
  };

  const search = busy(async () => {
    turn += 1;
    const mine = turn;
    const wanted = split($("q").value);
    $("results").replaceChildren();
    if (!wanted.length) { $("found").textContent = ""; return; }
    $("found").textContent = "Searching …";
    const kinds = new Set([...$("kinds").querySelectorAll("input:checked")].map((box) => box.value));
    const sets = await Promise.all(wanted.map((word) => lookUp(word, word.length > 2)));
    const numbers = [...sets[0]].filter((number) => sets.every((set) => set.has(number))).sort((a, b) => a - b);
    const sections = [];
    for (const kind of Object.keys(NAMES)) {
      if (!kinds.has(kind)) continue;
      const [low, high] = index.kinds[kind];
      const hits = numbers.filter((number) => number >= low && number < high);
      if (!hits.length) continue;
      const list = make("ul", { class: "plain" });
      const whole = make("section", {}, make("h2", {}, count(hits.length, ...NAMES[kind])), list);
      const button = make("button", { type: "button" }, "Show more");
      const more = async () => {
        const records = await Promise.all(hits.splice(0, AT_ONCE).map(record));
        list.append(...records.map(item));
        if (!hits.length) button.remove();
      };
      button.addEventListener("click", more);
      whole.append(button);
      await more();
      sections.push(whole);
    }
    if (mine !== turn) return;
    $("results").replaceChildren(...sections);
    $("found").textContent = sections.length ? `${count(numbers.length, "hit")} for ${wanted.join(" ")}` : "Nothing found.";
  });
  const open = busy(async () => {
    const { kind, id } = target();
    if (kind === "q") $("q").value = id;
    await search();
  });
  $("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const hash = `#q=${encodeURIComponent($("q").value)}`;
    if (location.hash === hash) search(); else location.hash = hash;
  });
  $("kinds").addEventListener("change", search);
  addEventListener("hashchange", open);
  await open();
})();
