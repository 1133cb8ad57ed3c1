// Search over entities, quotes, events and articles: the words are looked up in their files, then the records they lead to.
"use strict";

(async () => {
  const { load, make, words, link, target, count, fileOf, labels, busy } = quotidian;
  await quotidian.ready;
  const $ = (id) => document.getElementById(id);
  const index = await load("words");
  const NAMES = { entity: ["entity", "entities"], quote: ["quote", "quotes"], event: ["event", "events"],
    article: ["article", "articles"] };
  const AT_ONCE = 20;
  const FRAGMENT = 170;
  const FRAGMENTS_AT_MOST = 3;
  const FILES_AT_MOST = 12;
  let turn = 0;

  const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const split = (text) => (bare(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !index.stop.includes(word));
  const byBeginning = (word) => word.length > 2;
  // The places of a text where a wanted word stands, or one that begins so: where, and which word.
  const places = (text, wanted) => [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].flatMap((found) => {
    const own = bare(found[0]);
    const word = wanted.find((one) => own === one || (byBeginning(one) && own.startsWith(one)));
    return word ? [{ start: found.index, end: found.index + found[0].length, word }] : [];
  });
  // What stands around the words in a long text: for each word that no fragment has yet, the one with most others.
  const fragments = (text, wanted) => {
    const found = places(text, wanted);
    const taken = [];
    let left = new Set(wanted);
    while (taken.length < FRAGMENTS_AT_MOST) {
      let best = null;
      for (const [i, { start, word }] of found.entries()) {
        if (!left.has(word)) continue;
        const inside = found.slice(i).filter(({ end }) => end <= start + FRAGMENT);
        const has = new Set(inside.map((one) => one.word).filter((one) => left.has(one)));
        if (!best || has.size > best.has.size) best = { start, end: Math.max(inside.at(-1)?.end ?? 0, found[i].end), has };
      }
      if (!best) break;
      left = new Set([...left].filter((word) => !best.has.has(word)));
      taken.push(best);
    }
    const cut = ({ start, end }) => {
      const around = Math.max(0, Math.floor((FRAGMENT - (end - start)) / 2));
      let [low, high] = [Math.max(0, start - around), Math.min(text.length, end + around)];
      while (low > 0 && low < start && /\S/.test(text[low - 1])) low += 1;
      while (high < text.length && high > end && /\S/.test(text[high])) high -= 1;
      return `${low ? "… " : ""}${text.slice(low, high).trim().replace(/\s+/g, " ")}${high < text.length ? " …" : ""}`;
    };
    return taken.sort((a, b) => a.start - b.start).map(cut);
  };
  const flat = (tree) => tree.map((node) => (typeof node === "string" ? node : flat(node.slice(1)))).join("");
  // An article shows where the words stand in its text; where they are in its title only, its beginning.
  const withPlaces = async (one, wanted) => {
    if (one.kind !== "article") return one;
    const found = fragments(flat((await load(`articles/${one.id}`)).text), wanted);
    return found.length ? { ...one, text: found.join(" ").replaceAll("… …", "…") } : one;
  };
  const mark = (element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("time, .status")) nodes.push(walker.currentNode);
    for (const node of nodes) {
      for (const { start, end } of places(node.data, wanted).reverse()) {
        node.splitText(end);
        const word = node.splitText(start);
        word.replaceWith(make("mark", { class: "found" }, word.data));
      }
    }
    return element;
  };
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
  const below = (...texts) => make("div", { class: "quiet" }, ...texts.filter(Boolean)
    .flatMap((part, i) => [i ? " · " : "", typeof part === "string" ? words(part) : part]));
  const item = (one) => {
    if (one.kind === "quote") return quotidian.quoteItem({ ...one, speaker: one.head, day: day(one.note) && one.note });
    if (one.kind === "event") return quotidian.eventItem({ ...one, status: one.note, clause: one.text });
    return make("li", {}, link(one.kind, one.id, one.head),
      below(one.kind === "article" ? day(one.note) && make("time", { datetime: one.note }, day(one.note)) : labels[one.note] ?? one.note, one.text));
  };

  const search = busy(async () => {
    turn += 1;
    const mine = turn;
    const wanted = split($("q").value);
    $("results").replaceChildren();
    if (!wanted.length) { $("found").textContent = ""; return; }
    $("found").textContent = "Searching …";
    const kinds = new Set([...$("kinds").querySelectorAll("input:checked")].map((box) => box.value));
    const sets = await Promise.all(wanted.map((word) => lookUp(word, byBeginning(word))));
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
        list.append(...(await Promise.all(records.map((one) => withPlaces(one, wanted)))).map((one) => mark(item(one), wanted)));
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
