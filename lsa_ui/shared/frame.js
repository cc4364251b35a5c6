// The bar, going to another page without loading everything again, and Streamlit's own words in the reader's language.
// What it needs to know stands in the page as JSON (see `opening.py`).

const known = JSON.parse(document.getElementById("lsa").textContent)
const bar = document.getElementById("balk")
const groups = [...bar.querySelectorAll("details")]
const [menu, find] = [bar.querySelector(".menu"), bar.querySelector(".find")]
const narrow = matchMedia("(max-width: 719px)")

// --- the menu

const expand = (button, open) => button.setAttribute("aria-expanded", open)
const expanded = (button) => button.getAttribute("aria-expanded") === "true"

function fold() {
  expand(menu, false)
  for (const group of groups) group.open = false
}

menu.addEventListener("click", () => {
  const open = !expanded(menu)
  expand(menu, open)
  for (const group of groups) group.open = open
})
for (const group of groups) {
  group.addEventListener("toggle", () => {
    if (group.open && !narrow.matches) for (const other of groups) if (other !== group) other.open = false
  })
}
narrow.addEventListener("change", fold)
const inMenu = (node) => bar.querySelector("nav").contains(node)
document.addEventListener("pointerdown", (event) => inMenu(event.target) || fold())
bar.querySelector("nav").addEventListener("focusout", (event) => event.relatedTarget && !inMenu(event.relatedTarget) && fold())
bar.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !inMenu(event.target)) return
  const above = narrow.matches ? menu : event.target.closest("details")?.querySelector("summary")
  fold()
  above?.focus()
})

function mark() {
  for (const link of bar.querySelectorAll("nav a")) {
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "page")
    else link.removeAttribute("aria-current")
  }
  for (const group of groups) group.classList.toggle("here", Boolean(group.querySelector("[aria-current]")))
  bar.classList.toggle("start", location.pathname === "/")
}

// --- the search and the language

async function search() {
  const place = document.getElementById("zoeken")
  if (!known.search) return
  const inside = place.attachShadow({ mode: "open" })
  inside.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: known.search_style }))
  const { default: box } = await import(known.search_script)
  box({ parentElement: inside, data: known.search.bar })
}

function showSearch(open) {
  expand(find, open)
  bar.classList.toggle("searching", open)
}

// Every box that can be seen takes the focus when it is asked for; one that is yet to come looks whether it was.
function seek() {
  showSearch(true)
  window.lsaSeek = true
  document.dispatchEvent(new CustomEvent("lsa-seek"))
}

find.addEventListener("click", () => (expanded(find) ? showSearch(false) : seek()))
document.addEventListener("keydown", (event) => {
  const inside = event.composedPath()[0]
  const types = inside.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(inside.tagName)
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || types || event.defaultPrevented) return
  event.preventDefault()
  seek()
})

function choose(language, to) {
  const year = 365 * 24 * 60 * 60
  document.cookie = `taal=${language}; path=/; max-age=${year}; samesite=lax`
  to.searchParams.set("taal", language)
  location.assign(to)
}

// --- to another page

const main = () => document.getElementById("stMain")
const languageOf = (url) => url.searchParams.get("taal") ?? "nl"
const connected = () => document.querySelector('[data-test-connection-state="CONNECTED"]')

// Whether the reader came by Back or by loading again: then a search box brings its words back.
window.lsaBack = ["back_forward", "reload"].includes(performance.getEntriesByType("navigation")[0]?.type)

function go(to) {
  window.lsaBack = false
  history.pushState(null, "", to)
  window.dispatchEvent(new PopStateEvent("popstate"))
  main()?.scrollTo(0, 0)
  main()?.focus({ preventScroll: true })
  fold()
  showSearch(false)
}

