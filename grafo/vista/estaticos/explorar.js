// The interactive network. Draws the cards that the server laid out; moves nothing, asks nothing of any host.
(function () {
  "use strict";
  const datos = JSON.parse(document.getElementById("datos").textContent);
  const { cuerpo, ancho, columnas, marcos, colores, tinta, cadenas, detalles, paginas, textos, elegida: pedida, total, claves, figuras } = datos.alinea;
  const FUENTE = 'Arial, Helvetica, "Liberation Sans", sans-serif';
  const MARGEN = 4;
  const elemento = (id) => document.getElementById(id);
  const lienzo = elemento("lienzo"), panel = elemento("panel"), buscar = elemento("buscar");
  const resultados = elemento("resultados"), voz = elemento("voz"), cuenta = elemento("cuenta");
  const tarjetas = datos.nodos.filter((n) => n.tarjeta);
  const porId = new Map(tarjetas.map((n) => [n.id, n]));
  const legibles = tarjetas.filter((n) => detalles[n.id]);
  const ocultas = new Set();
  const vecinas = new Map(tarjetas.map((n) => [n.id, new Set()]));
  for (const a of datos.aristas) {
    vecinas.get(a.entre[0]).add(a.entre[1]);
    vecinas.get(a.entre[1]).add(a.entre[0]);
  }
  let luces = null, elegida = null, antes = null, red = null, aristas = null;
  const { vis: rutaDeVis } = document.currentScript.dataset;

  const con = (texto, ...partes) => texto.replace(/\{(\d)\}/g, (_, i) => partes[i]);
  const llano = (texto) => texto.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const visible = (id) => !ocultas.has(porId.get(id).tarjeta.clase);
  const encendida = (id) => !luces || luces.has(id);

  // --- drawing ---
  function contorno(ctx, forma, x, y, w, h) {
    ctx.beginPath();
    const puntos = { flecha: [[0, 0], [w - 11, 0], [w, h / 2], [w - 11, h], [0, h]],
      hexagono: [[0, h / 2], [9, 0], [w - 9, 0], [w, h / 2], [w - 9, h], [9, h]] }[forma];
    if (puntos) {
      puntos.forEach(([a, b]) => ctx.lineTo(x + a, y + b));
      ctx.closePath();
    } else if (forma === "llave") {
      ctx.moveTo(x, y); ctx.lineTo(x + w / 2, y); ctx.lineTo(x + w / 2, y + h); ctx.lineTo(x, y + h);
    } else {
      const radio = { pastilla: Math.min(h / 2, 18), nudo: h / 2, recta: 0 }[forma] ?? 3;
      ctx.roundRect(x, y, w, h, radio);
    }
  }

  function simbolo(ctx, nivel, x, y) {
    ctx.fillStyle = ctx.strokeStyle = tinta;
    ctx.lineWidth = 1.2;
    ctx.setLineDash(nivel === "relacionada" ? [1.6, 1.6] : []);
    const circulo = (r) => { ctx.beginPath(); ctx.arc(x, y, r, 0, 2 * Math.PI); };
    if (nivel === "cita") ctx.fillRect(x - 4, y - 4, 8, 8);
    else if (nivel === "expresa") { circulo(4); ctx.fill(); }
    else if (nivel === "ninguna") {
      ctx.beginPath(); ctx.moveTo(x - 3.5, y - 3.5); ctx.lineTo(x + 3.5, y + 3.5);
      ctx.moveTo(x + 3.5, y - 3.5); ctx.lineTo(x - 3.5, y + 3.5); ctx.stroke();
    } else {
      circulo(3.6); ctx.stroke();
      if (nivel === "heredada_estrategia") { circulo(1.5); ctx.fill(); }
      if (nivel === "nominal") { ctx.beginPath(); ctx.arc(x, y, 4, Math.PI / 2, 1.5 * Math.PI); ctx.fill(); }
    }
    ctx.setLineDash([]);
  }

  // What a simulation marks: the same paths as in the drawing.
  const trazados = Object.fromEntries(Object.entries(figuras).map(([clase, suyas]) =>
    [clase, suyas.map(([camino, ...resto]) => [new Path2D(camino), ...resto])]));

  function marcar(ctx, clase, x, y) {
    ctx.save();
    ctx.translate(x, y);
    for (const [camino, relleno, linea, grueso, guiones] of trazados[clase]) {
      if (relleno) { ctx.fillStyle = relleno; ctx.fill(camino); }
      if (linea) { ctx.strokeStyle = linea; ctx.lineWidth = grueso; ctx.setLineDash(guiones); ctx.stroke(camino); }
    }
    ctx.restore();
  }

  function dibujarFicha(ctx, x, y, [dx, dy, w, h, texto, marca]) {
    ctx.beginPath();
    ctx.roundRect(x + dx, y + dy, w, h, marca === "acto" ? 3 : 8);
    ctx.fillStyle = marca === "acto" ? "#E8EEEF" : "#F3F4F6";
    ctx.fill();
    if (marca !== "acto") { ctx.strokeStyle = "#8B8F88"; ctx.lineWidth = 0.8; ctx.stroke(); }
    ctx.fillStyle = tinta;
    ctx.font = "12px " + FUENTE;
    ctx.fillText(texto, x + dx + 4, y + dy + 12);
    if (marca && marca !== "acto") simbolo(ctx, marca, x + dx + w - 9, y + dy + h / 2);
  }

  function dibujar(ctx, id, t, cx, cy) {
    const x = cx - t.ancho / 2, y = cy - t.alto / 2, color = colores[t.clase] || colores.unidad;
    ctx.save();
    ctx.globalAlpha = encendida(id) ? 1 : 0.2;
    contorno(ctx, t.forma, x, y, t.ancho, t.alto);
    ctx.fillStyle = t.forma === "nudo" ? color : "#FFFFFF";
    if (t.forma !== "llave" && t.forma !== "hueco") ctx.fill();
    ctx.strokeStyle = color;
    ctx.lineWidth = t.forma === "gruesa" ? 3 : 1.4;
    ctx.setLineDash(t.suelta ? [5, 4] : t.forma === "hueco" ? [2, 4] : []);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillStyle = color;
    if (t.forma === "barra") ctx.fillRect(x, y, 5, t.alto);
    if (t.forma === "agenda") ctx.fillRect(x, y, t.ancho, 3);
    if (id === elegida) {
      contorno(ctx, t.forma, x - 3, y - 3, t.ancho + 6, t.alto + 6);
      ctx.strokeStyle = tinta; ctx.lineWidth = 2.5; ctx.stroke();
    }
    ctx.textAlign = "left"; ctx.textBaseline = "alphabetic";
    t.fichas.forEach((f) => dibujarFicha(ctx, x, y, f));
    for (const [dx, dy, texto, negrita] of t.renglones) {
      ctx.font = (negrita ? "bold " : t.forma === "hueco" ? "italic " : "") + "12px " + FUENTE;
      ctx.fillStyle = t.forma === "nudo" ? "#FFFFFF" : t.forma === "hueco" ? "#565656" : tinta;
      ctx.fillText(texto, x + dx, y + dy);
    }
    if (t.marca) {
      if (t.marca[0] === "quitado") { ctx.strokeStyle = tinta; ctx.lineWidth = 2; ctx.beginPath(); ctx.moveTo(x, cy); ctx.lineTo(x + t.ancho, cy); ctx.stroke(); }
      marcar(ctx, t.marca[0], x + t.ancho + 9, cy);
    }
    ctx.restore();
  }

  const renderizador = ({ ctx, id, x, y }) => {
    const t = porId.get(id)?.tarjeta;
    return {
      drawNode() { if (t && visible(id)) dibujar(ctx, id, t, x, y); },
      nodeDimensions: { width: t ? t.ancho : 0, height: t ? t.alto : 0 },
    };
  };

  function fondo(ctx) {
    for (const [x, y, w, h, clase] of marcos) {
      ctx.beginPath(); ctx.roundRect(x, y, w, h, 8);
      ctx.fillStyle = "#F6F2F0"; ctx.fill();
      ctx.strokeStyle = colores[clase] + "73"; ctx.lineWidth = 0.8; ctx.stroke();
    }
    ctx.font = "bold 12px " + FUENTE; ctx.fillStyle = "#4A4A4A"; ctx.textAlign = "left"; ctx.textBaseline = "alphabetic";
    for (const [titulo, x] of columnas) ctx.fillText(titulo, x, cuerpo[0] + 14);
  }

  // --- view ---
  function encuadre(legible) {
    const w = lienzo.clientWidth, h = lienzo.clientHeight, alto = cuerpo[1] - cuerpo[0] + 2 * MARGEN;
    const cabe = Math.min(w / ancho, h / alto);
    const escala = legible ? Math.max(1, cabe) : cabe;
    const x = Math.max(ancho * escala <= w + 1 ? ancho / 2 : 0, Math.min(ancho / 2, w / escala / 2));
    const y = alto * escala <= h + 1 ? alto / 2 : h / escala / 2;
    return { position: { x, y: cuerpo[0] - MARGEN + y }, scale: escala, animation: false };
  }

  function verTodo(legible) {
    antes = null;
    red.moveTo(encuadre(legible));
  }

  function asomar(id) {
    const t = porId.get(id).tarjeta, { x, y } = red.getPosition(id), escala = red.getScale();
    const centro = red.getViewPosition();
    const debajo = !panel.hidden && panel.offsetWidth >= lienzo.clientWidth;
    const libre = lienzo.clientWidth - (panel.hidden || debajo ? 0 : panel.offsetWidth);
    const fondo = debajo ? panel.offsetTop : lienzo.clientHeight;
    const dom = red.canvasToDOM({ x, y }), medio = (t.ancho / 2) * escala + 12, altoMedio = (t.alto / 2) * escala + 12;
    const sobraX = Math.min(Math.max(0, dom.x + medio - libre), dom.x - medio) || Math.min(0, dom.x - medio);
    const sobraY = Math.max(0, dom.y + altoMedio - fondo) || Math.min(0, dom.y - altoMedio);
    if (sobraX || sobraY) {
      antes = antes || centro;
      red.moveTo({ position: { x: centro.x + sobraX / escala, y: centro.y + sobraY / escala }, animation: false });
    }
  }

  // --- selection ---
  function alcance(id) {
    const modo = elemento("alcance").value;
    if (modo === "cadena") return new Set(cadenas[id]);
    let lote = new Set([id]);
    for (let i = 0; i < Number(modo); i++) lote = new Set([...lote].flatMap((x) => [x, ...vecinas.get(x)]));
    return lote;
  }

  function alumbrar(conjunto) {
    luces = conjunto;
    aristas.update(datos.aristas.map((a, i) => {
      const viva = a.entre.every(encendida);
      return { id: i, hidden: !a.entre.every(visible), width: luces && viva ? 2.2 : a.width,
        color: { color: a.color.color, opacity: viva ? (a.ida ? 0.3 : 0.8) : 0.08 } };
    }));
    const mostradas = legibles.filter((n) => encendida(n.id) && visible(n.id)).length;
    cuenta.textContent = con(textos.cuenta, mostradas, total ?? legibles.length);
    red.redraw();
  }

  function elegir(id, decir = true) {
    elegida = id;
    alumbrar(alcance(id));
    if (detalles[id]) abrirPanel(id); else panel.hidden = true;
    asomar(id);
    anotar();
    const { label, tarjeta: { marca } } = porId.get(id), nombre = marca ? `${label}. ${marca[1]}` : label;
    if (decir) voz.textContent = con(textos.elegido, nombre, luces.size - 1);
  }

  function limpiar() {
    if (elegida) voz.textContent = textos.limpio;
    elegida = null;
    panel.hidden = resultados.hidden = true;
    buscar.value = "";
    if (antes) red.moveTo({ position: antes, animation: false });
    antes = null;
    alumbrar(null);
    anotar();
  }

  // --- address: what is selected, searched and hidden, so that a link or the way back restores it ---
  function anotar() {
    if (!claves) return;
    const valores = { sel: claves[elegida], buscar: elegida ? "" : buscar.value.trim(), ocultas: [...ocultas].join(","),
      alcance: elemento("alcance").value.replace("cadena", "") };
    const anotada = (destino) => {
      const url = new URL(destino, location.href);
      for (const [campo, valor] of Object.entries(valores)) {
        if (valor) url.searchParams.set(campo, valor); else url.searchParams.delete(campo);
      }
      return url.href;
    };
    history.replaceState(null, "", anotada(location.href));
    document.querySelectorAll(".enlaces a").forEach((enlace) => { enlace.href = anotada(enlace.href); });
  }

  function restaurar() {
    const pedido = claves ? new URLSearchParams(location.search) : new URLSearchParams();
    const modos = elemento("alcance");
    if ([...modos.options].some((o) => o.value === pedido.get("alcance"))) modos.value = pedido.get("alcance");
    document.querySelectorAll("button.clase").forEach((boton) => {
      if ((pedido.get("ocultas") || "").split(",").includes(boton.dataset.clase)) alternar(boton);
    });
    const elegible = claves && legibles.find((n) => claves[n.id] && claves[n.id] === pedido.get("sel"));
    if (elegible) elegir(elegible.id);
    else if (porId.has(pedida)) elegir(pedida);
    else if (pedido.get("buscar")) { buscar.value = pedido.get("buscar"); filtrar(); }
  }

  // --- panel: text only, never markup ---
  function crear(padre, etiqueta, texto, clase) {
    const nuevo = padre.appendChild(document.createElement(etiqueta));
    if (texto !== undefined) nuevo.textContent = texto;
    if (clase) nuevo.className = clase;
    return nuevo;
  }

  function abrirPanel(id) {
    const d = detalles[id];
    panel.replaceChildren();
    crear(panel, "h2", (d.clase + " " + d.numero).trim());
    const cerrar = crear(panel, "button", "×", "cerrar");
    cerrar.setAttribute("aria-label", textos.cerrar);
    cerrar.onclick = () => { limpiar(); lienzo.focus(); };
    crear(panel, "p", d.texto);
    if (porId.get(id).tarjeta.marca) crear(crear(panel, "p"), "strong", porId.get(id).tarjeta.marca[1]);
    if (d.extra.length) {
      const lista = crear(panel, "dl");
      d.extra.forEach(([clave, valor]) => { crear(lista, "dt", clave); crear(lista, "dd", valor); });
    }
    if (paginas[id]) crear(crear(panel, "p"), "a", textos.abrir).href = paginas[id];
    for (const [titulo, hechos] of d.grupos) {
      crear(panel, "h3", titulo);
      const lista = crear(panel, "ul");
      for (const hecho of hechos) {
        const fila = crear(lista, "li");
        if (porId.has(hecho.iri)) crear(fila, "button", hecho.texto).onclick = () => elegir(hecho.iri);
        else crear(fila, "span", hecho.texto);
        if (hecho.nota) crear(fila, "span", hecho.nota, "nota");
      }
    }
    panel.hidden = false;
    panel.scrollTop = 0;
  }

  // --- search ---
  const indice = legibles.map((n) => {
    const d = detalles[n.id];
    const socios = d.extra.map((par) => par[1]).join(" ");
    return [n.id, llano([d.clase, d.numero, d.texto, socios].join(" "))];
  });

  function filtrar() {
    const palabras = llano(buscar.value).split(/\s+/).filter(Boolean);
    elegida = null;
    panel.hidden = true;
    anotar();
    resultados.replaceChildren();
    resultados.hidden = !palabras.length;
    if (!palabras.length) return alumbrar(null);
    const halladas = indice.filter(([, texto]) => palabras.every((p) => texto.includes(p))).map(([id]) => id);
    alumbrar(new Set(halladas));
    voz.textContent = cuenta.textContent;
    halladas.slice(0, 50).forEach((id) => {
      const d = detalles[id];
      const boton = crear(crear(resultados, "li"), "button", (d.clase + " " + d.numero).trim() + ": " + d.texto);
      boton.onclick = () => { resultados.hidden = true; elegir(id); lienzo.focus(); };
    });
    resultados.hidden = !halladas.length;
  }

  // --- walking with the arrows ---
  function caminar(tecla) {
    if (!elegida) return elegir(legibles[0].id);
    const aqui = porId.get(elegida), lado = { ArrowLeft: -1, ArrowRight: 1 }[tecla];
    const distancia = (n) => Math.hypot(n.x - aqui.x, 3 * (n.y - aqui.y));
    const candidatas = lado
      ? [...vecinas.get(elegida)].map((id) => porId.get(id)).filter((n) => Math.sign(n.x - aqui.x) === lado)
      : tarjetas.filter((n) => n.tarjeta.columna === aqui.tarjeta.columna
          && Math.sign(n.y - aqui.y) === (tecla === "ArrowUp" ? -1 : 1));
    const siguiente = candidatas.filter((n) => visible(n.id)).sort((a, b) => distancia(a) - distancia(b))[0];
    if (siguiente) elegir(siguiente.id);
  }

  function tocar({ pointer }) {
    const { x, y } = pointer.canvas;
    const tocada = tarjetas.find((n) => visible(n.id) && Math.abs(n.x - x) <= n.tarjeta.ancho / 2
      && Math.abs(n.y - y) <= n.tarjeta.alto / 2);
    if (tocada) elegir(tocada.id); else limpiar();
  }

  function alternar(boton) {
    const clase = boton.dataset.clase;
    if (!ocultas.delete(clase)) ocultas.add(clase);
    boton.setAttribute("aria-pressed", String(!ocultas.has(clase)));
    alumbrar(luces);
  }

  function empezar() {
    const nodos = new vis.DataSet(datos.nodos.map((n) => ({ ...n, label: undefined, ctxRenderer: renderizador })));
    aristas = new vis.DataSet(datos.aristas.map((a, i) => ({ ...a, id: i })));
    red = new vis.Network(lienzo, { nodes: nodos, edges: aristas }, JSON.parse(datos.opciones));
    red.on("beforeDrawing", fondo);
    red.on("click", tocar);
    lienzo.addEventListener("keydown", (suceso) => {
      if (suceso.key.startsWith("Arrow")) { suceso.preventDefault(); caminar(suceso.key); }
      if (suceso.key === "Enter" && elegida && !panel.hidden) panel.querySelector("button").focus();
    });
    document.addEventListener("keydown", (suceso) => {
      if (suceso.key === "Escape") { limpiar(); lienzo.focus(); }
    });
    buscar.addEventListener("input", filtrar);
    buscar.addEventListener("keydown", (suceso) => {
      const primera = resultados.querySelector("button");
      if (suceso.key === "Enter" && primera) primera.click();
    });
    elemento("alcance").addEventListener("change", () => { if (elegida) elegir(elegida); else anotar(); });
    elemento("ver-todo").addEventListener("click", () => verTodo(false));
    const acercar = (factor) => red.moveTo({ scale: red.getScale() * factor, animation: false });
    elemento("acercar").addEventListener("click", () => acercar(1.25));
    elemento("alejar").addEventListener("click", () => acercar(0.8));
    document.querySelectorAll("button.clase").forEach((boton) => boton.addEventListener("click", () => {
      alternar(boton);
      anotar();
    }));
    document.querySelectorAll("canvas[data-nivel]").forEach((muestra) => {
      const ctx = muestra.getContext("2d");
      ctx.scale(2, 2);
      simbolo(ctx, muestra.dataset.nivel, 6, 6);
    });
    document.querySelectorAll("canvas[data-marca]").forEach((muestra) => {
      const ctx = muestra.getContext("2d");
      ctx.scale(2, 2);
      marcar(ctx, muestra.dataset.marca, 9, 9);
    });
    window.addEventListener("resize", () => verTodo(true));
    alumbrar(null);
    verTodo(true);
    restaurar();
    lienzo.dataset.listo = "si";
  }

  // --- the drawing stands in the place of the canvas until it is painted; then vis-network is loaded ---
  function cargar() {
    performance.mark("dibujo");
    const guion = document.createElement("script");
    if (rutaDeVis) {
      guion.src = rutaDeVis;
      guion.onload = empezar;
      document.head.append(guion);
    } else {
      guion.textContent = elemento("vis-network").textContent;
      document.head.append(guion);
      empezar();
    }
  }
  const previa = lienzo.querySelector("svg"), { position, scale } = encuadre(true);
  previa.style.left = lienzo.clientWidth / 2 - position.x * scale + "px";
  previa.style.top = lienzo.clientHeight / 2 - position.y * scale + "px";
  previa.style.width = ancho * scale + "px";
  previa.style.height = "auto";
  const pintada = () => requestAnimationFrame(() => setTimeout(cargar));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", pintada); else pintada();
})();
