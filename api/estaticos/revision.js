// The queue of reviews with a keyboard. Nothing is shown as done before the server said so, and nothing written is lost.
// The token goes in a header, never in an address; once the server took it, it stays in this tab until it is forgotten.
"use strict";
const cola = document.getElementById("cola");
const formulario = document.getElementById("decidir");
const voz = document.getElementById("dicho");
const uno = (id) => document.getElementById(id);
const LLAVE = "alinea-llave", ROL = "alinea-rol";
const LETRAS = { c: "confirma", r: "rechaza", a: "agrega", h: "justifica", d: "descarta" };
const borradores = new Map();
let dicho = {}, abierto = null, decision = "", avisada = "", ocupado = false, yo = "";

const asuntos = () => [...(cola?.querySelectorAll("article") ?? [])];
const verbo = (clave) => document.querySelector(`[data-verbo="${CSS.escape(clave)}"]`).textContent;
const poner = (texto, ...valores) => valores.reduce((t, x, i) => t.replace(`{${i}}`, () => String(x)), texto);
const decir = (texto) => { voz.textContent = texto; };

// --- moving about: one article of the queue can be reached with Tab, the arrows go to the others ---

function situar(asunto, enfocar = true) {
  for (const otro of asuntos()) otro.tabIndex = otro === asunto ? 0 : -1;
  if (!enfocar) return;
  asunto.focus();
  asunto.scrollIntoView({ block: "nearest" });
  // Some browsers count the changes of address of someone who runs down the queue, and refuse the hundredth.
  try { history.replaceState(history.state, "", `#${encodeURIComponent(asunto.id)}`); } catch { /* it stays as it was */ }
}

function mover(pasos) {
  const todos = asuntos();
  const aqui = todos.indexOf(document.activeElement.closest("article"));
  const otro = todos[Math.max(0, Math.min(todos.length - 1, aqui + pasos))];
  if (otro) situar(otro);
}

// --- the key ---

const llave = () => uno("llave").value.trim();

function recordar() {
  sessionStorage.setItem(LLAVE, llave());
  sessionStorage.setItem(ROL, uno("rol").value.trim());
}

function olvidar() {
  sessionStorage.removeItem(LLAVE);
  sessionStorage.removeItem(ROL);
  uno("llave").value = "";
}

async function pedir(direccion, opciones = {}) {
  const cabeceras = { ...opciones.headers };
  if (llave()) cabeceras.Authorization = `Bearer ${llave().replace(/[^!-~]+/g, encodeURIComponent)}`;
  const respuesta = await fetch(direccion, { credentials: "omit", cache: "no-store", ...opciones, headers: cabeceras });
  if (respuesta.ok) return respuesta;
  let problema = {};
  try { problema = await respuesta.json(); } catch { /* not one of our answers: its status tells what there is */ }
  if (respuesta.status === 401) sessionStorage.removeItem(LLAVE);
  throw Object.assign(new Error("rechazada"), {
    estado: respuesta.status, titulo: problema.title ?? `HTTP ${respuesta.status}`, detalle: problema.detail ?? "" });
}

const enviarComo = (tipo, cuerpo) => ({ method: "POST", headers: { "Content-Type": tipo, Accept: "application/json" }, body: cuerpo });

// --- deciding ---

function abrir(asunto, elegida) {
  const caben = asunto.dataset.decisiones.split(" ");
  if (elegida === "deshacer") elegida = ["retira", "restituye"].find((x) => caben.includes(x));
  if (!elegida) return decir(dicho.sinDeshacer);
  if (!caben.includes(elegida)) return decir(dicho.noAqui);
  guardarBorrador();
  [abierto, decision, avisada] = [asunto, elegida, ""];
  const borrador = borradores.get(asunto.id) ?? { motivo: "", articulo: "" };
  uno("motivo").value = borrador.motivo;
  uno("de-articulo").value = borrador.articulo;
  uno("de-articulo").required = elegida === "agrega";
  uno("con-articulo").hidden = !["confirma", "rechaza", "agrega"].includes(elegida);
  ofrecerDecididas(asunto, elegida === "retira");
  uno("que-se-decide").textContent = `${verbo(elegida)} · ${asunto.dataset.titulo}`;
  avisar();
  asunto.querySelector(".decisiones").after(formulario);
  formulario.hidden = false;
  situar(asunto, false);
  (elegida === "agrega" && !borrador.articulo ? uno("de-articulo") : uno("motivo")).focus();
  formulario.scrollIntoView({ block: "nearest" });
}

