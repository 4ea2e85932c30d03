// Views, theme, and what clicks and keys do.
const VIEWS = ["table", "charts", "uncovered"];
function show(view) {
  for (const name of VIEWS) {
    const isOn = name === view;
    at(`view-${name}`).hidden = !isOn;
    at(`tab-${name}`).setAttribute("aria-selected", String(isOn));
    at(`tab-${name}`).tabIndex = isOn ? 0 : -1;
  }
  at("panel").className = view;
  if (view === "charts") drawCharts();
}
const THEMES = { "": "◐", light: "☀", dark: "☾" };
const showTheme = () => { at("theme").textContent = THEMES[root.dataset.theme || ""]; };
function turnTheme() {
  const names = Object.keys(THEMES), next = names[(names.indexOf(root.dataset.theme || "") + 1) % names.length];
  if (next) root.dataset.theme = next;
  else delete root.dataset.theme;
  showTheme();
}

at("rows").addEventListener("click", (event) => {
  const row = event.target.closest("tr");
  if (row) select(Number(row.dataset.i), "table");
});
at("rows").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); walk(event.key === "ArrowDown" ? 1 : -1); }
});
at("text").addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-i]");
  if (mark) { show("table"); select(Number(mark.dataset.i), "text"); }
});
at("panel").addEventListener("click", (event) => {
  const bar = event.target.closest("g[data-i]"), missed = event.target.closest("button[data-u]");
  if (bar) select(Number(bar.dataset.i), "chart");
  if (missed) showMissed(Number(missed.dataset.u));
});
at("filters").addEventListener("input", filter);
at("filters").addEventListener("submit", (event) => event.preventDefault());
at("filters").addEventListener("reset", () => setTimeout(filter));
at("document").addEventListener("change", () => {
  if (at("document").value) showDocument(Number(at("document").value));
  filter();
  drawUncovered();
});
at("unit").addEventListener("change", drawCharts);
for (const view of VIEWS) at(`tab-${view}`).addEventListener("click", () => show(view));
document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const place = VIEWS.findIndex((view) => at(`tab-${view}`).getAttribute("aria-selected") === "true");
  const next = VIEWS[(place + step + VIEWS.length) % VIEWS.length];
  show(next);
  at(`tab-${next}`).focus();
});
for (const field of EDITABLE) at(`e-${field}`).addEventListener("change", (event) => edit(field, event.target.value.trim()));
at("right").addEventListener("click", () => toggle("right"));
at("wrong").addEventListener("click", () => toggle("wrong"));
at("add").addEventListener("mousedown", (event) => event.preventDefault());
at("add").addEventListener("click", addSelected);
at("save").addEventListener("click", save);
at("load").addEventListener("click", () => at("file").click());
at("file").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) load(file).then(() => { event.target.value = ""; });
});
at("language").addEventListener("click", () => { state.labels = state.labels === "zh" ? "en" : "zh"; translate(); });
at("theme").addEventListener("click", turnTheme);
at("help").addEventListener("click", () => at("keys").showModal());
window.addEventListener("resize", () => { if (!at("view-charts").hidden) drawCharts(); });
window.addEventListener("beforeunload", (event) => { if (state.isDirty) event.preventDefault(); });

const KEYS = {
  j: () => walk(1), k: () => walk(-1), y: () => toggle("right"), x: () => toggle("wrong"),
  a: addSelected,
  e: () => { if (state.selected != null) at("e-indicator").select(); },
  "/": () => { at("filtering").open = true; at("f-text").focus(); },
  "?": () => at("keys").showModal(),
  1: () => show("table"), 2: () => show("charts"), 3: () => show("uncovered"),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || at("keys").open) return;
  const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (isTyping) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const action = KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

at("indicators").append(...[...new Set(records.map((r) => r.indicator).filter(Boolean))].map((label) => Object.assign(make("option"), { value: label })));
if (window.matchMedia("(max-width: 820px)").matches) at("filtering").open = at("more").open = false;
showDocument(0);
show("table");
translate();
