const main = $("phone");
let W = {}, language = "", session = null, spoken = GIVEN.language, state = null, shown = "", waiting = null, joined = "", back = 0, table = 0;
let asking = null, looks = 0, seen = 0, told = "";
function say(key) { told = key; if ($("status")) $("status").textContent = W[key] || ""; }
function ask(path, body) { return send("/live/" + path, body); }

// The language: what was chosen on this phone, else the first that its owner reads, else that of the room
function own() { return (navigator.languages || []).map((one) => one.toLowerCase().split("-")[0]).find((one) => GIVEN.words[one]) || ""; }
function speak(chosen) {
  language = GIVEN.words[chosen] ? chosen : "nl";
  W = GIVEN.words[language];
  Object.assign(document.documentElement, {lang: language, dir: language === "ar" ? "rtl" : "ltr"});
  document.title = W.phone_title;
  $("language").value = language;
  $("language_label").textContent = W.phone_language;
  $("privacy").textContent = W.privacy;
  $("privacy_text").textContent = W.privacy_text;
  shown = "";
  if (session && state) draw(told); else if (asking !== null) askCode(asking);
}
function ofTheRoom(text, tag, className) { return el(tag, {className: className || "", textContent: text, lang: spoken, dir: "ltr"}); }

function askCode(key) {
  session = null; asking = key;
  const typed = $("code");
  const code = el("input", {className: "code", id: "code", maxLength: 9, autocomplete: "off", autocapitalize: "characters", spellcheck: false, dir: "ltr", value: typed ? typed.value : ""});
  const form = el("form", {}, el("h1", {textContent: W.phone_title}), el("label", {htmlFor: "code", textContent: W.code_label}), code,
    el("button", {className: "main", textContent: W.go}), el("p", {id: "status", role: "status", textContent: W[key] || ""}));
  form.onsubmit = (event) => { event.preventDefault(); join(code.value.trim()); };
  main.replaceChildren(form);
}
async function join(code) {
  try {
    const answer = await ask("join", {code});
    const found = await answer.json();
    if (found.error === "busy") { askCode("busy"); return setTimeout(() => { if (!session) join(code); }, 4000); }
    if (answer.status === 503) throw new Error("lost");
    if (!answer.ok) return askCode(W[found.error] ? found.error : "code_wrong");
    session = found.session; spoken = found.language; table = found.table; joined = code; asking = null;
    forgetOthers();
    if (!got("language") && !own()) speak(spoken);
    history.replaceState(null, "", "/doe-mee/" + code.toUpperCase() + location.search);
    await look(); listen("/live/s/" + session + "/events", look, () => session);
  } catch (_) { askCode("lost"); if (code) setTimeout(() => { if (!session) join(code); }, 3000); }
}
async function look() {
  if (!session) return;
  const mine = ++looks;
  try {
    const answer = await ask("s/" + session + "/state");
    if (mine < seen) return;
    if (answer.status === 404) { stop(); if (Date.now() - back < 20000) return askCode("gone"); back = Date.now(); return join(joined); }
    if (answer.status === 403) { stop(); return askCode("removed"); }
    if (!answer.ok) return say("lost");
    const found = await answer.json();
    if (mine < seen || !session) return;
    seen = mine; state = found;
    if (told === "lost") say("");
    draw();
  } catch (_) { say("lost"); }
}
function stop() { silence(); session = null; shown = ""; }