// What can be taken back is one decision, about just what it was about: the latest of one's own, if the name is known.
function ofrecerDecididas(asunto, hay) {
  const suyas = hay ? [...asunto.querySelectorAll("[data-quien]")] : [];
  uno("con-decidida").hidden = !suyas.length;
  uno("decidida").replaceChildren(...suyas.map((x) => {
    const opcion = new Option(x.textContent.replace(/\s+/g, " ").trim().slice(0, 160));
    Object.assign(opcion.dataset, x.dataset);
    return opcion;
  }));
  const propias = suyas.map((x) => x.dataset.quien === yo);
  uno("decidida").selectedIndex = propias.includes(true) ? propias.lastIndexOf(true) : suyas.length - 1;
}

function guardarBorrador() {
  if (abierto) borradores.set(abierto.id, { motivo: uno("motivo").value, articulo: uno("de-articulo").value });
}

function cerrar() {
  guardarBorrador();
  const asunto = abierto;
  formulario.hidden = true;
  uno("archivos").closest("section").before(formulario);
  abierto = null;
  if (asunto?.isConnected) situar(asunto);
}

function avisar(titulo = "", ...parrafos) {
  const caja = uno("dicho-aqui");
  caja.replaceChildren(...[titulo, ...parrafos].filter(Boolean).map((texto, i) =>
    Object.assign(document.createElement(i ? "p" : "strong"), { textContent: texto })));
  for (const campo of [uno("motivo"), uno("de-articulo")]) campo.removeAttribute("aria-invalid");
}

function falta(campo, texto) {
  avisar(texto);
  campo.setAttribute("aria-invalid", "true");
  campo.focus();
  return false;
}

function completo() {
  if (!uno("con-articulo").hidden && uno("de-articulo").required && !uno("de-articulo").value.trim()) {
    return falta(uno("de-articulo"), dicho.faltaArticulo);
  }
  if (!uno("motivo").value.trim()) return falta(uno("motivo"), dicho.faltaMotivo);
  if (!llave()) return falta(uno("llave"), dicho.faltaLlave);
  return uno("rol").value.trim() ? true : falta(uno("rol"), dicho.faltaRol);
}

function cuerpo() {
  const { linea, hallazgo } = abierto.dataset;
  const { tema, articulo } = uno("decidida").selectedOptions[0]?.dataset ?? {
    tema: abierto.dataset.tema, articulo: uno("con-articulo").hidden ? "" : uno("de-articulo").value.trim() };
  return JSON.stringify({
    programa: formulario.dataset.programa, decision, motivo: uno("motivo").value.trim(), rol: uno("rol").value.trim(),
    ...(hallazgo ? { hallazgo } : { linea, ...(tema ? { tema } : {}), ...(articulo ? { articulo } : {}) }) });
}

async function enviar() {
  if (ocupado || !abierto || !completo()) return;
  const asunto = abierto, texto = cuerpo();
  ocupado = true;
  formulario.setAttribute("aria-busy", "true");
  decir(dicho.enviando);
  try {
    const ensayo = await (await pedir(dicho.ensayar, enviarComo("application/json", texto))).json();
    recordar();
    yo = ensayo.quien;
    if (ensayo.contrarias.length && avisada !== texto) {
      avisada = texto;
      decir("");
      avisar(dicho.contradice, ...ensayo.contrarias.map((r) =>
        `${r.quien} (${r.rol}) · ${verbo(r.decision)} ${[r.tema, r.articulo].filter(Boolean).join(" ")}: «${r.motivo}»`));
      return;
    }
    const hecha = await (await pedir(dicho.revisar, enviarComo("application/json", texto))).json();
    uno("motivo").value = uno("de-articulo").value = "";
    cerrar();
    borradores.delete(asunto.id);
    decir(poner(dicho.guardada, verbo(hecha.decision), hecha.quien));
    await refrescar(asunto).catch(() => {});  // it is kept: the page only shows it later
  } catch (error) {
    decir("");
    if (!error.estado) avisar(dicho.sinRed);
    else avisar(error.titulo, error.detalle);
    if (error.estado === 401) uno("llave").setAttribute("aria-invalid", "true");
  } finally {
    ocupado = false;
    formulario.removeAttribute("aria-busy");
  }
}

// --- what the server says after a review: all that stands of the same line, and the counts ---

async function refrescar(asunto) {
  const direccion = new URL(dicho.cola, location.origin);
  for (const clave of ["linea", "hallazgo"]) {
    if (asunto.dataset[clave]) direccion.searchParams.set(clave, asunto.dataset[clave]);
  }
  const respuesta = await pedir(direccion, { headers: { Accept: "text/html" } });
  const pagina = new DOMParser().parseFromString(await respuesta.text(), "text/html");
  document.getElementById("razones").replaceWith(document.adoptNode(pagina.getElementById("razones")));
  const estaba = asunto.contains(document.activeElement);
  let ultimo = asunto;
  for (const nuevo of pagina.querySelectorAll("#cola article")) {
    const viejo = document.getElementById(nuevo.id);
    if (!viejo && nuevo.dataset.espera !== "si") continue;
    const suyo = document.adoptNode(nuevo);
    preparar(suyo);
    if (viejo) {
      if (viejo === abierto || (viejo !== asunto && viejo.contains(document.activeElement))) continue;
      for (const numero of ["aria-posinset", "aria-setsize"]) suyo.setAttribute(numero, viejo.getAttribute(numero));
      viejo.replaceWith(suyo);
      if (viejo === ultimo) ultimo = suyo;
    } else {
      ultimo.after(suyo);
      for (const numero of ["aria-posinset", "aria-setsize"]) suyo.removeAttribute(numero);
    }
  }
  if (estaba) situar(document.getElementById(asunto.id) ?? asuntos()[0]);
}

