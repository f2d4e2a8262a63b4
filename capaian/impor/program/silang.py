"""Rules between the cells of a row of the cascade, and between its rows. No query."""

from collections.abc import Mapping, Sequence

from capaian.impor.hasil import LEWATI, BarisPeriksa
from capaian.impor.program.kolom import PAGU, YA, AcuanProgram
from capaian.layanan.program_banyak import halangan_pagu
from capaian.layanan.program_muat import INDUK, kode_induk, tingkat_kode


def periksa_silang(baris: BarisPeriksa, acuan: AcuanProgram) -> None:
    """Settles what the row would write into `baris.isi`."""
    if acuan.baru and not baris.ditulis("nama"):
        tempat = baris.sel.get("nama", baris.sel["kode"])
        if not tempat.pesan:
            tempat.salahkan(f"tulis nama {acuan.tingkat.lower()} baru ini.", "nama belum ada")
    _pagu(baris, acuan)
    _searah(baris, acuan)
    for kunci in ("nama", "sasaran", "prioritas"):
        if baris.ditulis(kunci):
            baris.isi[kunci] = baris.sel[kunci].nilai
    if baris.ditulis("aktif"):
        baris.isi["aktif"] = baris.sel["aktif"].nilai == YA


def _pagu(baris: BarisPeriksa, acuan: AcuanProgram) -> None:
    mulai = baris.sel["mulai"].nilai if baris.ditulis("mulai") else acuan.rujukan.pada
    for kunci, sumber in PAGU.items():
        if baris.ditulis(kunci):
            sel, pada = baris.sel[kunci], acuan.rujukan.pada
            kalimat = halangan_pagu(acuan.simpul, sumber.value, mulai, sel.nilai, pada)
            if kalimat:
                sel.salahkan(kalimat)
            else:
                baris.isi.setdefault("pagu", {})[sumber.value] = sel.nilai
    for kunci in ("mulai", "acuan_pagu"):
        if "pagu" not in baris.isi:
            baris.abaikan(kunci, "tidak ada pagu baru")
        elif baris.ditulis(kunci):
            baris.isi[kunci] = baris.sel[kunci].nilai


def _searah(baris: BarisPeriksa, acuan: AcuanProgram) -> None:
    """A prioritas serves one sasaran; a program stands under both only where they agree."""
    diubah = [kunci for kunci in ("prioritas", "sasaran") if baris.ditulis(kunci)]
    if not diubah:
        return
    kini = acuan.simpul.isi if acuan.simpul else {}
    akan = {k: baris.sel[k].nilai if k in diubah else kini.get(k) for k in ("sasaran", "prioritas")}
    if akan["sasaran"] and akan["prioritas"]:
        milik = acuan.rujukan.milik
        if akan["prioritas"] in milik and milik[akan["prioritas"]] != akan["sasaran"]:
            baris.sel[diubah[0]].salahkan("prioritas dan sasaran baris ini tidak sejalan. Samakan.")


def periksa_induk(baris: Sequence[BarisPeriksa], acuan: Mapping[str, AcuanProgram]) -> None:
    """A new node stands below one that is there, or that is new in the same sheet and complete."""
    baru = {b.kode: b for b in baris if b.baru and not b.dilewati}
    for kode in sorted(baru, key=lambda k: (k.count("."), k)):
        satu, induk = baru[kode], kode_induk(kode)
        if not induk or induk in acuan:
            continue
        atas = baru.get(induk)
        if atas is None:
            sel = satu.sel["kode"]
            sel.salahkan(
                f"{INDUK[tingkat_kode(kode)]} {induk} belum ada di sistem maupun di lembar ini."
                " Tambahkan barisnya, atau lewati baris ini.",
                "induk belum ada",
            )
            sel.pilihan = ((f"Lewati baris {satu.nomor}", LEWATI),)
        elif atas.perlu_orang or not atas.isi:
            satu.tahan(f"menunggu baris {atas.nomor}")
