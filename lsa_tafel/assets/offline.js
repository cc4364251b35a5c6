let at = Math.min(Math.max(parseInt(location.hash.slice(1), 10) - 1 || 0, 0), document.querySelectorAll(".frame").length - 1);
const slides = [...document.querySelectorAll(".frame")];
function show(to) {
  at = Math.min(Math.max(to, 0), slides.length - 1);
  slides.forEach((slide, i) => { slide.style.display = i === at ? "" : "none"; });
  history.replaceState(null, "", "#" + (at + 1));
}
function steer(asked) {
  if ("black" in asked) return root.toggleAttribute("data-black", asked.black);
  root.removeAttribute("data-black");
  const to = {next: at + 1, previous: at - 1, first: 0, last: slides.length - 1};
  if (asked.number || asked.step in to) show(asked.number ? asked.number - 1 : to[asked.step]);
}
document.getElementById("stage").addEventListener("click", (event) => show(at + (event.clientX < innerWidth / 3 ? -1 : 1)));
show(at);
