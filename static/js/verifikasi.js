// Verifikasi: setelah T atau P, fokus pindah ke langkah berikutnya; antrean menampilkan baris yang terbuka.
(() => {
  "use strict";

  const SASARAN = { t: "simpan-putusan", p: "kalimat" };

  // umum.js sudah memilih keputusannya (tombol satu huruf); di sini hanya fokusnya.
  document.addEventListener("keydown", (e) => {
    if (!e.defaultPrevented || e.target.matches("input[type=text], textarea, select")) return;
    document.getElementById(SASARAN[e.key.toLowerCase()])?.focus();
  });

  const kini = document.querySelector(".k-antrean [aria-current]");
  const antrean = document.getElementById("antrean");
  if (kini && antrean && antrean.scrollHeight > antrean.clientHeight) {
    antrean.scrollTop = kini.offsetTop - antrean.clientHeight / 3;
  }
})();
