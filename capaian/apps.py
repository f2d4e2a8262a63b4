from django.apps import AppConfig


class CapaianConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "capaian"
    verbose_name = "Target dan capaian"

    def ready(self) -> None:
        from capaian import izin  # noqa: F401, PLC0415  registering is all that happens here
        from capaian.impor.indikator.jenis import JenisIndikator  # noqa: PLC0415
        from capaian.impor.jenis import daftarkan  # noqa: PLC0415
        from capaian.impor.opd.jenis import JenisOpd  # noqa: PLC0415
        from capaian.impor.orang.jenis import JenisOrang  # noqa: PLC0415
        from capaian.impor.program.jenis import JenisProgram  # noqa: PLC0415
        from capaian.impor.realisasi.jenis import JenisRealisasi  # noqa: PLC0415
        from capaian.impor.target.jenis import JenisTarget  # noqa: PLC0415

        daftarkan(JenisRealisasi())
        daftarkan(JenisTarget())
        daftarkan(JenisIndikator())
        daftarkan(JenisProgram())
        daftarkan(JenisOpd())
        daftarkan(JenisOrang())
