// HTML of our own templates with drawings (SVG) in it, which Streamlit's own element for HTML leaves out.
// What a reader opened stays open when the page is asked again.

export default function ({ data, parentElement: parent }) {
  let root = parent.querySelector(":scope > .lsa-drawn")
  if (!root) {
    root = Object.assign(document.createElement("div"), { className: "lsa-drawn" })
    parent.append(root)
  }
  if (root.given === data.html) return
  const open = [...root.querySelectorAll("details[id][open]")].map((one) => one.id)
  root.given = data.html
  root.innerHTML = data.html
  for (const id of open) root.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "")
}
