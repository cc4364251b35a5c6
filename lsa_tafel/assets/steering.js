// Steering, the same for the desk and the remote: `go(body)` of the page asks the server, `state` is what it said last.
const W = GIVEN.words;
let ends = 0, turn = Promise.resolve();
function button(text, work, props) { return el("button", {type: "button", textContent: text, onclick: work, ...props}); }
// A step begins where the one before it ended, however fast the buttons are pressed
function steer(body) { turn = turn.then(() => go(body)); }
function steerButtons() {
  return [
    el("div", {className: "steer"}, button(W.previous, () => steer({step: "previous"})), button(W.next, () => steer({step: "next"}), {className: "main"})),
    el("div", {className: "steer"}, button("", () => steer({black: !state.black}), {id: "black"}), button(W.desk_undo, () => steer({step: "undo"}), {id: "undo"})),
    el("p", {id: "is_black", role: "status", className: "muted"}), el("p", {id: "left", className: "now"}),
    el("label", {htmlFor: "jump", textContent: W.desk_jump}), el("select", {id: "jump", onchange: () => steer({slide: $("jump").value})}),
    el("div", {id: "speaker_part", hidden: true}, el("h3", {textContent: W.desk_speaker}), el("p", {id: "speaker", className: "speaker"})),
  ];
}
function nextPart() { return [el("h3", {textContent: W.desk_next}), el("div", {id: "next", className: "thumb"})]; }
function drawSteering() {
  const slide = state.slides[state.at];
  $("at").textContent = (slide.n ? fill(W.slide, {n: slide.n, total: state.total}) + ": " : "") + slide.name;
  $("n").textContent = state.asking && slide.kind !== "agreements" ? fill(W.joined_count, {n: state.n}) : "";
  $("black").textContent = state.black ? W.desk_black_off : W.desk_black;
  $("black").setAttribute("aria-pressed", state.black);
  $("is_black").textContent = state.black ? W.desk_is_black : "";
  $("undo").disabled = !state.can_undo;
  $("speaker_part").hidden = !state.speaker; $("speaker").textContent = state.speaker;
  const jump = $("jump"), options = JSON.stringify(state.slides);
  if (jump.given !== options) {
    jump.given = options;
    jump.replaceChildren(...state.slides.map((one) => el("option", {value: one.id, textContent: (one.n ? one.n + ". " : "(" + W.desk_hidden + ") ") + one.name})));
  }
  jump.value = slide.id;
  thumb($("next"), state.next);
  ends = state.seconds === null ? 0 : Date.now() + 1000 * state.seconds; tick();
}
function thumb(place, html) {
  if (place.given === html) return;
  place.given = html;
  if (html) { place.innerHTML = html; place.firstElementChild.inert = true; }
  else place.replaceChildren(el("p", {className: "muted", textContent: W.desk_last}));
}
function tick() {
  if ($("left")) $("left").textContent = ends ? fill(W.desk_left, {time: clock(ends)}) : "";
}
setInterval(tick, 500);
