// Filters: which rows are shown.
function filter() {
  const text = at("f-text").value.trim().toLowerCase(), indicator = at("f-indicator").value.trim().toLowerCase();
  const measure = at("f-measure").value, status = at("f-status").value, review = at("f-review").value;
  const least = Number(at("f-confidence").value) || 0, d = at("document").value;
  let count = 0, of = 0;
  for (const record of records) {
    const isOfReport = d === "" || record.d === Number(d);
    const isShown = isOfReport
      && (!measure || valueOf(record, "measure") === measure)
      && (!status || valueOf(record, "status") === status)
      && record.confidence >= least
      && (!review || reviewOf(record.i) === review)
      && (!indicator || (valueOf(record, "indicator") || "").toLowerCase().includes(indicator) || record.indicator_code === indicator)
      && (!text || `${record.shown}\n${valueOf(record, "indicator") || ""}\n${record.around.join(record.quantity)}`.toLowerCase().includes(text));
    rows[record.i].hidden = !isShown;
    marks.get(record.i)?.classList.toggle("off", !isShown);
    count += isShown;
    of += isOfReport;
  }
  at("count").textContent = `${count} / ${of}`;
  at("nothing").hidden = count > 0;
  if (!at("view-charts").hidden) drawCharts();
}
const shownRecords = () => [...at("rows").children].filter((row) => !row.hidden).map((row) => records[row.dataset.i]);