// What was typed or chosen and not yet sent stays on this phone, also after another slide or a reload
function forgetOthers() { try { Object.keys(localStorage).filter((name) => name.startsWith("draft:") && !name.startsWith("draft:" + session + ":")).forEach((name) => localStorage.removeItem(name)); } catch (_) { /* a browser that keeps nothing */ } }
function draftName() { return "draft:" + session + ":" + state.slide.id; }
function draw(status) {
  const now = JSON.stringify([state.slide.id, state.slide.title, state.slide.themes, state.open]);
  if (now === shown) return;
  shown = now;
  const slide = state.slide, draft = got(draftName()), parts = [];
  if (table) parts.push(el("p", {className: "muted", textContent: fill(W.phone_table, {n: table})}));
  if (slide.where) parts.push(ofTheRoom(slide.where, "p", "muted"));
  parts.push(...asked(slide));
  if (slide.kind === "end") parts.push(el("p", {textContent: W.end_text}));
  else if (!state.open) {
    parts.push(el("p", {textContent: state.asks ? W.closed : W.look}));
    if (draft && (draft.sentence || draft.what)) parts.push(el("p", {className: "said", dir: "auto", textContent: draft.sentence || draft.what}), el("p", {textContent: W.phone_unsent}));
  } else parts.push(...question(slide, draft));
  parts.push(el("p", {id: "status", role: "status"}));
  main.replaceChildren(...parts);
  say(status || (state.open && state.mine && !draft ? "saved" : ""));
  if (state.open && draft && draft.go) deliver(slide.id, draft.value, draft.sentence);
}
// The question as it is on the screen; in another language its fixed words, with the words of the room below them.
// A score has answers of its own, which only the room speaks: above them stands that an answer is asked
function asked(slide) {
  const guess = slide.answers ? "phone_own" : slide.of_100 ? "phone_guess" : "phone_direction";
  const fixed = {guess, figure: "recognise", priorities: "priorities", agreements: "agreements_ask", end: "end"}[slide.kind];
  if (!fixed) return [ofTheRoom(slide.title, "h1")];
  const heading = el("h1", {textContent: W[fixed]});
  if (slide.kind === "figure") return [ofTheRoom(slide.title, "p", "said"), heading];
  if (slide.kind !== "guess") return [heading];
  return language === spoken ? [ofTheRoom(slide.title, "h1")] : [heading, ofTheRoom(slide.title, "p", "said")];
}
function question(slide, draft) {
  if (slide.kind === "agreements") return agreements(slide, draft || {});
  const mine = draft || state.mine || {value: {}, sentence: ""};
  let value = Object.assign({}, mine.value);
  const left = el("p", {className: "muted", id: "letters"});
  const text = el("textarea", {id: "sentence", maxLength: GIVEN.longest, rows: 3, value: mine.sentence, dir: "auto"});
  const count = () => { left.textContent = fill(W.phone_letters, {n: GIVEN.longest - text.value.length, most: GIVEN.longest}); };
  const keepDraft = (go) => put(draftName(), {value, sentence: text.value, go});
  text.oninput = () => { count(); keepDraft(false); say(""); };
  text.setAttribute("aria-describedby", "letters");
  count();
  const sentence = [el("label", {htmlFor: "sentence", textContent: W[slide.kind === "question" ? "phone_own" : "sentence"]}), text, left, el("p", {className: "muted", textContent: W.sentence_note})];
  const keep = () => { keepDraft(true); deliver(slide.id, value, text.value); };
  const sendButton = (ready, otherwise) => el("button", {className: "main", type: "button", textContent: W.send, onclick: () => { if (ready()) keep(); else say(otherwise); }});
  const choice = (key, options) => options.map((name) => {
    const button = el("button", {type: "button", textContent: (slide.answers || W)[name], lang: slide.answers ? spoken : language, dir: slide.answers ? "ltr" : ""});
    button.setAttribute("aria-pressed", value[key] === name);
    button.onclick = () => { value = {[key]: name}; main.querySelectorAll("button[aria-pressed]").forEach((b) => b.setAttribute("aria-pressed", b === button)); keep(); };
    return button;
  });
  if (slide.kind === "guess" && slide.of_100) {
    const out = el("output", {textContent: "guess" in value ? value.guess : "–"});
    const range = el("input", {type: "range", min: 0, max: 100, step: 1, value: "guess" in value ? value.guess : 50, ariaLabel: W.phone_guess, className: "guess" in value ? "" : "untouched", dir: "ltr"});
    range.oninput = range.onclick = () => { value = {guess: Number(range.value)}; out.textContent = range.value; range.className = ""; keepDraft(false); say(""); };
    return [out, range, sendButton(() => "guess" in value, "phone_slide_first")];
  }
  if (slide.kind === "guess") return choice("guess", ["higher", "similar", "lower"]);
  if (slide.kind === "figure") return [...choice("recognise", ["yes", "partly", "no"]), ...sentence, sendButton(() => value.recognise, "phone_first")];
  if (slide.kind === "question") { value = {}; return [...sentence, sendButton(() => text.value.trim() || state.mine, "phone_write")]; }
  return votes(slide, value, keep);
}
function votes(slide, value, keep) {
  Object.keys(value).filter((theme) => !(theme in slide.themes)).forEach((theme) => delete value[theme]);
  const used = () => Object.values(value).reduce((a, b) => a + b, 0);
  const left = el("p", {}), count = () => { left.textContent = fill(W.votes_left, {n: slide.votes - used()}); };
  const rows = Object.entries(slide.themes).map(([theme, name]) => {
    const number = el("b", {textContent: value[theme] || 0}), translated = language !== spoken && W["theme_" + theme];
    const change = (by) => () => {
      const next = (value[theme] || 0) + by;
      if (next < 0 || used() + by > slide.votes) return;
      value[theme] = next; if (!next) delete value[theme];
      number.textContent = next; count(); keep();
    };
    const label = translated || name;
    return el("div", {className: "votes"}, el("span", {}, label, translated ? ofTheRoom(name, "small") : null), el("button", {type: "button", textContent: "−", ariaLabel: label + " −1", onclick: change(-1)}), number,
      el("button", {type: "button", textContent: "+", ariaLabel: label + " +1", onclick: change(1)}));
  });
  count();
  return [left, ...rows];
}
function agreements(slide, draft) {
  let name = draft.name || random(), tried = draft.name ? JSON.stringify([draft.who, draft.what, draft.due]) : "", busy = false;
  const field = (part) => el("input", {id: part, type: part === "due" ? "date" : "text", maxLength: GIVEN.parts[part], autocomplete: "off", dir: "auto", value: draft[part] || ""});
  const inputs = ["who", "what", "due"].map(field), typed = () => inputs.map((input) => input.value);
  const item = (one) => el("li", {dir: "auto", textContent: [one.who, one.what].filter((part) => part.trim()).join(": ")}), list = el("ul", {}, slide.own.map(item));
  const keepDraft = (kept) => { const [who, what, due] = typed(); put(kept, {name, who, what, due}); };
  inputs.forEach((input) => { input.oninput = () => keepDraft(draftName()); });
  // Sent twice it is once, under one name; other words are another agreement
  const add = async () => {
    const [who, what, due] = typed(), now = JSON.stringify(typed()), kept = draftName();
    if (busy) return;
    if (!what.trim()) { inputs[1].focus(); return say("agreement_empty"); }
    if (tried && tried !== now) name = random();
    tried = now; busy = true; keepDraft(kept);
    try {
      const answer = await ask("s/" + session + "/agreement", {name, who, what, due});
      if (!answer.ok) { say(answer.status === 409 ? "agreement_enough" : answer.status === 429 ? "too_often" : "not_saved"); return answer.status === 409 || answer.status === 400 ? null : look(); }
      list.append(item({who, what}));
      slide.own.push({who, what});
      name = random(); tried = "";
      if (JSON.stringify(typed()) === now) { inputs.forEach((input) => { input.value = ""; }); put(kept, null); } else keepDraft(kept);
      say("agreement_sent");
    } catch (_) { say("not_saved"); setTimeout(() => { if (inputs[1].isConnected && JSON.stringify(typed()) === now) add(); }, 2000); }
    finally { busy = false; }
  };
  const labels = inputs.flatMap((input) => [el("label", {htmlFor: input.id, textContent: W[input.id === "what" ? "agreement_ask" : "agreement_" + input.id]}), input]);
  return [...labels, el("p", {className: "muted", textContent: W.agreement_note}), el("button", {className: "main", type: "button", textContent: W.agreement_add, onclick: add}), list];
}
// One answer at a time, however fast it is changed: the last that was chosen is the last that comes in
let turn = Promise.resolve();
function deliver(slide, value, sentence) {
  const mine = waiting = {slide, value: Object.assign({}, value), sentence};
  turn = turn.then(() => mine === waiting ? sending(mine) : null);
}
async function sending(mine) {
  const {slide, sentence} = mine, kept = "draft:" + session + ":" + slide;
  const again = (why) => { say(why); setTimeout(() => { if (mine === waiting) deliver(slide, mine.value, sentence); }, 2000); };
  const inTheMeantime = () => { const draft = got(kept); return draft && JSON.stringify([draft.value, draft.sentence]) !== JSON.stringify([mine.value, sentence]); };
  try {
    const answer = await ask("s/" + session + "/answer", mine);
    if (mine !== waiting) return;
    if (answer.status === 429 || answer.status === 503) return again(answer.status === 429 ? "too_often" : "not_saved");
    waiting = null;
    if (answer.ok) {
      if (state.slide.id === slide) state.mine = {value: mine.value, sentence};
      if (!inTheMeantime()) put(kept, null);
      return say("saved");
    }
    if (answer.status === 409) { say("closed"); return look(); }
    if (answer.status === 404 || answer.status === 403) return look();
    say("not_saved");
  } catch (_) { again("not_saved"); }
}

const choose = $("language");
for (const [code, name] of GIVEN.languages) choose.append(el("option", {value: code, textContent: name, lang: code}));
choose.onchange = () => { put("language", choose.value); speak(choose.value); };
addEventListener("online", look);
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
speak(got("language") || own() || GIVEN.language);
if (GIVEN.code) join(GIVEN.code); else askCode("");
