// The review page: everything is in the page's own data; text reaches the document only as text nodes. The files of this folder are one script,
// joined in the order of their numbers.
const data = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement;
const at = (id) => document.getElementById(id);
const records = data.records;
// Those that the program found; figures added by hand come behind them.
data.count = records.length;
const marks = new Map();
for (const mark of document.querySelectorAll("mark[data-i]")) marks.set(Number(mark.dataset.i), mark);
const anchors = new Map();
for (const anchor of document.querySelectorAll(".u")) anchors.set(Number(anchor.dataset.u), anchor);
const articles = [...document.querySelectorAll("article")];
// What the reader says of a record: { state: "right" | "wrong", edits: { field: value } }, by its number.
const reviews = new Map();
const state = { labels: root.dataset.labels, shown: 0, selected: null, sort: null, isDirty: false };
const EDITABLE = ["indicator", "measure", "direction", "status", "period"];
