// The keys of the screen, with and without a server: `steer` does what they ask.
const root = document.documentElement;
let typed = "";
function showTyped(number) { typed = number; const place = $("typed"); place.textContent = number; place.hidden = !number; }
function help() {
  const dialog = $("keys");
  if (dialog.open) return dialog.close();
  dialog.querySelector("table").replaceChildren(...GIVEN.keys.map(([key, does]) => el("tr", {}, el("th", {textContent: key}), el("td", {textContent: does}))));
  dialog.showModal();
}
function fullScreen() { document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen().catch(() => {}); }
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const works = {
    PageDown: () => steer({step: "next"}), ArrowRight: () => steer({step: "next"}), ArrowDown: () => steer({step: "next"}), " ": () => steer({step: "next"}),
    PageUp: () => steer({step: "previous"}), ArrowLeft: () => steer({step: "previous"}), ArrowUp: () => steer({step: "previous"}), Backspace: () => typed ? showTyped(typed.slice(0, -1)) : steer({step: "previous"}),
    Home: () => steer({step: "first"}), End: () => steer({step: "last"}),
    Enter: () => { const number = typed; showTyped(""); steer(number ? {number: Number(number)} : {step: "next"}); },
    b: () => steer({black: !root.hasAttribute("data-black")}), ".": () => steer({black: !root.hasAttribute("data-black")}), z: () => steer({step: "undo"}),
    d: () => root.toggleAttribute("data-dark"), f: fullScreen, "?": help, Escape: () => showTyped(""),
  };
  if (/^[0-9]$/.test(key)) return showTyped((typed + key).slice(-3));
  if (!works[key] || (event.target.closest("button, dialog") && [" ", "Enter", "Escape"].includes(key))) return;
  if (key !== "Escape") event.preventDefault();
  works[key]();
});
