// Tells Python the key of the evening that is open in this tab ("" for none): the address does not have it (`opening.html`).

export default function ({ parentElement: parent, setStateValue }) {
  if (parent.told) return
  parent.told = true
  let key = ""
  try { key = sessionStorage.getItem("lsa_evening") || "" } catch (_) { /* a browser that keeps nothing */ }
  setStateValue("key", key)
}