document.addEventListener("click", (event) => {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const [here, to] = [new URL(location), new URL(link.href)]
  if (to.origin !== here.origin || link.hasAttribute("download") || !["", "_self"].includes(link.target)) return
  if (link.hash === "#inhoud") {
    event.preventDefault()
    const heading = document.querySelector('[data-testid="stMain"] h1')
    heading?.setAttribute("tabindex", "-1")
    ;(heading ?? main())?.focus()
  } else if (link.hash === "#zoeken" && (to.pathname === here.pathname || inMenu(link) || bar.contains(link))) {
    event.preventDefault()
    seek()
  } else if (link.hreflang && bar.contains(link)) {
    event.preventDefault()
    choose(link.hreflang, here)
  } else if (known.pages.includes(to.pathname) && languageOf(to) === languageOf(here) && !link.hash && connected()) {
    event.preventDefault()
    go(to)
  }
})
window.addEventListener("popstate", (event) => {
  if (event.isTrusted) window.lsaBack = true
  mark()
})

// --- Streamlit's own words

const exact = new Map()
const patterns = []
for (const [theirs, ours] of Object.entries(known.words)) {
  if (!theirs.includes("{n}")) exact.set(theirs, ours)
  else {
    const [before, after] = theirs.split("{n}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    patterns.push([new RegExp(`^${before}(.+)${after}$`, "s"), ours])
  }
}
const SAID = ["aria-label", "title", "placeholder", "alt", "aria-roledescription", "aria-valuetext"]

function ours(text) {
  const theirs = text.trim()
  if (!theirs || theirs.length > 300) return null
  if (exact.has(theirs)) return exact.get(theirs)
  for (const [pattern, said] of patterns) {
    const found = pattern.exec(theirs)
    if (found) return said.replace("{n}", found[1])
  }
  return null
}

function sayNode(node) {
  const said = ours(node.data)
  if (said !== null && said !== node.data) node.data = said
}

function sayAttributes(element) {
  for (const name of SAID) {
    const said = element.hasAttribute(name) ? ours(element.getAttribute(name)) : null
    if (said !== null && said !== element.getAttribute(name)) element.setAttribute(name, said)
  }
}

function say(root) {
  if (root.nodeType === Node.TEXT_NODE) return sayNode(root)
  if (root.nodeType !== Node.ELEMENT_NODE) return
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  for (let node = root; node; node = walk.nextNode()) node.nodeType === Node.TEXT_NODE ? sayNode(node) : sayAttributes(node)
}

// What a map says of the area that a mouse points at (see `said` in choropleth.py): the place of its polygon becomes words.
function point() {
  for (const node of document.querySelector(".deck-tooltip")?.childNodes ?? []) {
    const found = node.nodeType === Node.TEXT_NODE && /^(.*)#(-?\d+)$/.exec(node.data)
    if (!found) continue
    const [words, which] = JSON.parse(document.querySelector(".lsa-said")?.textContent || "[[],[]]")
    node.data = found[1] + (words[which[found[2]]] ?? "")
  }
}

// The page itself would be a stop between the menu and what is in it; who skips to it still arrives there. A place to drop
// files has a name, so it is no decoration. A map is one stop: what is drawn over it moves by the keys. A chart is told by its own name: its parts only have English ones.
function mend() {
  for (const part of document.querySelectorAll("svg.marks [aria-roledescription]")) {
    for (const name of ["role", "aria-label", "aria-roledescription"]) part.removeAttribute(name)
  }
  for (const map of document.querySelectorAll(".mapboxgl-canvas")) map.tabIndex = -1
  if (main()?.tabIndex === 0) main().setAttribute("tabindex", "-1")
  document.querySelector("[data-testid=stFileUploaderDropzone][role=presentation]")?.removeAttribute("role")
}

new MutationObserver((changes) => {
  mend()
  point()
  if (!exact.size) return
  for (const { type, target, addedNodes } of changes) {
    if (type === "childList") addedNodes.forEach(say)
    else if (type === "characterData") sayNode(target)
    else sayAttributes(target)
  }
}).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: SAID })

const status = bar.querySelector("[role=status]")
let title = document.title
new MutationObserver(() => {
  if (document.title === title) return
  if (!title.startsWith("LSA")) status.textContent = document.title
  title = document.title
  mark()
}).observe(document.head, { subtree: true, childList: true, characterData: true })

say(document.body)
mend()
mark()
search()
if (location.hash === "#zoeken") seek()
