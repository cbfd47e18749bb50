"""The loaders: a fresh graph each time, values that nobody can change, one front door."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest
from rdflib import RDF

import ontologia
from ontologia.espacios import AL
from ontologia.recursos import cargar_vocabulario, normas_conocidas, temas, tipos_de_hallazgo


def test_la_puerta_del_paquete_esta_en_orden_y_todo_existe() -> None:
    assert ontologia.__all__ == sorted(ontologia.__all__, key=lambda nombre: (not nombre.isupper(),
                                                                              nombre[0].islower(), nombre))
    assert all(hasattr(ontologia, nombre) for nombre in ontologia.__all__)


def test_cambiar_un_grafo_leido_no_cambia_el_siguiente() -> None:
    grafo = cargar_vocabulario()
    cuenta = len(grafo)
    grafo.remove((None, RDF.type, None))
    assert len(cargar_vocabulario()) == cuenta


def test_lo_leido_no_se_puede_cambiar() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        temas()[0].clave = "otra"  # type: ignore[misc]
    with pytest.raises(TypeError):
        tipos_de_hallazgo()["nuevo"] = tipos_de_hallazgo()["mojibake"]  # type: ignore[index]
    with pytest.raises(TypeError):
        normas_conocidas()[0].articulos["1"] = None  # type: ignore[index]


def test_un_concepto_trae_sus_nombres_y_su_explicacion() -> None:
    tipo = tipos_de_hallazgo()["linea-sin-responsable"]
    assert (tipo.etiqueta, tipo.label) == ("Línea sin responsable", "Line without a responsible unit")
    assert "responde" in tipo.explicacion
    assert "answers" in tipo.explanation


def test_la_ontologia_no_importa_ningun_otro_paquete_de_la_casa_ni_motor() -> None:
    guion = (
        "import sys, ontologia; ontologia.temas(); "
        "print(sorted({m.partition('.')[0] for m in sys.modules} & "
        "{'consultas', 'grafo', 'api', 'pyshacl', 'pyoxigraph', 'pyvis', 'networkx', 'fastapi'}))"
    )
    salida = subprocess.run([sys.executable, "-c", guion], capture_output=True, text=True, check=True)
    assert salida.stdout.strip() == "[]"


def test_el_vocabulario_y_los_esquemas_se_leen_juntos() -> None:
    assert (AL.LineaDeAccion, RDF.type, None) in cargar_vocabulario()
