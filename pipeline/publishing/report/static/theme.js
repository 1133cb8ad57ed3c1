// The theme chosen by the reader, set before anything is drawn. Without a choice, the system's holds.
"use strict";
(() => {
  const root = document.documentElement;
  const names = { system: "Theme: system", light: "Theme: light", dark: "Theme: dark" };
  let chosen = "system";
  try { chosen = localStorage.getItem("quotidian-theme") || chosen; } catch { /* storage may be closed to files */ }
  const show = () => {
    if (chosen === "system") delete root.dataset.theme; else root.dataset.theme = chosen;
    const button = document.getElementById("theme");
    if (button) button.textContent = names[chosen];
  };
  show();
  document.addEventListener("DOMContentLoaded", () => {
    show();
    document.getElementById("theme").addEventListener("click", () => {
      const order = Object.keys(names);
      chosen = order[(order.indexOf(chosen) + 1) % order.length];
      try { localStorage.setItem("quotidian-theme", chosen); } catch { /* kept for this page only */ }
      show();
    });
  });
})();
