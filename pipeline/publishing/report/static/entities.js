// The list of entities, and the page of one: what it said, what is said about it, what it did and when.
"use strict";

(async () => {
  const { load, make, words, link, target, labels, day, count, quoteItem, eventItem, section, busy } = quotidian;
  await quotidian.ready;
  const $ = (id) => document.getElementById(id);
  const LABELS = { PERSON: "people", ORG: "organisations", GPE: "countries, cities and regions", LOC: "other places", FAC: "buildings and works",
    NORP: "nationalities and groups", EVENT: "named events", WORK_OF_ART: "works", LAW: "laws", PRODUCT: "products", LANGUAGE: "languages" };
  const AT_ONCE = 200;

  const showList = async () => {
    $("entity").hidden = true;
    $("list").hidden = false;
    const all = await load("entities");
    let hits = all;
    let end = 0;
    if (!$("label").options.length) {
      const present = Object.keys(LABELS).filter((label) => all.some((one) => one.label === label));
      $("label").append(make("option", { value: "" }, "everything"), ...present.map((label) => make("option", { value: label }, LABELS[label])));
    }
    const numbers = ["n_quotes", "n_events", "n_mentions", "n_articles"];
    const row = (one) => make("tr", {}, make("th", { scope: "row" }, link("entity", one.id, one.name)), make("td", {}, labels[one.label] ?? one.label),
      ...numbers.map((name) => make("td", { class: "n" }, one[name].toLocaleString("en"))));
    const body = make("tbody");
    $("entities").replaceChildren(make("thead", {}, make("tr", {}, ...["Name", "Kind"].map((name) => make("th", { scope: "col" }, name)),
      ...numbers.map((name) => make("th", { scope: "col", class: "n" }, name.slice(2))))), body);
    const more = () => {
      body.append(...hits.slice(end, end + AT_ONCE).map(row));
      end += AT_ONCE;
      $("more").hidden = end >= hits.length;
    };
    const filter = () => {
      const wanted = $("find").value.toLowerCase();
      hits = all.filter((one) => (!$("label").value || one.label === $("label").value) && one.name.toLowerCase().includes(wanted));
      $("found").replaceChildren(`${count(hits.length, "entity", "entities")}, the most mentioned first. `,
        make("a", { href: `search.html#q=${encodeURIComponent(wanted)}` }, "Search all"));
      body.replaceChildren();
      end = 0;
      more();
    };
    $("find").oninput = filter;
    $("label").onchange = filter;
    $("more").onclick = more;
    filter();
  };

  const showEntity = async (id) => {
    const entity = await quotidian.entity(id);
    if (!entity) {
      await showList();
      $("found").textContent = `There is no entity ${id}.`;
      return;
    }
    $("list").hidden = true;
    $("entity").hidden = false;
    document.title = `${entity.name} · Quotidian`;
    const facts = [
      ["Other names", entity.aliases?.join(", ")],
      ["Country", entity.country_code],
      ["Coordinates", entity.latitude !== undefined ? `${entity.latitude.toFixed(3)}, ${entity.longitude.toFixed(3)} (${entity.place_precision})` : null],
      ["GeoNames", entity.geonames_id],
      ["In your knowledge base", entity.kb_id],
      ["Seen", entity.first_seen ? (entity.first_seen === entity.last_seen ? day(entity.first_seen) : `${day(entity.first_seen)} – ${day(entity.last_seen)}`) : null],
      ["Mentions", entity.n_mentions],
    ].filter(([, content]) => content !== null && content !== undefined && content !== "");
    $("entity").replaceChildren(
      make("p", { class: "quiet" }, make("a", { href: "entities.html" }, "All entities")),
      make("h1", {}, words(entity.name)),
      make("p", { class: "lead" }, labels[entity.label] ?? entity.label, " · ", make("code", {}, words(entity.id))),
      make("dl", { class: "made" }, ...facts.map(([name, content]) => make("div", {}, make("dt", {}, name), make("dd", {}, words(content))))),
      make("nav", { class: "jump", "aria-label": "On this page" },
        ...[["Said", entity.said], [`Said about ${entity.name}`, entity.about], ["Took part in", entity.did], ["Articles", entity.articles]].map(([name, list], i) => {
          const button = make("button", { type: "button" }, `${name} (${list.n.toLocaleString("en")})`);
          button.addEventListener("click", () => {
            const heading = $("entity").querySelectorAll("section > h2")[i];
            heading.tabIndex = -1;
            heading.focus();
            heading.scrollIntoView();
          });
          return button;
        }),
        make("a", { href: `timeline.html#entity-${encodeURIComponent(entity.id)}` }, "On the timeline")),
      ...(entity.roles ? [make("h2", {}, "Roles"), make("ul", { class: "plain" }, ...entity.roles.map((role) => make("li", {}, words(role.role),
        make("span", { class: "quiet" }, role.first_seen ? ` ${day(role.first_seen)}${role.last_seen !== role.first_seen ? ` – ${day(role.last_seen)}` : ""}` : ""))))] : []),
      ...(entity.namesakes.length ? [make("h2", {}, "Others of this name"), make("ul", { class: "plain" }, ...entity.namesakes.map((other) =>
        make("li", {}, link("entity", other.id, other.name), make("span", { class: "quiet" }, other.role ? " " : "", words(other.role ?? ""), " ", make("code", {}, words(other.id))))))] : []),
      ...(entity.merged.length ? [make("h2", {}, "Ids merged into this one"), make("ul", { class: "plain" }, ...entity.merged.map((other) =>
        make("li", {}, make("code", {}, words(other.id)), make("span", { class: "quiet" }, ` ${other.merged_because ?? ""}`))))] : []),
      section("Said", entity.said, (quote) => quoteItem({ ...quote, speaker: entity.name })),
      section(`Said about ${entity.name}`, entity.about, quoteItem),
      section("Took part in", entity.did, eventItem),
      section("Articles", entity.articles, (one) => make("li", {}, link("article", one.id, one.title),
        make("span", { class: "quiet" }, ` ${one.day ? `${day(one.day)} · ` : ""}${count(one.mentions, "mention")}`))));
    scrollTo(0, 0);
    $("main").focus({ preventScroll: true });
  };

  const open = busy(async () => {
    const { kind, id } = target();
    if (kind === "entity") await showEntity(id); else await showList();
  });
  addEventListener("hashchange", open);
  await open();
})();
