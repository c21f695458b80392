"""What the keys of a US keyboard write in other layouts, and back.

A scanner that was set up as a US keyboard presses keys, and a PC with another layout makes other signs of them.
"""

from __future__ import annotations

from collections.abc import Iterator

_US = ("`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./", '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?')

_LAYOUTS = (
    # German, Swiss
    ("^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-", "°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_"),
    ("§1234567890'^qwertzuiopü¨$asdfghjklöäyxcvbnm,.-", '°+"*ç%&/()=?`QWERTZUIOPè!£ASDFGHJKLéàYXCVBNM;:_'),
    # French, Belgian
    ("²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!", "~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§"),
    ("²&é\"'(§è!çà)-azertyuiop^$µqsdfghjklmùwxcvbn,;:=", "³1234567890°_AZERTYUIOP¨*£QSDFGHJKLM%WXCVBN?./+"),
    # Italian, Spanish, Portuguese
    ("\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-", '|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_'),
    ("º1234567890'¡qwertyuiop`+çasdfghjklñ´zxcvbnm,.-", 'ª!"·$%&/()=?¿QWERTYUIOP^*ÇASDFGHJKLÑ¨ZXCVBNM;:_'),
    ("\\1234567890'«qwertyuiop+´~asdfghjklçºzxcvbnm,.-", '|!"#$%&/()=?»QWERTYUIOP*`^ASDFGHJKLÇªZXCVBNM;:_'),
    # Swedish and Finnish, Danish and Norwegian
    ("§1234567890+´qwertyuiopå¨'asdfghjklöäzxcvbnm,.-", '½!"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLÖÄZXCVBNM;:_'),
    ("½1234567890+´qwertyuiopå¨'asdfghjklæøzxcvbnm,.-", '§!"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLÆØZXCVBNM;:_'),
    # Czech, Slovak, Hungarian, Turkish
    (";+ěščřžýáíé=´qwertzuiopú)¨asdfghjklů§yxcvbnm,.-", "°1234567890%ˇQWERTZUIOP/('ASDFGHJKL\"!YXCVBNM?:_"),
    (";+ľščťžýáíé=´qwertzuiopúäňasdfghjklô§yxcvbnm,.-", '°1234567890%ˇQWERTZUIOP/()ASDFGHJKL"!YXCVBNM?:_'),
    ("0123456789öüóqwertzuiopőúűasdfghjkléáyxcvbnm,.-", "§'\"+!%/=()ÖÜÓQWERTZUIOPŐÚŰASDFGHJKLÉÁYXCVBNM?:_"),
    ('"1234567890*-qwertyuıopğü,asdfghjklşizxcvbnmöç.', "é!'^+%&/()=?_QWERTYUIOPĞÜ;ASDFGHJKLŞİZXCVBNMÖÇ:"),
    # Russian, Ukrainian
    ("ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.", 'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,'),
    ("'1234567890-=йцукенгшщзхї\\фівапролджєячсмитьбю.", '₴!"№;%:?*()_+ЙЦУКЕНГШЩЗХЇ/ФІВАПРОЛДЖЄЯЧСМИТЬБЮ,'),
    # Greek, Hebrew
    ("`1234567890-=;ςερτυθιοπ[]\\ασδφγηξκλ΄'ζχψωβνμ,./", '~!@#$%^&*()_+:΅ΕΡΤΥΘΙΟΠ{}|ΑΣΔΦΓΗΞΚΛ¨"ΖΧΨΩΒΝΜ<>?'),
    (";1234567890-=/'קראטוןםפ][\\שדגכעיחלךף,זסבהנמצתץ.", '~!@#$%^&*)(_+QWERTYUIOP}{|ASDFGHJKL:"ZXCVBNM><?'),
)


def _tables() -> Iterator[dict[int, str]]:
    for layout in _LAYOUTS:
        plain, shifted = layout
        pressed = dict(zip(plain + shifted, "".join(_US), strict=True))
        yield str.maketrans(pressed)
        # capitals lock is for some layouts a lock of all their keys
        yield str.maketrans({sign: key if key.isalpha() else _unshifted(key) for sign, key in pressed.items()})


def _unshifted(key: str) -> str:
    plain, shifted = _US
    return plain[shifted.index(key)] if key in shifted else key


_TABLES = tuple(_tables())


def as_typed(text: str) -> Iterator[str]:
    """What may have been meant, sign for sign: as it is, with capitals lock, and by the keys of other layouts."""
    yield text
    yield swapped(text)
    for table in _TABLES:
        meant = text.translate(table)
        yield meant
        yield swapped(meant)


def swapped(text: str) -> str:
    """With large letters for small ones and small for large, each still one sign."""
    return "".join(other if len(other := sign.swapcase()) == 1 else sign for sign in text)
