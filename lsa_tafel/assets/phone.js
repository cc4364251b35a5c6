const W = GIVEN.words, main = document.getElementById("phone"), json = {"Content-Type": "application/json"};
let session = null, state = null, shown = "", waiting = null, events = null, polling = 0, status = "", joined = "", back = 0;
function el(tag, props, ...inside) {
  const made = Object.assign(document.createElement(tag), props || {});
  inside.forEach((part) => part && made.append(part));
  return made;
}
function fill(text, values) { return text.replace(/\{(\w+)\}/g, (_, name) => values[name]); }
function say(text) { status = text; const line = document.getElementById("status"); if (line) line.textContent = text; }
function askCode(message) {
  session = null;
  const code = el("input", {className: "code", id: "code", maxLength: 6, autocomplete: "off", autocapitalize: "characters", spellcheck: false});
  const form = el("form", {}, el("h1", {textContent: W.phone_title}), el("label", {htmlFor: "code", textContent: W.code_label}), code,
    el("button", {className: "main", textContent: W.go}), el("p", {id: "status", role: "status", textContent: message || ""}));
  form.onsubmit = (event) => { event.preventDefault(); join(code.value); };
  main.replaceChildren(form);
}
async function join(code) {
  try {
    const answer = await fetch("/live/join", {method: "POST", headers: json, body: JSON.stringify({code})});
    const found = await answer.json();
    if (found.error === "busy") { askCode(W.busy); return setTimeout(() => { if (!session) join(code); }, 4000); }
    if (!answer.ok) return askCode(W[found.error] || W.code_wrong);
    const here = "/doe-mee/" + code.toUpperCase();
    if (found.language !== GIVEN.language) return location.replace(here + (found.language === "en" ? "?taal=en" : ""));
    session = found.session; joined = code;
    history.replaceState(null, "", here + location.search);
    await look(); listen();
  } catch (_) { askCode(W.lost); if (code) setTimeout(() => { if (!session) join(code); }, 3000); }
}
async function look() {
  if (!session) return;
  try {
    const answer = await fetch("/live/s/" + session + "/state");
    if (answer.status === 404) { stop(); if (Date.now() - back < 20000) return askCode(W.gone); back = Date.now(); return join(joined); }
    if (answer.status === 403) { stop(); return askCode(W.removed); }
    if (!answer.ok) return say(W.lost);
    state = await answer.json();
    if (status === W.lost) say("");
    draw();
  } catch (_) { say(W.lost); }
}
function stop() { if (events) events.close(); clearInterval(polling); polling = 0; session = null; shown = ""; }
function listen() {
  if (events) events.close();
  events = new EventSource("/live/s/" + session + "/events");
  events.onmessage = () => { clearInterval(polling); polling = 0; look(); };
  events.addEventListener("gone", look);
  events.onerror = () => { if (!polling) polling = setInterval(look, 3000); if (events.readyState === 2) setTimeout(listen, 5000); };
}
function draw() {
  const now = JSON.stringify([state.slide.id, state.open]);
  if (now === shown) return;
  shown = now; status = "";
  const slide = state.slide, parts = [];
  if (slide.where) parts.push(el("p", {className: "muted", textContent: slide.where}));
  parts.push(el("h1", {textContent: slide.kind === "end" ? W.end : slide.title}));
  if (slide.kind === "end") parts.push(el("p", {textContent: W.end_text}));
  else if (!state.open) parts.push(el("p", {textContent: state.asks ? W.closed : W.look}));
  else parts.push(...question(slide));
  parts.push(el("p", {id: "status", role: "status", textContent: state.open && state.mine ? W.saved : ""}));
  main.replaceChildren(...parts);
}
function question(slide) {
  const mine = state.mine || {value: {}, sentence: ""};
  let value = Object.assign({}, mine.value);
  const text = el("textarea", {id: "sentence", maxLength: GIVEN.longest, rows: 3, value: mine.sentence});
  const sentence = [el("label", {htmlFor: "sentence", textContent: W.sentence}), text, el("p", {className: "muted", textContent: W.sentence_note})];
  const keep = () => send(slide.id, value, text.value);
  const choice = (key, options) => options.map((name) => {
    const button = el("button", {type: "button", textContent: (slide.answers || W)[name]});
    button.setAttribute("aria-pressed", value[key] === name);
    button.onclick = () => { value = {[key]: name}; main.querySelectorAll("button[aria-pressed]").forEach((b) => b.setAttribute("aria-pressed", b === button)); keep(); };
    return button;
  });
  const sendButton = () => el("button", {className: "main", type: "button", textContent: W.send, onclick: keep});
  if (slide.kind === "guess" && slide.of_100) {
    const out = el("output", {textContent: "guess" in value ? value.guess : "–"});
    const range = el("input", {type: "range", min: 0, max: 100, step: 1, value: "guess" in value ? value.guess : 50, ariaLabel: slide.title});
    range.oninput = () => { value = {guess: Number(range.value)}; out.textContent = range.value; };
    const button = sendButton();
    button.onclick = () => { value = {guess: Number(range.value)}; out.textContent = range.value; keep(); };
    return [out, range, button];
  }
  if (slide.kind === "guess") return choice("guess", ["higher", "similar", "lower"]);
  if (slide.kind === "figure") return [...choice("recognise", ["yes", "partly", "no"]), ...sentence, Object.assign(sendButton(), {onclick: () => { if (value.recognise) keep(); else say(W.recognise); }})];
  if (slide.kind === "agreements") return agreements(slide);
  if (slide.kind === "question") { value = {}; return [...sentence, sendButton()]; }
  const left = el("p", {}), rows = Object.entries(slide.themes).map(([theme, name]) => {
    const count = el("b", {textContent: value[theme] || 0});
    const change = (by) => () => {
      const used = Object.values(value).reduce((a, b) => a + b, 0), next = (value[theme] || 0) + by;
      if (next < 0 || used + by > slide.votes) return;
      value[theme] = next; if (!next) delete value[theme];
      count.textContent = next; told(); keep();
    };
    return el("div", {className: "votes"}, el("span", {textContent: name}), el("button", {type: "button", textContent: "−", ariaLabel: name + " −1", onclick: change(-1)}), count,
      el("button", {type: "button", textContent: "+", ariaLabel: name + " +1", onclick: change(1)}));
  });
  const told = () => { left.textContent = fill(W.votes_left, {n: slide.votes - Object.values(value).reduce((a, b) => a + b, 0)}); };
  told();
  return [left, ...rows];
}
function agreements(slide) {
  const field = (part) => el("input", {id: part, type: part === "due" ? "date" : "text", maxLength: GIVEN.parts[part], autocomplete: "off"});
  const inputs = ["who", "what", "due"].map(field), own = el("ul", {}, ...slide.own.map((one) => el("li", {textContent: [one.who, one.what].filter(Boolean).join(": ")})));
  let name = random();
  const add = async () => {
    const [who, what, due] = inputs.map((input) => input.value);
    if (!what.trim()) { inputs[1].focus(); return say(W.agreement_empty); }
    try {
      const answer = await fetch("/live/s/" + session + "/agreement", {method: "POST", headers: json, body: JSON.stringify({name, who, what, due})});
      if (!answer.ok) { say(answer.status === 409 ? W.agreement_enough : answer.status === 429 ? W.too_often : W.not_saved); return answer.status === 409 || answer.status === 400 ? null : look(); }
      own.append(el("li", {textContent: [who, what].filter((part) => part.trim()).join(": ")}));
      inputs.forEach((input) => { input.value = ""; }); name = random();
      say(W.agreement_sent);
    } catch (_) { say(W.not_saved); setTimeout(() => { if (inputs[1].isConnected && inputs[1].value === what) add(); }, 2000); }
  };
  const labels = inputs.flatMap((input) => [el("label", {htmlFor: input.id, textContent: W[input.id === "what" ? "agreement_ask" : "agreement_" + input.id]}), input]);
  return [...labels, el("p", {className: "muted", textContent: W.agreement_note}), el("button", {className: "main", type: "button", textContent: W.agreement_add, onclick: add}), own];
}
function random() { return [...crypto.getRandomValues(new Uint8Array(16))].map((part) => part.toString(16).padStart(2, "0")).join(""); }
async function send(slide, value, sentence) {
  const mine = waiting = {slide, value: Object.assign({}, value), sentence};
  try {
    const answer = await fetch("/live/s/" + session + "/answer", {method: "POST", headers: json, body: JSON.stringify(mine)});
    if (mine !== waiting) return;
    if (answer.ok) { waiting = null; return say(W.saved); }
    if (answer.status === 429 || answer.status === 503) { say(answer.status === 429 ? W.too_often : W.not_saved); return setTimeout(() => { if (mine === waiting) send(slide, value, sentence); }, 2000); }
    waiting = null;
    if (answer.status === 409) { say(W.closed); return look(); }
    if (answer.status === 404 || answer.status === 403) return look();
    say(W.not_saved);
  } catch (_) {
    say(W.not_saved);
    setTimeout(() => { if (mine === waiting) send(slide, value, sentence); }, 2000);
  }
}
addEventListener("online", look);
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
if (GIVEN.code) join(GIVEN.code); else askCode("");
