// Dated events by day, from a day on, of an entity or of all, told as facts or planned.
"use strict";

(async () => {
  const { load, make, target, days, count, eventItem, busy } = quotidian;
  await quotidian.ready;
  const $ = (id) => document.getElementById(id);
  const files = await load("timeline");
  const named = (await load("entities")).slice(0, 1000);
  const ENOUGH = 40;
  // A name that several have stands for the most mentioned of them; the others are chosen by their ids.
  const byName = new Map(named.toReversed().map((one) => [one.name, one.id]));
  const choice = (one) => (byName.get(one.name) === one.id ? one.name : one.id);
  $("names").append(...named.filter((one) => one.n_events).map((one) => make("option", { value: choice(one) }, one.id)));
  let low = 0; // files from low to before high are shown
  let high = 0;
  let shown = 0;
  let turn = 0; // the newest filtering; older ones that still load stop

  const chosen = () => {
    const name = $("entity").value.trim();
    return { entity: byName.get(name) ?? name, status: $("status").value, from: $("from").value };
  };
  const wanted = ({ entity, status }, event) => (!status || event.status === status) && (!entity || event.entities?.includes(entity));
  const groups = (events) => {
    const made = [];
    let name = null;
    for (const event of events) {
      if (days(event) !== name) {
        name = days(event);
        made.push(make("section", {}, make("h2", {}, make("time", { datetime: event.date_start }, name)), make("ul", { class: "plain" })));
      }
      const item = eventItem(event);
      item.querySelector("time").remove();
      made.at(-1).lastChild.append(item);
    }
    return made;
  };
  const tell = () => {
    $("found").textContent = files.length ? `${count(shown, "event")} shown` : "No event has a date in the calendar.";
    $("earlier").hidden = low === 0;
    $("later").hidden = high >= files.length;
  };
  // Goes through the files in one direction until enough events are shown.
  const grow = async (later) => {
    const [filter, mine] = [chosen(), turn];
    let found = 0;
    while (found < ENOUGH && (later ? high < files.length : low > 0)) {
      const file = later ? high : low - 1;
      if (later) high += 1; else low -= 1;
      if (filter.status && !files[file].statuses[filter.status]) continue;
      const events = (await load(`timeline/${file}`)).filter((event) => wanted(filter, event) && (!later || !filter.from || high > low + 1 || event.date_start >= filter.from));
      if (mine !== turn) return;
      found += events.length;
      if (later) $("events").append(...groups(events)); else $("events").prepend(...groups(events));
    }
    shown += found;
    tell();
  };
  const start = busy(async () => {
    turn += 1;
    shown = 0;
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
    if (kind === "entity") {
      const entity = named.find((one) => one.id === id);
      $("entity").value = entity ? choice(entity) : id;
    }
    await start();
  });
  for (const id of ["from", "entity", "status"]) $(id).addEventListener("change", start);
  $("earlier").addEventListener("click", () => grow(false));
  $("later").addEventListener("click", () => grow(true));
  addEventListener("hashchange", open);
  await open();
})();
