// Charts: growth rates as bars by sign, levels by unit, in SVG.
const SVG = "http://www.w3.org/2000/svg";
const draw = (name, attributes, text) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text != null) element.textContent = text;
  return element;
};
const MOST_BARS = 40, ROW = 22, NUMBER = 78, CHARACTER = 12;
const shorten = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);

// One outlier must not flatten the others: the scale ends at three times the upper quartile, and a bar beyond it says so.
function scaleEnd(values) {
  const sizes = values.map(Math.abs).sort((a, b) => a - b);
  return Math.min(sizes[sizes.length - 1], 3 * sizes[Math.floor(sizes.length * 0.75)] || sizes[sizes.length - 1]) || 1;
}

function drawBars(bars, title, note) {
  if (!bars.length) return [make("p", word("no bars"), "muted")];
  const most = scaleEnd(bars.map((bar) => bar.norm_value));
  const low = Math.max(-most, Math.min(0, ...bars.map((bar) => bar.norm_value)));
  const high = Math.min(most, Math.max(0, ...bars.map((bar) => bar.norm_value)));
  const width = Math.max(320, at("panel").clientWidth - 36), label = Math.round(width * 0.33);
  const room = width - label - (low < 0 ? 2 : 1) * NUMBER, left = label + (low < 0 ? NUMBER : 8);
  const x = (value) => left + ((value - low) / (high - low || 1)) * room;
  const svg = draw("svg", { width, height: bars.length * ROW + 6, viewBox: `0 0 ${width} ${bars.length * ROW + 6}`, role: "img", "aria-label": title });
  svg.append(draw("line", { class: "axis", x1: x(0), x2: x(0), y1: 0, y2: bars.length * ROW + 4 }));
  let isBeyond = false;
  bars.forEach((bar, place) => {
    const value = Math.max(low, Math.min(high, bar.norm_value)), y = place * ROW + 3, isNegative = bar.norm_value < 0;
    const isCut = value !== bar.norm_value;
    isBeyond ||= isCut;
    const group = draw("g", { "data-i": bar.i });
    const name = valueOf(bar, "indicator") || "–";
    const kind = bar.measure === "level" ? "level" : isNegative ? "down" : "up";
    group.append(
      draw("title", {}, `${name} ${bar.shown} (${enumWord("status", valueOf(bar, "status"))}, ${valueOf(bar, "period") || "–"})`),
      draw("rect", { x: 0, y: y - 2, width, height: ROW, fill: "transparent" }),
      draw("text", { x: label, y: y + 13, "text-anchor": "end" }, shorten(name, Math.floor(label / CHARACTER))),
      draw("rect", {
        class: valueOf(bar, "status") === "actual" ? kind : `${kind} planned`,
        x: Math.min(x(0), x(value)), y, width: Math.max(1, Math.abs(x(value) - x(0))), height: ROW - 6,
      }),
      draw("text", { x: x(value) + (isNegative ? -5 : 5), y: y + 13, "text-anchor": isNegative ? "end" : "start" },
        `${isCut && !isNegative ? "» " : ""}${bar.measure === "level" ? bar.quantity : bar.norm.replace(/ .*/, "")}${isCut && isNegative ? " »" : ""}`),
    );
    svg.append(group);
  });
  const notes = [note, isBeyond ? word("beyond") : ""].filter(Boolean).join(" · ");
  return notes ? [svg, make("p", notes, "muted")] : [svg];
}

function drawCharts() {
  const visible = shownRecords().filter((record) => record.norm_value != null);
  const rates = visible.filter((r) => valueOf(r, "measure") === "change_rate").sort((a, b) => b.norm_value - a.norm_value);
  const ends = rates.length > MOST_BARS ? [...rates.slice(0, MOST_BARS / 2), ...rates.slice(-MOST_BARS / 2)] : rates;
  at("growth").replaceChildren(...drawBars(ends, word("growth"), rates.length > MOST_BARS ? word("cut", { n: ends.length, m: rates.length }) : ""));
  const byUnit = new Map();
  for (const record of visible.filter((r) => valueOf(r, "measure") === "level")) {
    byUnit.set(record.norm_unit, [...(byUnit.get(record.norm_unit) || []), record]);
  }
  const units = [...byUnit].sort((a, b) => b[1].length - a[1].length).map(([unit, group]) => [unit, `${unit} (${group.length})`]);
  fillSelect(at("unit"), units, false);
  const levels = (byUnit.get(at("unit").value) || []).sort((a, b) => b.norm_value - a.norm_value);
  const note = levels.length > MOST_BARS ? word("cut levels", { n: MOST_BARS, m: levels.length }) : "";
  at("levels").replaceChildren(...drawBars(levels.slice(0, MOST_BARS), word("levels"), note));
}
