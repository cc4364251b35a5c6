// A map on which buurten are chosen: by pointing at them, by drawing a line around them, or around a point.
// `data`: the layer, the buurten chosen so far with the percent that counts, the texts.

const SVG = "http://www.w3.org/2000/svg", WIDE = Math.cos(52.1 * Math.PI / 180), CLOSEST = 40, MOST_POINTS = 300
const ROOM = 2.2, SMALLEST_STEP = 3, LETTER = 7, LINE = 16
const maps = new WeakMap()

export default function ({ data, parentElement: parent, setTriggerValue: tell }) {
  if (!maps.has(parent)) maps.set(parent, build(parent))
  const map = maps.get(parent), before = map.data?.chosen ?? {}
  Object.assign(map, { data, tell: (what, value) => { map.here = true; tell(what, value) } })
  dress(map, before)
  return () => { map.watch.disconnect(); maps.delete(parent) }
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

function drawn(tag, attributes = {}) {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

function build(parent) {
  const svg = drawn("svg", { role: "img" }), shapes = drawn("g"), names = drawn("g"), line = drawn("polyline")
  svg.append(shapes, line, names)
  const tools = make("div", { className: "tools" }), zoom = make("div", { className: "zoom" })
  const said = make("p"), root = make("div", { className: "own" }, tools, make("div", { className: "frame" }, svg, zoom), said)
  said.setAttribute("role", "status")
  const map = { svg, shapes, names, line, tools, zoom, said, root, mode: "choose", areas: [], view: null, points: [], fingers: null }
  map.buttons = Object.fromEntries(["choose", "draw", "point"].map((mode) => [mode, make("button", { type: "button", onclick: () => to(map, mode) })]))
  map.steps = { zoom_in: 1.6, zoom_out: 1 / 1.6, zoom_all: 0 }
  tools.append(...Object.values(map.buttons))
  for (const [name, sign] of [["zoom_in", "+"], ["zoom_out", "−"], ["zoom_all", "⤢"]]) {
    zoom.append(make("button", { type: "button", name, textContent: sign, onclick: () => closer(map, map.steps[name]) }))
  }
  listen(map)
  parent.querySelector(".own")?.remove()
  parent.append(root)
  map.watch = new ResizeObserver(() => map.view && show(map))
  map.watch.observe(svg)
  return map
}

function dress(map, before) {
  const { data, svg, buttons, zoom } = map
  svg.setAttribute("aria-label", data.alt)
  for (const [mode, button] of Object.entries(buttons)) button.textContent = data.words[`mode_${mode}`]
  for (const button of zoom.children) { button.title = data.words[button.name]; button.setAttribute("aria-label", data.words[button.name]) }
  to(map, map.mode)
  if (map.file === data.file) return follow(map, before)
  map.file = data.file
  load(map, data.file)
}

// What was chosen elsewhere than on the map comes into sight; who taps on the map keeps looking where he looks
function follow(map, before) {
  const { view, whole, here } = map
  map.here = false
  if (!view) return
  const come = map.areas.filter((one) => one.code in map.data.chosen && !(one.code in before)).map((one) => one.box)
  if (come.length && !here && (view.width >= whole.width || !within(around(come), view))) map.view = near(map)
  show(map)
}

function within(one, view) {
  return one.left >= view.left && one.top >= view.top && one.left + one.width <= view.left + view.width && one.top + one.height <= view.top + view.height
}

async function load(map, file) {
  map.said.textContent = map.data.words.loading
  try {
    const answer = await fetch(file)
    if (!answer.ok) throw new Error(answer.status)
    const { features } = await answer.json()
    if (map.file !== file) return
    map.areas = features.map(area)
    map.shapes.replaceChildren(...map.areas.map((one) => one.path))
    map.whole = around(map.areas.map((one) => one.box))
    map.view = near(map)
    to(map, map.mode)
    show(map)
  } catch {
    map.file = null
    map.said.textContent = map.data.words.no_map
  }
}

function area({ properties, geometry }) {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates
  const rings = parts.flat().map((ring) => ring.map(([lon, lat]) => [lon * WIDE, -lat]))
  const path = drawn("path", { d: rings.map((ring) => `M${ring.map((at) => at.map((one) => one.toFixed(5)).join(" ")).join("L")}Z`).join(""), "fill-rule": "evenodd" })
  path.dataset.code = properties.code
  const title = drawn("title")
  title.textContent = properties.name
  path.append(title)
  const largest = rings.map(box).sort((a, b) => b.width * b.height - a.width * a.height)[0]
  return { code: properties.code, name: properties.name, path, box: around(rings.map(box)), largest }
}

function box(ring) {
  const x = ring.map((at) => at[0]), y = ring.map((at) => at[1])
  const left = Math.min(...x), top = Math.min(...y)
  return { left, top, width: Math.max(...x) - left, height: Math.max(...y) - top }
}

function around(boxes) {
  const left = Math.min(...boxes.map((one) => one.left)), top = Math.min(...boxes.map((one) => one.top))
  const right = Math.max(...boxes.map((one) => one.left + one.width)), bottom = Math.max(...boxes.map((one) => one.top + one.height))
  return { left, top, width: right - left, height: bottom - top }
}

// The chosen buurten with what lies around them, or the whole map
function near({ areas, whole, data: { chosen } }) {
  const boxes = areas.filter((one) => one.code in chosen).map((one) => one.box)
  if (!boxes.length) return { ...whole }
  const own = around(boxes), width = Math.max(ROOM * own.width, whole.width / 6), height = Math.max(ROOM * own.height, whole.height / 6)
  return { left: own.left + (own.width - width) / 2, top: own.top + (own.height - height) / 2, width, height }
}

// Where the map is looked at, and with it the names that fit
function show(map) {
  const { view, svg } = map, { clientWidth: wide, clientHeight: high } = svg
  if (!wide) return
  svg.setAttribute("viewBox", `${view.left} ${view.top} ${view.width} ${view.height}`)
  map.scale = Math.min(wide / view.width, high / view.height)
  mark(map)
}

function mark(map) {
  if (!map.view || !map.scale) return
  const { chosen } = map.data, kept = []
  const order = [...map.areas].sort((a, b) => (b.code in chosen) - (a.code in chosen) || b.largest.width - a.largest.width)
  map.names.replaceChildren()
  for (const { code, name, path, largest } of order) {
    const percent = chosen[code]
    path.classList.toggle("in", percent !== undefined)
    path.classList.toggle("part", percent < 100)
    const text = percent === undefined ? name : percent < 100 ? `✓ ${name} ${percent}%` : `✓ ${name}`
    const x = largest.left + largest.width / 2, y = largest.top + largest.height / 2
    const wide = text.length * LETTER / map.scale, high = LINE / map.scale
    const place = { left: x - wide / 2, right: x + wide / 2, top: y - high, bottom: y + high / 2 }
    const fits = percent !== undefined || largest.width > wide * 0.8
    if (!fits || kept.some((one) => one.left < place.right && place.left < one.right && one.top < place.bottom && place.top < one.bottom)) continue
    kept.push(place)
    const label = drawn("text", { transform: `translate(${x} ${y}) scale(${1 / map.scale})`, class: percent === undefined ? "" : "in" })
    label.textContent = text
    map.names.append(label)
  }
}

function to(map, mode) {
  map.mode = mode
  for (const [name, button] of Object.entries(map.buttons)) button.setAttribute("aria-pressed", name === mode)
  map.svg.setAttribute("class", mode)
  map.said.textContent = map.data.words[`how_${mode}`]
}

function closer(map, times) {
  if (!map.view) return
  const { view } = map
  if (!times) return move(map, { ...map.whole })
  const middle = { x: view.left + view.width / 2, y: view.top + view.height / 2 }
  scaled(map, times, middle)
}

function scaled(map, times, about) {
  const { view, whole } = map
  const by = Math.min(Math.max(times, view.width / whole.width), CLOSEST * view.width / whole.width)
  move(map, {
    left: about.x - (about.x - view.left) / by, top: about.y - (about.y - view.top) / by, width: view.width / by, height: view.height / by,
  })
}

function move(map, view) {
  const { whole } = map
  view.left = Math.min(Math.max(view.left, whole.left - view.width / 2), whole.left + whole.width - view.width / 2)
  view.top = Math.min(Math.max(view.top, whole.top - view.height / 2), whole.top + whole.height - view.height / 2)
  map.view = view
  show(map)
}

function at(map, event) {
  const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.svg.getScreenCTM().inverse())
  return { x: place.x, y: place.y }
}

function degrees({ x, y }) { return [Number((x / WIDE).toFixed(5)), Number((-y).toFixed(5))] }

function listen(map) {
  const { svg } = map
  let held = null
  svg.addEventListener("pointerdown", (event) => {
    if (!map.view || !event.isPrimary || event.button) return
    held = { x: event.clientX, y: event.clientY, last: at(map, event), moved: false, touch: event.pointerType === "touch" }
    map.points = map.mode === "draw" ? [held.last] : []
    if (map.mode === "draw") svg.setPointerCapture(event.pointerId)
  })
  svg.addEventListener("pointermove", (event) => {
    if (!held || !event.isPrimary) return
    held.moved ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > 2 * SMALLEST_STEP
    if (map.mode === "draw") return extend(map, at(map, event))
    if (!held.touch && held.moved) {
      const now = at(map, event)
      move(map, { ...map.view, left: map.view.left + held.last.x - now.x, top: map.view.top + held.last.y - now.y })
    }
  })
  svg.addEventListener("pointerup", (event) => {
    if (!held || !event.isPrimary) return
    const was = held
    held = null
    if (map.mode === "draw") return finish(map)
    if (was.moved) return
    if (map.mode === "point") return map.tell("pointed", degrees(at(map, event)))
    const code = event.target.dataset?.code
    if (code) map.tell("toggled", code)
  })
  svg.addEventListener("pointercancel", () => { held = null; erase(map) })
  svg.addEventListener("wheel", (event) => {
    if (!map.view || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    scaled(map, event.deltaY < 0 ? 1.2 : 1 / 1.2, at(map, event))
  }, { passive: false })
  svg.addEventListener("touchstart", (event) => { if (event.touches.length === 2) { held = null; erase(map); map.fingers = spread(event) } }, { passive: true })
  svg.addEventListener("touchmove", (event) => {
    if (event.touches.length !== 2 || !map.fingers || !map.view) return
    event.preventDefault()
    const before = map.fingers, now = spread(event)
    const from = at(map, before), there = at(map, now)
    move(map, { ...map.view, left: map.view.left + from.x - there.x, top: map.view.top + from.y - there.y })
    scaled(map, now.apart / before.apart, at(map, now))
    map.fingers = now
  }, { passive: false })
  svg.addEventListener("touchend", () => { map.fingers = null })
}

function spread({ touches: [a, b] }) {
  return { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2, apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) }
}

function extend(map, place) {
  const last = map.points.at(-1)
  if (last && Math.hypot(place.x - last.x, place.y - last.y) * map.scale < SMALLEST_STEP) return
  map.points.push(place)
  map.line.setAttribute("points", map.points.map(({ x, y }) => `${x},${y}`).join(" "))
}

function finish(map) {
  const every = Math.ceil(map.points.length / MOST_POINTS)
  const points = map.points.filter((_, i) => i % every === 0).map(degrees)
  erase(map)
  if (points.length > 2) map.tell("drawn", points)
}

function erase(map) {
  map.points = []
  map.line.removeAttribute("points")
}
