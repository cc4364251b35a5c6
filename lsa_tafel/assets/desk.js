const main = $("desk"), SESSIONS = "lsa_sessions", writer = random();
const AT_ONCE = 6;
let editing = "", correcting = "", changing = "", table = 0;
let base = "", state = null, noteSlide = "";
const notes = {}, queue = [], drawn = {};

// Small tools
function say(text) { if ($("status")) $("status").textContent = text; else main.replaceChildren(el("p", {id: "status", role: "status", textContent: text})); }
function wait(ms) { return new Promise((done) => setTimeout(done, ms)); }

// The sessions that this browser remembers: their links, and nothing else
function remembered() { return got(SESSIONS) || []; }
function remember(sessions) { put(SESSIONS, sessions.slice(0, 50)); }
function forget(key) { remember(remembered().filter((one) => one.key !== key)); }
function mine(message) {
  const listed = remembered();
  main.replaceChildren(el("h1", {textContent: W.desk_mine}), el("p", {id: "status", role: "status", textContent: message || ""}),
    ...listed.map((one) => el("div", {className: "row"}, el("p", {}, el("a", {className: "block", href: "/live/desk" + (one.language === "en" ? "?taal=en" : "") + "#" + one.key, textContent: one.title}), " " + one.date),
      button(W.desk_forget, () => { forget(one.key); mine(); }, {ariaLabel: fill(W.desk_forget_n, {title: one.title})}))),
    ...(listed.length ? [] : [el("p", {textContent: W.desk_mine_none})]), el("p", {className: "muted", textContent: W.desk_mine_how}));
}

// The way in: the key behind the # is given once, a cookie is the answer
async function enter() {
  const key = location.hash.slice(1);
  if (!key) { mine(remembered().length ? "" : W.desk_no_key); return false; }
  const answer = await send("/live/desk/enter", {key});
  if (answer.status === 404) { forget(key); mine(W.desk_gone); return false; }
  if (!answer.ok) throw new Error("lost");
  base = (await answer.json()).screen;
  return true;
}
async function ask(body, path = "/desk") {
  const answer = await send(base + path, body);
  return answer.status === 403 && await enter() ? send(base + path, body) : answer;
}
async function start() {
  try {
    if (!await enter()) return;
    await look();
    if (!state) return setTimeout(start, 2000);
    restore(); listen(base + "/events", look, () => state); work();
  } catch (_) { say(W.lost); setTimeout(start, 2000); }
}
// An answer that was asked before something else was kept, or shown, is too old to be shown
let asked = 0, shown = 0, kept = 0;
async function look() {
  const own = ++asked, known = kept;
  try {
    const answer = await ask();
    if (answer.status === 404) { silence(); state = null; forget(location.hash.slice(1)); return mine(W.desk_gone); }
    if (!answer.ok) return say(W.lost);
    const found = await answer.json();
    if (own < shown || known !== kept) return;
    shown = own; state = found;
    if (state.language !== GIVEN.language) return location.replace("/live/desk?taal=" + state.language + location.hash);
    if (!$("note")) {
      const key = location.hash.slice(1);
      remember([{key, title: state.title, date: state.date, language: state.language}, ...remembered().filter((one) => one.key !== key)]);
      build();
    }
    if ($("status").textContent === W.lost) say(W.desk_back);
    redraw();
  } catch (_) { say(W.lost); }
}

// What the desk tells: one after the other, again until it is kept, also after a reload
function tell(body) { queue.push(body); put(base + "queue", queue); work(); }
let working = null;
// What is told while the desk looks whether the last was kept has its turn after that
function work() { return working = working || empty().finally(() => { working = null; return queue.length ? work() : null; }); }
async function empty() {
  while (queue.length) {
    try {
      const answer = await ask(queue[0]);
      if (answer.status === 503 || answer.status === 403) throw new Error("lost");
      const found = await answer.json();
      if (found.remote) showRemote(found);
      if (found.error === "sentence_changed" && queue[0].corrected !== undefined) { editing = queue[0].slide + queue[0].phone; correcting = queue[0].corrected; }
      say(answer.ok ? (found.freed === undefined ? W.desk_saved : fill(W.desk_freed, {n: found.freed})) : W[found.error] || W.desk_refused);
      kept += 1; queue.shift(); put(base + "queue", queue);
    } catch (_) { say(W.not_saved); await wait(2000); }
  }
  await look();
}

