// This tab knows which evening is open in it, also after a reload, and begins at the top of a new one; this browser remembers the link of every session that
// was made or opened here, as the desk does (`desk.js`).

export default function ({ data }) {
  try {
    if (sessionStorage.getItem("lsa_evening") !== data.key) document.getElementById("stMain")?.scrollTo(0, 0)
    sessionStorage.setItem("lsa_evening", data.key)
    const before = JSON.parse(localStorage.getItem("lsa_sessions")) || []
    const others = before.filter((one) => one.key !== data.key)
    localStorage.setItem("lsa_sessions", JSON.stringify([data, ...others].slice(0, 50)))
  } catch (_) { /* a browser that keeps nothing */ }
}
