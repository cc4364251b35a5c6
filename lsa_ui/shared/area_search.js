// A box to find an area: suggestions while typing, from the same search as everywhere (/api/v1/search).
// `data`: the label, where a result leads to, and, to choose areas in the page itself, those chosen so far. What every box
// needs stands in the page (see `opening.py`).

const WAIT = 80
const { language, words, types, first } = JSON.parse(document.getElementById("lsa").textContent).search
const boxes = new WeakMap()

export default function (component) {
  const { parentElement: parent } = component
  if (!boxes.has(parent)) boxes.set(parent, build(parent))
  const box = boxes.get(parent)
  box.component = component
  dress(box)
  return () => {
    document.removeEventListener("lsa-seek", box.seek)
    document.removeEventListener("pointerdown", box.outside)
    box.asking?.abort()
    boxes.delete(parent)
  }
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

function build(parent) {
  const input = make("input", {
    id: "q", type: "search", autocomplete: "off", spellcheck: false, enterKeyHint: "search", maxLength: 80,
  })
  input.setAttribute("autocapitalize", "off")
  const label = make("label", { htmlFor: "q" })
  const key = make("kbd", { textContent: "/" })
  key.setAttribute("aria-hidden", "true")
  const status = make("p", { id: "status" })
  status.setAttribute("role", "status")
  const results = make("ul", { className: "results", hidden: true })
  const chosen = make("ul", { className: "chosen" })
  const panel = make("div", { className: "panel" }, status, results)
  const root = make("div", { className: "search" }, label, make("div", { className: "field" }, input, key), panel, chosen)
  parent.querySelector(".search")?.remove()
  parent.append(root)
  const box = { root, input, label, key, status, results, chosen, answer: null, fresh: true }
  listen(box)
  return box
}

function listen(box) {
  const { input, root, results } = box
  input.addEventListener("input", () => {
    keep(box)
    clearTimeout(box.timer)
    box.timer = setTimeout(() => ask(box), WAIT)
  })
  input.addEventListener("focus", () => input.value && !box.open && !box.closing && ask(box))
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    if (event.key === "ArrowDown") box.open ? move(box, event, 0) : ask(box)
    else if (event.key === "Enter") enter(box, event)
    else if (event.key === "Escape") escape(box, event)
  })
  results.addEventListener("keydown", (event) => {
    const items = choices(box)
    const at = items.indexOf(event.target)
    if (event.key === "ArrowDown") move(box, event, Math.min(at + 1, items.length - 1))
    else if (event.key === "ArrowUp") at > 0 ? move(box, event, at - 1) : (event.preventDefault(), input.focus())
    else if (event.key === "Home") move(box, event, 0)
    else if (event.key === "End") move(box, event, items.length - 1)
    else if (event.key === "Escape") escape(box, event)
  })
  results.addEventListener("click", () => {
    keep(box)
    if (floats(box)) close(box)
  })
  box.seek = () => {
    if (!window.lsaSeek || !box.component.data.page || !input.getClientRects().length) return
    window.lsaSeek = false
    input.focus()
    input.select()
  }
  box.outside = (event) => floats(box) && !event.composedPath().includes(root) && close(box)
  root.addEventListener("focusout", (event) => {
    if (floats(box) && event.relatedTarget && !root.contains(event.relatedTarget)) close(box)
  })
  document.addEventListener("lsa-seek", box.seek)
  document.addEventListener("pointerdown", box.outside)
}

function dress(box) {
  const { data } = box.component
  box.root.classList.toggle("bar", data.bar)
  box.label.textContent = data.label
  box.key.hidden = !data.page
  box.input.placeholder = data.placeholder
  showChosen(box)
  if (box.fresh) {
    box.fresh = false
    bringBack(box)
    requestAnimationFrame(box.seek)
  }
}

const floats = (box) => box.component.data.bar
const choices = (box) => [...box.results.querySelectorAll("a, button")]
const said = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

function move(box, event, to) {
  const item = choices(box)[to]
  if (!item || box.results.hidden) return
  event.preventDefault()
  item.focus()
}

function enter(box, event) {
  event.preventDefault()
  if (box.answer?.question === box.input.value && !box.results.hidden) take(box)
  else {
    box.enter = true
    clearTimeout(box.timer)
    ask(box)
  }
}

// What fits best is taken; of what only looks like it the reader says which
function take(box) {
  const first = choices(box)[0]
  if (box.answer.rows.length) first.click()
  else first?.focus()
}

function escape(box, event) {
  event.preventDefault()
  if (box.open) close(box)
  else {
    box.input.value = ""
    keep(box)
  }
  box.closing = true
  box.input.focus()
  box.closing = false
}

function close(box) {
  box.open = false
  box.results.hidden = true
  say(box, "")
}

