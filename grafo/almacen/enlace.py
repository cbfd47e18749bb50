"""The line to a SPARQL server: HTTP with connections that are kept, limits of time, and every failure in words.

What goes wrong is said with the address but never with what opens it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import httpx

from grafo.almacen.fallas import mal_escrita
from grafo.almacen.peculiaridades import Direcciones, Motor, direcciones_de, reconocer
from ontologia.errores import ErrorDeAlmacen, ErrorDeEntrada, TardaDemasiado

__all__ = ["DE_RESULTADOS", "DE_TRIPLETAS", "Acceso", "Enlace"]

DE_RESULTADOS = "application/sparql-results+json"
DE_TRIPLETAS = "application/n-triples"
_CONECTAR = 5.0
_EXTRACTO = 300


@dataclass(frozen=True, slots=True, repr=False)
class Acceso:
    """Who asks and where else: user and password, the addresses of updates and of graphs when they are not usual.

    `plazo` is how long an answer may take to begin or to go on, in seconds; `servicios` are the other servers that a
    query may have this one call (SERVICE).
    """

    usuario: str = ""
    clave: str = ""
    actualizacion: str = ""
    grafos: str = ""
    plazo: float = 60.0
    servicios: frozenset[str] = frozenset()


class Enlace:
    """A server at an address. It is asked what it is once, when the line is made."""

    def __init__(self, url: str, acceso: Acceso | None = None) -> None:
        """Find out what the server is.

        Raises `ErrorDeEntrada` for an address that is not http(s) or that holds a password, `ErrorDeAlmacen` when
        nobody answers there.
        """
        acceso = acceso or Acceso()
        self.url = _limpia(url)
        self.servicios = acceso.servicios
        self._cliente = httpx.Client(
            timeout=httpx.Timeout(acceso.plazo, connect=_CONECTAR), follow_redirects=False, trust_env=False,
            headers={"User-Agent": "Alinea"})
        self.motor = self._reconocer()
        usuales = direcciones_de(self.motor, self.url, bool(acceso.usuario))
        self.direcciones = Direcciones(usuales.consulta, _limpia(acceso.actualizacion or usuales.actualizacion),
                                       _limpia(acceso.grafos) if acceso.grafos else usuales.grafos)
        if self.motor.guarda_vacios:
            self.motor = replace(self.motor, union=self._es_union())
        if acceso.usuario:
            digest = self.motor.autenticacion == "digest"
            self._cliente.auth = (httpx.DigestAuth if digest else httpx.BasicAuth)(acceso.usuario, acceso.clave)

    def preguntar(self, texto: str, tipo: str, grafos: tuple[tuple[str, ...], tuple[str, ...]] | None = None
                  ) -> httpx.Response:
        """Send a query as a form and return the whole answer; `grafos` are the default and the named ones.

        Raises `ConsultaRechazada` when the server does not understand it, `ErrorDeAlmacen` for the rest.
        """
        datos: dict[str, str | list[str]] = {"query": texto}
        if grafos is not None:
            datos |= {"default-graph-uri": list(grafos[0]), "named-graph-uri": list(grafos[1])}
        respuesta = self._pedir("POST", self.direcciones.consulta, data=datos, headers={"Accept": tipo})
        if respuesta.status_code == 400:
            raise mal_escrita(_extracto(respuesta))
        self._exigir(respuesta, tipo)
        return respuesta

    def actualizar(self, texto: str) -> None:
        """Send an update; raises `ErrorDeAlmacen` unless the server did it."""
        self._exigir(self._pedir("POST", self.direcciones.actualizacion, data={self.motor.campo_de_orden: texto},
                                 headers={"Accept": f"{DE_RESULTADOS}, */*;q=0.1"}))

    def poner_grafo(self, nombre: str, tripletas: bytes) -> None:
        """Replace a graph whole (Graph Store Protocol, PUT) with N-Triples; raises `ErrorDeAlmacen`."""
        self._exigir(self._pedir("PUT", self.direcciones.grafos, params={self.motor.parametro_de_grafo: nombre},
                                 content=tripletas, headers={"Content-Type": self.motor.tipo_de_grafo}))

    def cerrar(self) -> None:
        """Close the connections."""
        self._cliente.close()

    def _reconocer(self) -> Motor:
        respuesta = self._pedir("POST", self.url, data={"query": "ASK {}"}, headers={"Accept": DE_RESULTADOS})
        motor = reconocer(respuesta.headers)
        if respuesta.status_code == 401 and respuesta.headers.get("www-authenticate", "").lower().startswith("digest"):
            return replace(motor, autenticacion="digest")
        if not motor.conocido and respuesta.status_code != 401:
            self._exigir(respuesta, DE_RESULTADOS)
        return motor

    def _es_union(self) -> bool:
        """Return whether the service description says that the default graph is the union (SD 1.1, 3.2.4)."""
        respuesta = self._pedir("GET", self.direcciones.consulta, headers={"Accept": "text/turtle"})
        return respuesta.is_success and "UnionDefaultGraph" in respuesta.text

    def _pedir(self, metodo: str, url: str, **partes: object) -> httpx.Response:
        donde = _sin_consulta(url)
        try:
            return self._cliente.request(metodo, url, **partes)  # type: ignore[arg-type]
        except (httpx.ConnectError, httpx.ConnectTimeout) as causa:
            raise ErrorDeAlmacen(f"No responde ningún servidor en {donde}.",
                                 "Compruebe que esté en marcha y que la dirección de --almacen sea la suya.") from causa
        except httpx.TimeoutException as causa:
            raise TardaDemasiado(f"El servidor {donde} no respondió a tiempo.",
                                 "Haga más precisa la consulta, o suba ALINEA_ALMACEN_PLAZO.") from causa
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError, httpx.DecodingError) as causa:
            raise ErrorDeAlmacen(f"La respuesta de {donde} llegó cortada.",
                                 "Repita la operación; si sigue, revise el registro de ese servidor.") from causa
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as causa:
            raise ErrorDeAlmacen(f"No se pudo hablar con {donde}: {type(causa).__name__}.",
                                 "Revise la dirección y el registro de ese servidor.") from causa

    def _exigir(self, respuesta: httpx.Response, tipo: str = "") -> None:
        """Raise `ErrorDeAlmacen` unless the answer is a good one, and of the type that was asked for."""
        donde, estado = _sin_consulta(str(respuesta.request.url)), respuesta.status_code
        if estado in {401, 403} or b"No permission" in respuesta.content[:400]:
            raise ErrorDeAlmacen(f"El servidor {donde} no da permiso ({estado}).",
                                 "Ponga ALINEA_ALMACEN_USUARIO y ALINEA_ALMACEN_CLAVE de quien pueda escribir en él.")
        if not respuesta.is_success:
            raise ErrorDeAlmacen(f"El servidor {donde} respondió {estado}: {_extracto(respuesta)}.",
                                 "Revise que la dirección sea la de su servicio SPARQL, y su registro.")
        dado = respuesta.headers.get("content-type", "").partition(";")[0].strip().lower()
        if tipo and dado in {"text/html", ""}:
            raise ErrorDeAlmacen(f"{donde} responde una página y no {tipo}.",
                                 "Dé la dirección del servicio SPARQL (por ejemplo …/sparql o …/query).")


def _limpia(url: str) -> str:
    partes = urlsplit(url)
    if partes.scheme not in {"http", "https"} or not partes.hostname:
        raise ErrorDeEntrada("La dirección del almacén no es de http ni de https.",
                             "Escríbala como http://servidor:puerto/sparql")
    if partes.username or partes.password:
        raise ErrorDeEntrada("La dirección del almacén trae usuario o clave.",
                             "Póngalos en ALINEA_ALMACEN_USUARIO y ALINEA_ALMACEN_CLAVE, no en la dirección.")
    return url


def _sin_consulta(url: str) -> str:
    return url.partition("?")[0]


def _extracto(respuesta: httpx.Response) -> str:
    if "html" in respuesta.headers.get("content-type", ""):
        return "una página de HTML"
    primera = respuesta.text.partition("\n\nSPARQL query:")[0]
    return " ".join(primera.split())[:_EXTRACTO] or "sin explicación"

