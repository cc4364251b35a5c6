const base = location.pathname.replace(/\/$/, ""), stage = document.getElementById("stage"), trouble = document.getElementById("trouble");
const DIP = 3000, LONGEST = 10000;
let turn = Promise.resolve(), events = null, polling = 0, asked = 0, shown = 0, steers = false, lostSince = 0, again = 0, ends = 0, still = 0;
async function draw() {
  const mine = ++asked;
  try {
    const answer = await fetch(base + "/state", {signal: AbortSignal.timeout(LONGEST)});
    if (answer.status === 404) { stage.replaceChildren(); return tell(GIVEN.words.gone); }
    if (!answer.ok) return lost();
    const state = await answer.json();
    if (mine < shown) return;
    shown = mine; lostSince = 0; clearTimeout(again); tell("");
    steers = state.steers;
    ["previous", "next"].forEach((name) => { document.getElementById(name).hidden = !steers; });
    root.toggleAttribute("data-black", state.black);
    ends = state.seconds === null ? 0 : Date.now() + 1000 * state.seconds;
    if (stage.given !== state.html) { stage.given = state.html; stage.innerHTML = state.html; }
    tick();
  } catch (_) { lost(); }
}
function tell(text) { trouble.textContent = text; trouble.hidden = !text; }
// A short dip is nothing that a room should read; a longer one is said until it is over.
function lost() {
  lostSince = lostSince || Date.now();
  if (Date.now() - lostSince >= DIP) tell(GIVEN.words.lost);
  clearTimeout(again); again = setTimeout(draw, 1000);
}
function tick() {
  const clock = stage.querySelector(".timer");
  if (!clock || !ends) return;
  const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
  clock.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
}
// A step begins where the one before it ended, however fast the keys are pressed
function steer(body) { if (steers) turn = turn.then(() => go(body)); }
async function go(body) {
  try {
    await fetch(base + "/go", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body), signal: AbortSignal.timeout(5000)});
    await draw();
  } catch (_) { lost(); }
}
function listen() {
  events = new EventSource(base + "/events");
  events.onmessage = () => { clearInterval(polling); polling = 0; draw(); };
  events.addEventListener("gone", () => { events.close(); draw(); });
  events.onerror = () => { if (!polling) { draw(); polling = setInterval(draw, 2000); } if (events.readyState === 2) { events.close(); setTimeout(listen, 3000); } };
}
document.getElementById("next").onclick = () => steer({step: "next"});
document.getElementById("previous").onclick = () => steer({step: "previous"});
document.getElementById("light").onclick = () => root.toggleAttribute("data-dark");
document.getElementById("help").onclick = help;
addEventListener("mousemove", () => { document.body.classList.remove("still"); clearTimeout(still); still = setTimeout(() => document.body.classList.add("still"), 2500); });
addEventListener("online", draw);
setInterval(tick, 500);
draw(); listen();
