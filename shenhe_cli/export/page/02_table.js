// The table: a row a record, its cells, its order.
const COLUMNS = [
  ["review", "", (r) => reviewOf(r.i)],
  ["indicator", "indicator", (r) => valueOf(r, "indicator") || ""],
  ["quantity", "quantity", (r) => r.norm_value ?? -Infinity, "n"],
  ["norm", "norm_value", (r) => r.norm_value ?? -Infinity, "n"],
  ["kind", "measure", (r) => valueOf(r, "measure")],
  ["status", "status", (r) => valueOf(r, "status")],
  ["period", "period", (r) => valueOf(r, "period") || ""],
  ["confidence", "confidence", (r) => r.confidence, "n"],
];
const GLYPHS = { right: "✓", edited: "✎", wrong: "✗", unreviewed: "" };
const ARROWS = { up: "↑", down: "↓", flat: "→" };
const makeRow = (record) => {
  const row = make("tr");
  row.dataset.i = record.i;
  row.tabIndex = -1;
  row.setAttribute("aria-selected", "false");
  row.append(...COLUMNS.map(([name, , , kind]) => make("td", null, kind ? `c-${name} ${kind}` : `c-${name}`)));
  return row;
};
const rows = records.map(makeRow);
at("rows").append(...rows);

function drawHeadings() {
  at("headings").replaceChildren(...COLUMNS.map(([name, field, , kind], place) => {
    const cell = make("th", null, kind ? `c-${name} ${kind}` : `c-${name}`);
    cell.scope = "col";
    const button = make("button", field ? (field === "confidence" ? word("confidence") : heading(field)) : "✓");
    button.type = "button";
    if (!field) button.setAttribute("aria-label", word("review"));
    button.addEventListener("click", () => sortBy(place));
    if (state.sort && state.sort.place === place) cell.setAttribute("aria-sort", state.sort.isDown ? "descending" : "ascending");
    cell.append(button);
    return cell;
  }));
}

function fillRow(record) {
  const row = rows[record.i], cells = row.children, review = reviewOf(record.i);
  cells[0].textContent = GLYPHS[review];
  cells[0].title = word(review);
  cells[0].className = `c-review ${review === "wrong" ? "ill" : "good"}`;
  cells[1].textContent = valueOf(record, "indicator") || "–";
  cells[2].textContent = record.shown;
  cells[3].textContent = record.norm;
  const measure = valueOf(record, "measure"), direction = valueOf(record, "direction");
  const chip = make("span", `${enumWord("measure", measure)}${direction ? ` ${ARROWS[direction]}` : ""}`, `chip m-${measure}`);
  if (direction) chip.title = enumWord("direction", direction);
  cells[4].replaceChildren(chip);
  cells[5].textContent = enumWord("status", valueOf(record, "status"));
  cells[6].textContent = valueOf(record, "period") || "";
  cells[7].textContent = record.confidence;
  row.classList.toggle("bad", review === "wrong");
  const mark = marks.get(record.i);
  if (mark) {
    mark.className = `m-${measure} s-${valueOf(record, "status")}`;
    mark.classList.toggle("bad", review === "wrong");
    mark.classList.toggle("on", state.selected === record.i);
    mark.classList.toggle("off", row.hidden);
    mark.title = `${valueOf(record, "indicator") || "–"} · ${enumWord("measure", measure)} · ${enumWord("status", valueOf(record, "status"))}`;
  }
}

function sortBy(place) {
  const isSame = state.sort && state.sort.place === place;
  state.sort = isSame && state.sort.isDown ? null : { place, isDown: Boolean(isSame) };
  let order = records;
  if (state.sort) {
    const key = COLUMNS[place][2], sign = state.sort.isDown ? -1 : 1;
    const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b, "zh") : a - b);
    order = [...records].sort((a, b) => sign * compare(key(a), key(b)) || a.i - b.i);
  }
  at("rows").append(...order.map((record) => rows[record.i]));
  drawHeadings();
}
