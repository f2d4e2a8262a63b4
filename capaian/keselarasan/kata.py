"""Words of indikator names: what is written shorter, what says the same, what says nothing."""


def _kata(teks: str) -> frozenset[str]:
    return frozenset(teks.split())


SINGKATAN = {
    "aki": "angka kematian ibu",
    "akb": "angka kematian bayi",
    "akaba": "angka kematian balita",
    "amh": "angka melek huruf",
    "apk": "angka partisipasi kasar",
    "apm": "angka partisipasi murni",
    "aps": "angka partisipasi sekolah",
    "asn": "aparatur sipil negara",
    "bumil": "ibu hamil",
    "busui": "ibu menyusui",
    "catin": "calon pengantin",
    "cpr": "prevalensi kontrasepsi",
    "dbd": "demam berdarah dengue",
    "dm": "diabetes melitus",
    "faskes": "fasilitas kesehatan",
    "idl": "imunisasi dasar lengkap",
    "iklh": "indeks kualitas lingkungan hidup",
    "ipg": "indeks pembangunan gender",
    "ipm": "indeks pembangunan manusia",
    "irb": "indeks reformasi birokrasi",
    "jkn": "jaminan kesehatan nasional",
    "kdrt": "kekerasan dalam rumah tangga",
    "kb": "keluarga berencana",
    "kek": "kurang energi kronis",
    "kia": "kartu identitas anak",
    "ktp": "kartu tanda penduduk",
    "ktpel": "kartu tanda penduduk",
    "lansia": "lanjut usia",
    "linmas": "perlindungan masyarakat",
    "mbr": "masyarakat berpenghasilan rendah",
    "nakes": "tenaga kesehatan",
    "odf": "bebas buang air besar sembarangan",
    "odgj": "orang dengan gangguan jiwa",
    "pad": "pendapatan asli daerah",
    "paud": "pendidikan anak usia dini",
    "pdrb": "produk domestik regional bruto",
    "perda": "peraturan daerah",
    "perkada": "peraturan kepala daerah",
    "pkl": "pedagang kaki lima",
    "pph": "pola pangan harapan",
    "ptk": "pendidik tenaga kependidikan",
    "pus": "pasangan usia subur",
    "rth": "ruang terbuka hijau",
    "rtlh": "rumah tidak layak huni",
    "spbe": "sistem pemerintahan berbasis elektronik",
    "spip": "sistem pengendalian intern pemerintah",
    "tb": "tuberkulosis",
    "tbc": "tuberkulosis",
    "tfr": "angka kelahiran total",
    "tpak": "tingkat partisipasi angkatan kerja",
    "tpt": "tingkat pengangguran terbuka",
    "uci": "universal child immunization",
    "ump": "upah minimum",
    "wus": "wanita usia subur",
}
"""Abbreviation to the words it stands for; the words are then treated like any others."""

FRASA = (
    ("usaha mikro kecil dan menengah", "umkm"),
    ("usaha mikro kecil menengah", "umkm"),
    ("usaha mikro dan kecil", "umkm"),
    ("usaha mikro kecil", "umkm"),
    ("usaha mikro", "umkm"),
    ("industri kecil dan menengah", "ikm industri"),
    ("industri kecil menengah", "ikm industri"),
    ("bawah lima tahun", "balita"),
    ("anak balita", "balita"),
    ("sekolah dasar", "sd"),
    ("sekolah menengah pertama", "smp"),
    ("sekolah menengah atas", "sma"),
    ("aparatur sipil negara", "pns"),
    ("aparat sipil negara", "pns"),
    ("pegawai negeri sipil", "pns"),
    ("satuan kerja perangkat daerah", "opd"),
    ("organisasi perangkat daerah", "opd"),
    ("perangkat daerah", "opd"),
    ("kerja sama", "kerjasama"),
    ("tindak lanjut", "tindaklanjut"),
    ("di tindaklanjuti", "ditindaklanjuti"),
    ("rumah tangga", "rumahtangga"),
    ("air minum", "airminum"),
    ("air bersih", "airbersih"),
    ("tanjung balai", ""),
    ("sesuai standar", ""),
    ("sesuai dengan standar", ""),
    ("tingkat pengangguran", "tingkat pengangguran terbuka"),
    ("pangan aman", "keamanan pangan"),
    ("kelahiran total", "fertilitas"),
    ("stunting pada balita", "stunting"),
    ("balita stunting", "stunting"),
    ("tempat ibadah", "rumah ibadah"),
    ("opini bpk atas laporan keuangan", "opini bpk"),
    ("laki laki", "laki"),
)
"""Groups of words that are one; the longer ones stand first."""

