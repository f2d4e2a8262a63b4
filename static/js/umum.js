// Perilaku bersama. Semua lewat atribut data-k-*; tanpa JavaScript setiap tindakan tetap jalan.
//   data-k-tanya="judul" [data-k-tanya-isi, data-k-tanya-ya]   tanya dulu (tombol atau form)
//   data-k-cari            medan halaman ini yang mendapat fokus dengan tombol /
//   data-k-pintas="j"      tautan atau tombol yang ditekan dengan satu huruf; "/" bila tanpa medan cari
//   data-k-galat           potongan balasan yang tampil di #pesan, bukan di sasaran semula
(() => {
  "use strict";

  const LEPAS_SETELAH = 8000;
  const KALIMAT = {
    0: "Sambungan terputus. Yang Anda ketik masih ada di halaman ini.",
    400: "Kiriman tidak terbaca atau terlalu besar, jadi tidak disimpan. Yang Anda ketik masih ada di halaman ini.",
    403: "Anda tidak berwenang untuk tindakan itu, atau halaman ini perlu dimuat ulang.",
    404: "Data itu tidak ditemukan. Mungkin sudah berubah; muat ulang halaman ini.",
    413: "Kiriman terlalu besar, jadi tidak disimpan.",
    500: "Ada yang rusak di pihak kami. Yang Anda ketik masih ada di halaman ini; coba lagi.",
  };

  const mengetik = (el) => el.isContentEditable || el.matches("input, textarea, select");
  const terlihat = (el) => el.checkVisibility ? el.checkVisibility() : el.offsetParent !== null;

  // --- Menu lipat: menutup dengan Escape, klik di luar, atau fokus pergi ---
  const lipatTerbuka = () => [...document.querySelectorAll("details.k-lipat[open]")];

  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    for (const lipat of lipatTerbuka()) {
      const fokusDiDalam = lipat.contains(document.activeElement);
      lipat.open = false;
      if (fokusDiDalam) lipat.querySelector("summary").focus();
    }
  });
  for (const jenis of ["click", "focusin"]) {
    document.addEventListener(jenis, (e) => {
      for (const lipat of lipatTerbuka()) if (!lipat.contains(e.target)) lipat.open = false;
    });
  }

  // --- Pintasan: mati selagi mengetik, dengan tombol bantu, atau saat dialog terbuka ---
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.defaultPrevented || mengetik(e.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (!/^[a-z/]$/i.test(e.key)) return;
    const cari = e.key === "/" && [...document.querySelectorAll("[data-k-cari]")].find(terlihat);
    const sasaran = cari || document.querySelector(`[data-k-pintas="${e.key.toLowerCase()}"]`);
    if (!sasaran) return;
    e.preventDefault();
    if (sasaran.matches("input, textarea, select")) sasaran.focus();
    else sasaran.click();
    if (cari) cari.select();
  });

  // --- Tanya dulu ---
  const tanya = (asal, lanjut) => {
    const dialog = document.getElementById("k-dialog");
    const bagian = (nama) => dialog.querySelector(`[data-k-dialog="${nama}"]`);
    bagian("judul").textContent = asal.dataset.kTanya;
    bagian("isi").textContent = asal.dataset.kTanyaIsi || "";
    bagian("ya").textContent = asal.dataset.kTanyaYa || (asal.matches("button") && asal.textContent.trim()) || "Lanjutkan";
    dialog.returnValue = "";
    dialog.addEventListener("close", () => { if (dialog.returnValue === "ya") lanjut(); }, { once: true });
    dialog.showModal();
  };
  const penanya = (form, penekan) => [penekan, form].find((el) => el?.dataset.kTanya);

  document.addEventListener("submit", (e) => {
    const form = e.target;
    const asal = penanya(form, e.submitter);
    if (!asal || form.dataset.kYakin) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    tanya(asal, () => {
      form.dataset.kYakin = "1";
      form.requestSubmit(e.submitter);
    });
  }, true);

  document.addEventListener("htmx:confirm", (e) => {
    const el = e.detail.elt;
    if (!el.dataset.kTanya || el.matches("form")) return;
    e.preventDefault();
    tanya(el, () => e.detail.issueRequest(true));
  });

  // --- Satu kiriman: klik kedua tidak mengirim lagi ---
  const lepas = (form) => {
    delete form.dataset.kTerkirim;
    for (const tombol of form.querySelectorAll(".k-terkirim")) tombol.classList.remove("k-terkirim");
  };

  document.addEventListener("submit", (e) => {
    const form = e.target;
    delete form.dataset.kYakin;
    if (e.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
    if (form.dataset.kTerkirim) {
      e.preventDefault();
      return;
    }
    form.dataset.kTerkirim = "1";
    e.submitter?.classList.add("k-terkirim");
    setTimeout(lepas, LEPAS_SETELAH, form);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-k-terkirim]").forEach(lepas));

  document.addEventListener("htmx:beforeRequest", (e) => {
    const form = e.detail.elt;
    if (!form.matches("form")) return;
    if (form.dataset.kTerkirim) e.preventDefault();
    else form.dataset.kTerkirim = "1";
  });
  document.addEventListener("htmx:afterRequest", (e) => {
    const form = e.detail.elt;
    if (form.matches("form")) {
      delete form.dataset.kYakin;
      lepas(form);
    }
  });

  // --- Balasan gagal: pesan di atas halaman, isian di tempatnya tidak disentuh ---
  // Baris yang tersimpan sendiri menulis kegagalannya di baris itu; jangan tarik orang ke atas.
  const diBaris = (e) => e.detail.elt.matches("[data-k-baris], [data-k-bukti]");
  const pesanBuruk = (kalimat, gulir) => {
    const kotak = document.createElement("div");
    kotak.className = "k-pesan k-pesan--buruk";
    kotak.setAttribute("role", "alert");
    const p = document.createElement("p");
    p.textContent = kalimat;
    kotak.append(p);
    const wilayah = document.getElementById("pesan");
    wilayah.replaceChildren(kotak);
    if (gulir) wilayah.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("htmx:beforeSwap", (e) => {
    if (e.detail.xhr.status < 400 || !e.detail.serverResponse.includes("data-k-galat")) return;
    e.detail.target = document.getElementById("pesan");
    e.detail.swapOverride = "innerHTML";
    e.detail.shouldSwap = true;
    e.detail.isError = false;
    e.detail.target.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("htmx:responseError", (e) => {
    const status = e.detail.xhr.status;
    pesanBuruk(KALIMAT[status] || KALIMAT[500], !diBaris(e));
  });
  for (const putus of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(putus, (e) => { if (!diBaris(e)) pesanBuruk(KALIMAT[0], true); });
  }
})();
