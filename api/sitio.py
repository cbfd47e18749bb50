"""The application's own: context, memory, places for free queries; and what a page sees of a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from secrets import token_hex
from typing import Annotated, Any, Protocol, TypeVar

from fastapi import Depends
from rdflib.term import Literal
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.bitacoras import ultima_publicacion
from api.contexto import IDIOMAS, Contexto
from api.enlaces import camino_de, camino_seguro, con_consulta
from api.idioma import otro_idioma, traducir
from api.memoria import Memoria
from api.palabras import Palabra, palabra, palabras
from api.plantillas import entorno
from api.turnos import Turnos
from consultas import Termino
from grafo.almacen import Consultorio, ConsultorioEnHilos, Recortes
from grafo.aparte import Lector
from grafo.auditoria import Auditoria, auditar, documento_de, filas_de
from grafo.documento import Documento
from grafo.publicacion import Publicador
from grafo.revisiones import Cuaderno
from ontologia.errores import ErrorDeEntrada, NoExiste
from ontologia.espacios import PREFIJOS

__all__ = ["EnSitio", "Sitio", "Vista", "leer_fecha"]

_T = TypeVar("_T")


class ConTermino(Protocol):
    """Something that holds a term."""

    @property
    def termino(self) -> Termino:
        """The term."""
        ...


class Sitio:
    """One running application. Everything read from the store goes through its memory.

    `epoca` tells it from every other: two stores in memory count the same generations.
    """

    def __init__(self, contexto: Contexto) -> None:
        self.contexto = contexto
        self.memoria = Memoria(contexto.almacen)
        self.recortes = Recortes(contexto.almacen, contexto.acunador)
        self.epoca = token_hex(8)
        self.consultorio: Consultorio = contexto.consultorio or ConsultorioEnHilos(
            contexto.almacen, contexto.consultas_a_la_vez, contexto.plazo)
        self.turnos_de_consultas = Turnos(4 * contexto.consultas_a_la_vez, 3 * contexto.plazo)
        self.llaves = contexto.llaves
        self.publicador = Publicador(contexto.almacen, contexto.acunador, contexto.bitacora,
                                     motor=contexto.motor_shacl)
        self.lector = Lector(contexto.acunador)
        self.cuaderno = Cuaderno(contexto.almacen, contexto.acunador, self.publicador)

    def filas(self, consulta: str, **valores: str) -> list[dict[str, Termino | None]]:
        """Return the rows of a named question; about one programme, asked of what the store holds about it."""
        return self.memoria.dar(("filas", consulta, tuple(sorted(valores.items()))), lambda: filas_de(
            consulta, self.recortes.de(valores["programa"]) if "programa" in valores else self.contexto.almacen,
            self.contexto.acunador, valores))

    def preguntar(self, consulta: str) -> list[dict[str, Termino | None]]:
        """Ask a named question about all programmes anew: for what keeps something else than its rows."""
        return filas_de(consulta, self.contexto.almacen, self.contexto.acunador)

    def programas(self) -> Mapping[str, dict[str, Termino | None]]:
        """Return the row of each programme, by key, in order of year, kept until something is published.

        `recuento` is its number of lines as counted when it was built (None before there were counts); `lineas` that
        too, or else counted now.
        """
        return self.memoria.dar(("programas",), self._programas)

    def _programas(self) -> Mapping[str, dict[str, Termino | None]]:
        hay = sorted(self.preguntar("portafolio_programas"), key=lambda f: (str(f["anio"] or ""), str(f["clave"])))
        filas = {str(f["clave"]): {**f, "recuento": f["lineas"]} for f in hay}
        if any(f["recuento"] is None for f in filas.values()):
            for f in self.preguntar("programas"):
                filas[str(f["clave"])]["lineas"] = f["lineas"]
        return filas

    def auditoria(self, programa: str, fecha: date | None = None) -> Auditoria:
        """Return the ledger of a programme as of a day; raises `NoExiste`."""
        c = self.contexto
        return self.memoria.dar(("auditoria", programa, fecha),
                                lambda: auditar(self.recortes.de(programa), programa, c.acunador, fecha))

    def documento(self, programa: str) -> Documento:
        """Return the document of a programme, as the store holds it now; raises `NoExiste`."""
        return self.memoria.dar(("documento", programa), lambda: documento_de(
            self.recortes.acotado(programa), programa, self.contexto.acunador))

    @property
    def publicado(self) -> tuple[int | None, str]:
        """The store's generation, and when it was last published (xsd:dateTime; "" if its trail does not say)."""
        cuando = self.recordar(("publicado",), lambda: ultima_publicacion(self.contexto.bitacora))
        return self.contexto.almacen.generacion, cuando

    def recordar(self, clave: tuple[object, ...], calcular: Callable[[], _T]) -> _T:
        """Return a value computed from the store, kept until something is published."""
        return self.memoria.dar(clave, calcular)

    def programa(self, pedido: str | None) -> str:
        """Return the key asked for, else the first there is; raises `NoExiste`."""
        claves = self.programas()
        if pedido:
            if pedido not in claves:
                raise NoExiste(f"No existe el programa «{pedido[:80]}».", f"Programas: {_algunas(claves)}.")
            return pedido
        if not claves:
            raise NoExiste("El almacén no tiene ningún programa.", "Constrúyalo: alinea construir DOCUMENTO")
        return next(iter(claves))


