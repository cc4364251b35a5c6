let at = Math.min(Math.max(parseInt(location.hash.slice(1), 10) - 1 || 0, 0), TOTAL - 1);
const slides = [...document.querySelectorAll(".slide")];
function show(to) {
  at = Math.min(Math.max(to, 0), TOTAL - 1);
  slides.forEach((slide, i) => { slide.style.display = i === at ? "" : "none"; });
  document.getElementById("where").textContent = WHERE.replace("{n}", at + 1).replace("{total}", TOTAL);
  history.replaceState(null, "", "#" + (at + 1));
}
addEventListener("keydown", (event) => {
  if (["PageDown", "ArrowRight", " ", "Enter"].includes(event.key)) { event.preventDefault(); show(at + 1); }
  if (["PageUp", "ArrowLeft", "Backspace"].includes(event.key)) { event.preventDefault(); show(at - 1); }
  if (event.key === "Home") show(0);
  if (event.key === "End") show(TOTAL - 1);
  if (event.key.toLowerCase() === "d") document.documentElement.toggleAttribute("data-dark");
});
addEventListener("click", (event) => show(at + (event.clientX < innerWidth / 3 ? -1 : 1)));
show(at);
