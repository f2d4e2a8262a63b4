"""Many OPD written at once: new ones, changed ones, names with their history, ends with a date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from opd.layanan.impor_jejak import dipakai, menolak, sentuhan, versi
from opd.models import NamaOpd, Opd, OpdUrusan

MEDAN = (
    "nama",
    "singkatan",
    "jenis",
    "induk_id",
    "klaster_id",
    "urutan",
    "kop_nama",
    "alamat",
    "wajib_rilis_kepala",
    "aktif",
    "nonaktif_tanggal",
    "penerus_id",
)
TAUTAN = ("induk", "penerus")
NAMA_TERAWAL = date(2000, 1, 1)
"""From when a former name is said to have been in use where nobody wrote it down."""
JEJAK = ((Opd, "pgh_obj"), (OpdUrusan, "opd"), (NamaOpd, "opd"))

Urusan = Mapping[int, bool]
"""Keys of the urusan of an OPD, and whether it is an urusan utama."""


@dataclass(frozen=True, slots=True)
class TulisanOpd:
    """What one OPD shall hold; `versi` as it was seen, 0 for a new one.

    `isi`: fields by their name; `induk` and `penerus` by kode, since they may be new as well;
    `urusan` as Urusan. With a new `nama` or `singkatan` of an OPD that is there go `nama_mulai`
    (since when it is called so) and `dasar_hukum`.
    """

    kode: str
    versi: int
    isi: Mapping[str, Any]


def boleh_impor_opd(pengguna: AbstractBaseUser) -> bool:
    """Whoever may do it row by row in the admin site."""
    return pengguna.has_perm("opd.add_opd") and pengguna.has_perm("opd.change_opd")


def isi_opd(opd: Opd, urusan: Urusan) -> dict[str, Any]:
    """All that an import may change, as JSON can hold it."""
    isi = {nama: getattr(opd, nama) for nama in MEDAN}
    isi["nonaktif_tanggal"] = opd.nonaktif_tanggal and opd.nonaktif_tanggal.isoformat()
    return isi | {"urusan": sorted([pk, utama] for pk, utama in urusan.items())}


def muat_urusan(opd: Sequence[int]) -> dict[int, dict[int, bool]]:
    """One query."""
    hasil: dict[int, dict[int, bool]] = {pk: {} for pk in opd}
    baris = OpdUrusan.objects.filter(opd__in=opd).order_by()
    for pk, urusan, utama in baris.values_list("opd_id", "urusan_id", "utama"):
        hasil[pk][urusan] = utama
    return hasil


@transaction.atomic
def tulis_opd(
    *, baris: Sequence[TulisanOpd], oleh: AbstractBaseUser, pada: date | None = None
) -> list[dict[str, Any]]:
    """All or none, in at most sixteen statements. What each row had been, for `kembalikan_opd`.

    Raises TidakBoleh, SudahBerubah (a row is not as it was seen) or SalahKeadaan.
    """
    _pastikan_boleh(oleh)
    semua = _kunci()
    ada = {satu.kode: semua[satu.kode] for satu in baris if satu.kode in semua}
    urusan = muat_urusan([opd.pk for opd in ada.values()])
    lama = {kode: isi_opd(opd, urusan[opd.pk]) for kode, opd in ada.items()}
    for satu in baris:
        if satu.versi != (versi(lama[satu.kode]) if satu.kode in lama else 0):
            raise SudahBerubah(sekarang=ada.get(satu.kode))
    with menolak():
        bekas = _catat_nama(baris, ada, pada or timezone.localdate())
        _buat([b for b in baris if not b.versi], semua)
        _ubah([b for b in baris if b.versi], semua)
        _tulis_urusan({semua[b.kode].pk: b.isi["urusan"] for b in baris if "urusan" in b.isi})
    pk = [semua[b.kode].pk for b in baris]
    kini = muat_urusan(pk)
    # A unit is given the klaster of the OPD above it by PostgreSQL.
    klaster = dict(Opd.objects.filter(pk__in=pk).order_by().values_list("pk", "klaster"))
    for satu in baris:
        semua[satu.kode].klaster_id = klaster[semua[satu.kode].pk]
    return [
        {
            "pk": opd.pk,
            "kode": opd.kode,
            "nama": opd.nama,
            "versi": versi(isi_opd(opd, kini[opd.pk])),
            "lama": lama.get(opd.kode),
            "nama_lama": bekas.get(opd.pk),
        }
        for opd in (semua[b.kode] for b in baris)
    ]


@transaction.atomic
def kembalikan_opd(
    *,
    perubahan: Sequence[Mapping[str, Any]],
    oleh: AbstractBaseUser,
    pada: date | None = None,
) -> int:
    """Every OPD as it was before `tulis_opd`; how many. At most twelve statements.

    A former name that was written is taken away; an OPD that was new is deactivated, since none is
    ever deleted. Raises TidakBoleh or SalahKeadaan; then nothing is written.
    """
    _pastikan_boleh(oleh)
    semua = {opd.pk: opd for opd in _kunci().values()}
    urusan = muat_urusan([satu["pk"] for satu in perubahan])
    for satu in perubahan:
        opd = semua.get(satu["pk"])
        if opd is None or versi(isi_opd(opd, urusan[opd.pk])) != satu["versi"]:
            raise SalahKeadaan(_tersentuh(satu))
    nama = [satu["nama_lama"] for satu in perubahan if satu["nama_lama"]]
    NamaOpd.objects.filter(pk__in=nama).delete()
    for satu in perubahan:
        _pulihkan(semua[satu["pk"]], satu["lama"], pada or timezone.localdate())
    with menolak():
        _simpan([semua[satu["pk"]] for satu in perubahan])
        _tulis_urusan({s["pk"]: dict(s["lama"]["urusan"]) for s in perubahan if s["lama"]})
    _pastikan_tak_dipakai([satu for satu in perubahan if satu["lama"] is None])
    return len(perubahan)


def _pastikan_boleh(oleh: AbstractBaseUser) -> None:
    if not boleh_impor_opd(oleh):
        raise TidakBoleh("Anda tidak mengatur OPD.")


def _kunci() -> dict[str, Opd]:
    """All OPD by kode, held until the transaction ends: who hangs below whom concerns them all."""
    return {opd.kode: opd for opd in Opd.objects.select_for_update(of=("self",)).order_by("pk")}


def _catat_nama(baris: Sequence[TulisanOpd], ada: Mapping[str, Opd], pada: date) -> dict[int, int]:
    """The names that end; keys of the new rows by OPD. Two statements where a name changes."""
    ganti = {ada[b.kode].pk: b for b in baris if b.versi and _berganti(ada[b.kode], b.isi)}
    if not ganti:
        return {}
    riwayat = NamaOpd.objects.filter(opd__in=ganti).order_by().values("opd")
    akhir = dict(riwayat.annotate(akhir=Max("selesai")).values_list("opd", "akhir"))
    bekas = []
    for pk, satu in ganti.items():
        mulai, opd = satu.isi.get("nama_mulai"), ada[satu.kode]
        if mulai is None or mulai > pada:
            raise SalahKeadaan(f"{opd.kode}: sebutkan sejak kapan nama barunya dipakai.")
        selesai = mulai - timedelta(days=1)
        dari = akhir[pk] + timedelta(days=1) if akhir.get(pk) else min(NAMA_TERAWAL, selesai)
        bekas.append(
            NamaOpd(
                opd=opd,
                nama=opd.nama,
                singkatan=opd.singkatan,
                mulai=dari,
                selesai=selesai,
                dasar_hukum=satu.isi.get("dasar_hukum", ""),
            )
        )
    return {satu.opd_id: satu.pk for satu in NamaOpd.objects.bulk_create(bekas)}


def _berganti(opd: Opd, isi: Mapping[str, Any]) -> bool:
    return any(nama in isi and isi[nama] != getattr(opd, nama) for nama in ("nama", "singkatan"))


def _buat(baris: Sequence[TulisanOpd], semua: dict[str, Opd]) -> None:
    """New OPD, those above before those below: one statement for each level."""
    sisa = list(baris)
    urutan = max((opd.urutan for opd in semua.values()), default=0)
    while sisa:
        siap = [b for b in sisa if all(_diketahui(b, nama, semua) for nama in TAUTAN)]
        if not siap:
            raise SalahKeadaan(f"Induk {sisa[0].kode} tidak ada, atau berputar ke dirinya.")
        opd = []
        for satu in siap:
            urutan += 1
            opd.append(_isikan(Opd(kode=satu.kode, urutan=urutan), satu.isi, semua))
        semua |= {satu.kode: satu for satu in Opd.objects.bulk_create(opd)}
        sisa = [b for b in sisa if b.kode not in semua]


def _diketahui(satu: TulisanOpd, nama: str, semua: Mapping[str, Opd]) -> bool:
    return not satu.isi.get(nama) or satu.isi[nama] in semua


def _ubah(baris: Sequence[TulisanOpd], semua: Mapping[str, Opd]) -> None:
    for satu in baris:
        if not all(_diketahui(satu, nama, semua) for nama in TAUTAN):
            raise SalahKeadaan(f"{satu.kode}: induk atau penerusnya tidak ada.")
        _isikan(semua[satu.kode], satu.isi, semua)
    lingkaran = berputar({opd.pk: opd.induk_id for opd in semua.values()})
    for satu in baris:
        if semua[satu.kode].pk in lingkaran:
            raise SalahKeadaan(f"{satu.kode}: induknya berputar ke dirinya sendiri.")
    _simpan([semua[satu.kode] for satu in baris])


def berputar(induk: Mapping[Any, Any]) -> set[Any]:
    """Keys from which the way up never ends; each is looked at once."""
    selesai, hasil = {None}, set()
    for kunci in induk:
        jalan = {}
        while kunci not in selesai and kunci not in jalan:
            jalan[kunci] = None
            kunci = induk.get(kunci)
        if kunci in jalan or kunci in hasil:
            hasil |= jalan.keys()
        selesai |= jalan.keys()
    return hasil


def _isikan(opd: Opd, isi: Mapping[str, Any], semua: Mapping[str, Opd]) -> Opd:
    for nama in TAUTAN:
        if nama in isi:
            setattr(opd, f"{nama}_id", semua[isi[nama]].pk if isi[nama] else None)
    for nama in MEDAN:
        if nama.removesuffix("_id") not in TAUTAN and nama in isi:
            setattr(opd, nama, isi[nama])
    return opd


def _simpan(opd: Sequence[Opd]) -> None:
    """One statement. The rows are locked, so that it never makes one."""
    Opd.objects.bulk_create(
        opd,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[nama.removesuffix("_id") for nama in MEDAN],
    )


def _tulis_urusan(ganti: Mapping[int, Urusan]) -> None:
    """The urusan of each OPD become these: at most four statements."""
    if not ganti:
        return
    ada = muat_urusan(list(ganti))
    lepas = [(pk, u) for pk in ganti for u in ada[pk] if u not in ganti[pk]]
    if lepas:
        semua = OpdUrusan.objects.filter(opd__in=ganti).order_by()
        kunci = {(o, u): pk for pk, o, u in semua.values_list("pk", "opd_id", "urusan_id")}
        OpdUrusan.objects.filter(pk__in=[kunci[satu] for satu in lepas]).delete()
    beda = [
        OpdUrusan(opd_id=pk, urusan_id=u, utama=utama)
        for pk, isi in ganti.items()
        for u, utama in isi.items()
        if ada[pk].get(u) != utama
    ]
    OpdUrusan.objects.bulk_create(
        beda, update_conflicts=True, unique_fields=["opd", "urusan"], update_fields=["utama"]
    )


def _pulihkan(opd: Opd, lama: Mapping[str, Any] | None, pada: date) -> None:
    if lama is None:
        opd.aktif, opd.nonaktif_tanggal = False, opd.nonaktif_tanggal or pada
        return
    for nama in MEDAN:
        setattr(opd, nama, lama[nama])
    if lama["nonaktif_tanggal"]:
        opd.nonaktif_tanggal = date.fromisoformat(lama["nonaktif_tanggal"])


def _tersentuh(satu: Mapping[str, Any]) -> str:
    akhir = sentuhan(JEJAK, [satu["pk"]]).get(satu["pk"])
    return (
        f"Tidak dapat dibatalkan: {satu['nama']} sudah diubah sesudah impor ini, terakhir oleh"
        f" {akhir or 'Sistem'}. Perbaiki barisnya di Pengaturan → OPD."
    )


def _pastikan_tak_dipakai(baru: Sequence[Mapping[str, Any]]) -> None:
    """An OPD that others stand on already cannot simply go."""
    nama = {satu["pk"]: satu["nama"] for satu in baru}
    if terpakai := dipakai(Opd, nama, kecuali={OpdUrusan, NamaOpd}, sendiri=set(nama)):
        sebut = ", ".join(nama[pk] for pk in sorted(terpakai))
        raise SalahKeadaan(
            f"Tidak dapat dibatalkan: {sebut} sudah dipakai. Nonaktifkan di Pengaturan → OPD"
            " dengan tanggal dan penerusnya."
        )
