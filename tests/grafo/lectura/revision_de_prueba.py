"""A document of one's own words and a programme with just the items that a rule looks at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from grafo.documento import Documento
from grafo.lectura.perfil import cargar_perfiles
from grafo.lectura.renglones import Hoja, Mascara
from grafo.lectura.revision import Regla
from grafo.modelo import (
    Alianza,
    Asunto,
    Estrategia,
    Evento,
    FilaDeAlineacion,
    Hallazgo,
    LineaCitada,
    LineaDeAccion,
    ObjetivoEspecifico,
    Pasaje,
    Programa,
    Sesion,
    Sigla,
)


@dataclass(frozen=True)
class Caso:
    """A text; its methods make items whose words stand in it."""

    texto: str

    @property
    def documento(self) -> Documento:
        """The document."""
        return Documento("caso.txt", self.texto, "0" * 64)

    def hoja(self, *mascaras: Mascara) -> Hoja:
        """Return the sheet, with the masks given."""
        return Hoja(self.documento, cargar_perfiles()[0], mascaras)

    def p(self, trozo: str, vez: int = 1) -> Pasaje:
        """Return the passage at the n-th place of some words."""
        inicio = -1
        for _ in range(vez):
            inicio = self.texto.index(trozo, inicio + 1)
        return self.documento.pasaje((inicio, inicio + len(trozo)))

    def objetivo(self, numero: str, texto: str) -> ObjetivoEspecifico:
        """Return an objective."""
        return ObjetivoEspecifico(numero, self.p(texto))

    def estrategia(self, numero: str, texto: str) -> Estrategia:
        """Return a strategy of the objective that its number names."""
        return Estrategia(numero, self.p(texto), numero.rpartition(".")[0])

    def linea(self, numero: str, texto: str, vez: int = 1, direccion: str = "") -> LineaDeAccion:
        """Return a line of the strategy that its number names."""
        return LineaDeAccion(numero, self.p(texto, vez), numero.rpartition(".")[0],
                             direccion=self.p(direccion) if direccion else None)

    def citada(self, numero: str, texto: str = "") -> LineaCitada:
        """Return a line that an alliance or event names, perhaps with words of its own."""
        return LineaCitada(numero, self.p(numero), self.p(texto) if texto else None)

    def alianza(self, numero: str, nombre: str, *lineas: LineaCitada, convenio: str = "") -> Alianza:
        """Return an alliance."""
        return Alianza(numero, self.p(nombre), (self.p(nombre),), None, self.p(convenio) if convenio else None, lineas)

    def evento(self, numero: str, nombre: str, *lineas: LineaCitada, fecha: str = "",
               dias: tuple[date, date] | None = None) -> Evento:
        """Return an event."""
        inicio, fin = dias or (None, None)
        return Evento(numero, self.p(nombre), None, lineas, self.p(fecha) if fecha else None, inicio, fin)

    def sesion(self, numero: str, fecha: date, escrita: str, *asuntos: tuple[str, str]) -> Sesion:
        """Return a session with its agenda: modality and words."""
        return Sesion(numero, fecha, self.p(escrita), "ordinaria",
                      tuple(Asunto(modalidad, self.p(texto)) for modalidad, texto in asuntos))

    def sigla(self, sigla: str, definicion: str) -> Sigla:
        """Return a row of the glossary."""
        return Sigla(sigla, self.p(definicion))

    def fila(self, objetivo: str, *direcciones: str) -> FilaDeAlineacion:
        """Return a row of the alignment table."""
        pasajes = tuple(self.p(d) for d in direcciones)
        return FilaDeAlineacion(objetivo, "1", pasajes, pasajes[0])

    def programa(self, **partes: object) -> Programa:
        """Return a programme of 2017 titled with the first line, with the parts given and nothing else."""
        vacias = dict.fromkeys((
            "siglas", "disposiciones", "referencias", "puentes", "objetivos_estrategicos", "objetivos_especificos",
            "estrategias", "lineas_accion", "alineacion", "alianzas", "eventos", "sesiones", "proyectos",
            "organizaciones", "indicadores", "etapas", "notas", "hallazgos"), ())
        fijas = {"clave": "caso-2017", "titulo": self.p(self.texto.partition("\n")[0]), "anio": 2017,
                 "institucion": None, "comision": None}
        return Programa(**{**vacias, **fijas, **partes})  # type: ignore[arg-type]

    def halla(self, regla: Regla, *mascaras: Mascara, **partes: object) -> list[Hallazgo]:
        """Return what a rule finds in the programme with the parts given; its places are words of the text."""
        hallazgos = list(regla(self.programa(**partes), self.hoja(*mascaras)))
        assert all(h.mensaje and h.message and h.tramos for h in hallazgos)
        return hallazgos

    def dice(self, hallazgo: Hallazgo) -> list[str]:
        """Return the words at the places of a finding."""
        return [self.texto[t.inicio:t.fin] for t in hallazgo.tramos]


def tipos(hallazgos: Iterable[Hallazgo]) -> list[str]:
    """Return the kinds of some findings."""
    return [h.tipo for h in hallazgos]
