// Menempel dari Excel ke kolom angka. Isinya tetap teks: server yang membacanya.
//   data-k-kolom="target"     sel yang dapat ditempeli, diisi ke bawah mulai sel yang berfokus
//   data-k-kode="1.02.04"     kode barisnya: tempelan dua kolom atau lebih dicocokkan menurut kode
//   data-k-tempel             tempat pesan "12 sel terisi dari tempelan" dan tombol batalnya
(() => {
  "use strict";

  const SEL = '[data-k-kolom="target"]';
  const PETIK = '"';
  const dapatDiisi = (m) => !m.disabled && !m.readOnly && !m.closest("[hidden]");

  // Sel Excel yang memuat tab, petik, atau baris baru ditulis di antara petik, petik di dalamnya dua kali.
  const urai = (teks) => {
    const baris = [[""]];
    let dalamPetik = false;
    for (let n = 0; n < teks.length; n += 1) {
      const huruf = teks[n];
      const deret = baris.at(-1);
      if (dalamPetik) {
        if (huruf !== PETIK) deret[deret.length - 1] += huruf;
        else if (teks[n + 1] === PETIK) {
          deret[deret.length - 1] += PETIK;
          n += 1;
        } else dalamPetik = false;
      } else if (huruf === PETIK && deret.at(-1) === "") dalamPetik = true;
      else if (huruf === "\t") deret.push("");
      else if (huruf === "\n") baris.push([""]);
      else deret[deret.length - 1] += huruf;
    }
    if (baris.at(-1).join("") === "") baris.pop();
    return baris.map((deret) => deret.map((isi) => isi.replace(/\s+/g, " ").trim()));
  };

  const menurutKode = (baris, sel) => {
    const perKode = new Map(sel.map((m) => [m.dataset.kKode, m]));
    if (!baris.some(([kode]) => perKode.has(kode))) return null;
    const isi = [];
    const asing = [];
    for (const [kode, ...sisa] of baris) {
      const nilai = sisa.filter(Boolean).at(-1) ?? "";
      if (perKode.has(kode)) isi.push([perKode.get(kode), nilai]);
      else if (kode && nilai) asing.push(kode);
    }
    const kata = asing.length ? ` ${asing.length} kode tidak ada di halaman ini: ${asing.slice(0, 5).join(", ")}${asing.length > 5 ? ", …" : ""}.` : "";
    return { isi, kata };
  };

  const keBawah = (baris, sel, mulai) => {
    const berisi = new Set(baris.flatMap((deret) => deret.flatMap((isi, n) => (isi ? [n] : []))));
    if (berisi.size > 1) {
      return { isi: [], kata: "Tempelan ini lebih dari satu kolom dan kolom pertamanya bukan kode indikator di halaman ini. Salin satu kolom angka, atau kolom kode dan kolom angka." };
    }
    const kolom = [...berisi][0] ?? 0;
    const tujuan = sel.slice(sel.indexOf(mulai));
    const lebih = baris.length - tujuan.length;
    const kata = lebih > 0 ? ` Tempelan ${baris.length} baris, dari sel ini hanya ada ${tujuan.length}: ${lebih} baris terakhir tidak dimuat.` : "";
    return { isi: baris.slice(0, tujuan.length).map((deret, n) => [tujuan[n], deret[kolom] ?? ""]), kata };
  };

  const tampil = (tempat, kata, waspada, batalkan) => {
    const pesan = document.createElement("div");
    pesan.className = `k-pesan k-pesan--rata${waspada ? " k-pesan--waspada" : ""}`;
    const kalimat = document.createElement("p");
    kalimat.textContent = kata;
    pesan.append(kalimat);
    if (batalkan) {
      const tombol = document.createElement("button");
      tombol.type = "button";
      tombol.className = "btn btn-outline-primary btn-sm";
      tombol.textContent = "Batalkan tempelan";
      tombol.addEventListener("click", batalkan);
      pesan.append(tombol);
    }
    tempat.replaceChildren(pesan);
  };
  const isikan = (m, teks) => {
    m.value = teks;
    m.dispatchEvent(new Event("input", { bubbles: true }));
  };

  document.addEventListener("paste", (e) => {
    const mulai = e.target.closest?.(SEL);
    const tempat = document.querySelector("[data-k-tempel]");
    const teks = (e.clipboardData?.getData("text/plain") ?? "").replace(/\r\n?/g, "\n");
    if (!mulai || !tempat || !dapatDiisi(mulai) || !/[\t\n]/.test(teks.replace(/\n$/, ""))) return;
    e.preventDefault();
    const sel = [...document.querySelectorAll(SEL)].filter(dapatDiisi);
    const baris = urai(teks);
    const { isi, kata } = menurutKode(baris, sel) ?? keBawah(baris, sel, mulai);
    const berubah = isi.filter(([m, nilai]) => nilai && nilai !== m.value).map(([m, nilai]) => ({ m, nilai, lama: m.value }));
    for (const { m, nilai } of berubah) isikan(m, nilai);
    if (!berubah.length) return tampil(tempat, `Tidak ada sel yang terisi dari tempelan.${kata ? ` ${kata.trim()}` : ""}`, true);
    tampil(tempat, `${berubah.length} sel terisi dari tempelan, periksa lalu lanjut.${kata}`, Boolean(kata), () => {
      const utuh = berubah.filter(({ m, nilai }) => m.value === nilai);
      for (const { m, lama } of utuh) isikan(m, lama);
      tampil(tempat, `Tempelan dibatalkan, ${utuh.length} sel kembali seperti semula.`);
      mulai.focus();
    });
  });
})();
