"""Building in streams: resumed, repeated, interrupted or damaged, the graph is the one of a single run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from documentos_de_prueba import escribir
from fichas_al_azar import ficha_al_azar
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir, leer
from grafo.flujo import (
    Avance,
    Encargado,
    Registro,
    buscar_documentos,
    construir_en_flujo,
    en_este_proceso,
    en_procesos,
    tuberia,
)
from grafo.flujo import obra as modulo_de_obra
from grafo.flujo.huellas import Etapas, etapas
from grafo.flujo.modelos import Guardado, desempacar, empacar
from grafo.flujo.obra import Encargo, Obra, obrar
from grafo.lectura.ataduras import atar
from ontologia.errores import DocumentoIlegible, ErrorDeAlmacen
from ontologia.iris import Acunador

ACUNADOR = Acunador()


_BREVES = sorted(range(40), key=lambda semilla: len(escribir(ficha_al_azar(semilla))))[:8]
"""Seeds of short programmes."""


def texto(semilla: int, anio: int) -> str:
    ficha = ficha_al_azar(_BREVES[semilla % len(_BREVES)])
    return escribir(replace(ficha, titulo=f"{ficha.titulo[:-4]}{anio}"))


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """Six programmes, one of them a folder further down."""
    raiz = tmp_path / "documentos"
    (raiz / "otros").mkdir(parents=True)
    for n in range(6):
        (raiz / ("otros" if n == 3 else ".") / f"p{n}.txt").write_text(texto(n, 2001 + n), encoding="utf-8")
    return raiz


class Taller:
    """A store with its register, run after run."""

    def __init__(self, ruta: Path) -> None:
        self.ruta = ruta
        self.almacen = AlmacenEmbebido(ruta)
        self.registro = Registro(ruta / "construccion.sqlite")

    def construir(self, carpeta: Path, reparto: tuberia.Reparto = en_este_proceso, **opciones: object) -> Avance:
        rutas = [str(r) for r in buscar_documentos([carpeta], lambda _: None)]
        return construir_en_flujo(rutas, self.almacen, self.registro, Encargado(ACUNADOR, **opciones), reparto)  # type: ignore[arg-type]

    def volcado(self) -> bytes:
        return canonico(self.almacen)

    def cerrar(self) -> None:
        self.registro.cerrar()
        self.almacen.cerrar()


def canonico(almacen: AlmacenEmbebido) -> bytes:
    """Everything in canonical form; the vocabulary, which is not built here, left out."""
    volcado = b"".join(r for r in almacen.volcar("nq").splitlines(keepends=True) if b"/grafo/ontologia> ." not in r)
    datos = Dataset(parse(volcado, format=RdfFormat.N_QUADS))
    datos.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return b"".join(sorted(f"{c} .\n".encode() for c in datos))


@pytest.fixture
def taller(tmp_path: Path) -> Iterator[Taller]:
    abierto = Taller(tmp_path / "almacen")
    yield abierto
    abierto.cerrar()


def de_una_vez(carpeta: Path) -> bytes:
    """The graph that the road of a handful of documents builds: all in memory, published in one step."""
    almacen = AlmacenEmbebido()
    construir([leer(r) for r in sorted(carpeta.rglob("*.txt"))], almacen, ACUNADOR)
    return canonico(almacen)


def test_el_flujo_construye_lo_mismo_que_el_camino_de_un_paso(carpeta: Path, taller: Taller) -> None:
    avance = taller.construir(carpeta, en_procesos(2))
    assert (avance.vistos, avance.leidos, avance.fallos) == (6, 6, [])
    assert taller.volcado() == de_una_vez(carpeta)


def test_lo_que_no_cambio_no_se_construye_otra_vez(carpeta: Path, taller: Taller) -> None:
    taller.construir(carpeta)
    antes, generacion = taller.volcado(), taller.almacen.generacion
    avance = taller.construir(carpeta)
    assert (avance.leidos, avance.concluidos, avance.iguales) == (0, 0, 6)
    assert (taller.volcado(), taller.almacen.generacion) == (antes, generacion)


def test_solo_el_documento_que_cambio_se_lee_otra_vez(carpeta: Path, taller: Taller) -> None:
    taller.construir(carpeta)
    (carpeta / "p1.txt").write_text(texto(77, 2002), encoding="utf-8")
    avance = taller.construir(carpeta)
    assert (avance.leidos, avance.iguales) == (1, 5)
    assert taller.volcado() == de_una_vez(carpeta)


def test_una_curaduria_nueva_hace_leer_su_documento(carpeta: Path, taller: Taller) -> None:
    taller.construir(carpeta)
    (carpeta / "p2.curado.toml").write_text('[[abreviatura]]\nsigla = "XYZ"\nsignificado = "Nada"\ncita = "no está"\n',
                                            encoding="utf-8")
    assert taller.construir(carpeta).leidos == 1
    assert taller.volcado() == de_una_vez(carpeta)


def test_un_documento_que_pasa_a_ser_otro_programa_no_deja_el_anterior(carpeta: Path, taller: Taller) -> None:
    taller.construir(carpeta)
    (carpeta / "p1.txt").write_text(texto(1, 2050), encoding="utf-8")
    taller.construir(carpeta)
    assert taller.volcado() == de_una_vez(carpeta)


@pytest.mark.parametrize("hasta", range(1, 6))
def test_interrumpida_en_cualquier_punto_la_segunda_vez_termina_lo_que_falta(
        carpeta: Path, taller: Taller, monkeypatch: pytest.MonkeyPatch, hasta: int) -> None:
    monkeypatch.setattr(tuberia, "_TANDA", 1)

    def se_corta(encargos: Iterable[Encargo]) -> Iterator[Obra]:
        for n, encargo in enumerate(encargos):
            if n == hasta:
                raise KeyboardInterrupt
            yield obrar(encargo)

    with pytest.raises(KeyboardInterrupt):
        taller.construir(carpeta, se_corta)
    avance = taller.construir(carpeta)
    assert (avance.iguales, avance.leidos) == (hasta, 6 - hasta)
    assert taller.volcado() == de_una_vez(carpeta)


def test_muerta_entre_el_almacen_y_el_registro_se_repite_esa_tanda_y_nada_mas(
        carpeta: Path, taller: Taller, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_anota(*_: object) -> None:
        raise ErrorDeAlmacen("disco lleno")

    with monkeypatch.context() as parche:
        parche.setattr(taller.registro, "anotar", no_anota)
        with pytest.raises(ErrorDeAlmacen):
            taller.construir(carpeta)
    assert taller.construir(carpeta).leidos == 6
    assert taller.volcado() == de_una_vez(carpeta)


def test_un_documento_ilegible_no_pierde_a_los_otros(carpeta: Path, taller: Taller) -> None:
    (carpeta / "p0.txt").write_bytes(b"\x00\x01binario")
    (carpeta / "vacio.txt").write_text("", encoding="utf-8")
    avance = taller.construir(carpeta)
    assert [Path(f.ruta).name for f in avance.fallos] == ["p0.txt", "vacio.txt"]
    assert avance.leidos == 5
    (carpeta / "p0.txt").unlink()
    (carpeta / "vacio.txt").unlink()
    assert taller.volcado() == de_una_vez(carpeta)


def test_de_dos_documentos_del_mismo_programa_se_nombran_los_dos(carpeta: Path, taller: Taller) -> None:
    (carpeta / "p0-copia.txt").write_text((carpeta / "p0.txt").read_text(encoding="utf-8"), encoding="utf-8")
    for _ in range(2):  # the second time as well
        (fallo,) = taller.construir(carpeta).fallos
        assert "p0-copia.txt" in fallo.motivo + fallo.ruta
        assert "p0.txt" in fallo.motivo + fallo.ruta


def test_otra_version_de_las_reglas_concluye_de_nuevo_sin_leer(
        carpeta: Path, taller: Taller, monkeypatch: pytest.MonkeyPatch) -> None:
    taller.construir(carpeta)
    antes = taller.volcado()
    actuales = etapas(ACUNADOR.base)
    monkeypatch.setattr(tuberia, "etapas", lambda *_: Etapas(actuales.lectura, "otras reglas"))

    def no_se_lee(*_: object) -> Leido:
        raise AssertionError("the document was read again")

    monkeypatch.setattr(modulo_de_obra, "leer_bytes", no_se_lee)
    avance = taller.construir(carpeta)
    assert (avance.leidos, avance.concluidos, avance.fallos) == (0, 6, [])
    assert taller.volcado() == antes


def test_otra_version_del_lector_lee_de_nuevo(
        carpeta: Path, taller: Taller, monkeypatch: pytest.MonkeyPatch) -> None:
    taller.construir(carpeta)
    monkeypatch.setattr(tuberia, "etapas", lambda *_: Etapas("otro lector", "otras reglas"))
    assert taller.construir(carpeta).leidos == 6


def test_lo_que_falta_en_el_almacen_se_construye_aunque_conste(carpeta: Path, taller: Taller) -> None:
    taller.construir(carpeta)
    antes = taller.volcado()
    perdido = next(g for g in taller.almacen.nombres_de_grafos() if str(g).endswith("2004"))
    clave = str(perdido).rpartition("/")[2]
    taller.almacen.reemplazar({ACUNADOR.grafo_programa(clave): b"", ACUNADOR.grafo_derivado(clave): b""})
    assert taller.construir(carpeta).leidos == 1
    assert taller.volcado() == antes


def test_atar_de_nuevo_da_lo_leido(leido_real: Leido) -> None:
    assert leido_real.programa.puentes
    assert atar(leido_real.programa, leido_real.documento, leido_real.perfil) == leido_real.programa
    sin = replace(leido_real.programa, puentes=(), temas=())
    assert atar(sin, leido_real.documento, leido_real.perfil) == leido_real.programa


def test_un_programa_guardado_vuelve_igual(leido_real: Leido) -> None:
    guardado = Guardado(leido_real.documento, leido_real.perfil.clave, leido_real.programa)
    assert desempacar(empacar(guardado)) == guardado


class Trampa:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("trampa",)


def test_un_registro_ajeno_no_ejecuta_nada(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for malo in (empacar(Trampa()), empacar("texto"), b"", b"basura"):  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="no es un programa guardado"):
            desempacar(malo)
    assert not (tmp_path / "trampa").exists()


def test_de_una_carpeta_se_dice_lo_que_se_omite(tmp_path: Path) -> None:
    for nombre in ("b.txt", "a.PDF", "notas.docx", ".oculto.txt", "b.curado.toml"):
        (tmp_path / nombre).write_text("x", encoding="utf-8")
    omitidos: list[str] = []
    assert [r.name for r in buscar_documentos([tmp_path, tmp_path / "b.txt"], omitidos.append)] == ["a.PDF", "b.txt"]
    assert len(omitidos) == 2
    assert any("notas.docx" in o for o in omitidos)
    assert any(".oculto.txt" in o for o in omitidos)
    with pytest.raises(DocumentoIlegible):
        list(buscar_documentos([tmp_path / "no-hay"], omitidos.append))


def test_un_registro_danado_se_dice(tmp_path: Path) -> None:
    (tmp_path / "r.sqlite").write_bytes(b"no es una base de datos" * 100)
    with pytest.raises(ErrorDeAlmacen, match=r"r\.sqlite"):
        Registro(tmp_path / "r.sqlite")


def muere(encargo: Encargo) -> Obra:
    """Kill the process at one document, as a lack of memory would."""
    if encargo.ruta.endswith("p2.txt"):
        os._exit(9)
    return obrar(encargo)


def test_un_documento_que_tumba_su_proceso_no_pierde_a_los_otros(
        carpeta: Path, taller: Taller, monkeypatch: pytest.MonkeyPatch) -> None:
    from grafo.flujo import reparto

    monkeypatch.setattr(reparto, "obrar", muere)
    avance = taller.construir(carpeta, en_procesos(2))
    assert [Path(f.ruta).name for f in avance.fallos] == ["p2.txt"]
    assert avance.leidos == 5
