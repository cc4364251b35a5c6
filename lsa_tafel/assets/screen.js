const base = location.pathname.replace(/\/$/, ""), stage = $("stage"), trouble = $("trouble");
const DIP = 3000;
let turn = Promise.resolve(), asked = 0, shown = 0, steers = false, lostSince = 0, again = 0, ends = 0, still = 0;
async function draw() {
  const mine = ++asked;
  try {
    const answer = await send(base + "/state");
    if (answer.status === 404) { stage.replaceChildren(); return tell(GIVEN.words.gone); }
    if (!answer.ok) return lost();
    const state = await answer.json();
    if (mine < shown) return;
    shown = mine;
    // A late answer says nothing about what was asked after it, and was perhaps lost
    if (mine === asked) { lostSince = 0; clearTimeout(again); tell(""); }
    steers = state.steers;
    ["previous", "next"].forEach((name) => { $(name).hidden = !steers; });
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
  const timer = stage.querySelector(".timer");
  if (timer && ends) timer.textContent = clock(ends);
}
// A step begins where the one before it ended, however fast the keys are pressed
function steer(body) { if (steers) turn = turn.then(() => go(body)); }
async function go(body) {
  try {
    await send(base + "/go", body);
    await draw();
  } catch (_) { lost(); }
}
$("next").onclick = () => steer({step: "next"});
$("previous").onclick = () => steer({step: "previous"});
$("light").onclick = () => root.toggleAttribute("data-dark");
$("help").onclick = help;
addEventListener("mousemove", () => { document.body.classList.remove("still"); clearTimeout(still); still = setTimeout(() => document.body.classList.add("still"), 2500); });
addEventListener("online", draw);
setInterval(tick, 500);
draw(); listen(base + "/events", draw, () => true);
