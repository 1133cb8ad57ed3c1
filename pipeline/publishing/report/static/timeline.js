// Dated events by day, from a day on, of an entity or of all, told as facts or planned.
"use strict";

(async () => {
  const { load, make, words, link, target, days, count, statusMark, busy } = quotidian;
  await quotidian.ready;
  const $ = (id) => document.getElementById(id);
  const { files, first } = await load("timeline");
  const named = (await load("entities")).slice(0, 1000);
  const ENOUGH = 40;
  // A name that several have stands for the most mentioned of them; the others are chosen by their ids.
  const byName = new Map(named.toReversed().map((one) => [one.name, one.id]));
  const choice = (one) => (byName.get(one.name) === one.id ? one.name : one.id);
  $("names").append(...named.filter((one) => one.n_events).map((one) => make("option", { value: choice(one) }, one.id)));
  const total = files.reduce((sum, file) => sum + file.n, 0);
  const types = [...new Set(files.flatMap((file) => Object.keys(file.types)))].sort();
  $("type").append(...types.map((type) => make("option", { value: type }, type.replaceAll("_", " "))));
  let low = 0; // files from low to before high are shown
  let high = 0;
  let before = []; // events of the first file that is shown, from days before those asked for
  let shown = 0;
  let turn = 0; // the newest filtering; older ones that still load stop

  const chosen = () => {
    const name = $("entity").value.trim();
    return { entity: byName.get(name) ?? name, status: $("status").value, from: $("from").value,
      type: $("type").value, place: $("place").value.trim().toLowerCase() };
  };
  const wanted = ({ entity, status, type, place }, event) => (!status || event.status === status) && (!type || event.type === type)
    && (!place || event.place?.toLowerCase().includes(place)) && (!entity || event.entities?.includes(entity));
  // By day, and within a day by article.
  const groups = (events) => {
    const made = [];
    let name = null;
    let lists = new Map();
    for (const event of events) {
      if (days(event) !== name) {
        name = days(event);
        lists = new Map();
        made.push(make("section", {}, make("h2", {}, make("time", { datetime: event.date_start }, name))));
      }
      if (!lists.has(event.article)) {
        lists.set(event.article, make("ul", { class: "plain" }));
        made.at(-1).append(make("div", { class: "telling" }, lists.get(event.article),
          make("div", { class: "quiet" }, link("article", event.article, event.title ?? "without a title"))));
      }
      lists.get(event.article).append(make("li", {}, statusMark(event.status), " ", link("event", event.id, event.clause),
        make("span", { class: "quiet" }, [event.type && event.type !== "other" ? ` ${event.type.replaceAll("_", " ")}` : "", event.place ? ` in ${event.place}` : ""].join("")),
        ...(event.happening ? [" · ", make("span", { class: "quiet" }, link("happening", event.happening, `told in ${count(event.told, "article")}`))] : [])));
    }
    return made;
  };
  const tell = () => {
    $("found").textContent = files.length ? `${count(shown, "event")} shown, of ${total.toLocaleString("en")} with a date.` : "No event has a date in the calendar.";
    $("earlier").hidden = low === 0 && !before.length;
    $("later").hidden = high >= files.length;
  };
  // Goes through the files in one direction until enough events are shown.
  const grow = async (later) => {
    const [filter, mine] = [chosen(), turn];
    let found = 0;
    if (!later && before.length) {
      found += before.length;
      $("events").prepend(...groups(before));
      before = [];
    }
    while (found < ENOUGH && (later ? high < files.length : low > 0)) {
      const file = later ? high : low - 1;
      if (later) high += 1; else low -= 1;
      if ((filter.status && !files[file].statuses[filter.status]) || (filter.type && !files[file].types[filter.type])) continue;
      let events = (await load(`timeline/${file}`)).filter((event) => wanted(filter, event));
      if (mine !== turn) return;
      if (later && filter.from && high === low + 1) {
        before = events.filter((event) => event.date_start < filter.from);
        events = events.filter((event) => event.date_start >= filter.from);
      }
      found += events.length;
      if (later) $("events").append(...groups(events)); else $("events").prepend(...groups(events));
    }
    shown += found;
    tell();
  };
  const start = busy(async () => {
    turn += 1;
    shown = 0;
    before = [];
    const { from } = chosen();
    $("events").replaceChildren();
    low = from ? files.findIndex((file) => file.to >= from) : 0;
    if (low < 0) low = files.length;
    high = low;
    await grow(true);
  });
  const open = busy(async () => {
    const { kind, id } = target();
    if (kind === "from") $("from").value = id;
    else if (kind === "type") $("type").value = id;
    else if (!kind && first && !$("from").value) $("from").value = first; // earlier days are a button away
    if (kind === "entity") {
      const entity = named.find((one) => one.id === id);
      $("entity").value = entity ? choice(entity) : id;
    }
    await start();
  });
  for (const id of ["from", "entity", "status", "type", "place"]) $(id).addEventListener("change", start);
  $("earlier").addEventListener("click", () => grow(false));
  $("later").addEventListener("click", () => grow(true));
  addEventListener("hashchange", open);
  await open();
})();
