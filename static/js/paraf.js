// Tanda tangan dengan jari: garisnya menjadi jalur SVG di medan tersembunyi "paraf".
// Tanpa JavaScript kotaknya tidak tampil dan daftar hadir tetap dapat diisi.
(() => {
  "use strict";

  const TERPANJANG = 19000;
  for (const kotak of document.querySelectorAll("[data-k-paraf]")) {
    const kanvas = kotak.querySelector("canvas");
    const medan = kotak.closest("form").elements.paraf;
    const pena = kanvas.getContext("2d");
    let menulis = false;
    kotak.hidden = false;
    pena.lineWidth = 2;
    pena.lineCap = "round";

    const titik = (e) => {
      const r = kanvas.getBoundingClientRect();
      const x = Math.round(((e.clientX - r.left) * kanvas.width) / r.width);
      const y = Math.round(((e.clientY - r.top) * kanvas.height) / r.height);
      return [Math.min(Math.max(x, 0), kanvas.width), Math.min(Math.max(y, 0), kanvas.height)];
    };
    const tambah = (huruf, [x, y]) => {
      if (medan.value.length < TERPANJANG) medan.value += `${huruf}${x} ${y}`;
    };
    kanvas.addEventListener("pointerdown", (e) => {
      menulis = true;
      kanvas.setPointerCapture(e.pointerId);
      pena.beginPath();
      pena.moveTo(...titik(e));
      tambah("M", titik(e));
      e.preventDefault();
    });
    kanvas.addEventListener("pointermove", (e) => {
      if (!menulis) return;
      pena.lineTo(...titik(e));
      pena.stroke();
      tambah("L", titik(e));
    });
    for (const akhir of ["pointerup", "pointercancel"]) kanvas.addEventListener(akhir, () => { menulis = false; });
    kotak.querySelector("[data-k-hapus]").addEventListener("click", () => {
      pena.clearRect(0, 0, kanvas.width, kanvas.height);
      medan.value = "";
    });
  }
})();
