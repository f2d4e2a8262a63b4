// Baris yang tersimpan sendiri (isian, sesi, target). Baris = elemen dengan data-k-baris yang
// memakai hx-post, hx-trigger="k-simpan", hx-target="this", hx-swap="outerHTML", hx-include="this".
// "Sudah diubah" dibaca dari medannya sendiri: nilai sekarang lawan nilai dari server.
//   data-k-kolom="realisasi"  Enter, panah bawah/atas pindah ke medan sekolom di baris lain
//   data-k-langsung           simpan begitu pilihan berubah
//   data-k-versi              medan tersembunyi nomor versi
//   data-k-keadaan            tempat kata "Tersimpan 10.42" atau "Gagal tersimpan"
//   data-k-belum              ditulis server pada baris yang ditolak: isinya belum tersimpan
//   data-k-arti="1,184" data-k-untuk="id"   pilihan arti angka
//   data-k-ulang              coba simpan lagi
//   data-k-aksi               medan tersembunyi; data-k-lakukan: tombol yang mengisinya, lalu menyimpan
//   data-k-kesiapan="siap"    dihitung ke data-k-hitung="siap" dan ke ruas di bilah pengajuan
//   data-k-tempat="belum"     dihitung ke judul kelompoknya: data-k-kelompok="belum", data-k-jumlah
//   data-k-jawaban            jawaban di samping baris: ikut terkirim, tidak memicu penyimpanan;
//                             baris data-k-lengkap yang dijawab terhitung siap
//   data-k-saring-baris       form pencarian: menyaring baris di layar; data-k-tampil: tempat hitungannya
//   data-k-halaman="/alamat/" alamat halaman ini bila ia balasan sebuah kiriman (muat ulang, masuk lagi)
//   data-k-tunggu-baris       form yang baru dikirim setelah semua baris tersimpan
(() => {
  "use strict";

  const BARIS = "[data-k-baris]";
  const semuaBaris = () => [...document.querySelectorAll(BARIS)];
  const medan = (baris) =>
    [...baris.querySelectorAll("input[name], select[name], textarea[name]")].filter((m) => m.type !== "hidden");

  const medanBerubah = (m) => {
    if (m.matches("select")) {
      const awal = [...m.options].findIndex((o) => o.defaultSelected);
      return m.selectedIndex !== Math.max(awal, 0);
    }
    if (m.type === "checkbox" || m.type === "radio") return m.checked !== m.defaultChecked;
    return m.value !== m.defaultValue;
  };
  const milikBaris = (m) => !m.hasAttribute("data-k-jawaban");
  const berubah = (baris) => baris.hasAttribute("data-k-kotor") || medan(baris).filter(milikBaris).some(medanBerubah);
  const jawaban = (baris) => baris.querySelector("[data-k-jawaban]")?.value.trim();
  const tersaring = (el) => Boolean(el.closest("tbody[hidden]"));
  const potret = (baris) =>
    JSON.stringify(medan(baris).map((m) => [m.name, m.type === "checkbox" || m.type === "radio" ? m.checked : m.value]));

  const terkirim = new WeakMap(); // baris -> potret saat permintaan yang sedang berjalan dikirim
  const dikirim = new Set();
  const lagi = new Set(); // diubah lagi selagi permintaannya berjalan
  let menunggu = null; // { form, penekan } menunggu semua baris tersimpan

  const kirim = (baris) => {
    if (dikirim.has(baris)) {
      lagi.add(baris);
      return;
    }
    terkirim.set(baris, potret(baris));
    htmx.trigger(baris, "k-simpan");
  };
  // Yang sudah dititipkan di server kembali setelah masuk lagi.
  const dititipkan = (baris) => baris.hasAttribute("data-k-titip") && potret(baris) === terkirim.get(baris);
  const kirimBilaBerubah = (baris) => {
    if (dititipkan(baris)) return;
    if (berubah(baris) || baris.hasAttribute("data-k-gagal")) kirim(baris);
  };

  const umumkan = (teks) => {
    const suara = document.getElementById("k-suara");
    if (suara) suara.textContent = teks.replace(/\s+/g, " ").trim();
  };

  const JAKARTA = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta" });
  const jam = () => JAKARTA.format(new Date());

  const tampilGagal = (baris, sebab) => {
    baris.setAttribute("data-k-gagal", "");
    const tempat = baris.querySelector("[data-k-keadaan]");
    const cetakan = document.getElementById("k-gagal");
    if (!tempat || !cetakan) return;
    const isi = cetakan.content.cloneNode(true);
    isi.querySelector("[data-k-sebab]").textContent = `${jam()}, ${sebab}.`;
    tempat.replaceChildren(isi);
    umumkan(tempat.textContent);
  };

  const asal = document.querySelector("[data-k-halaman]");
  if (asal && location.pathname !== asal.dataset.kHalaman) history.replaceState(null, "", asal.dataset.kHalaman);

  // --- Kapan menyimpan ---
  document.addEventListener("focusout", (e) => {
    const baris = e.target.closest(BARIS);
    if (baris && !baris.contains(e.relatedTarget)) kirimBilaBerubah(baris);
  });
  document.addEventListener("change", (e) => {
    const baris = e.target.closest(BARIS);
    if (baris && e.target.hasAttribute("data-k-langsung")) kirimBilaBerubah(baris);
  });
  document.addEventListener("click", (e) => {
    const baris = e.target.closest(BARIS);
    if (!baris) return;
    const arti = e.target.closest("[data-k-arti]");
    const lakukan = e.target.closest("[data-k-lakukan]");
    if (lakukan) {
      e.preventDefault();
      baris.querySelector("[data-k-aksi]").value = lakukan.value;
      kirim(baris);
    } else if (arti) {
      const sasaran = document.getElementById(arti.dataset.kUntuk);
      sasaran.value = arti.dataset.kArti;
      sasaran.focus();
      kirim(baris);
    } else if (e.target.closest("[data-k-ulang]")) {
      kirim(baris);
    }
  });
  // Bukti bertambah: yang kurang dari baris itu dihitung lagi; kata-kata unggahannya tetap terbaca.
  const deretBaru = new Map(); // id baris -> deret bukti yang baru diganti
  document.addEventListener("k-bukti", (e) => {
    const baris = e.target.closest(BARIS);
    if (!baris) return;
    deretBaru.set(baris.id, e.target);
    kirim(baris);
  });
  addEventListener("online", () => document.querySelectorAll(`${BARIS}[data-k-gagal]`).forEach(kirim));

  // --- Papan tombol ---
  const pindah = (asal, langkah) => {
    const sekolom = [...document.querySelectorAll(`[data-k-kolom="${asal.dataset.kKolom}"]`)]
      .filter((m) => !m.disabled && !m.readOnly && !tersaring(m));
    const tujuan = sekolom[sekolom.indexOf(asal) + langkah];
    if (tujuan) {
      tujuan.focus();
      tujuan.select?.();
    }
    return Boolean(tujuan);
  };

  document.addEventListener("keydown", (e) => {
    const el = e.target;
    const baris = el.closest(BARIS);
    if (baris && (e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "s") {
      e.preventDefault();
      kirimBilaBerubah(baris);
      return;
    }
    if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing || !el.matches("input")) return;
    if (el.dataset.kKolom) {
      const langkah = { ArrowDown: 1, ArrowUp: -1, Enter: e.shiftKey ? -1 : 1 }[e.key];
      if (langkah) {
        e.preventDefault();
        if (!pindah(el, langkah) && baris) kirimBilaBerubah(baris);
        return;
      }
    }
    if (baris && e.key === "Enter") {
      e.preventDefault();
      kirimBilaBerubah(baris);
      return;
    }
    if (baris && e.key === "Escape" && el.type === "text" && medanBerubah(el)) {
      e.stopPropagation();
      el.value = el.defaultValue;
    }
  });

  // --- Balasan server ---
  document.addEventListener("htmx:beforeRequest", (e) => {
    const baris = e.detail.requestConfig.elt;
    if (!baris.matches(BARIS)) return;
    dikirim.add(baris);
    baris.removeAttribute("data-k-gagal");
    baris.removeAttribute("data-k-titip");
    baris.removeAttribute("data-k-kotor");
  });

  // Diketik lagi selagi permintaan berjalan: jangan timpa; ambil nomor versinya, simpan lagi.
  document.addEventListener("htmx:beforeSwap", (e) => {
    const baris = e.detail.requestConfig.elt;
    if (!baris.matches(BARIS) || e.detail.target !== baris || !e.detail.shouldSwap) return;
    if (potret(baris) === terkirim.get(baris)) return;
    e.detail.shouldSwap = false;
    baris.setAttribute("data-k-kotor", "");
    const balasan = document.createElement("template");
    balasan.innerHTML = e.detail.serverResponse;
    const versi = balasan.content.querySelector("[data-k-versi]");
    const lama = baris.querySelector("[data-k-versi]");
    if (versi && lama && e.detail.xhr.status < 400) lama.value = versi.value;
    const aksi = baris.querySelector("[data-k-aksi]");
    if (aksi) aksi.value = "";
    if (!baris.contains(document.activeElement)) lagi.add(baris);
  });

  document.addEventListener("htmx:afterRequest", (e) => {
    const baris = e.detail.requestConfig.elt;
    if (!baris.matches(BARIS)) return;
    dikirim.delete(baris);
    const ulangi = lagi.delete(baris) && baris.hasAttribute("data-k-kotor");
    const status = e.detail.xhr.status;
    if (baris.isConnected && !baris.hasAttribute("data-k-kotor")) {
      if (!status) tampilGagal(baris, "sambungan putus");
      else if (status === 401) {
        tampilGagal(baris, "sesi berakhir, masuk lagi");
        baris.toggleAttribute("data-k-titip", e.detail.xhr.responseText.includes("data-k-titip"));
      }
      else if (status >= 400) tampilGagal(baris, status < 500 ? "kiriman ditolak" : "ada yang rusak di pihak kami");
    } else if (!baris.isConnected) {
      const baru = document.getElementById(baris.id);
      const deret = deretBaru.get(baris.id);
      if (deret) baru?.querySelector("[data-k-bukti]")?.replaceWith(deret);
      deretBaru.delete(baris.id);
      const keadaan = baru?.querySelector("[data-k-keadaan]");
      if (keadaan) umumkan(keadaan.innerText);
      hitung();
    }
    if (ulangi) kirim(baris);
    lanjutkanYangMenunggu();
  });

  // --- Bilah pengajuan dan judul kelompok: hitung ulang dari baris-barisnya ---
  const hitung = () => {
    const jumlah = { siap: 0, kembali: 0, belum: 0, lepas: 0, beres: 0 };
    const tempat = { ...jumlah };
    for (const baris of document.querySelectorAll("[data-k-tempat]")) {
      const dijawab = baris.dataset.kKesiapan === "kembali" && baris.hasAttribute("data-k-lengkap") && jawaban(baris);
      jumlah[dijawab ? "siap" : baris.dataset.kKesiapan || baris.dataset.kTempat] += 1;
      tempat[baris.dataset.kTempat] += 1;
    }
    jumlah.perlu = jumlah.siap + jumlah.kembali + jumlah.belum;
    for (const el of document.querySelectorAll("[data-k-hitung]")) el.textContent = jumlah[el.dataset.kHitung];
    for (const el of document.querySelectorAll("[data-k-kelompok]"))
      el.querySelector("[data-k-jumlah]").textContent = tempat[el.dataset.kKelompok];
    document.querySelectorAll(".k-ajukan__ruas rect").forEach((ruas, n) => {
      const jenis = n < jumlah.siap ? "siap" : n < jumlah.siap + jumlah.kembali ? "buruk" : "kosong";
      ruas.setAttribute("class", `k-isi-${jenis}`);
      if (n >= jumlah.perlu) ruas.remove();
    });
    document.querySelector(".k-ajukan__ruas")?.setAttribute("viewBox", `0 0 ${20 * jumlah.perlu} 10`);
  };
  document.addEventListener("input", (e) => {
    if (e.target.matches("[data-k-jawaban]")) hitung();
  });

  // --- Cari di halaman ini ---
  const saring = document.querySelector("[data-k-saring-baris]");
  const kotak = saring?.querySelector("input");
  const tampil = document.querySelector("[data-k-tampil]");
  const semula = tampil?.textContent;

  const saringBaris = () => {
    const kata = kotak.value.toLocaleLowerCase("id").split(/\s+/).filter(Boolean);
    const baris = [...document.querySelectorAll("[data-k-tempat]")];
    for (const satu of baris) {
      const teks = satu.querySelector("th").textContent.toLocaleLowerCase("id");
      satu.hidden = !kata.every((k) => teks.includes(k));
    }
    for (const judul of document.querySelectorAll("[data-k-kelompok]")) {
      let berikut = judul.nextElementSibling;
      while (berikut?.hidden) berikut = berikut.nextElementSibling;
      judul.hidden = !berikut?.hasAttribute("data-k-tempat");
    }
    const banyak = baris.filter((satu) => !satu.hidden).length;
    tampil.textContent = kata.length ? `${banyak} dari ` : semula;
    umumkan(kata.length ? `${banyak} indikator cocok` : "");
  };
  kotak?.addEventListener("input", saringBaris);
  kotak?.addEventListener("keydown", (e) => {
    if (e.key === "Escape") {
      kotak.value = "";
      saringBaris();
    }
  });
  // Halaman yang sudah disaring server tidak memuat baris lainnya; pencarian berikutnya ke server.
  saring?.addEventListener("submit", (e) => {
    if (kotak.defaultValue) return;
    e.preventDefault();
    [...document.querySelectorAll("[data-k-kolom]")].find((m) => !tersaring(m))?.focus();
  });

  // --- Ajukan menunggu baris yang belum tersimpan ---
  const lanjutkanYangMenunggu = () => {
    if (!menunggu || dikirim.size) return;
    const { form, penekan } = menunggu;
    const macet = document.querySelector(`${BARIS}[data-k-gagal], ${BARIS}[data-k-belum]`);
    if (macet) {
      menunggu = null;
      delete form.dataset.kYakin;
      macet.scrollIntoView({ block: "center" });
      medan(macet)[0]?.focus();
      return;
    }
    const kotor = semuaBaris().filter(berubah);
    if (kotor.length) {
      kotor.forEach(kirim);
      return;
    }
    menunggu = null;
    form.requestSubmit(penekan);
  };

  document.addEventListener("submit", (e) => {
    if (!e.target.matches("[data-k-tunggu-baris]")) return;
    const kotor = semuaBaris().filter((b) => berubah(b) || b.hasAttribute("data-k-gagal"));
    const ditolak = document.querySelector(`${BARIS}[data-k-belum]`);
    if (!kotor.length && !dikirim.size && !ditolak) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    menunggu = { form: e.target, penekan: e.submitter };
    kotor.forEach(kirim);
    lanjutkanYangMenunggu();
  }, true);

  let mengirim = false;
  document.addEventListener("submit", (e) => {
    if (e.target.id === "f-isian" && !e.defaultPrevented) mengirim = true;
  });
  addEventListener("beforeunload", (e) => {
    const terjawab = !mengirim && [...document.querySelectorAll("[data-k-jawaban]")].some((m) => m.value.trim());
    const belum = (b) => b.matches("[data-k-gagal], [data-k-belum]") || berubah(b);
    if (dikirim.size || terjawab || semuaBaris().some((b) => belum(b) && !dititipkan(b))) e.preventDefault();
  });
})();
