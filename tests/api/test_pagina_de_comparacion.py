"""Two programmes side by side, in the browser."""

from __future__ import annotations

from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir
from grafo.documento import documento_de_bytes
from grafo.lectura.curaduria import Curaduria
from grafo.lectura.programa import leer_programa
from ontologia.iris import Acunador


def otro(leido: Leido) -> Leido:
    """The packaged programme a year later, with one line reworded."""
    texto = leido.documento.texto.replace("de 2017", "de 2018")
    texto = texto.replace("14 de marzo de \n2017", "14 de marzo de \n2018")
    texto = texto.replace("30 de junio de \n2017", "30 de junio de \n2018").replace(
        "Validar las herramientas de diagnóstico", "Aprobar las herramientas de diagnóstico", 1)
    documento = documento_de_bytes(texto.encode(), "otro.txt")
    programa = leer_programa(documento, leido.perfil, Curaduria())
    return Leido(documento, leido.perfil, programa)


def test_dos_programas_se_comparan_en_una_pagina(leido_real: Leido, acunador: Acunador) -> None:
    segundo = otro(leido_real)
    assert segundo.programa.clave == "inai-cpgat-2018"
    almacen = AlmacenEmbebido()
    construir([leido_real, segundo], almacen, acunador)
    cliente = TestClient(crear_aplicacion(Contexto(almacen=almacen, acunador=acunador)))
    pagina = cliente.get("/comparar?a=inai-cpgat-2017&b=inai-cpgat-2018", headers={"accept": "text/html"})
    assert pagina.status_code == 200
    assert "Reescritas (1)" in pagina.text
    assert "34 piezas sin cambio" in pagina.text
    assert "Aprobar las herramientas de diagnóstico" in pagina.text
    assert cliente.get("/comparar?a=inai-cpgat-2017&b=nada", headers={"accept": "text/html"}).status_code == 404
    assert "Compare programmes" in cliente.get("/comparar?idioma=en", headers={"accept": "text/html"}).text
