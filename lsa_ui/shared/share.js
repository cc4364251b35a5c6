// Share, copy the link, print, and ways on. `data`: the address without its host, the texts, and the ways.

export default function (component) {
  const { data, parentElement: parent } = component
  const link = location.origin + data.path
  const status = Object.assign(document.createElement("p"), { id: "said" })
  status.setAttribute("role", "status")
  const tell = (text) => { status.textContent = text }
  const copy = () => (navigator.clipboard ? navigator.clipboard.writeText(link) : Promise.reject())
    .then(() => tell(data.copied), () => tell(data.not_copied.replace("{link}", link)))
  const share = () => navigator.share({ title: data.title, url: link })
    .catch((wrong) => { if (wrong.name !== "AbortError") copy() })
  const button = (text, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text })
    made.addEventListener("click", act)
    return made
  }
  const ways = data.ways.map(([href, text]) => Object.assign(document.createElement("a"), { href, textContent: text }))
  const row = Object.assign(document.createElement("div"), { className: "do" })
  row.append(
    ...(navigator.share ? [button(data.share, share)] : []), button(data.copy_link, copy),
    ...(data.print ? [button(data.print, () => window.print())] : []), ...ways, status,
  )
  parent.querySelector(".do")?.remove()
  parent.append(row)
}
