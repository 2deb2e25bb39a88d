"""Reads the text of a PDF as Chromium prints it; no reader of other PDFs."""

import re
import zlib

_OBJECT = re.compile(rb"(?<!\d)(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_FONT = re.compile(rb"/(\w+) (\d+) 0 R")
_SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|(?:<([0-9A-Fa-f]+)>|\[(.*?)\])\s*T[jJ]", re.DOTALL)


def text_of(file: bytes) -> str:
    """Put the letters of all pages one after another; words may run together."""
    objects = {int(number): body for number, body in _OBJECT.findall(file)}
    fonts = {
        name: _letters(_content(objects.get(int(target[1]), b"")))
        for body in objects.values()
        for name, number in _FONT.findall(body)
        if (target := re.search(rb"/ToUnicode (\d+) 0 R", objects.get(int(number), b"")))
    }
    text, letters = [], {}
    for body in objects.values():
        for font, alone, several in _SHOWN.findall(_content(body)):
            letters = fonts.get(font, {}) if font else letters
            codes = alone or b"".join(re.findall(rb"<([0-9A-Fa-f]+)>", several))
            text += [letters.get(codes[at : at + 4].upper(), "") for at in range(0, len(codes), 4)]
    return "".join(text)


def _content(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    return zlib.decompress(stream[1]) if stream and b"/FlateDecode" in body else b""


def _letters(table: bytes) -> dict[bytes, str]:
    """Read which code stands for which letter, from a font's table ToUnicode."""
    letters: dict[bytes, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letter in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            letters[code.upper()] = _decode(letter)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letter in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = f"{int(first, 16) + step:04X}".encode()
                letters[code] = chr(ord(_decode(letter)[0]) + step)
    return letters


def _decode(letter: bytes) -> str:
    return bytes.fromhex(letter.decode()).decode("utf-16-be")
