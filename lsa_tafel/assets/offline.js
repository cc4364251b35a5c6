const slides = [...document.querySelectorAll(".frame")];
let at = 0, since = 0;
function show(to) {
  at = Math.min(Math.max(to, 0), slides.length - 1); since = Date.now();
  slides.forEach((slide, i) => { slide.style.display = i === at ? "" : "none"; });
  history.replaceState(null, "", "#" + (at + 1));
}
function steer(asked) {
  if ("black" in asked) return root.toggleAttribute("data-black", asked.black);
  root.removeAttribute("data-black");
  const to = {next: at + 1, previous: at - 1, first: 0, last: slides.length - 1};
  if (asked.number || asked.step in to) show(asked.number ? asked.number - 1 : to[asked.step]);
}
$("stage").addEventListener("click", (event) => show(at + (event.clientX < innerWidth / 3 ? -1 : 1)));
function tick() {
  const timer = slides[at].querySelector(".timer");
  if (timer) timer.textContent = clock(since + 1000 * timer.dataset.seconds);
}
setInterval(tick, 500);
show(parseInt(location.hash.slice(1), 10) - 1 || 0);
