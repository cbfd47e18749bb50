// Pointing at a card of the drawing, or reaching it with the keyboard, lights what it is tied to.
"use strict";
const lienzo = document.querySelector(".lienzo");
const trazos = [...lienzo.querySelectorAll(".trazo[data-origen]")];
const tarjetas = new Map([...lienzo.querySelectorAll(".tarjeta[data-iri]")].map((t) => [t.dataset.iri, t]));

function alcanzadas(inicio, desde, hacia) {
  const vistas = new Set([inicio]);
  for (const iri of vistas) {
    for (const trazo of trazos) if (trazo.dataset[desde] === iri) vistas.add(trazo.dataset[hacia]);
  }
  return vistas;
}

function apagar() {
  lienzo.classList.remove("encendido");
  for (const viva of lienzo.querySelectorAll(".viva")) viva.classList.remove("viva");
}

function encender(iri) {
  apagar();
  const vivas = new Set([...alcanzadas(iri, "origen", "destino"), ...alcanzadas(iri, "destino", "origen")]);
  if (vivas.size < 2) return;
  for (const otra of vivas) tarjetas.get(otra)?.classList.add("viva");
  for (const t of trazos) if (vivas.has(t.dataset.origen) && vivas.has(t.dataset.destino)) t.classList.add("viva");
  lienzo.classList.add("encendido");
}

for (const [iri, tarjeta] of tarjetas) {
  tarjeta.addEventListener("mouseenter", () => encender(iri));
  tarjeta.addEventListener("mouseleave", apagar);
  tarjeta.addEventListener("focus", () => encender(iri));
  tarjeta.addEventListener("blur", apagar);
}
document.addEventListener("keydown", (e) => { if (e.key === "Escape") apagar(); });