SAMA = {
    "cakupan": "persentase",
    "yg": "yang",
    "imb": "pbg",
    "kawin": "nikah",
    "mantap": "baik",
    "presentase": "persentase",
    "prosentase": "persentase",
    "persen": "persentase",
    "prosen": "persentase",
    "proporsi": "persentase",
    "banyaknya": "jumlah",
    "banyak": "jumlah",
    "akte": "akta",
    "el": "elektronik",
    "skpd": "opd",
    "pd": "opd",
    "skor": "indeks",
    "nilai": "indeks",
    "wanita": "perempuan",
    "pria": "laki",
    "murid": "siswa",
    "warga": "masyarakat",
    "wirausahawan": "wirausaha",
    "wisman": "wisatawan",
    "turis": "wisatawan",
    "penganggur": "pengangguran",
    "kemiskinan": "penduduk miskin",
    "puskemas": "puskesmas",
    "penderita": "derita",
    "pengidap": "derita",
    "persampahan": "sampah",
}
"""One word in place of another, letter for letter before stems are cut."""

UKURAN = {
    "persentase": "bagian",
    "prevalensi": "bagian",
    "jumlah": "banyak",
    "rasio": "rasio",
    "indeks": "indeks",
    "opini": "indeks",
    "predikat": "indeks",
    "angka": "",
    "tingkat": "",
}
"""What kind of number a name announces; "" fits every kind."""

HENTI = _kata(
    """
    yang di dan dengan dalam pada untuk oleh dari ke atas secara kota kabupaten kab
    tanjungbalai daerah nya serta atau para sebagai adalah ini itu tersebut melalui hal akan
    telah sudah suatu kegiatan program capaian realisasi target kinerja wilayah se bagi
    antar tentang ber ter
    """
)
"""Words that say nothing about which number it is."""

RINGAN = _kata(
    """
    seluruh semua total keseluruhan dapat mendapat mendapatkan memperoleh menerima mengikuti
    menjadi memiliki mempunyai terbentuk dibentuk rumahtangga layanan pelayanan dilayani
    terlayani melayani dilaksanakan terlaksana terlaksananya pelaksanaan tercapai
    tercapainya pencapaian meningkatnya terselenggaranya penyelenggaraan tersedianya
    tersedia ketersediaan dilakukan bidang sektor urusan tahun standar berjalan orang
    masyarakat umum
    """
)
"""Words that one name may have and the other may lack, as long as the rest agrees."""

UTUH = _kata(
    """
    pendidik kependidikan pendidikan penduduk kependudukan perempuan kelahiran kematian
    kelurahan kecamatan keluarga kesehatan perikanan peternakan pertanian perkebunan
    pelanggan pelanggaran pengguna penggunaan pekerja pekerjaan kerjasama tenaga pegawai
    pengunjung kunjungan penyakit penyandang pemuda pemudi penyuluh penyuluhan perumahan
    rumah bangunan pembangunan perizinan izin peserta pelatih pelaku pembina pembinaan
    penanam penanaman perpustakaan pustaka pelapor laporan usaha pengusaha bencana siaga
    mandiri muda madya utama berat ringan sedang bayi bumi pemerintah pemerintahan pengawas
    pengawasan perawat perawatan lingkungan pasar pemasaran
    """
)
"""Words that keep their beginning and end: cut short they would mean something else."""

LAWAN = (
    frozenset({"bayi", "balita", "ibu", "anak", "remaja", "neonatal", "neonatus"}),
    frozenset({"sd", "smp", "sma", "smk", "paud", "tk"}),
    frozenset({"murni", "kasar", "sekolah"}),
    frozenset({"mikro", "makro", "kecil", "menengah", "besar"}),
    frozenset({"laki", "perempuan"}),
    frozenset({"pratama", "madya", "utama", "mandiri", "purnama", "paripurna"}),
    frozenset({"mati", "lahir", "hidup"}),
)
"""Words that a slip of the pen never turns into each other."""