function preparar(asunto) {
  asunto.tabIndex = -1;
  asunto.querySelector(".decisiones").hidden = !formulario;
}

// --- files ---

async function importar() {
  const archivo = uno("archivo").files[0], salida = uno("importado");
  const tipo = { json: "application/json", ttl: "text/turtle" }[archivo?.name.toLowerCase().split(".").pop()];
  const escribir = (...textos) => salida.replaceChildren(...textos.filter(Boolean).map((t) =>
    Object.assign(document.createElement("p"), { textContent: t })));
  if (!tipo) return escribir(dicho.elija);
  if (!llave()) return falta(uno("llave"), dicho.faltaLlave), escribir(dicho.faltaLlave);
  try {
    const hecho = await (await pedir(uno("importar").dataset.importar, enviarComo(tipo, await archivo.arrayBuffer()))).json();
    recordar();
    escribir(poner(dicho.importadas, hecho.agregadas, hecho.ya_estaban, hecho.contradichas.length),
      ...hecho.contradichas.map((r) => `${r.linea} ${r.quien}: ${r.decision}`));
  } catch (error) {
    escribir(error.titulo ?? dicho.sinRed, error.detalle);
  }
}

// --- keys and buttons ---

function tecla(suceso) {
  const { target: campo, key } = suceso;
  if (suceso.ctrlKey || suceso.metaKey || suceso.altKey || suceso.isComposing) return;
  if (key === "Escape" && campo.closest("#decidir")) return suceso.preventDefault(), cerrar();
  if (campo.closest("#decidir")) {
    if (key !== "Enter" || suceso.shiftKey || campo.closest("button")) return;
    suceso.preventDefault();
    enviar();
    return;
  }
  const asunto = campo.closest("#cola article");
  if (!asunto || campo.closest("input, select, textarea")) return;
  const hacer = {
    j: () => mover(1), ArrowDown: () => mover(1), k: () => mover(-1), ArrowUp: () => mover(-1),
    m: () => (abierto ? uno("motivo").focus() : abrir(asunto, asunto.dataset.decisiones.split(" ")[0])),
    u: () => abrir(asunto, "deshacer"),
    "?": () => { uno("teclas").open = true; uno("teclas").querySelector("summary").focus(); },
  }[key] ?? (LETRAS[key] && (() => abrir(asunto, LETRAS[key])));
  if (!hacer) return;
  suceso.preventDefault();
  hacer();
}

function empezar() {
  dicho = { ...formulario.dataset };
  for (const oculto of [uno("su-llave"), uno("teclas"), uno("importar")]) oculto.hidden = false;
  uno("llave").value = sessionStorage.getItem(LLAVE) ?? "";
  uno("rol").value = sessionStorage.getItem(ROL) ?? "";
  const enLaDireccion = asuntos().find((x) => `#${encodeURIComponent(x.id)}` === location.hash);
  for (const asunto of asuntos()) preparar(asunto);
  if (enLaDireccion) situar(enLaDireccion);
  else if (asuntos().length) situar(asuntos()[0], false);
  document.addEventListener("keydown", tecla);
  cola?.addEventListener("click", (suceso) => {
    const boton = suceso.target.closest("[data-decision]");
    if (boton) abrir(boton.closest("article"), boton.dataset.decision);
  });
  cola?.addEventListener("focusin", (suceso) => {
    const asunto = suceso.target.closest("article");
    if (asunto) situar(asunto, false);
  });
  formulario.addEventListener("submit", (suceso) => { suceso.preventDefault(); enviar(); });
  uno("cerrar").addEventListener("click", cerrar);
  uno("llave").addEventListener("input", () => uno("llave").removeAttribute("aria-invalid"));
  uno("su-llave").addEventListener("submit", (suceso) => {
    suceso.preventDefault();
    decir(llave() ? dicho.conLlave : dicho.faltaLlave);
    if (abierto) uno("motivo").focus();
    else if (asuntos().length) situar(asuntos().find((x) => x.tabIndex === 0) ?? asuntos()[0]);
  });
  uno("olvidar").addEventListener("click", () => { olvidar(); decir(dicho.olvidada); uno("llave").focus(); });
  uno("importar").addEventListener("submit", (suceso) => { suceso.preventDefault(); importar(); });
}

if (formulario) empezar();
