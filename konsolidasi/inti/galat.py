"""Errors of the domain: each carries a sentence that may be shown to the person as it is."""

from collections.abc import Sequence


class GalatDomain(Exception):
    """A rule refused what was asked; `pesan` is Indonesian, `medan` the field it belongs to."""

    kode_http = 400

    def __init__(self, pesan: str, medan: str = "") -> None:
        super().__init__(pesan, medan)
        self.pesan = pesan
        self.medan = medan

    def __str__(self) -> str:
        return self.pesan


class TidakBoleh(GalatDomain):
    """The object is in scope, the action is not allowed."""

    kode_http = 403

    def __init__(self, pesan: str = "Anda tidak berwenang melakukan ini.", medan: str = "") -> None:
        super().__init__(pesan, medan)


class SudahBerubah(GalatDomain):
    """Another person saved first; `sekarang` is the object as it is stored now."""

    kode_http = 409

    def __init__(
        self,
        pesan: str = "Orang lain sudah menyimpan lebih dulu. Periksa, lalu simpan lagi.",
        medan: str = "",
        *,
        sekarang: object,
    ) -> None:
        super().__init__(pesan, medan)
        self.sekarang = sekarang


class TidakLengkap(GalatDomain):
    """A condition is missing; `kekurangan` names each one in a sentence of its own."""

    kode_http = 422

    def __init__(self, kekurangan: Sequence[str], pesan: str = "", medan: str = "") -> None:
        self.kekurangan = list(kekurangan)
        sebab = "; ".join(kalimat.rstrip(".") for kalimat in self.kekurangan)
        super().__init__(pesan or f"Belum lengkap: {sebab}.", medan)


class SalahKeadaan(GalatDomain):
    """The object is not in the state this action starts from."""

    kode_http = 409
