// Bukti: pilih, seret, tempel, atau foto; deret di baris itu diganti di tempat, tanpa pindah halaman.
//   data-k-bukti            tempat deret satu baris; data-k-unggah="/alamat/": keping tambah di dalamnya
//   data-k-berkas           form bukti; berkas yang diseret atau ditempel masuk ke medan berkasnya
// Setelah deret berganti, peristiwa "k-bukti" naik dari tempatnya.
(() => {
  "use strict";

  const { kTerima, kTerbesar, kSekaligus, kBatas } = document.currentScript.dataset;
  const SEBAB = {
    0: "sambungan terputus atau berkas terlalu besar",
    401: "sesi berakhir; masuk lagi, lalu pilih berkasnya lagi",
    403: "Anda tidak berwenang untuk baris ini",
    404: "baris ini tidak ditemukan; muat ulang halaman",
  };
  const keadaan = (tempat, kalimat, buruk) => {
    const el = tempat.querySelector("small[role=status]") || document.createElement("small");
    el.setAttribute("role", "status");
    el.className = buruk ? "text-danger-emphasis" : "";
    el.textContent = kalimat;
    if (!el.isConnected) tempat.append(el);
  };
  const tertahan = (berkas) => {
    if (berkas.length > kSekaligus) return `Paling banyak ${kSekaligus} berkas sekaligus.`;
    const besar = berkas.find((b) => b.size > kTerbesar);
    return besar ? `${besar.name} terlalu besar. ${kBatas}` : "";
  };

  const unggah = (tempat, berkas) => {
    if (!berkas.length || !tempat || tempat.dataset.kSibuk) return;
    const sebab = tertahan(berkas);
    if (sebab) return keadaan(tempat, sebab, true);
    const isi = new FormData();
    for (const b of berkas) isi.append("berkas", b, b.name);
    tempat.dataset.kSibuk = "1";
    const hx = { encoding: "multipart/form-data", include: "unset", request: '{"timeout":900000}' };
    for (const nama in hx) tempat.setAttribute(`hx-${nama}`, hx[nama]);
    keadaan(tempat, `Mengunggah ${berkas[0].name}…`);
    const url = tempat.querySelector("[data-k-unggah]").dataset.kUnggah;
    htmx.ajax("POST", url, { source: tempat, target: tempat, swap: "outerHTML", values: isi }).catch(() => {});
  };
  // Baris mana, atau form mana, yang dimaksud oleh seret dan tempel.
  const terima = (sasaran, berkas) => {
    const form = sasaran.closest("[data-k-berkas]");
    const tambah = sasaran.closest("[data-k-baris], [data-k-bukti]")?.querySelector("[data-k-unggah]");
    if (form) form.querySelector("input[type=file]").files = berkas;
    else if (tambah) unggah(tambah.closest("[data-k-bukti]"), [...berkas]);
    return Boolean(form || tambah);
  };

  // Pemilih berkas yang menetap di halaman: yang lepas dapat hilang selagi jendela pilihan terbuka.
  const medan = Object.assign(document.createElement("input"), { type: "file", multiple: true, accept: kTerima, hidden: true });
  medan.addEventListener("change", () => unggah(document.getElementById(medan.name), [...medan.files]));
  document.body.append(medan);
  document.addEventListener("click", (e) => {
    const tambah = e.target.closest("[data-k-unggah]");
    if (!tambah || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    Object.assign(medan, { name: tambah.closest("[data-k-bukti]").id, value: "" }).click();
  });
  document.addEventListener("paste", (e) => {
    if (e.clipboardData.files.length && terima(e.target, e.clipboardData.files)) e.preventDefault();
  });
  document.addEventListener("dragover", (e) => { if (e.dataTransfer.types.includes("Files")) e.preventDefault(); });
  document.addEventListener("drop", (e) => {
    if (!e.dataTransfer.files.length) return;
    e.preventDefault();
    terima(e.target, e.dataTransfer.files);
  });
  document.addEventListener("htmx:xhr:progress", (e) => {
    if (e.target.matches("[data-k-bukti]") && e.detail.lengthComputable && e.target.dataset.kSibuk)
      keadaan(e.target, `Mengunggah, ${Math.floor((100 * e.detail.loaded) / e.detail.total)} %`);
  });
  document.addEventListener("htmx:afterRequest", (e) => {
    const tempat = e.detail.requestConfig.elt;
    if (!tempat.matches("[data-k-bukti]")) return;
    delete tempat.dataset.kSibuk;
    if (tempat.isConnected) keadaan(tempat, `Belum terunggah: ${SEBAB[e.detail.xhr.status] || "ada yang rusak di pihak kami; coba lagi"}.`, true);
    else htmx.trigger(document.getElementById(tempat.id), "k-bukti");
  });
  addEventListener("beforeunload", (e) => { if (document.querySelector("[data-k-sibuk]")) e.preventDefault(); });
})();
