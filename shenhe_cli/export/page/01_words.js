// Words: every text of the page in either language.
const word = (key, values = {}) =>
  (data.words[key] || { en: key, zh: key })[state.labels].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const heading = (field) => data.fields[field][state.labels].replace(/_/g, " ");
const enumWord = (field, value) => (value == null ? "" : state.labels === "zh" ? data.enums[field][value] : value.replace(/_/g, " "));
const make = (name, text, className) => {
  const element = document.createElement(name);
  if (text != null) element.textContent = text;
  if (className) element.className = className;
  return element;
};
const valueOf = (record, field) => {
  const review = reviews.get(record.i);
  return review && field in review.edits ? review.edits[field] : record[field] ?? null;
};
const reviewOf = (i) => {
  const review = reviews.get(i);
  return !review ? "unreviewed" : review.state === "wrong" ? "wrong" : Object.keys(review.edits).length ? "edited" : "right";
};

function translate() {
  root.lang = state.labels === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-w]")) element.textContent = word(element.dataset.w);
  for (const element of document.querySelectorAll("[data-f]")) element.textContent = heading(element.dataset.f);
  for (const element of document.querySelectorAll("[data-w-label]")) {
    element.setAttribute("aria-label", word(element.dataset.wLabel));
    if (element.tagName === "BUTTON") element.title = word(element.dataset.wLabel);
  }
  fillSelect(at("f-measure"), choices("measure"), true);
  fillSelect(at("f-status"), choices("status"), true);
  fillSelect(at("f-review"), ["unreviewed", "right", "edited", "wrong"].map((key) => [key, word(key)]), true);
  for (const field of ["measure", "direction", "status"]) fillSelect(at(`e-${field}`), choices(field), field === "direction", "–");
  const select = at("document");
  const options = data.documents.map((each, d) => [String(d), each.title]);
  fillSelect(select, options, options.length > 1, word("every report"));
  drawLegend();
  drawHeadings();
  records.forEach(fillRow);
  filter();
  drawUncovered();
  showTheme();
  if (state.selected != null) inspect(records[state.selected]);
}
const choices = (field) => Object.keys(data.enums[field]).map((value) => [value, enumWord(field, value)]);

function fillSelect(select, options, hasAny, any = word("any")) {
  const value = select.value;
  const all = hasAny ? [["", any], ...options] : options;
  select.replaceChildren(...all.map(([key, text]) => Object.assign(make("option", text), { value: key })));
  if (all.some(([key]) => key === value)) select.value = value;
}

function drawLegend() {
  const measures = Object.keys(data.enums.measure).map((value) => make("span", enumWord("measure", value), `chip m-${value}`));
  const statuses = Object.keys(data.enums.status).map((value) => make("span", enumWord("status", value), `s-${value}`));
  const missed = make("span", word("uncovered"), "u");
  at("legend").replaceChildren(...measures, ...statuses, missed);
}
