"""Three laws that nobody passed, with the scars of real ones: a federal, a state law, and guidelines."""

from __future__ import annotations

from grafo.documento import documento_de_bytes
from grafo.ley import Ley, leer_ley

FEDERAL = """\
LEY DE PRUEBA SOBRE ARCHIVOS ABIERTOS

Nueva Ley publicada en el Diario Oficial de la Federación el 4 de mayo de 2015

TEXTO VIGENTE
Última reforma publicada DOF 20-05-2021

Al margen un sello con el Escudo Nacional, que dice: Estados Unidos Mexicanos.

DECRETO

ARTÍCULO ÚNICO.- Se expide la Ley de Prueba sobre Archivos Abiertos.

LEY DE PRUEBA SOBRE ARCHIVOS ABIERTOS

TÍTULO PRIMERO
DISPOSICIONES GENERALES

Capítulo I
Del Objeto y de los
Archivos

Artículo 1. La presente Ley es de orden público y tiene por objeto abrir los archivos de prueba en todo
el territorio imaginario.

Artículo 2o.- Para los efectos de esta Ley se entenderá por:

I. Archivo: El conjunto de documentos que
guarda una oficina;

II. Inventario: La lista que describe lo guardado, que puede ser:

a) General;

b) Particular, en términos del
artículo 59 de esta Ley; y

III. Oficina: La que guarda.
Fracción reformada DOF 28-11-2016, 20-05-2021

IV. (Se deroga)
Fracción derogada DOF 20-05-2021

Lo dispuesto en este artículo vale para todas las oficinas, conforme a lo previsto en el
Artículo 7 de esta Ley.
Párrafo adicionado DOF 28-11-2016
1 de 3

LEY DE PRUEBA SOBRE ARCHIVOS ABIERTOS

CÁMARA DE DIPUTADOS DEL H. CONGRESO DE LA UNIÓN
Secretaría General
Secretaría de Servicios Parlamentarios
Última Reforma DOF 20-05-2021

Capítulo II  De las Oficinas

Artículo 3. Las oficinas publicarán sus inventarios y los mantendrán al día, con la infor-
mación que reciban y en lo que toca a su organiza
2 de 3

LEY DE PRUEBA SOBRE ARCHIVOS ABIERTOS

CÁMARA DE DIPUTADOS DEL H. CONGRESO DE LA UNIÓN
Secretaría General
Secretaría de Servicios Parlamentarios
Última Reforma DOF 20-05-2021

ción interna. La información es de todos y la organización también.

Artículo 3 Bis. Los inventarios son públicos.
Artículo adicionado DOF 28-11-2016

Artículos 4 a 6. (Se derogan)
Artículos derogados DOF 20-05-2021

Artículo 8. Se deroga.

TRANSITORIOS

Primero. La presente Ley entrará en vigor al día siguiente de su publicación.

Segundo. Se abroga la Ley anterior.

Ciudad de México, a 16 de abril de 2015.- Dip. Nadie de Prueba, Presidente.- Rúbricas.

ARTÍCULOS TRANSITORIOS DE DECRETOS DE REFORMA

DECRETO por el que se reforman y adicionan diversas disposiciones de la Ley de Prueba sobre
Archivos Abiertos.

Publicado en el Diario Oficial de la Federación el 28 de noviembre de 2016

Artículo Único. Se reforma la fracción III del artículo 2.

Transitorio

Único. El presente Decreto entrará en vigor al día siguiente.
3 de 3
"""

ESTATAL = """\
LEY DE INVENTARIOS DEL ESTADO DE PRUEBA
TÍTULO PRIMERO
DE LAS GENERALIDADES
CAPÍTULO ÚNICO
DEL OBJETO
ARTÍCULO 1.- Esta Ley rige en el Estado imaginario y obliga a todas las oficinas que guarden
cosas. Las oficinas responderán por ellas.
Los inventarios serán anuales.
(REFORMADO, P.O. 12 DE ENERO DE 2019)
ARTÍCULO 2.- Son autoridades:
I.- La Secretaría;
II.- El Consejo, que se integra conforme al
ARTÍCULO 9.- y siguientes; y
III.- Los demás.
(ADICIONADA, P.O. 12 DE ENERO DE 2019)
III BIS.- La que falte.
ARTÍCULO 3 BIS.- Las autoridades tendrán estas bases:
A. Del Consejo:
I. Sesionará cada mes.
II. Votará.
B. De la Secretaría:
I. Ejecutará.
C. De lo demás.
ARTÍCULO 5-A.- Final.
ARTÍCULO 5-A.- Otra vez.
T R A N S I T O R I O S
ARTÍCULO PRIMERO.- Entrará en vigor.
ARTÍCULO SEGUNDO.- Se derogan las demás.
DADO EN EL PALACIO DE GOBIERNO
"""

LINEAMIENTOS = """\
ACUERDO por el que se aprueban los Lineamientos de prueba

CONSIDERANDO

PRIMERO. Que es bueno.

SEGUNDO. Que es justo.

LINEAMIENTOS DE PRUEBA

CAPÍTULO I
Generalidades

Primero. Los presentes Lineamientos son de prueba.

Segundo. Se entiende por:

I. Prueba: Esto.

Tercero. Lo que sigue.

CAPÍTULO II
De lo demás

Cuarto. Todo.

Décimo Octavo. Casi todo.

TRANSITORIOS

PRIMERO. Entran en vigor.

SEGUNDO. Publíquese.
"""


def leer(texto: str, clave: str = "prueba-2015") -> Ley:
    """Read a text as a law."""
    return leer_ley(documento_de_bytes(texto.encode(), "ley.txt"), clave)
