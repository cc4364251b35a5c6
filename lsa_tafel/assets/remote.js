const main = $("remote"), base = "/live/remote";
let state = null, asked = 0, shown = 0;
function say(text) { $("status").textContent = text; }
async function start() {
  const key = location.hash.slice(1);
  try {
    if (key) {
      const answer = await send(base + "/enter", {key});
      if (answer.status === 404) return say(W.remote_gone);
      if (!answer.ok) throw new Error("lost");
      history.replaceState(null, "", location.pathname + location.search);
    }
    await look(); listen(base + "/events", look, () => state);
  } catch (_) { say(W.lost); setTimeout(start, 2000); }
}
async function look() {
  const mine = ++asked;
  try {
    const answer = await send(base + "/state");
    if (answer.status === 404) { state = null; silence(); main.replaceChildren(el("p", {id: "status", role: "status", textContent: W.remote_gone})); return; }
    if (!answer.ok) return say(W.lost);
    const found = await answer.json();
    if (mine < shown) return;
    shown = mine; state = found;
    if (state.language !== GIVEN.language) return location.replace(base + "?taal=" + state.language + location.hash);
    if (!$("at")) build();
    say(""); drawSteering();
    $("title").textContent = state.title;
    $("inside").textContent = fill(W.remote_inside, {n: state.inside});
    thumb($("now"), state.now);
  } catch (_) { say(W.lost); }
}
function build() {
  main.replaceChildren(el("h1", {id: "title"}), el("p", {id: "status", role: "status"}), el("p", {id: "at", className: "now"}), el("div", {id: "now", className: "thumb"}),
    el("p", {id: "n", className: "muted"}), ...steerButtons(), ...nextPart(), el("p", {id: "inside", className: "muted"}));
}
async function go(body) {
  try {
    const answer = await send(base + "/go", body);
    if (!answer.ok && answer.status !== 404) return say(W.lost);
    await look();
  } catch (_) { say(W.lost); }
}
addEventListener("online", look);
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
start();
