// Layar proyektor: bertanya berkala dengan versi yang dipegangnya; 204 berarti tidak ada yang baru.
// Setiap balasan berisi membawa kode baru, jadi layar yang menyala berhari-hari tetap jalan.
// Sambungan putus, peladen dinyalakan ulang, laptop tidur: isi lama tetap tampil dan pulih sendiri.
(() => {
  "use strict";

  const BATAS = 8000, SABAR = 2, TERLAMA = 5000, MUAT_ULANG = 5000;
  const wadah = document.getElementById("layar");
  const putus = document.getElementById("putus");
  const d = wadah.dataset;
  let nomor = 0, gagal = 0, jadwal;

  const tunggu = () => {
    const biasa = Number(d.kSelang) + Math.random() * Number(d.kGoyang);
    return gagal > SABAR ? Math.max(biasa, Math.min(TERLAMA, biasa * (gagal - SABAR))) : biasa;
  };
  const kabari = (kalimat) => {
    if (putus.textContent !== kalimat) putus.textContent = kalimat;
    document.body.classList.toggle("k-layar--putus", Boolean(kalimat));
  };
  const sejak = () => wadah.querySelector("[data-k-pukul]").dataset.kPukul;

  const pasang = (jawaban, isi) => {
    d.kLayar = jawaban.headers.get("Layar-Kode");
    d.kVersi = jawaban.headers.get("Layar-Versi");
    const fokus = wadah.contains(document.activeElement);
    wadah.innerHTML = isi;
    if (fokus) wadah.querySelector("main").focus({ preventScroll: true });
  };

  // Pertanyaan yang lebih baru membatalkan jawaban yang lebih lama: sesudah tidur, atau saat pindah tampilan.
  const tanya = async () => {
    const ini = ++nomor;
    clearTimeout(jadwal);
    try {
      const isian = new URLSearchParams({ tampil: d.kTampil, v: d.kVersi });
      const jawaban = await fetch(`${d.kLayar}?${isian}`, {
        cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(BATAS),
      });
      const isi = jawaban.status === 200 ? await jawaban.text() : "";
      if (ini !== nomor) return;
      if (jawaban.status === 404) {
        kabari(`Layar ini terlalu lama tidur, angka per ${sejak()}. Memuat ulang …`);
        setTimeout(() => location.reload(), MUAT_ULANG);
        return;
      }
      if (!jawaban.ok) throw new Error(String(jawaban.status));
      if (isi) pasang(jawaban, isi);
      gagal = 0;
      kabari("");
    } catch {
      if (ini !== nomor) return;
      gagal += 1;
      if (gagal >= SABAR) kabari(`Sambungan terputus, angka per ${sejak()}. Layar menyambung sendiri.`);
    }
    jadwal = setTimeout(tanya, tunggu());
  };

  document.addEventListener("visibilitychange", () => { if (!document.hidden) tanya(); });
  for (const bangun of ["online", "pageshow"]) addEventListener(bangun, tanya);

  document.addEventListener("click", (e) => {
    const pilih = e.target.closest("[data-k-pilih]");
    if (!pilih || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    for (const satu of document.querySelectorAll("[data-k-pilih]")) satu.removeAttribute("aria-current");
    pilih.setAttribute("aria-current", "true");
    d.kTampil = pilih.dataset.kPilih;
    d.kVersi = "";
    history.replaceState(null, "", pilih.href);
    tanya();
  });
})();
