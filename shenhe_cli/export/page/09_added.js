// Added by hand: text that is selected becomes a figure that the program missed, with a row and a mark like the others.
const readNumber = (text) => {
  const found = text.normalize("NFKC").replace(/[,，]/g, "").match(/^\D*?(-?\d+(?:\.\d+)?)\s*(.*)$/s);
  return found ? { value: Number(found[1]), unit: found[2].trim() || null } : null;
};

// How many code points of the article's text stand before a place in it.
function offsetOf(article, node, offset) {
  const before = new Range();
  before.setStart(article, 0);
  before.setEnd(node, offset);
  return [...before.toString()].length;
}

// Why the range cannot be a figure; nothing where it can.
function refuse(range, article) {
  if (!article || !article.contains(range.endContainer) || range.collapsed) return "select first";
  const isMarked = range.cloneContents().querySelector("mark[data-i]") || range.startContainer.parentElement.closest("mark[data-i]");
  return isMarked ? "marked already" : readNumber(range.toString()) ? "" : "no digits";
}

function addRecord(range, article, fields) {
  const d = articles.indexOf(article), quantity = range.toString();
  const start = offsetOf(article, range.startContainer, range.startOffset), end = start + [...quantity].length;
  const text = [...article.textContent], i = records.length;
  const isEnd = (character) => "\n。！？".includes(character), after = text.slice(end).findIndex(isEnd);
  const from = text.slice(0, start).findLastIndex(isEnd) + 1, to = after < 0 ? text.length : end + after + (text[end + after] !== "\n");
  const record = {
    id: `${data.documents[d].stem}#${start}`, measure: "level", status: "actual", confidence: 1, ...readNumber(quantity), ...fields,
    i, d, start_char: start, end_char: end, sentence_start: from, sentence_end: to, quantity, shown: quantity, norm: "", isAdded: true,
    around: [text.slice(from, start).join(""), text.slice(end, to).join("")],
  };
  const mark = make("mark");
  mark.dataset.i = i;
  mark.append(range.extractContents());
  range.insertNode(mark);
  marks.set(i, mark);
  records.push(record);
  rows.push(makeRow(record));
  at("rows").append(rows[i]);
  reviews.set(i, { state: "right", edits: {} });
  fillRow(record);
  return i;
}

function addSelected() {
  const selection = getSelection(), range = selection.rangeCount ? selection.getRangeAt(0) : new Range();
  const parent = range.startContainer.parentElement, article = parent && parent.closest("article");
  const problem = refuse(range, article);
  if (problem) return say(word(problem));
  const i = addRecord(range, article, {});
  selection.removeAllRanges();
  state.isDirty = true;
  show("table");
  filter();
  select(i, "chart");
  return at("e-indicator").focus();
}

// A mention of saved corrections that no record has; whether it could be added.
function addMention(d, mention) {
  const article = articles[d], start = locate(article, mention.start + 1), end = locate(article, mention.end);
  if (!start || !end) return false;
  const range = new Range();
  range.setStart(start[0], start[1] - String.fromCodePoint(mention.quantity.codePointAt(0)).length);
  range.setEnd(...end);
  if (range.toString() !== mention.quantity || refuse(range, article)) return false;
  const one = (field) => (mention[field] || [])[0] ?? null;
  const fields = Object.fromEntries([...EDITABLE, "unit", "bound", "basis"].map((field) => [field, one(field)]));
  addRecord(range, article, { ...fields, value: mention.value });
  return true;
}

function removeAdded() {
  for (const record of records.splice(data.count)) {
    rows[record.i].remove();
    const mark = marks.get(record.i);
    mark.replaceWith(...mark.childNodes);
    marks.delete(record.i);
    reviews.delete(record.i);
    if (state.selected === record.i) {
      state.selected = null;
      at("inspector").hidden = true;
    }
  }
  rows.length = data.count;
}
