// The selected figure, and what the reader says of it.
const SHOWN = ["norm_value", "basis", "bound_text", "parent", "scope", "action", "commitment", "price_basis", "section",
  "indicator_code", "inferred", "rule", "confidence", "locator", "id"];
function inspect(record) {
  at("inspector").hidden = false;
  const [before, after] = record.around;
  const bold = make("b", record.quantity, `m-${valueOf(record, "measure")}`);
  at("said").replaceChildren(before, bold, after);
  at("fields").replaceChildren(...SHOWN.filter((field) => record[field] != null).map((field) => {
    const pair = make("div");
    const text = field === "norm_value" ? record.norm : data.enums[field] ? enumWord(field, record[field]) : record[field];
    pair.append(make("dt", heading(field)), make("dd", text));
    return pair;
  }));
  for (const field of EDITABLE) at(`e-${field}`).value = valueOf(record, field) ?? "";
  const review = reviewOf(record.i);
  at("right").setAttribute("aria-pressed", String(review === "right" || review === "edited"));
  at("wrong").setAttribute("aria-pressed", String(review === "wrong"));
}

function setReview(i, review) {
  if (review) reviews.set(i, review);
  else reviews.delete(i);
  state.isDirty = true;
  fillRow(records[i]);
  if (state.selected === i) inspect(records[i]);
}
function toggle(mark) {
  if (state.selected == null) return;
  const review = reviews.get(state.selected);
  setReview(state.selected, review && review.state === mark ? null : { state: mark, edits: mark === "right" && review ? review.edits : {} });
}
function edit(field, value) {
  if (state.selected == null) return;
  const record = records[state.selected], review = reviews.get(record.i);
  const edits = { ...(review ? review.edits : {}) };
  if ((record[field] ?? "") === value) delete edits[field];
  else edits[field] = value === "" ? null : value;
  setReview(record.i, { state: "right", edits });
}
