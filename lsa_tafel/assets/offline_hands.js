// Hands that are counted without a network: kept in this browser, and in a file that the desk reads afterwards
const kept = "hands:" + document.title, hands = before();
function before() { try { return JSON.parse(localStorage.getItem(kept)) || {}; } catch (_) { return {}; } }
function box(tag, props, ...inside) { const made = Object.assign(document.createElement(tag), props); made.append(...inside); return made; }
function numbers(text) { return text.split(/[^0-9]+/).filter(Boolean).map(Number).filter((guess) => guess <= 100); }
function middle(guesses) { const ordered = [...guesses].sort((a, b) => a - b), half = (ordered.length - 1) / 2; return Math.round((ordered[Math.floor(half)] + ordered[Math.ceil(half)]) / 2); }
function keep(slide, value) { hands[slide] = value; try { localStorage.setItem(kept, JSON.stringify(hands)); } catch (_) { /* a browser that keeps nothing */ } }
function fields(slide) {
  const value = hands[slide.id] || {};
  if (slide.of_100) {
    const said = box("p", {className: "middle_said"}), show = (guesses) => { said.textContent = guesses.length ? GIVEN.hands.words.middle.replace("{n}", middle(guesses)) : ""; };
    const input = box("input", {inputMode: "numeric", value: (value.guesses || []).join(" "), oninput: () => { const guesses = numbers(input.value); keep(slide.id, {guesses}); show(guesses); }});
    show(value.guesses || []);
    return [box("label", {}, GIVEN.hands.words.desk_guesses, input), said];
  }
  const inputs = slide.choices.map(([name]) => box("input", {type: "number", min: 0, max: 1000, value: value[name] || 0, name}));
  inputs.forEach((input) => { input.oninput = () => keep(slide.id, Object.fromEntries(inputs.map((one) => [one.name, Math.max(0, Math.round(Number(one.value) || 0))]))); });
  return slide.choices.map(([, label], i) => box("label", {}, label + " ", inputs[i]));
}
GIVEN.hands.slides.forEach((slide, i) => { if (slide) slides[i].firstElementChild.append(box("details", {className: "hands"}, box("summary", {textContent: GIVEN.hands.words.desk_hands}), ...fields(slide))); });
slides[slides.length - 1].firstElementChild.append(box("p", {className: "hands"}, box("button", {type: "button", textContent: GIVEN.hands.words.hands_save, onclick: () => {
  const file = URL.createObjectURL(new Blob([JSON.stringify({hands})], {type: "application/json"}));
  box("a", {href: file, download: "lsa_aan-tafel_handen.json"}).click();
}})));
document.querySelectorAll(".hands").forEach((part) => {
  part.addEventListener("click", (event) => event.stopPropagation());
  part.addEventListener("keydown", (event) => {
    const typing = event.target.tagName === "INPUT" ? !["PageDown", "PageUp"].includes(event.key) : ["Enter", " "].includes(event.key);
    if (typing) event.stopPropagation();
  });
});
