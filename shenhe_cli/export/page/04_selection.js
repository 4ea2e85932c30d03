// Selection: a row, its mark, its sentence.
function showDocument(d) {
  articles.forEach((article, number) => { article.hidden = number !== d; });
  state.shown = d;
}

function select(i, from) {
  const before = state.selected;
  if (before != null) {
    rows[before].setAttribute("aria-selected", "false");
    rows[before].tabIndex = -1;
    marks.get(before)?.classList.remove("on");
  }
  document.querySelector(".u.on")?.classList.remove("on");
  state.selected = i;
  const record = records[i], row = rows[i], mark = marks.get(i);
  if (record.d !== state.shown) showDocument(record.d);
  row.setAttribute("aria-selected", "true");
  row.tabIndex = 0;
  mark?.classList.add("on");
  inspect(record);
  if (from !== "table") row.scrollIntoView({ block: "nearest" });
  if (from === "keys" && !at("view-table").hidden) row.focus({ preventScroll: true });
  if (from !== "text") mark?.scrollIntoView({ block: "center" });
  highlight(record);
  const visible = shownRecords();
  const place = word("row of", { n: visible.indexOf(record) + 1, m: visible.length });
  at("live").textContent = `${place}: ${valueOf(record, "indicator") || "–"} ${record.shown}`;
}

function walk(step) {
  const visible = shownRecords();
  if (!visible.length) return;
  const place = visible.findIndex((record) => record.i === state.selected);
  const next = place < 0 ? (step > 0 ? 0 : visible.length - 1) : Math.min(visible.length - 1, Math.max(0, place + step));
  select(visible[next].i, "keys");
}

// Offsets are code points; DOM offsets are UTF-16 units.
function locate(article, offset) {
  const nodes = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const points = [...node.data];
    if (left <= points.length) return [node, points.slice(0, left).join("").length];
    left -= points.length;
  }
  return null;
}
// The sentence around the marks: a highlight would hide their colours.
function highlight(record) {
  if (!window.Highlight || !CSS.highlights) return;
  const article = articles[record.d], start = locate(article, record.sentence_start), end = locate(article, record.sentence_end);
  if (!start || !end) return;
  const sentence = new Range(), pieces = [];
  sentence.setStart(...start);
  sentence.setEnd(...end);
  const nodes = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  for (nodes.currentNode = start[0]; nodes.currentNode && sentence.intersectsNode(nodes.currentNode);) {
    const node = nodes.currentNode, piece = new Range();
    piece.setStart(node, node === start[0] ? start[1] : 0);
    piece.setEnd(node, node === end[0] ? end[1] : node.length);
    if (!node.parentElement.closest("mark")) pieces.push(piece);
    if (!nodes.nextNode()) break;
  }
  CSS.highlights.set("sentence", new Highlight(...pieces));
}
