// The drawing with a keyboard: arrows walk along the ties, Escape takes the selection away, and what lights is said.
// Pointing at a card, or reaching it, lights its chain as the server worked it out. Enter and click follow the link.
"use strict";
const lienzo = document.querySelector(".lienzo");
if (lienzo) {
  const voz = document.getElementById("voz");
  const tarjetas = [...lienzo.querySelectorAll(".tarjeta[data-luces]")];
  const trazos = [...lienzo.querySelectorAll(".trazo[data-origen]")];
  const lugar = new Map(tarjetas.map((t, i) => [t.dataset.iri, i]));
  const alcance = tarjetas.map((t) => new Set(t.dataset.luces.split(" ").filter(Boolean).map(Number)));
  const puntas = trazos.map((t) => [lugar.get(t.dataset.origen), lugar.get(t.dataset.destino)]);
  const elegida = tarjetas.findIndex((t) => t.hasAttribute("aria-current"));
  const caja = (i) => {
    const { x, y, width, height } = tarjetas[i].getBBox();
    return { x: x + width / 2, y: y + height / 2, ancho: width };
  };

  // Opacities of the server give way to ours, so that lights can move.
  for (const pieza of [...tarjetas, ...trazos]) pieza.removeAttribute("opacity");

  function encender(i) {
    for (const viva of lienzo.querySelectorAll(".viva")) viva.classList.remove("viva");
    lienzo.classList.toggle("encendido", i >= 0);
    if (i < 0) return;
    for (const j of alcance[i]) tarjetas[j].classList.add("viva");
    trazos.forEach((t, k) => {
      if (puntas[k].every((punta) => alcance[i].has(punta))) t.classList.add("viva");
    });
  }

  function decir(i) {
    const nombre = tarjetas[i].getAttribute("aria-label");
    voz.textContent = lienzo.dataset.dicho.replace("{0}", nombre).replace("{1}", String(alcance[i].size - 1));
  }

  function siguiente(i, tecla) {
    const aqui = caja(i);
    const lado = { ArrowLeft: -1, ArrowRight: 1 }[tecla];
    const alto = { ArrowUp: -1, ArrowDown: 1 }[tecla];
    const llegan = new Set();
    const porVisitar = [i];
    // A hub is not a stop: the walk goes on through it.
    while (lado && porVisitar.length) {
      const desde = porVisitar.pop();
      for (const [a, b] of puntas) {
        const otra = lado > 0 ? (a === desde ? b : undefined) : (b === desde ? a : undefined);
        if (otra === undefined || llegan.has(otra)) continue;
        llegan.add(otra);
        if (!tarjetas[otra].hasAttribute("href")) porVisitar.push(otra);
      }
    }
    const candidatas = lado ? [...llegan] : tarjetas.map((_, j) => j).filter((j) => {
      const otra = caja(j);
      return Math.abs(otra.x - aqui.x) < Math.max(otra.ancho, aqui.ancho) / 2 && Math.sign(otra.y - aqui.y) === alto;
    });
    const distancia = (j) => Math.hypot(caja(j).x - aqui.x, caja(j).y - aqui.y);
    return candidatas.filter((j) => j !== i && tarjetas[j].hasAttribute("href"))
      .sort((a, b) => distancia(a) - distancia(b))[0];
  }

  tarjetas.forEach((tarjeta, i) => {
    tarjeta.addEventListener("mouseenter", () => encender(i));
    tarjeta.addEventListener("mouseleave", () => encender(elegida));
    tarjeta.addEventListener("focus", () => { encender(i); decir(i); });
    tarjeta.addEventListener("blur", () => encender(elegida));
  });

  lienzo.addEventListener("keydown", (suceso) => {
    if (!suceso.key.startsWith("Arrow")) return;
    const i = tarjetas.indexOf(document.activeElement);
    const otra = i < 0 ? tarjetas.findIndex((t) => t.hasAttribute("href")) : siguiente(i, suceso.key);
    suceso.preventDefault();
    if (otra !== undefined) tarjetas[otra].focus();
  });

  document.addEventListener("keydown", (suceso) => {
    if (suceso.key !== "Escape") return;
    const cerrar = document.querySelector("[data-cerrar]");
    if (cerrar) { location.assign(cerrar.href); return; }
    encender(-1);
    voz.textContent = lienzo.dataset.limpio;
  });

  encender(elegida);
  if (elegida >= 0 && lienzo.clientHeight) {
    // The panel opened: the drawing keeps its size and is moved so that the card is seen beside it.
    const { x, y } = caja(elegida);
    lienzo.scrollTo(x - lienzo.clientWidth / 2, y - lienzo.clientHeight / 2);
    const arriba = () => lienzo.parentElement.scrollIntoView({ block: "start" });
    tarjetas[elegida].focus({ preventScroll: true });
    arriba();
    addEventListener("load", arriba);
  }
}
