// Tables that can be sorted and filtered. Without this script they stand in their own order, whole.
"use strict";
const natural = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
const textoDe = (fila, columna) => fila.cells[columna]?.textContent.trim() ?? "";

function ordenar(tabla, columna, boton) {
  const cabeza = boton.closest("th");
  const sentido = cabeza.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const cuerpo = tabla.tBodies[0];
  for (const otra of tabla.querySelectorAll("[aria-sort]")) otra.removeAttribute("aria-sort");
  cabeza.setAttribute("aria-sort", sentido > 0 ? "ascending" : "descending");
  cuerpo.append(...[...cuerpo.rows].sort((a, b) => sentido * natural.compare(textoDe(a, columna), textoDe(b, columna))));
}

function filtrar(tabla, palabras, cuenta) {
  const buscadas = palabras.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  let vistas = 0;
  for (const fila of tabla.tBodies[0].rows) {
    const texto = fila.textContent.toLocaleLowerCase();
    fila.hidden = !buscadas.every((palabra) => texto.includes(palabra));
    vistas += fila.hidden ? 0 : 1;
  }
  cuenta.textContent = `${vistas} / ${tabla.tBodies[0].rows.length} ${tabla.dataset.cuenta}`;
}

for (const tabla of document.querySelectorAll("table.datos")) {
  [...(tabla.tHead?.rows[0]?.cells ?? [])].forEach((cabeza, columna) => {
    const boton = document.createElement("button");
    boton.type = "button";
    boton.className = "orden";
    boton.append(...cabeza.childNodes);
    boton.addEventListener("click", () => ordenar(tabla, columna, boton));
    cabeza.append(boton);
  });
  if (!tabla.dataset.filtro) continue;
  const rotulo = document.createElement("label");
  const campo = document.createElement("input");
  const cuenta = document.createElement("output");
  campo.type = "search";
  cuenta.setAttribute("aria-live", "polite");
  rotulo.append(`${tabla.dataset.filtro} `, campo, " ", cuenta);
  campo.addEventListener("input", () => filtrar(tabla, campo.value, cuenta));
  tabla.closest(".rodillo").before(rotulo);
  filtrar(tabla, "", cuenta);
}