async function ask(box) {
  const { data } = box.component
  const question = box.input.value
  box.asking?.abort()
  if (question.trim().length < 2) {
    box.answer = null
    return close(box)
  }
  box.asking = new AbortController()
  try {
    const answer = await search(box, { q: question, ...(data.type && { type: data.type }) })
    const other = data.type && !answer.rows.length ? (await search(box, { q: question })).rows[0] : null
    box.answer = { question, ...answer, ...(other && { other, nearest: [] }) }
    show(box)
  } catch (problem) {
    if (problem.name === "AbortError") return
    box.results.hidden = true
    say(box, words.offline, true)
    window.addEventListener("online", () => ask(box), { once: true })
  }
}

async function search(box, asked) {
  const response = await fetch(`/api/v1/search?${new URLSearchParams(asked)}`, { signal: box.asking.signal })
  if (!response.ok) throw new Error(response.status)
  return response.json()
}

function show(box) {
  const { rows, nearest, street, question, provincie, other } = box.answer
  const found = rows.length ? rows : nearest
  box.results.replaceChildren(...found.map((area) => make("li", {}, choice(box, area))))
  if (provincie && box.component.data.page) box.results.append(make("li", {}, onMap(provincie)))
  box.results.hidden = !found.length
  box.open = true
  if (rows.length) say(box, said(rows.length === 1 ? words.found_one : words.found, { n: rows.length }))
  else if (other) say(box, said(words.other_type, { name: nameOf(other), type: types[other.type], fits: types[box.component.data.type] }), true)
  else if (street) say(box, words.street, true)
  else say(box, said(found.length ? words.nothing_but : words.nothing, { question }), true)
  if (box.enter) take(box)
  box.enter = false
}

function say(box, text, visible = false) {
  box.status.textContent = text
  box.status.classList.toggle("visible", visible)
}

function choice(box, area) {
  const { data, setTriggerValue } = box.component
  const text = [make("b", { textContent: nameOf(area) }), " ", make("small", { textContent: about(area) })]
  if (data.page) return make("a", { href: address(data, area), target: "_self" }, ...text)
  const button = make("button", { type: "button" }, ...text)
  button.onclick = () => {
    box.input.value = ""
    close(box)
    box.input.focus()
    setTriggerValue("picked", { code: area.code, vintage: area.vintage })
  }
  return button
}

function nameOf(area) {
  if (area.type === "pc4") return said(words.postcode_name, { code: area.code })
  return area.known_as ? `${area.name} (${area.known_as})` : area.name
}

// A provincie has no page of its own: the map shows its gemeenten.
function onMap({ code, name }) {
  const query = new URLSearchParams({ type: "gemeente", provincie: code, ...(language !== "nl" && { taal: language }) })
  return make("a", { href: `/kaart?${query}`, target: "_self" }, make("b", { textContent: said(words.provincie, { name }) }))
}

const older = (area) => first[area.type] !== area.vintage

function about(area) {
  const type = types[area.type]
  const parts = [area.place ? said(words.what, { type, place: area.place }) : type]
  if (area.inhabitants) parts.push(said(words.inhabitants, { n: area.inhabitants.toLocaleString(language) }))
  if (older(area)) parts.push(said(words.of_year, { year: area.vintage }))
  return parts.join(" · ")
}

function address(data, area) {
  const query = new URLSearchParams(language === "nl" ? {} : { taal: language })
  if (data.page === "gebied") {
    const path = older(area) ? `${area.code}/${area.vintage}` : area.code
    return `/gebied/${path}${query.size ? `?${query}` : ""}`
  }
  query.set("gebied", area.code)
  if (older(area)) query.set("indeling", area.vintage)
  return `/${data.page}?${query}`
}

function showChosen(box) {
  const { data, setTriggerValue } = box.component
  box.chosen.hidden = !data.chosen.length
  box.chosen.setAttribute("aria-label", words.chosen)
  box.chosen.replaceChildren(
    ...data.chosen.map(({ key, name }) => {
      const cross = make("button", { type: "button", textContent: "×", title: said(words.remove, { name }) })
      cross.setAttribute("aria-label", said(words.remove, { name }))
      cross.onclick = () => setTriggerValue("removed", key)
      return make("li", {}, make("span", { textContent: name }), cross)
    }),
  )
  const full = data.chosen.length >= data.most
  box.input.disabled = full
  if (full) say(box, said(words.full, { most: data.most }), true)
  else if (!box.open) say(box, "")
}

// What was typed is there again after Back and after loading the page again, as long as the tab is open.
const place = (box) => `lsa-search ${box.component.data.key} ${location.pathname}${location.search}`

function keep(box) {
  try {
    sessionStorage.setItem(place(box), box.input.value)
  } catch {
    // A browser that keeps nothing only forgets the words.
  }
}

function bringBack(box) {
  if (!window.lsaBack) return
  try {
    box.input.value = sessionStorage.getItem(place(box)) ?? ""
  } catch {
    return
  }
  if (box.input.value && !floats(box)) ask(box)
}
