const root = document.documentElement, base = location.pathname.replace(/\/$/, "");
let events = null, polling = 0, asked = 0, steers = false;
async function draw() {
  const mine = ++asked;
  try {
    const answer = await fetch(base + "/state");
    if (answer.status === 404) return say(GIVEN.words.gone);
    if (!answer.ok) return say(GIVEN.words.lost);
    const state = await answer.json();
    if (mine !== asked) return;
    steers = state.steers;
    ["previous", "next"].forEach((name) => { document.getElementById(name).hidden = !steers; });
    const stage = document.getElementById("stage");
    if (stage.innerHTML !== state.html) stage.innerHTML = state.html;
    say(GIVEN.words.slide.replace("{n}", state.at).replace("{total}", state.total));
  } catch (_) { say(GIVEN.words.lost); }
}
function say(text) { document.getElementById("where").textContent = text; }
async function go(step) {
  if (!steers) return;
  try {
    await fetch(base + "/go", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({step})});
    await draw();
  } catch (_) { say(GIVEN.words.lost); }
}
function listen() {
  events = new EventSource(base + "/events");
  events.onmessage = () => { clearInterval(polling); polling = 0; draw(); };
  events.onerror = () => { if (!polling) polling = setInterval(draw, 2000); if (events.readyState === 2) { events.close(); setTimeout(listen, 3000); } };
}
addEventListener("keydown", (event) => {
  if (["PageDown", "ArrowRight", " "].includes(event.key)) { event.preventDefault(); go("next"); }
  if (["PageUp", "ArrowLeft"].includes(event.key)) { event.preventDefault(); go("previous"); }
  if (event.key.toLowerCase() === "d") root.toggleAttribute("data-dark");
  if (event.key.toLowerCase() === "f") document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
});
document.getElementById("next").onclick = () => go("next");
document.getElementById("previous").onclick = () => go("previous");
document.getElementById("light").onclick = () => root.toggleAttribute("data-dark");
draw(); listen();
