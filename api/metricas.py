"""What is measured, for Prometheus (the optional extra `metricas`). No label ever holds text that a client chose."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from api.registro import Atendida
from api.sitio import Sitio

if TYPE_CHECKING:
    from prometheus_client.core import Metric

__all__ = ["Medidas", "medidas_de"]

_LATENCIAS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Medidas(Protocol):
    """Counts requests, and writes all that is measured."""

    def contar(self, hecha: Atendida) -> None:
        """Count one request."""
        ...

    def escribir(self) -> tuple[bytes, str]:
        """Return everything in the text format of Prometheus, and its media type. It may read the store."""
        ...


def medidas_de(sitio: Sitio) -> Medidas | None:
    """Return the measures of an application; None without the extra."""
    return _DePrometheus(sitio) if find_spec("prometheus_client") else None


class _DePrometheus:
    """Measures in a registry of this application alone."""

    def __init__(self, sitio: Sitio) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram

        self._sitio = sitio
        self._todas = CollectorRegistry()
        self._peticiones = Counter("alinea_peticiones", "Requests answered", ("ruta", "metodo", "estado"),
                                   registry=self._todas)
        self._segundos = Histogram("alinea_peticion_segundos", "Seconds of a request", ("ruta",),
                                   buckets=_LATENCIAS, registry=self._todas)
        self._truncadas = Counter("alinea_consultas_truncadas", "Answers cut at the limit of rows or bytes",
                                  registry=self._todas)
        self._todas.register(_Ahora(sitio))

    def contar(self, hecha: Atendida) -> None:
        self._peticiones.labels(hecha.ruta, hecha.metodo, str(hecha.estado)).inc()
        self._segundos.labels(hecha.ruta).observe(hecha.segundos)
        if hecha.truncada:
            self._truncadas.inc()

    def escribir(self) -> tuple[bytes, str]:
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        return generate_latest(self._todas), CONTENT_TYPE_LATEST


class _Ahora:
    """What is read at the moment of asking: the queries, the generation, the size."""

    def __init__(self, sitio: Sitio) -> None:
        self._sitio = sitio

    def describe(self) -> Iterator[Metric]:
        """Return nothing: what there will be is not asked of the store beforehand."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """Return the values of now."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        atencion, almacen = self._sitio.consultorio.atencion, self._sitio.contexto.almacen
        tamano = self._sitio.recordar(("tamano",), lambda: almacen.tamano)
        for nombre, que, cuanto in (
            ("alinea_consultas_lugares", "Places for free queries", atencion.lugares),
            ("alinea_consultas_corriendo", "Free queries running", atencion.ocupados),
            ("alinea_consultas_en_espera", "Free queries waiting", atencion.en_espera),
            ("alinea_generacion", "Publications of the store", almacen.generacion),
            ("alinea_cuadruplas", "Quads of the store", tamano),
        ):
            yield GaugeMetricFamily(nombre, que, cuanto)
        yield CounterMetricFamily("alinea_consultas_contestadas", "Free queries answered", atencion.contestadas)
        yield CounterMetricFamily("alinea_consultas_detenidas", "Free queries killed", atencion.detenidas)
