// Places on a map and in a list beside it: how often they are named, or the events that happen there.
"use strict";

(async () => {
  const { load, make, target, link, days, count, busy, words } = quotidian;
  await quotidian.ready;
  const $ = (id) => document.getElementById(id);
  const { land, places, events } = await load("map");
  const named = (await load("entities")).slice(0, 1000);
  const byName = new Map(named.toReversed().map((one) => [one.name, one.id]));
  const byId = new Map(places.map((place) => [place.id, place]));
  const WHOLE = [0, 20, 360, 130];
  const LISTED = 200;
  const NEAREST = 70;
  let view = [...WHOLE];
  let chosenPlace = null;

  const draw = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  $("type").append(...[...new Set(events.map((event) => event.type).filter(Boolean))].sort().map((type) => make("option", { value: type }, type)));
  $("names").append(...named.map((one) => make("option", { value: byName.get(one.name) === one.id ? one.name : one.id })));
  const svg = $("map");
  const ground = draw("path", { class: "land", d: land });
  const points = draw("g", {});
  svg.append(ground, points);

  const wanted = (event) => {
    const name = $("entity").value.trim();
    const entity = byName.get(name) ?? name;
    const [from, to, type] = [$("from").value, $("to").value, $("type").value];
    return (!type || event.type === type)
      && (!entity || event.place === entity || event.entities?.includes(entity))
      && (!from || (event.date_end ?? event.date_start ?? "") >= from)
      && (!to || (event.date_start !== undefined && event.date_start <= to));
  };
  const tellers = () => {
    if ($("what").value === "mentions") return new Map(places.map((place) => [place.id, place.n]));
    const counts = new Map();
    for (const event of events.filter(wanted)) counts.set(event.place, (counts.get(event.place) ?? 0) + 1);
    return counts;
  };
  const size = (n) => Math.min(6, 0.8 + 0.9 * Math.log2(1 + n)) * (view[2] / 360);
  const where = (place) => [place.region, place.country].filter((part) => part && part !== place.name).join(", ");

  const tellPlace = (id) => {
    chosenPlace = id;
    const place = byId.get(id);
    const there = events.filter((event) => event.place === id && wanted(event));
    $("place").replaceChildren(
      make("h2", {}, link("entity", place.id, place.name)),
      make("p", { class: "quiet" }, `${where(place)} · ${place.precision} · ${place.latitude}, ${place.longitude} · ${count(place.n, "mention")}`),
      make("ul", { class: "plain" }, ...there.slice(0, 100).map((event) => make("li", {},
        event.date_start ? make("time", { datetime: event.date_start }, days(event)) : make("span", { class: "quiet" }, "no date"), " ",
        link("event", event.id, event.clause), event.title ? make("div", { class: "quiet" }, words(event.title)) : null))));
    for (const point of points.children) point.classList.toggle("chosen", point.dataset.id === id);
  };
  const look = () => {
    svg.setAttribute("viewBox", view.join(" "));
    for (const point of points.children) point.setAttribute("r", size(Number(point.dataset.n)));
  };
  // The part of the world that holds these places, with some room around them.
  const around = (shown) => {
    const [x, y] = [shown.map((place) => place.longitude + 180), shown.map((place) => 90 - place.latitude)];
    const [left, right, top, bottom] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
    const width = Math.max(NEAREST, 1.25 * (right - left), 1.4 * (bottom - top) * WHOLE[2] / WHOLE[3]);
    const height = width * WHOLE[3] / WHOLE[2];
    return width < 300 ? [(left + right - width) / 2, (top + bottom - height) / 2, width, height] : [...WHOLE];
  };
  const show = busy(async () => {
    const counts = [...tellers()].filter(([id]) => byId.has(id)).sort((a, b) => b[1] - a[1]);
    const unit = $("what").value === "mentions" ? "mention" : "event";
    points.replaceChildren(...counts.map(([id, n]) => {
      const place = byId.get(id);
      const point = draw("circle", { cx: place.longitude + 180, cy: 90 - place.latitude, r: size(n), class: `point ${place.precision}` });
      point.dataset.id = id;
      point.dataset.n = n;
      const title = draw("title", {});
      title.textContent = `${place.name}: ${count(n, unit)}`;
      point.append(title);
      point.addEventListener("click", () => tellPlace(id));
      return point;
    }));
    $("places").replaceChildren(make("ol", { class: "plain" }, ...counts.slice(0, LISTED).map(([id, n]) => {
      const place = byId.get(id);
      const button = make("button", { type: "button", class: "plain" }, words(place.name), ` ${where(place) ? `(${where(place)}) ` : ""}${n.toLocaleString("en")}`);
      button.addEventListener("click", () => {
        tellPlace(id);
        view = [place.longitude + 180 - 30, 90 - place.latitude - 11, 60, 22];
        look();
      });
      return make("li", {}, button);
    })));
    const total = counts.reduce((sum, [, n]) => sum + n, 0);
    $("found").textContent = counts.length ? `${count(total, unit)} at ${count(counts.length, "place")}` : "No place fits.";
    if (chosenPlace && counts.some(([id]) => id === chosenPlace)) tellPlace(chosenPlace); else $("place").replaceChildren();
    look();
  });
  const zoom = (factor) => {
    const [x, y, w, h] = view;
    const [width, height] = [Math.min(360, w * factor), Math.min(180, h * factor)];
    view = [x + (w - width) / 2, y + (h - height) / 2, width, height];
    look();
  };
  const move = (dx, dy) => {
    view = [view[0] + dx * view[2] / 8, view[1] + dy * view[3] / 8, view[2], view[3]];
    look();
  };
  const keys = {
    ArrowLeft: () => move(-1, 0), ArrowRight: () => move(1, 0), ArrowUp: () => move(0, -1), ArrowDown: () => move(0, 1),
    "+": () => zoom(0.7), "=": () => zoom(0.7), "-": () => zoom(1 / 0.7), 0: () => { view = [...WHOLE]; look(); },
  };
  svg.addEventListener("keydown", (pressed) => {
    if (keys[pressed.key] && !pressed.ctrlKey && !pressed.metaKey) {
      pressed.preventDefault();
      keys[pressed.key]();
    }
  });
  $("closer").addEventListener("click", keys["+"]);
  $("farther").addEventListener("click", keys["-"]);
  $("whole").addEventListener("click", keys[0]);
  for (const id of ["what", "from", "to", "type", "entity"]) $(id).addEventListener("change", show);
  const { kind, id } = target();
  if (kind === "entity") $("entity").value = id;
  const first = [...tellers().keys()].filter((place) => byId.has(place)).map((place) => byId.get(place));
  if (first.length) view = around(first);
  await show();
  if (kind === "place" && byId.has(id)) tellPlace(id);
})();
