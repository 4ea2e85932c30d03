// Uncovered numbers, by kind.
const KINDS = ["number", "chinese", "date", "name"];
function drawUncovered() {
  const d = at("document").value, mine = data.uncovered.filter((each) => d === "" || each.d === Number(d));
  at("uncovered-count").textContent = mine.filter((each) => each.kind === "number").length;
  const openOnes = new Set([...document.querySelectorAll("#uncovered details[open]")].map((each) => each.dataset.kind));
  at("uncovered").replaceChildren(...KINDS.map((kind) => {
    const group = mine.filter((each) => each.kind === kind);
    const block = make("details");
    block.dataset.kind = kind;
    block.append(make("summary", `${word(kind)} (${group.length || word("none")})`));
    const list = make("ul");
    block.append(list);
    // Thousands of dates are only drawn when someone looks.
    const fill = () => { if (!list.children.length) list.append(...group.map(drawMissed)); };
    block.addEventListener("toggle", fill);
    if (kind === "number" || openOnes.has(kind)) {
      block.open = true;
      fill();
    }
    return block;
  }));
}
function drawMissed(missed) {
  const item = make("li"), button = make("button");
  button.type = "button";
  button.dataset.u = missed.u;
  const [before, number, after] = missed.around;
  button.append(before, make("b", number), after);
  item.append(button);
  return item;
}
function showMissed(u) {
  const missed = data.uncovered[u], anchor = anchors.get(u);
  if (missed.d !== state.shown) showDocument(missed.d);
  document.querySelector(".u.on")?.classList.remove("on");
  anchor?.classList.add("on");
  anchor?.scrollIntoView({ block: "center" });
}
