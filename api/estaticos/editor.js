// The query box: Ctrl + Enter asks; the Tab key still leaves the box, as everywhere.
"use strict";
const caja = document.getElementById("query");
for (const pista of document.querySelectorAll("[data-atajo]")) pista.hidden = false;
caja.addEventListener("keydown", (e) => {
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
    e.preventDefault();
    caja.form.requestSubmit();
  }
});
