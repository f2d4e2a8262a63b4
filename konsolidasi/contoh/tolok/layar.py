"""Two hundred screens and phones on one sesi: how late a change is seen, and what they cost.

The real web server on a port of its own. Every client keeps its connection and asks as
static/js/layar.js does, by the same interval. A notulis saves rows of the run sheet over HTTP
meanwhile; that work is part of the CPU.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from konsolidasi.contoh.management.commands.jalan import ALAMAT
from konsolidasi.contoh.tolok.halaman import orang
from konsolidasi.contoh.tolok.peladen import DETAK, Peladen, peladen, url_kini
from opd.models import Pengguna
from opd.pilihan import Peran
from rapat.kode import kode_layar
from rapat.layanan.jalannya import bahas
from rapat.layar.proyektor import GOYANG_MS, SELANG_MS
from rapat.models import Agenda, Sesi
from rapat.perhitungan import indikator_sesi

LAYAR, PERUBAHAN, JARAK = 200, 30, 1.25
"""Screens, changes, and seconds from one change to the next."""
PANASKAN, TUNGGU, DIAM = 4, 3, 8
"""Seconds before the first change, after the last, and then without any."""
EMAS = 0.6180339887
"""Multiples of it spread evenly between 0 and 1, and the same in every run."""
BATAS_P95, BATAS_INTI = Decimal("2.2"), Decimal("0.5")
SERATUS = Decimal("0.01")


@dataclass(frozen=True)
class UkuranLayar:
    """Seconds from the answer "Tersimpan" until a screen has the change; cores in use while the
    notulis saves rows (`inti`), and while nothing changes (`inti_diam`)."""

    layar: int
    p50: Decimal
    p95: Decimal
    terlama: Decimal
    tak_sampai: int
    inti: Decimal
    inti_diam: Decimal
    per_detik: Decimal
    tetap: Decimal
    tetap_diam: Decimal
    """Answers 204 of a hundred."""

    @property
    def tercapai(self) -> bool:
        return not self.tak_sampai and self.p95 <= BATAS_P95 and self.inti <= BATAS_INTI


class Sambungan:
    """One kept connection of HTTP/1.1, just enough for our server."""

    def __init__(self, port: int) -> None:
        self.port, self.baca, self.tulis = port, None, None

    async def minta(self, baris: str, kepala: str = "", isi: str = "") -> tuple[int, dict, bytes]:
        if self.tulis is None:
            self.baca, self.tulis = await asyncio.open_connection(ALAMAT, self.port)
        self.tulis.write(f"{baris} HTTP/1.1\r\nHost: {ALAMAT}\r\n{kepala}\r\n{isi}".encode())
        atas = (await self.baca.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        status = int(atas[0].split()[1])
        pasang = {k.lower(): v for k, _, v in (satu.partition(": ") for satu in atas[1:])}
        panjang = 0 if status == 204 else int(pasang.get("content-length", 0))
        return status, pasang, await self.baca.readexactly(panjang)


@dataclass(frozen=True)
class Babak:
    """A stretch of the run: seconds, CPU of the server in seconds, answers 200 and 204."""

    detik: Decimal
    cpu: Decimal
    berisi: int
    kosong: int

    @property
    def inti(self) -> Decimal:
        return (self.cpu / self.detik).quantize(SERATUS)

    @property
    def tetap(self) -> Decimal:
        return (Decimal(100 * self.kosong) / (self.berisi + self.kosong)).quantize(SERATUS)


@dataclass
class Ruang:
    """What the screens of one sesi saw, and when."""

    port: int
    sesi: int
    terlihat: list[dict[int, object]] = field(default_factory=list)
    status: dict[int, int] = field(default_factory=lambda: {200: 0, 204: 0})
    ramai: Babak | None = None
    diam: Babak | None = None
    selesai: bool = False

    async def layar(self, nomor: int) -> None:
        lihat: dict[int, object] = {}
        self.terlihat.append(lihat)
        await asyncio.sleep(nomor * EMAS % 1 * SELANG_MS / 1000)
        satu, versi, putaran = Sambungan(self.port), "", 0
        alamat = reverse("rapat:layar_isi", args=[kode_layar(self.sesi)])
        while not self.selesai:
            status, kepala, _ = await satu.minta(f"GET {alamat}?tampil=opd&v={versi}")
            self.status[status] += 1
            if status == 200:
                alamat, versi = kepala["layar-kode"], kepala["layar-versi"]
                lihat.setdefault(int(versi.split(".")[0]), time.monotonic())
            putaran += 1
            goyang = (nomor + putaran) * EMAS % 1 * GOYANG_MS
            await asyncio.sleep((SELANG_MS + goyang) / 1000)
        satu.tulis.close()


@dataclass(frozen=True)
class Notulis:
    """Somebody with a session of the browser, saving one row after the other."""

    kuki: str
    jalur: tuple[tuple[str, int], ...]

    async def simpan(self, port: int) -> list:
        """The moments at which the answer was there."""
        satu, saat, csrf = Sambungan(port), [], "t" * 32
        for jalur, pk in self.jalur:
            await asyncio.sleep(JARAK)
            nilai = {"target": "71,20", "putusan": "sepakat", "catatan": "", "versi": "0"}
            isi = urlencode({f"{nama}-{pk}": teks for nama, teks in nilai.items()})
            kepala = {
                "Cookie": f"{self.kuki}; {settings.CSRF_COOKIE_NAME}={csrf}",
                "X-CSRFToken": csrf,
                "HX-Request": "true",
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": str(len(isi)),
            }
            baris = "".join(f"{nama}: {teks}\r\n" for nama, teks in kepala.items())
            status, _, balasan = await satu.minta(f"POST {jalur}", baris, isi)
            saat.append(time.monotonic())
            if status != 200 or b"Tersimpan" not in balasan:
                raise RuntimeError(f"{jalur} answered {status}")
        satu.tulis.close()
        return saat


def ukur_layar(agenda: Agenda, *, kabar: Callable[[str], object]) -> UkuranLayar:
    """Less than a minute. The database is committed; the sesi under way has 30 open rows."""
    notulis = _notulis(agenda)
    awal = Sesi.objects.get(pk=agenda.sesi_id).versi_layar
    with peladen(url_kini()) as satu:
        ruang, simpan = asyncio.run(_jalan(satu, agenda, notulis))
    if Sesi.objects.get(pk=agenda.sesi_id).versi_layar != awal + PERUBAHAN:
        raise RuntimeError("a save of the run sheet is not exactly one version of the screen")
    lambat: list = []
    tak_sampai = 0
    for lihat in ruang.terlihat:
        for nomor, tersimpan in enumerate(simpan, start=1):
            saat = min((s for v, s in lihat.items() if v >= awal + nomor), default=None)
            if saat is None:
                tak_sampai += 1
            else:
                lambat.append(max(0, saat - tersimpan))
    hasil = _hasil(lambat, tak_sampai, ruang)
    kabar(
        f"{LAYAR} layar: p95 {hasil.p95} dtk, terlama {hasil.terlama} dtk, {hasil.inti} inti,"
        f" diam {hasil.inti_diam} inti, {hasil.per_detik} permintaan per detik"
    )
    return hasil


def tabel_layar(u: UkuranLayar) -> str:
    """The chapter of docs/kinerja.md."""
    selang = f"{angka(SELANG_MS)}–{angka(SELANG_MS + GOYANG_MS)}"
    baris = (
        ("Change visible, median", f"{u.p50} s", ""),
        ("Change visible, p95", f"{u.p95} s", f"≤ {BATAS_P95} s"),
        ("Change visible, slowest", f"{u.terlama} s", ""),
        ("Screens that missed a change", str(u.tak_sampai), "0"),
        ("Cores in use while rows are saved", str(u.inti), f"≤ {BATAS_INTI}"),
        ("Cores in use while nothing changes", str(u.inti_diam), ""),
        ("Questions per second", str(u.per_detik), ""),
        ("Answered 204 while rows are saved", f"{u.tetap} %", ""),
        ("Answered 204 while nothing changes", f"{u.tetap_diam} %", ""),
    )
    isi = "".join(f"| {kata} | {nilai} | {batas} |\n" for kata, nilai, batas in baris)
    return (
        f"\n## {u.layar} screens and phones on one sesi\n\n"
        f"The real server of `make jalan`; each client asks every {selang} seconds, as the page"
        f" does. {PERUBAHAN} rows of the run sheet are saved over HTTP, one every {JARAK} seconds;"
        " that work is in the CPU. Visible is counted from the answer of the save."
        f" Goals met: {'yes' if u.tercapai else 'no'}.\n\n"
        f"| What | Measured | Goal |\n|---|---:|---:|\n{isi}"
    )


def angka(milidetik: int) -> str:
    return str((Decimal(milidetik) / 1000).normalize())


def _hasil(lambat: Sequence, tak_sampai: int, ruang: Ruang) -> UkuranLayar:
    persentil = statistics.quantiles(lambat, n=100)
    ramai, diam = ruang.ramai, ruang.diam
    return UkuranLayar(
        layar=LAYAR,
        p50=_bulat(persentil[49]),
        p95=_bulat(persentil[94]),
        terlama=_bulat(max(lambat)),
        tak_sampai=tak_sampai,
        inti=ramai.inti,
        inti_diam=diam.inti,
        per_detik=_bulat((ramai.berisi + ramai.kosong) / ramai.detik),
        tetap=ramai.tetap,
        tetap_diam=diam.tetap,
    )


def _bulat(nilai: object) -> Decimal:
    return Decimal(nilai).quantize(SERATUS)


def _notulis(agenda: Agenda) -> Notulis:
    """Logged in, with the OPD called up and its first rows to be agreed."""
    client = orang(Peran.BAPPERIDA)
    bahas(agenda=agenda, oleh=Pengguna.objects.get(pk=client.session[SESSION_KEY]))
    semua = list(agenda.sesi.agenda.order_by("urutan", "pk"))
    butir = [agenda.sesi_id, agenda.pk]
    jalur = tuple(
        (reverse("rapat:kesepakatan_simpan", args=[*butir, i.pk]), i.pk)
        for i in indikator_sesi(semua, hanya=agenda)[agenda.pk][:PERUBAHAN]
    )
    nama = settings.SESSION_COOKIE_NAME
    return Notulis(f"{nama}={client.cookies[nama].value}", jalur)


async def _jalan(satu: Peladen, agenda: Agenda, notulis: Notulis) -> tuple[Ruang, list]:
    """What was seen, and when the saves were answered."""
    ruang, simpan = Ruang(satu.port, agenda.sesi_id), []

    async def menyimpan() -> None:
        simpan.extend(await notulis.simpan(satu.port))
        await asyncio.sleep(TUNGGU)

    tugas = [asyncio.create_task(ruang.layar(nomor)) for nomor in range(LAYAR)]
    await asyncio.sleep(PANASKAN)
    ruang.ramai = await _babak(satu, ruang, menyimpan())
    ruang.diam = await _babak(satu, ruang, asyncio.sleep(DIAM))
    ruang.selesai = True
    await asyncio.gather(*tugas)
    return ruang, simpan


async def _babak(satu: Peladen, ruang: Ruang, kerja: Awaitable) -> Babak:
    ruang.status = {200: 0, 204: 0}
    cpu, mulai = satu.cpu(), time.monotonic()
    await kerja
    detik, ticks = Decimal(time.monotonic() - mulai), satu.cpu() - cpu
    return Babak(detik, Decimal(ticks) / DETAK, ruang.status[200], ruang.status[204])