// Notes: saved while typing; what is not yet kept stays in this browser, also after a reload
function note(slide) {
  const kept = state.notes[slide] || {text: "", version: 0};
  return notes[slide] = notes[slide] || {text: kept.text, base: kept, dirty: false, saving: null, timer: 0};
}
function restore() {
  for (const slide of state.slides) {
    const pending = got(base + "note:" + slide.id);
    if (pending) { Object.assign(note(slide.id), {text: pending.text, base: pending.base, dirty: true}); save(slide.id); }
  }
  queue.push(...(got(base + "queue") || []));
  noteSlide = ""; draw();
}
function typed() {
  const one = note(noteSlide), slide = noteSlide;
  one.text = $("note").value; one.dirty = true;
  put(base + "note:" + slide, {text: one.text, base: one.base});
  $("note_status").textContent = W.note_typing;
  if (!one.timer) one.timer = setTimeout(() => { one.timer = 0; save(slide); }, 700);
}
function save(slide) { const one = note(slide); one.saving = one.saving || sending(slide, one).finally(() => { one.saving = null; }); return one.saving; }
async function sending(slide, one) {
  while (one.dirty) {
    const sent = one.text;
    try {
      const answer = await ask({do: "note", slide, text: sent, base: one.base, writer});
      if (!answer.ok) {
        if (slide === noteSlide) $("note_status").textContent = W[answer.status === 413 ? "note_full" : "not_saved"];
        if (answer.status === 413 || answer.status === 404 || answer.status === 400) return;
        throw new Error("lost");
      }
      const now = await answer.json();
      if (one.text === sent) { Object.assign(one, {text: now.text, base: now, dirty: false}); put(base + "note:" + slide, null); }
      else { one.base = now.text === sent ? now : {version: one.base.version, text: sent}; put(base + "note:" + slide, {text: one.text, base: one.base}); }
      if (slide === noteSlide) { show(one.text); $("note_status").textContent = now.text === sent ? W.note_saved : W.note_both; }
      if (one.dirty) await wait(300);
    } catch (_) { if (slide === noteSlide) $("note_status").textContent = W.not_saved; await wait(2000); }
  }
}
function show(text) {
  const area = $("note"), old = area.value;
  if (old === text) return;
  let same = 0, tail = 0;
  while (same < Math.min(old.length, text.length) && old[same] === text[same]) same++;
  while (tail < Math.min(old.length, text.length) - same && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  const moved = (at) => at <= same ? at : Math.max(same, text.length - Math.max(tail, old.length - at));
  const places = [moved(area.selectionStart), moved(area.selectionEnd)];
  area.value = text;
  if (document.activeElement === area) area.setSelectionRange(...places);
}
function drawNote() {
  const now = state.slides[state.at].id, there = state.slides.some((slide) => slide.id === noteSlide), busy = there && document.activeElement === $("note");
  if (!busy && noteSlide !== now) { noteSlide = now; $("note").value = note(now).text; $("note_status").textContent = ""; }
  const at = state.slides.findIndex((slide) => slide.id === noteSlide);
  $("note_label").textContent = fill(W.note_of, {n: state.slides[at].n || "–", name: state.slides[at].name});
  $("note_other").hidden = noteSlide === now;
  $("note_other").textContent = fill(W.note_other, {n: state.slides[state.at].n || "–"});
  for (const [slide, kept] of Object.entries(state.notes)) {
    const one = note(slide);
    if (one.dirty || one.saving || kept.version <= one.base.version) continue;
    Object.assign(one, {text: kept.text, base: kept});
    if (slide === noteSlide) { show(kept.text); $("note_status").textContent = W.note_elsewhere; }
  }
}
async function flush() {
  clearTimeout(note(noteSlide).timer); note(noteSlide).timer = 0;
  const kept = Promise.all([...Object.keys(notes).map(save), queue.length ? work() : null]);
  return await Promise.race([kept.then(() => !Object.values(notes).some((one) => one.dirty)), wait(6000).then(() => false)]);
}

// The page, built once; its lists are drawn again when they change and nobody types in them
function build() {
  const section = (id, title, ...inside) => el("section", {id}, el("h2", {id: id + "_title", tabIndex: -1, textContent: title}), ...inside);
  const file = (kind, text) => el("a", {className: "block", href: base + "/" + kind, textContent: text, onclick: (event) => fetchFile(event, kind)});
  const choice = (kept, text) => el("label", {className: "choice"}, el("input", {type: "radio", name: "keep", value: kept, onchange: () => { state.kept = kept; tell({do: "keep", kept}); }}), el("span", {id: "keep_" + kept, textContent: text}));
  const [steps, ...others] = steerButtons();
  const sure = el("input", {type: "checkbox", id: "sure", onchange: () => { $("delete").disabled = !sure.checked; }});
  main.replaceChildren(
    el("h1", {id: "title"}), el("p", {id: "join"}),
    el("p", {}, el("a", {className: "block", href: base, target: "_blank", rel: "noopener", textContent: W.desk_screen}), file("slides.html", W.desk_offline)),
    el("p", {className: "muted", textContent: W.desk_screen_how}),
    el("div", {className: "always"}, el("p", {id: "at", className: "now"}), steps, el("p", {id: "status", role: "status"})),
    el("div", {className: "columns"},
      el("div", {},
        section("now", W.desk_now, el("p", {className: "muted"}, el("span", {id: "n"}), " ", el("span", {id: "inside"})), el("ul", {id: "per_table"}), ...others, ...nextPart()),
        section("notes", W.desk_notes, el("label", {id: "note_label", htmlFor: "note"}),
          el("textarea", {id: "note", rows: 6, maxLength: GIVEN.longest, oninput: typed, onblur: () => { if (note(noteSlide).dirty) save(noteSlide); }}),
          el("p", {id: "note_status", className: "muted", role: "status"}),
          button("", () => { save(noteSlide); noteSlide = ""; $("note").blur(); drawNote(); $("note").focus(); }, {id: "note_other", hidden: true})),
        section("hands", W.desk_hands, el("p", {className: "muted", textContent: W.desk_hands_how}), el("div", {id: "hands_list"}),
          el("details", {}, el("summary", {textContent: W.desk_hands_file}), el("input", {id: "hands_file", type: "file", accept: ".json", ariaLabel: W.desk_hands_file, onchange: readHands}))),
        section("waiting", W.desk_waiting, el("p", {id: "few", className: "muted", textContent: W.desk_few}), el("div", {id: "waiting_list"}),
          el("details", {}, el("summary", {id: "read_count"}), el("div", {id: "read_list"})))),
      el("div", {},
        section("agreements", W.agreements, el("p", {id: "proposed_how", className: "muted", textContent: W.agreement_waiting}), el("div", {id: "proposed_list"}), newAgreement(),
          el("details", {id: "agreed", open: state.agreements.length <= AT_ONCE}, el("summary", {id: "agreed_count"}), el("div", {id: "agreements_list"}))),
        section("remote", W.desk_remote, el("p", {className: "muted", textContent: W.desk_remote_how}), button(W.desk_remote_make, () => tell({do: "remote"})), el("div", {id: "remote_code"})),
        section("phones", W.desk_phones, el("p", {id: "phones_count"}), el("details", {}, el("summary", {textContent: W.desk_phones_all}), el("div", {id: "phones_list"})),
          button(W.desk_free, () => tell({do: "free"})), el("p", {className: "muted", textContent: W.desk_free_how}),
          button(W.desk_reopen, () => tell({do: "reopen"})), el("p", {className: "muted", textContent: W.desk_reopen_how}),
          el("h3", {textContent: W.desk_tables}), el("p", {className: "muted", textContent: W.desk_tables_how}),
          el("label", {textContent: W.desk_tables_n}, el("input", {id: "tables", type: "number", min: 0, max: 20, className: "count", onchange: setTables})),
          el("p", {id: "cards"}, file("tables.html", W.desk_cards))),
        section("report", W.report, el("p", {id: "report_waiting"}),
          el("p", {}, file("report.docx", W.desk_word), file("report.html", W.desk_print), file("report.md", "Markdown"), file("report.json", W.desk_json), file("report.ics", W.desk_calendar)),
          el("p", {className: "muted", textContent: W.desk_calendar_how}),
          el("h3", {textContent: W.desk_paper}), el("p", {id: "paper"}, file("handout.html", W.desk_handout), ...state.areas.map((area) => el("a", {className: "block", href: area.poster, target: "_blank", rel: "noopener", textContent: fill(W.desk_poster, area)}))),
          el("h3", {textContent: W.desk_keep}), choice(false, ""), choice(true, W.desk_keep_yes)),
        section("rights", W.desk_link, el("p", {textContent: W.desk_link_how}), el("p", {className: "link", textContent: location.origin + "/live/desk" + location.search + location.hash}),
          el("p", {}, el("a", {className: "block", href: "/aan-tafel" + location.search + location.hash, textContent: W.desk_edit}), el("a", {className: "block", href: "/live/desk" + location.search, textContent: W.desk_mine, onclick: () => setTimeout(() => location.reload(), 0)})),
          el("details", {}, el("summary", {textContent: W.desk_clear}), el("p", {textContent: W.desk_clear_what}),
            el("label", {className: "choice"}, el("input", {type: "checkbox", id: "clear_sure", onchange: () => { $("clear").disabled = !$("clear_sure").checked; }}), el("span", {textContent: W.desk_sure})),
            button(W.desk_clear_now, () => { tell({do: "clear"}); $("clear_sure").checked = false; $("clear").disabled = true; }, {id: "clear", disabled: true})),
          button(W.desk_restore, () => tell({do: "restore"}), {id: "restore", hidden: true}),
          el("details", {}, el("summary", {textContent: W.desk_delete}), el("p", {textContent: W.desk_delete_what}),
            el("label", {className: "choice"}, sure, el("span", {textContent: W.desk_sure})), button(W.desk_delete_now, () => { put(base + "queue", null); tell({do: "delete"}); }, {id: "delete", disabled: true}))))));
}
async function fetchFile(event, kind) {
  event.preventDefault();
  const page = kind.endsWith(".html") && kind !== "slides.html" ? window.open("about:blank", "_blank") : null;
  if (!await flush()) { if (page) page.close(); return say(W.desk_not_all); }
  if (page) page.location = base + "/" + kind;
  else el("a", {href: base + "/" + kind, download: ""}).click();
}
async function go(body) {
  try {
    const answer = await ask(body, "/go");
    if (!answer.ok) return say(W.lost);
    await look();
  } catch (_) { say(W.lost); }
}
function showRemote(found) {
  $("remote_code").replaceChildren(el("p", {textContent: W.desk_remote_scan}), el("img", {className: "qr", alt: W.desk_remote, src: "data:image/svg+xml;base64," + found.picture}),
    el("p", {className: "link", textContent: found.remote}), button(W.desk_remote_hide, () => $("remote_code").replaceChildren()));
}
function newAgreement() {
  const draft = got(base + "draft") || {};
  const fields = parts((part, value) => { draft[part] = value; put(base + "draft", draft); }, draft, "oninput");
  const form = el("form", {className: "row"}, ...fields.map(([label]) => label), el("button", {className: "main", textContent: W.agreement_add}));
  form.onsubmit = (event) => {
    event.preventDefault();
    if (!fields[1][1].value.trim()) { fields[1][1].focus(); return say(W.agreement_empty); }
    tell({do: "agree", name: random(), ...Object.fromEntries(fields.map(([, input]) => [input.name, input.value]))});
    fields.forEach(([, input]) => { input.value = ""; delete draft[input.name]; }); put(base + "draft", null);
    fields[0][1].focus();
  };
  return form;
}
function parts(work, values, when) {
  return ["who", "what", "due", "due_words"].map((part) => {
    const input = el("input", {name: part, type: part === "due" ? "date" : "text", maxLength: GIVEN.parts[part], value: values[part] || "", autocomplete: "off", dir: "auto"});
    input[when] = () => work(part, input.value);
    return [el("label", {className: part === "what" ? "wide" : "", textContent: W["agreement_" + part]}, input), input];
  });
}
function draw() {
  document.title = W.desk + " · " + state.title;
  $("title").textContent = state.title;
  $("join").textContent = state.joinable ? fill(W.desk_join, {code: state.code, address: location.host + "/doe-mee"}) : W.desk_too_old;
  drawSteering();
  $("restore").hidden = !state.cleared;
  $("inside").textContent = fill(W.remote_inside, {n: state.inside});
  drawNote();
  const inside = state.phones.filter((one) => !one.removed).length;
  $("phones_count").textContent = fill(W.desk_phones_n, {n: inside});
  const waiting = state.sentences.filter((one) => one.shown === "waiting"), read = state.sentences.filter((one) => one.shown !== "waiting");
  const proposed = state.agreements.filter((one) => one.shown === "waiting"), agreed = state.agreements.filter((one) => one.shown !== "waiting");
  $("report_waiting").textContent = [["desk_report_waiting", waiting], ["desk_report_agreements", proposed]].filter(([, items]) => items.length).map(([word, items]) => fill(W[word], {n: items.length})).join(" ");
  $("agreed_count").textContent = fill(W.desk_agreed, {n: agreed.filter((one) => one.shown === "shown").length});
  $("few").hidden = !state.few || !state.sentences.length;
  $("read_count").textContent = fill(W.desk_read, {n: read.length});
  $("per_table").replaceChildren(...state.per_table.map((text) => el("li", {textContent: text})));
  if (document.activeElement !== $("tables")) $("tables").value = state.tables;
  $("cards").hidden = !state.tables;
  drawHands(state.slides[state.at]);
  $("keep_false").textContent = fill(W.desk_keep_no, {date: state.goes_on});
  main.querySelectorAll("[name=keep]").forEach((input) => { input.checked = input.value === String(state.kept); });
  list("waiting", waiting, sentence, AT_ONCE);
  list("read", read, sentence);
  $("proposed_how").hidden = !proposed.length;
  list("proposed", proposed, agreement, AT_ONCE);
  list("agreements", agreed, agreement);
  list("phones", state.phones, (one, at) => el("div", {className: one.removed ? "row gone" : "row"},
    el("p", {textContent: fill(W.desk_phone, {n: at + 1, answers: one.answers, sentences: one.sentences})}),
    button(one.removed ? W.desk_readmit : W.desk_remove, () => tell({do: one.removed ? "readmit" : "remove", phone: one.name}), {ariaLabel: fill(one.removed ? W.desk_readmit_n : W.desk_remove_n, {n: at + 1})})));
}
function agreement(one) {
  const change = (values) => tell({do: "agreement", name: one.name, ...values});
  const said = el("p", {dir: "auto", textContent: one.said});
  if (one.shown === "hidden") return el("div", {className: "row gone"}, said, button(W.agreement_back, () => change({shown: "shown"})));
  const id = "agreement_" + one.name, open = (name) => { changing = name; document.activeElement.blur(); draw(); $(id).querySelector("input, button").focus(); };
  if (changing === one.name) {
    const fields = parts((part, value) => { if (part === "what" && !value.trim()) return say(W.agreement_empty); change({[part]: value}); }, one, "onchange").map(([label]) => label);
    return el("div", {className: "row", id}, ...fields, button(W.desk_ready, () => open("")));
  }
  return el("div", {className: "row", id}, said, one.shown === "waiting" ? button(W.desk_show, () => change({shown: "shown"})) : null,
    button(W.desk_change, () => open(one.name), {ariaLabel: fill(W.desk_change_n, {what: one.what})}), button(W.agreement_away, () => change({shown: "hidden"})));
}
function sentence(one) {
  const id = one.slide + one.phone, change = (values) => { if (values.corrected !== undefined) editing = ""; tell({do: "moderate", ...one, ...values}); };
  if (editing === id) {
    const text = el("textarea", {rows: 3, maxLength: 280, dir: "auto", value: correcting, oninput: () => { correcting = text.value; }});
    return el("form", {className: "row", onsubmit: (event) => { event.preventDefault(); if (text.value.trim()) change({corrected: text.value, shown: "shown"}); }},
      el("label", {className: "wide", textContent: W.desk_correct}, text), el("p", {className: "muted wide", textContent: fill(W.desk_wrote, {text: one.wrote})}),
      el("button", {className: "main", textContent: W.desk_correct_show}), button(W.desk_cancel, () => { editing = ""; draw(); }));
  }
  return el("div", {className: one.shown === "hidden" ? "row gone" : "row"}, el("p", {dir: "auto", textContent: one.sentence + (one.table ? " (" + fill(W.r_table, {n: one.table}) + ")" : "")}),
    one.shown === "shown" ? null : button(W.desk_show, () => change({shown: "shown"})),
    one.shown === "hidden" ? null : button(W.desk_hide, () => change({shown: "hidden"})),
    button(W.desk_correct, () => { editing = id; correcting = one.sentence; draw(); const text = main.querySelector("form textarea"); if (text) text.focus(); }));
}
// Hands that are counted aloud: of the whole room, or of a table
function drawHands(slide) {
  if (table > state.tables) table = 0;
  const place = $("hands_list"), at = table, where = slide.id + " " + at, waiting = queue.findLast((one) => one.do === "hands" && one.slide === slide.id && one.table === at);
  const now = JSON.stringify([state.counts, state.hands, state.tables, where]), inside = place.contains(document.activeElement);
  $("hands_list").hidden = !state.counts;
  if (drawn.hands === now || (drawn.handsOf === where && (waiting || inside))) return;
  drawn.hands = now; drawn.handsOf = where;
  if (inside) document.activeElement.blur();
  if (!state.counts) return;
  const value = (waiting ? waiting.value : state.hands[at]) || {};
  const keep = (made) => tell({do: "hands", slide: slide.id, table: at, value: made});
  const which = el("select", {id: "hands_table", onchange: () => { table = Number(which.value); which.blur(); drawHands(slide); }},
    ...[...Array(state.tables + 1).keys()].map((n) => el("option", {value: n, selected: n === table, textContent: n ? fill(W.r_table, {n}) : W.desk_room})));
  const numbers = () => el("label", {className: "wide", textContent: W.desk_guesses}, el("input", {autocomplete: "off", value: (value.guesses || []).join(" "), onchange: (event) => {
    const guesses = guessesIn(event.target.value);
    if (!guesses) return say(W.desk_guesses_wrong);
    keep(guesses.length ? {guesses} : {});
  }}));
  const counts = () => state.counts.choices.map(([choice, name]) => el("label", {textContent: name}, el("input", {type: "number", min: 0, max: 1000, className: "count", name: choice, value: value[choice] || 0, onchange: () => {
    keep(Object.fromEntries([...place.querySelectorAll(".count")].map((input) => [input.name, Math.max(0, Math.round(Number(input.value) || 0))])));
  }})));
  place.replaceChildren(
    ...(state.tables ? [el("label", {textContent: W.desk_which_table}, which)] : []), el("div", {className: "row"}, ...(state.counts.of_100 ? [numbers()] : counts())));
}
async function readHands(event) {
  try {
    const found = JSON.parse(await event.target.files[0].text()).hands, here = state.slides.filter((slide) => found[slide.id]);
    if (!here.length) return say(W.desk_hands_wrong);
    here.forEach((slide) => tell({do: "hands", slide: slide.id, table: 0, value: found[slide.id]}));
  } catch (_) { say(W.desk_hands_wrong); }
  event.target.value = "";
}
function setTables(event) { tell({do: "tables", tables: Math.min(20, Math.max(0, Math.round(Number(event.target.value) || 0)))}); }
// So many at once; what waits behind them comes when those have been read
function list(id, items, row, most = Infinity) {
  const now = JSON.stringify([items, items.some((one) => one.slide + one.phone === editing) && editing, items.some((one) => one.name === changing) && changing]), place = $(id + "_list"), focus = document.activeElement;
  const inside = place.contains(focus);
  if (drawn[id] === now || (inside && ["INPUT", "TEXTAREA"].includes(focus.tagName))) return;
  drawn[id] = now;
  const before = [...place.children];
  place.replaceChildren(...items.slice(0, most).map((one, at) => {
    const of = (one.slide || "") + (one.phone || one.name), was = before[at];
    return Object.assign(row(one, at), {of, since: was && was.of === of ? was.since : Date.now()});
  }), el("p", {className: "muted", textContent: items.length > most ? fill(W.desk_more, {n: items.length - most}) : items.length ? "" : W["desk_no_" + id] || ""}));
  if (inside) (place.querySelector("button") || place.closest("section").querySelector("h2")).focus();
}
// A row that has just come under the finger is not the one that was pressed: the second half of a double press does nothing
const SETTLES = 500, NEAR = 30;
let last = null;
main.addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (!row || !row.of) return;
  const {clientX: x, clientY: y} = event, same = last && last.of !== row.of && Math.hypot(x - last.x, y - last.y) < NEAR;
  if (same && Date.now() - row.since < SETTLES) { event.preventDefault(); return event.stopPropagation(); }
  last = {of: row.of, x, y};
}, true);
// What is pressed stays where it is until it is let go: a button that is written anew in between is not pressed
let pressed = false, letGo = 0;
function redraw() { if (state && $("note") && !pressed) draw(); }
main.addEventListener("pointerdown", (event) => { clearTimeout(letGo); pressed = !!event.target.closest("button, summary"); });
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { clearTimeout(letGo); letGo = setTimeout(() => { pressed = false; redraw(); }, 100); });
main.addEventListener("focusout", () => setTimeout(redraw, 0));
addEventListener("pagehide", () => {
  for (const [slide, one] of Object.entries(notes)) if (one.dirty) fetch(base + "/desk", {method: "POST", headers: json, keepalive: true, body: JSON.stringify({do: "note", slide, text: one.text, base: one.base, writer})}).catch(() => {});
});
addEventListener("online", () => { if (state) look(); });
addEventListener("hashchange", () => location.reload());
document.addEventListener("visibilitychange", () => { if (!document.hidden && state) look(); });
start();
