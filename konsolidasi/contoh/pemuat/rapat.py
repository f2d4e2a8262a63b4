"""The rapat of the story: two sesi, the OPD in order with their minutes, nothing decided yet."""

from konsolidasi.contoh.berkas import baca_toml
from konsolidasi.contoh.muatan import Muatan
from rapat.models import Agenda, Rapat, Sesi


def muat(muatan: Muatan) -> None:
    isi = baca_toml("rapat.toml")
    rapat = Rapat.objects.create(
        nama=isi["nama"],
        mulai=isi["mulai"],
        selesai=isi["selesai"],
        tempat=isi["tempat"],
        tahun_capaian_id=isi["tahun_capaian"],
        tahun_target_id=isi["tahun_target"],
        dasar=isi["dasar"].strip(),
    )
    for baris in isi["sesi"]:
        klaster = muatan.klaster[baris["klaster"]]
        sesi = Sesi.objects.create(
            rapat=rapat,
            nomor=baris["nomor"],
            nama=klaster.nama,
            klaster=klaster,
            fokus=baris["fokus"],
            tanggal=baris["tanggal"],
            jam_mulai=baris["jam_mulai"],
            jam_selesai=baris["jam_selesai"],
        )
        Agenda.objects.bulk_create(
            Agenda(sesi=sesi, opd=muatan.opd[kunci], urutan=n, menit=menit, judul=judul)
            for n, (kunci, menit, judul) in enumerate(baris["agenda"], start=1)
        )
