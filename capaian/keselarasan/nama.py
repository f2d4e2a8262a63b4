"""When two names mean the same number. Pure; candidates share a key, the decision is `serupa`."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from capaian.keselarasan.kata import FRASA, HENTI, LAWAN, RINGAN, SAMA, SINGKATAN, UKURAN, UTUH

_BUKAN_KATA = re.compile(r"[^0-9a-z]+")
_TANDA_HURUF = re.compile("[\u0300-\u036f]")
_SAMBUNG = re.compile(r"(?<=[a-z])\.(?=[a-z])")
_TANDING = re.compile(r"\b(?:terhadap|dibanding(?:kan)?|dibagi|per)\b")
_AWALAN = re.compile(
    r"\A(?:menge|penge|meny|peny|meng|peng|mem|pem|men|pen|ber|ter|per|di|me|pe|ke|se)"
)
_AKHIRAN = re.compile(r"(?:kannya|annya|inya|nya|kan|an|i)\Z")
_LULUH = {"meny": "s", "peny": "s"}
_LULUH_VOKAL = {"men": "t", "pen": "t", "mem": "p", "pem": "p"}
AKAR_TERPENDEK = 4
ANGKA = "#"
"""Before the numbers of a name, which are one word and are compared to the digit."""
SERATUS = 100
SENDIRI_TERPENDEK = 8
"""Letters of a word that is recognised in spite of a slip though it stands alone."""


@dataclass(frozen=True, slots=True)
class Nama:
    """A name taken apart. `sisi`: the words on each side of "terhadap" or "per", in order.

    `kata` maps the stem of each word that counts to the word as it was written.
    """

    asli: str
    ukuran: str
    kata: tuple[tuple[str, str], ...]
    ringan: frozenset[str]
    sisi: tuple[tuple[str, ...], ...]

    @property
    def akar(self) -> frozenset[str]:
        return frozenset(a for a, _ in self.kata)

    @property
    def kunci(self) -> str:
        """Equal for names that mean the same number whatever the order of their words."""
        isi = " / ".join(" ".join(satu) for satu in self.sisi)
        return f"{self.ukuran}:{isi}"


@lru_cache(maxsize=65536)
def urai(nama: str) -> Nama:
    """Satuan: none. Galat: none; a name without a word that counts has no `kata`.

    Sumber: fitur B14, C9: near-same names, abbreviations, word order.
    """
    teks = _ratakan(nama)
    ukuran, kata, ringan, sisi = "", {}, set(), []
    for bagian in _TANDING.split(teks):
        satu = set()
        if nomor := [asli for asli in bagian.split() if asli.isdigit()]:
            # Numbers keep their order: 7 to 12 is not 12 to 7.
            kata.setdefault(ANGKA + "-".join(nomor), ANGKA + "-".join(nomor))
            satu.add(ANGKA + "-".join(nomor))
        for asli in bagian.split():
            if asli.isdigit():
                continue
            if asli in UKURAN:
                ukuran = ukuran or UKURAN[asli]
            elif asli in HENTI:
                continue
            elif asli in RINGAN:
                ringan.add(akar(asli))
            else:
                kata.setdefault(akar(asli), asli)
                satu.add(akar(asli))
        if satu:
            sisi.append(tuple(sorted(satu)))
    return Nama(nama, ukuran, tuple(sorted(kata.items())), frozenset(ringan), tuple(sisi))


def _ratakan(nama: str) -> str:
    """Lower case, no punctuation, abbreviations written out, one word for words that say the same.

    Satuan: none. Galat: none. Sumber: issue 5 (case, punctuation, abbreviations).
    """
    polos = _SAMBUNG.sub("", unicodedata.normalize("NFKD", nama).casefold())
    polos = _BUKAN_KATA.sub(" ", _TANDA_HURUF.sub("", polos)).split()
    teks = " ".join(_luaskan(kata, polos) for kata in polos)
    teks = " ".join(SAMA.get(kata, kata) for kata in teks.split())
    teks = f" {teks} "
    for frasa, ganti in FRASA:
        teks = teks.replace(f" {frasa} ", f" {ganti} " if ganti else " ")
    kata = teks.split()
    if "sd" in kata and "mi" in kata:
        kata.remove("mi")
    if "smp" in kata and "mts" in kata:
        kata.remove("mts")
    return " ".join(kata)


def _luaskan(kata: str, semua: list[str]) -> str:
    if kata == "ikm":
        survei = {"indeks", "nilai", "skor", "survei", "survey"} & set(semua)
        return "kepuasan masyarakat" if survei or semua == ["ikm"] else "ikm industri"
    return SINGKATAN.get(kata, kata)


@lru_cache(maxsize=16384)
def akar(kata: str) -> str:
    """The word without what is put before and behind it; short words and UTUH stay.

    Satuan: none. Galat: none. Sumber: Indonesian affixes, only as far as names need them.
    """
    if kata in UTUH or len(kata) <= AKAR_TERPENDEK + 1:
        return kata
    pendek = _AKHIRAN.sub("", kata)
    pendek = pendek if len(pendek) >= AKAR_TERPENDEK else kata
    awal = _AWALAN.match(pendek)
    if awal is None:
        return pendek
    sisa = pendek[awal.end() :]
    hilang = _LULUH_VOKAL.get(awal[0], "") if sisa[:1] in tuple("aeiou") else ""
    sisa = _LULUH.get(awal[0], hilang) + sisa
    return sisa if len(sisa) >= AKAR_TERPENDEK else pendek


def blok(nama: Nama) -> frozenset[str]:
    """Keys of which two names that can be alike share at least one.

    All words, and all but one: two names that differ by a slip in one word share the rest. Words
    are told by their consonants, so that slips in vowels do not count as a difference.
    """
    kerangka = sorted(_kerangka(a) for a, _ in nama.kata)
    hasil = {" ".join(kerangka)}
    if len(kerangka) > 1:
        for n, kata in enumerate(kerangka):
            if not kata.startswith(ANGKA):
                hasil.add(" ".join(kerangka[:n] + kerangka[n + 1 :]))
    return frozenset(hasil - {""})


@lru_cache(maxsize=16384)
def _kerangka(kata: str) -> str:
    if kata.startswith(ANGKA):
        return kata
    polos = re.sub(r"(.)\1+", r"\1", kata[0] + re.sub(r"[aeiouh]", "", kata[1:]))
    return polos if len(polos) > 1 else kata


def serupa(satu: str, dua: str) -> bool:
    """Whether two names, however they are written, seem to mean the same number.

    Satuan: none. Galat: none; a name without words is like nothing.
    Sumber: fitur B14, C9. The decision is about words: each word of one must be a word of the
    other, up to slips of the pen; only words of RINGAN may be missing. A word more ("yang menerima
    bantuan"), another age group or another level of school is another number.
    """
    a, b = urai(satu), urai(dua)
    if not a.kata or not b.kata:
        return False
    if a.ukuran and b.ukuran and a.ukuran != b.ukuran:
        return False
    if a.akar == b.akar:
        return len(a.sisi) != len(b.sisi) or a.sisi == b.sisi
    sisa_a = [k for k in a.kata if k[0] not in b.akar | b.ringan]
    sisa_b = [k for k in b.kata if k[0] not in a.akar | a.ringan]
    if len(sisa_a) != len(sisa_b) or not _cukup(sisa_a, len(a.akar & b.akar)):
        return False
    return _sepasang(sisa_a, sisa_b)


def _cukup(sisa: list[tuple[str, str]], bersama: int) -> bool:
    """Most words are shared; a name of one word is recognised when that word is long."""
    sendiri = len(sisa) == 1 and len(sisa[0][1]) >= SENDIRI_TERPENDEK
    return bersama >= len(sisa) or (bersama == 0 and sendiri)


def _sepasang(satu: list[tuple[str, str]], dua: list[tuple[str, str]]) -> bool:
    """Each word left over on one side is a slip of one on the other."""
    belum = list(dua)
    for akar_a, asli_a in satu:
        cocok = next((k for k in belum if salah_ketik(asli_a, k[1])), None)
        if cocok is None or _berlawanan(akar_a, cocok[0]):
            return False
        belum.remove(cocok)
    return True


def _berlawanan(satu: str, dua: str) -> bool:
    return any(satu in kelompok and dua in kelompok for kelompok in LAWAN)


def salah_ketik(satu: str, dua: str) -> bool:
    """Whether one word is the other with a slip: letters lost, doubled or swapped.

    Short words must lose or swap one letter; another letter in its place (mikro, makro) makes
    another word until there are seven letters, and two slips need ten.
    """
    if satu.startswith(ANGKA) or dua.startswith(ANGKA):
        return False
    pendek = min(len(satu), len(dua))
    if pendek < 4:
        return False
    jarak, ganti = _jarak(satu, dua)
    if pendek < 7:
        return jarak == 1 and not ganti
    return jarak == 1 or (jarak == 2 and pendek >= 10)


def _jarak(satu: str, dua: str) -> tuple[int, bool]:
    """Edits from one word to the other (a swap of neighbours is one), and whether a letter was
    only replaced by another."""
    if abs(len(satu) - len(dua)) > 2:
        return 3, False
    lama: list[int] = []
    kini = list(range(len(dua) + 1))
    for i, a in enumerate(satu, 1):
        lebih_lama, lama, kini = lama, kini, [i]
        for j, b in enumerate(dua, 1):
            nilai = min(lama[j] + 1, kini[j - 1] + 1, lama[j - 1] + (a != b))
            if i > 1 and j > 1 and a == dua[j - 2] and satu[i - 2] == b:
                nilai = min(nilai, lebih_lama[j - 2] + 1)
            kini.append(nilai)
    return kini[-1], len(satu) == len(dua) and sorted(satu) != sorted(dua)


def kemiripan(satu: str, dua: str) -> int:
    """Shared trigrams of two names, as pg_trgm counts them; shown to people, decides nothing.

    Satuan: percent, whole. Galat: 0 for a name without words. Sumber: PostgreSQL pg_trgm.
    """
    a, b = _trigram(_ratakan(satu)), _trigram(_ratakan(dua))
    semua = a | b
    return (len(a & b) * SERATUS * 2 + len(semua)) // (2 * len(semua)) if semua else 0


def _trigram(teks: str) -> frozenset[str]:
    return frozenset(
        isi[n : n + 3]
        for kata in teks.split()
        for isi in (f"  {kata} ",)
        for n in range(len(isi) - 2)
    )
