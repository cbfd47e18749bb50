"""Reads pages as a browser would see them: links, assets, attributes, ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

TODAS = (
    "/",
    "/alineacion",
    "/alineacion?vista=direcciones",
    "/alineacion?vista=sesiones",
    "/alineacion?sel=linea%2F2.2.5",
    "/alineacion?objetivo=2&nivel=nominal",
    "/portafolio",
    "/tabla",
    "/tabla?objetivo=1",
    "/matriz",
    "/matriz?nivel=nominal",
    "/explorar",
    "/auditoria",
    "/auditoria?fecha=2025-04-01",
    "/revision",
    "/documento",
    "/documento?buscar=funcion+publica",
    "/calendario",
    "/consultas",
    "/consultas/lineas",
    "/consultas/citas_de",
    "/sparql",
    "/sparql?query=ASK%7B%7D",
    "/ont",
    "/docs",
    "/ayuda",
    "/programa/inai-cpgat-2017",
    "/programa/inai-cpgat-2017/linea/2.2.5",
    "/programa/inai-cpgat-2017/alianza/1",
    "/programa/inai-cpgat-2017/sesion/1",
    "/programa/inai-cpgat-2017/unidad/dggat",
    "/norma/lgtaip-2015",
    "/norma/lgtaip-2015/art_59",
)
"""Every kind of page."""


@dataclass
class Pagina(HTMLParser):
    """A parsed page; `enlaces` are (address, words), `piezas` the addresses of what the browser loads by itself."""

    enlaces: list[tuple[str, str]] = field(default_factory=list)
    piezas: list[str] = field(default_factory=list)
    formularios: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    etiquetas: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texto: list[str] = field(default_factory=list)
    en_guion: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._abierto = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        propios = dict(attrs)
        self.etiquetas.append((tag, propios))
        self._abierto = tag if tag in ("script", "style") and propios.get("type") != "application/json" else ""
        if propios.get("id"):
            self.ids.append(propios["id"] or "")
        if tag == "a" and propios.get("href") is not None:
            self.enlaces.append((propios["href"] or "", ""))
        if tag in ("script", "img", "iframe", "source", "object", "embed") and propios.get("src"):
            self.piezas.append(propios["src"] or "")
        if tag == "link" and propios.get("rel") != "canonical":
            self.piezas.append(propios["href"] or "")
        if tag == "form":
            self.formularios.append(propios.get("action") or "")

    def handle_endtag(self, tag: str) -> None:
        self._abierto = ""

    def handle_data(self, data: str) -> None:
        if self._abierto:
            self.en_guion.append(data)
        else:
            self.texto.append(data)
            if self.enlaces and not self.enlaces[-1][1]:
                self.enlaces[-1] = (self.enlaces[-1][0], data.strip())

    @property
    def todo_el_texto(self) -> str:
        return " ".join(" ".join(self.texto).split())


def leer_pagina(html: str) -> Pagina:
    """Return a page parsed."""
    pagina = Pagina()
    pagina.feed(html)
    return pagina
