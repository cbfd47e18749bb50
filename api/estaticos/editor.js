// The query box over a plain <textarea>: completion from the vocabulary, the prefixes and the query's own variables;
// the caret goes to where the server found an error; Ctrl + Enter asks. Tab leaves the box unless a list is open.
"use strict";
const caja = document.getElementById("query");
const lista = document.getElementById("propuestas");
const voz = document.getElementById("voz");
const MAXIMO = 40;
const CLAVES = ("SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS BIND VALUES GRAPH ORDER BY GROUP BY HAVING LIMIT "
  + "OFFSET PREFIX ASK CONSTRUCT DESCRIBE EXISTS NOT COUNT STR LANG REGEX CONTAINS STRSTARTS BOUND COALESCE").split(" ");
let vocabulario = { prefijos: {}, terminos: [] };
let propuestas = [], activa = 0, desde = 0;

for (const pista of document.querySelectorAll("[data-atajo]")) pista.hidden = false;
fetch(caja.dataset.vocabulario).then((r) => r.json()).then((datos) => { vocabulario = datos; }).catch(() => {});

function ponerEnElError() {
  const linea = Number(caja.dataset.linea), columna = Number(caja.dataset.columna);
  if (!linea) return;
  const renglones = caja.value.split("\n");
  const lugar = renglones.slice(0, linea - 1).reduce((n, r) => n + r.length + 1, 0) + Math.max(0, columna - 1);
  caja.focus();
  caja.setSelectionRange(lugar, Math.min(caja.value.length, lugar + 1));
  caja.scrollTop = Math.max(0, (linea - 4) * alto());
}

const alto = () => parseFloat(getComputedStyle(caja).lineHeight);
const llano = (t) => t.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

function candidatas(trozo) {
  if (/^[?$]/.test(trozo)) {
    const antes = caja.value.slice(0, desde) + caja.value.slice(caja.selectionStart);
    return [...new Set(antes.match(/[?$]\w+/g) ?? [])].filter((x) => x.startsWith(trozo)).map((x) => [x, ""]);
  }
  const buscado = llano(trozo);
  const prefijos = Object.keys(vocabulario.prefijos).map((p) => [`${p}:`, vocabulario.prefijos[p]]);
  const terminos = vocabulario.terminos.filter(([nombre, rotulo]) => {
    const [prefijo, resto] = nombre.toLowerCase().split(":");
    const [pedido, parte] = buscado.split(":");
    return parte === undefined ? resto.startsWith(buscado) || llano(rotulo).startsWith(buscado)
      : prefijo === pedido && (resto.includes(parte) || llano(rotulo).includes(parte));
  });
  const claves = buscado.includes(":") ? [] : CLAVES.filter((c) => c.toLowerCase().startsWith(buscado));
  return [...claves.map((c) => [c, ""]), ...prefijos.filter(([p]) => p.startsWith(buscado) && p !== buscado), ...terminos];
}

function cerrar() {
  lista.hidden = true;
  propuestas = [];
  caja.removeAttribute("aria-activedescendant");
}

function elegir(i) {
  activa = (i + propuestas.length) % propuestas.length;
  [...lista.children].forEach((li, j) => li.setAttribute("aria-selected", String(j === activa)));
  lista.children[activa].scrollIntoView({ block: "nearest" });
  caja.setAttribute("aria-activedescendant", lista.children[activa].id);
}

function abrir(forzada) {
  const trozo = /(?:[?$]\w*|[\p{L}_][\p{L}\w.-]*:?[\p{L}\w-]*)?$/u.exec(caja.value.slice(0, caja.selectionStart))[0];
  desde = caja.selectionStart - trozo.length;
  const sobra = trozo.length < 2 && !forzada;
  propuestas = sobra || caja.selectionStart !== caja.selectionEnd ? [] : candidatas(trozo).slice(0, MAXIMO);
  if (!propuestas.length || (propuestas.length === 1 && propuestas[0][0] === trozo)) return cerrar();
  lista.replaceChildren(...propuestas.map(([nombre, rotulo], i) => {
    const li = document.createElement("li");
    li.id = `propuesta-${i}`;
    li.setAttribute("role", "option");
    li.append(nombre);
    if (rotulo) li.append(Object.assign(document.createElement("small"), { textContent: rotulo }));
    li.addEventListener("mousedown", (e) => { e.preventDefault(); activa = i; aceptar(); });
    return li;
  }));
  const antes = caja.value.slice(0, desde).split("\n");
  lista.hidden = false;
  lista.style.top = `${caja.offsetTop + 10 + antes.length * alto() - caja.scrollTop}px`;
  lista.style.left = `${Math.min(caja.offsetLeft + 10 + antes.at(-1).length * 8, Math.max(0, caja.offsetWidth - 300))}px`;
  voz.textContent = lista.dataset.cuenta.replace("{0}", String(propuestas.length));
  elegir(0);
}

function aceptar() {
  const nombre = propuestas[activa][0];
  const prefijo = nombre.includes(":") ? nombre.split(":")[0] : "";
  caja.setRangeText(nombre + (nombre.endsWith(":") ? "" : " "), desde, caja.selectionStart, "end");
  if (prefijo && vocabulario.prefijos[prefijo] && !new RegExp(`PREFIX\\s+${prefijo}:`, "i").test(caja.value)) {
    const linea = `PREFIX ${prefijo}: <${vocabulario.prefijos[prefijo]}>\n`;
    const lugar = caja.selectionStart + linea.length;
    caja.setRangeText(linea, 0, 0, "preserve");
    caja.setSelectionRange(lugar, lugar);
  }
  cerrar();
}

caja.addEventListener("input", () => abrir(false));
caja.addEventListener("blur", cerrar);
caja.addEventListener("keydown", (e) => {
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
    e.preventDefault();
    caja.form.requestSubmit();
  } else if (e.key === " " && e.ctrlKey) {
    e.preventDefault();
    caja.setSelectionRange(caja.selectionEnd, caja.selectionEnd);
    abrir(true);
  } else if (!lista.hidden && ["ArrowDown", "ArrowUp", "Enter", "Tab", "Escape"].includes(e.key)) {
    e.preventDefault();
    if (e.key === "Escape") cerrar();
    else if (e.key === "ArrowDown") elegir(activa + 1);
    else if (e.key === "ArrowUp") elegir(activa - 1);
    else aceptar();
  } else if (e.key.startsWith("Arrow") || e.key === "Home" || e.key === "End") cerrar();
});
ponerEnElError();
