// Corrections: gold data as JSON Lines, saved and loaded.
function writeGold(d) {
  const { name, length } = data.documents[d];
  const lines = [{ document: name, ranges: [[0, length]] }];
  for (const record of records) {
    const review = reviews.get(record.i);
    if (record.d !== d || record.value == null || (review && review.state === "wrong")) continue;
    const one = (field) => [valueOf(record, field)];
    lines.push({
      start: record.start_char, end: record.end_char, quantity: record.quantity, indicator: one("indicator"),
      value: record.value, value_high: record.value_high ?? null, unit: one("unit"), measure: one("measure"),
      direction: one("direction"), bound: one("bound"), status: one("status"), basis: one("basis"), period: one("period"),
      optional: !review,
    });
  }
  lines.sort((one, other) => (one.start ?? -1) - (other.start ?? -1));
  // Readers of lines may take these for line ends.
  const escape = (text) => text.replace(/[\u0085\u2028\u2029]/g, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return lines.map((line) => `${escape(JSON.stringify(line))}\n`).join("");
}

function save() {
  const touched = new Set([...reviews.keys()].map((i) => records[i].d));
  if (!touched.size) touched.add(state.shown);
  const names = [];
  for (const d of [...touched].sort((a, b) => a - b)) {
    const name = `${data.documents[d].stem}.gold.jsonl`;
    const address = URL.createObjectURL(new Blob([writeGold(d)], { type: "application/json" }));
    const link = Object.assign(make("a"), { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    names.push(name);
  }
  state.isDirty = false;
  say(word("saved", { names: names.join(" ") }));
}

function readGold(text) {
  let d = -1, wrong = 0;
  const found = new Map();
  for (const line of text.split("\n").filter((each) => each.trim())) {
    const item = JSON.parse(line);
    if ("document" in item) {
      d = data.documents.findIndex((each) => each.name === item.document && each.length >= Math.max(0, ...item.ranges.map((range) => range[1])));
      if (d >= 0) found.set(d, new Map());
      else wrong += 1;
    } else if (d >= 0) found.get(d).set(`${item.start}-${item.end}`, item);
    else wrong += 1;
  }
  removeAdded();
  for (const [each, mentions] of found) {
    for (const record of records.filter((one) => one.d === each && one.value != null && !one.isAdded)) {
      const key = `${record.start_char}-${record.end_char}`, mention = mentions.get(key);
      mentions.delete(key);
      if (mention && mention.quantity !== record.quantity) wrong += 1;
      reviews.delete(record.i);
      if (!mention) reviews.set(record.i, { state: "wrong", edits: {} });
      else if (!mention.optional) {
        const edits = {};
        for (const field of EDITABLE) {
          const accepted = mention[field];
          if (accepted && !accepted.includes(record[field] ?? null)) edits[field] = accepted[0];
        }
        reviews.set(record.i, { state: "right", edits });
      }
    }
    for (const mention of mentions.values()) wrong += !addMention(each, mention);
  }
  return wrong;
}

async function load(file) {
  try {
    const wrong = readGold(await file.text());
    records.forEach(fillRow);
    filter();
    if (state.selected != null) inspect(records[state.selected]);
    state.isDirty = false;
    say(`${word("loaded", { n: reviews.size })}${wrong ? ` ${word("no fit", { n: wrong })}` : ""}`);
  } catch (error) {
    say(word("unreadable"));
  }
}

let timer;
function say(text) {
  at("message").textContent = text;
  at("message").hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { at("message").hidden = true; }, 5000);
}
