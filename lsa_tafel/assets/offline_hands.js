// Hands that are counted without a network: kept in this browser, and in a file that the desk reads afterwards
const kept = "hands:" + GIVEN.hands.session, hands = got(kept) || {};
function middle(guesses) { const ordered = [...guesses].sort((a, b) => a - b), half = (ordered.length - 1) / 2; return Math.round((ordered[Math.floor(half)] + ordered[Math.ceil(half)]) / 2); }
function keep(slide, value) { hands[slide] = value; put(kept, hands); }
function fields(slide) {
  const value = hands[slide.id] || {};
  if (slide.of_100) {
    const said = el("p", {className: "middle_said"}), show = (guesses) => { said.textContent = guesses.length ? fill(GIVEN.hands.words.middle, {n: middle(guesses)}) : ""; };
    const input = el("input", {value: (value.guesses || []).join(" "), oninput: () => {
      const guesses = guessesIn(input.value);
      if (!guesses) { said.textContent = GIVEN.hands.words.desk_guesses_wrong; return; }
      keep(slide.id, {guesses}); show(guesses);
    }});
    show(value.guesses || []);
    return [el("label", {}, GIVEN.hands.words.desk_guesses, input), said];
  }
  const inputs = slide.choices.map(([name]) => el("input", {type: "number", min: 0, max: 1000, value: value[name] || 0, name}));
  inputs.forEach((input) => { input.oninput = () => keep(slide.id, Object.fromEntries(inputs.map((one) => [one.name, Math.max(0, Math.round(Number(one.value) || 0))]))); });
  return slide.choices.map(([, label], i) => el("label", {}, label + " ", inputs[i]));
}
GIVEN.hands.slides.forEach((slide, i) => { if (slide) slides[i].firstElementChild.append(el("details", {className: "hands"}, el("summary", {textContent: GIVEN.hands.words.desk_hands}), ...fields(slide))); });
slides[slides.length - 1].firstElementChild.append(el("p", {className: "hands"}, el("button", {type: "button", textContent: GIVEN.hands.words.hands_save, onclick: () => {
  const file = URL.createObjectURL(new Blob([JSON.stringify({hands})], {type: "application/json"}));
  el("a", {href: file, download: "lsa_aan-tafel_handen.json"}).click();
}})));
document.querySelectorAll(".hands").forEach((part) => {
  part.addEventListener("click", (event) => event.stopPropagation());
  part.addEventListener("keydown", (event) => {
    const typing = event.target.tagName === "INPUT" ? !["PageDown", "PageUp"].includes(event.key) : ["Enter", " "].includes(event.key);
    if (typing) event.stopPropagation();
  });
});
