// What the pages of an evening have in common: desk, remote, phone, screen, and the file that works without a network.
const json = {"Content-Type": "application/json"};
function $(id) { return document.getElementById(id); }
function el(tag, props, ...inside) {
  const made = Object.assign(document.createElement(tag), props || {});
  inside.flat().forEach((part) => part && made.append(part));
  return made;
}
function fill(text, values) { return text.replace(/\{(\w+)\}/g, (_, name) => values[name]); }
// Guesses of 0 to 100 as they were typed; null where something else stands between them
function guessesIn(text) {
  const parts = text.split(/[\s,;]+/).filter(Boolean);
  return parts.every((part) => /^\d+$/.test(part) && Number(part) <= 100) ? parts.map(Number) : null;
}
function random() { return [...crypto.getRandomValues(new Uint8Array(16))].map((part) => part.toString(16).padStart(2, "0")).join(""); }
function clock(ends) {
  const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
  return Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
}
// Kept in this browser; in one that keeps nothing, as long as the page is open
const memory = {};
function put(name, value) {
  try { value === null ? localStorage.removeItem(name) : localStorage.setItem(name, JSON.stringify(value)); delete memory[name]; } catch (_) { memory[name] = value; }
}
function got(name) { if (name in memory) return memory[name]; try { return JSON.parse(localStorage.getItem(name)); } catch (_) { return null; } }
// A network that never answers is one that is lost
const PATIENCE = 10000;
function send(path, body) { return fetch(path, {signal: AbortSignal.timeout(PATIENCE), ...(body ? {method: "POST", headers: json, body: JSON.stringify(body)} : {})}); }
// Looks at every change, and every three seconds while it cannot hear of them, as long as somebody `stays`
let events = null, polling = 0;
function listen(path, look, stays) {
  if (events) events.close();
  const own = events = new EventSource(path);
  events.onmessage = () => { clearInterval(polling); polling = 0; look(); };
  events.addEventListener("gone", () => { own.close(); look(); });
  events.onerror = () => {
    if (!polling) { look(); polling = setInterval(look, 3000); }
    if (own.readyState === EventSource.CLOSED) setTimeout(() => { if (own === events && stays()) listen(path, look, stays); }, 5000);
  };
}
function silence() { if (events) events.close(); events = null; clearInterval(polling); polling = 0; }
