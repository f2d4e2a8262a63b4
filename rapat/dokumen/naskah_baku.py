"""Dataclasses as canonical JSON and back: what is left out has its default. No query."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints


def ke_json(nilai: Any) -> Any:
    if is_dataclass(nilai):
        isi = {f.name: getattr(nilai, f.name) for f in fields(nilai) if not _bawaan(f, nilai)}
        return {nama: ke_json(satu) for nama, satu in isi.items()}
    return [ke_json(satu) for satu in nilai] if isinstance(nilai, tuple) else nilai


def _bawaan(medan: Field, milik: Any) -> bool:
    return medan.default is not MISSING and getattr(milik, medan.name) == medan.default


def dari_json(tipe: Any, nilai: Any) -> Any:
    if isinstance(tipe, UnionType):
        return None if nilai is None else dari_json(get_args(tipe)[0], nilai)
    if is_dataclass(tipe):
        jenis = get_type_hints(tipe)
        return tipe(**{nama: dari_json(jenis[nama], satu) for nama, satu in nilai.items()})
    if get_origin(tipe) is tuple:
        return tuple(dari_json(get_args(tipe)[0], satu) for satu in nilai)
    if not isinstance(nilai, tipe):
        raise TypeError(f"{tipe.__name__} expected, not {type(nilai).__name__}")
    return nilai


def sidik_jari(isi: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON; of a stored one it is taken from the JSON as it is stored."""
    baku = json.dumps(isi, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(baku.encode()).hexdigest()