@dataclass(frozen=True)
class Vista:
    """A request as the pages see it: language, programme, and how to write addresses."""

    sitio: Sitio
    peticion: Request

    @cached_property
    def idioma(self) -> str:
        """The language asked for, else the usual one."""
        pedido = self.peticion.query_params.get("idioma", "")
        return pedido if pedido in IDIOMAS else self.sitio.contexto.idioma

    @cached_property
    def programa(self) -> str:
        """The key of the programme of the page; raises `NoExiste`."""
        return self.sitio.programa(self.peticion.query_params.get("programa"))

    def procedencia(self, programa: object = None) -> tuple[Documento, str] | None:
        """Return the document that a programme's data were read from, and the programme's year; None without one."""
        claves = self.sitio.programas()
        clave = str(programa or self.peticion.query_params.get("programa") or next(iter(claves), ""))
        if clave not in claves:
            return None
        return self.sitio.documento(clave), str(claves[clave]["anio"] or "")

    def traducir(self, texto: str) -> str:
        """Return a text in the page's language."""
        return traducir(self.idioma, texto)

    def ruta(self, camino: str, **consulta: object) -> str:
        """Return the address of one of our paths, language kept."""
        return self._con_prefijo(con_consulta(camino, consulta | self._propio_idioma()))

    def del_programa(self, camino: str, **consulta: object) -> str:
        """Return the address of a path about the page's programme."""
        pedido = self.peticion.query_params.get("programa")
        propio = {"programa": self.programa} if pedido or len(self.sitio.programas()) > 1 else {}
        return self.ruta(camino, **(propio | consulta))

    def entidad(self, iri: object) -> str | None:
        """Return the address of what is known of an IRI, or None when it has none."""
        camino = camino_de(str(iri), self.sitio.contexto.acunador)
        return self.ruta(camino) if camino is not None and camino.startswith("/") else camino

    def cita(self, inicio: object, fin: object, programa: str | None = None) -> str:
        """Return the address of a quote's place in its document."""
        valores: dict[str, object] = {"cita": f"{inicio}-{fin}"}
        if programa and programa != next(iter(self.sitio.programas()), None):
            valores["programa"] = programa
        return self.ruta(f"/documento#c-{inicio}-{fin}", **valores)

    def palabra(self, iri: object) -> str:
        """Return the label of a term of the vocabulary."""
        return palabra(str(iri)).en(self.idioma)

    @property
    def vocabulario(self) -> Mapping[str, Palabra]:
        """The words of every term of the vocabulary, by IRI."""
        return palabras()

    def en_su_idioma(self, hechos: Sequence[ConTermino]) -> Sequence[ConTermino]:
        """Return the facts without those said again in another language than the page's."""
        if any(isinstance(h.termino, Literal) and h.termino.language == self.idioma for h in hechos):
            return [h for h in hechos if not isinstance(h.termino, Literal)
                    or h.termino.language in (None, self.idioma)]
        return hechos

    def raiz(self) -> str:
        """Return the address under which the client reached the application, without a final slash."""
        return str(self.peticion.base_url).rstrip("/")

    def concepto(self, esquema: str, clave: str) -> Palabra:
        """Return the words of a concept by its scheme's prefix ("nivel", "tema") and its key."""
        return palabra(f"{PREFIJOS[esquema]}{clave}")

    def articulo(self, clave: str) -> str | None:
        """Return the address of an article by its key ("lgtaip-2015/art_59")."""
        return self.ruta(f"/norma/{clave}")

    def en_otro_idioma(self) -> str:
        """Return the address of this same page in the other language."""
        consulta = {k: v for k, v in self.peticion.query_params.multi_items() if k != "idioma"}
        camino = self.peticion.scope["path"].removeprefix(self.sitio.contexto.prefijo) or "/"
        return self._con_prefijo(con_consulta(camino_seguro(camino),
                                              consulta | {"idioma": otro_idioma(self.idioma)}))

    def pagina(self, plantilla: str, estado: int = 200, **datos: Any) -> HTMLResponse:
        """Return a page made from a template; everything in `datos` is escaped where it is written."""
        texto = entorno(self.idioma).get_template(plantilla).render(v=self, **datos)
        return HTMLResponse(texto, estado, {"Content-Language": self.idioma, "Vary": "Accept",
                                            "Cache-Control": "no-cache"})

    def _propio_idioma(self) -> dict[str, object]:
        return {} if self.idioma == self.sitio.contexto.idioma else {"idioma": self.idioma}

    def _con_prefijo(self, camino: str) -> str:
        return f"{self.sitio.contexto.prefijo}{camino}"


def _algunas(claves: Mapping[str, object], maximo: int = 20) -> str:
    """Return the first keys as words, and how many more there are."""
    quedan = len(claves) - maximo
    return (", ".join(islice(claves, maximo)) or "ninguno") + (f" y {quedan} más" if quedan > 0 else "")


def leer_fecha(texto: str | None) -> date | None:
    """Return the day of a form's field; None for an empty one. Raises `ErrorDeEntrada`."""
    if not texto:
        return None
    try:
        return date.fromisoformat(texto)
    except ValueError:
        raise ErrorDeEntrada(f"“{texto[:40]}” no es una fecha.", "Escríbala como 2017-03-14.") from None


async def _vista(request: Request) -> Vista:
    return Vista(request.app.state.sitio, request)


EnSitio = Annotated[Vista, Depends(_vista)]
