"""Indikator with the OPD that support them."""

from capaian.models import Indikator, IndikatorPendukung
from konsolidasi.contoh.berkas import RencanaIndikator, baca_indikator, baca_terbitan
from konsolidasi.contoh.muatan import Muatan


def muat(muatan: Muatan) -> None:
    terbitan = baca_terbitan()
    muatan.rencana = [r for kunci in muatan.opd for r in baca_indikator(kunci, terbitan)]
    baris = Indikator.objects.bulk_create(_indikator(r, muatan) for r in muatan.rencana)
    muatan.indikator = {i.kode: i for i in baris}
    asing = {t.indikator for t in terbitan} - muatan.indikator.keys()
    if asing:
        raise ValueError(f"terbitan.csv menyebut indikator yang tidak ada: {sorted(asing)}")
    IndikatorPendukung.objects.bulk_create(
        IndikatorPendukung(indikator=muatan.indikator[r.kode], opd=muatan.opd[kunci])
        for r in muatan.rencana
        for kunci in r.pendukung
    )


def _indikator(rencana: RencanaIndikator, muatan: Muatan) -> Indikator:
    return Indikator(
        kode=rencana.kode,
        nama=rencana.nama,
        jenis=rencana.jenis,
        opd=muatan.opd[rencana.opd],
        urusan=muatan.urusan[rencana.urusan],
        prioritas=muatan.prioritas.get(rencana.prioritas),
        satuan=rencana.satuan,
        desimal=rencana.desimal,
        jenis_nilai=rencana.jenis_nilai,
        skala_predikat=muatan.skala.get(rencana.skala),
        formula=rencana.formula,
        konsolidasi=rencana.konsolidasi,
        isian=rencana.isian,
        berpagu=rencana.berpagu,
        definisi_operasional=rencana.definisi,
        rumus_perhitungan=rencana.rumus,
        sumber_data=rencana.sumber,
        urutan=rencana.urutan,
        contoh=rencana.contoh,
        sumber_terbitan=rencana.terbitan,
        **muatan.simpul.get(rencana.kode, {}),
    )
