// Tombol salin; tanpa JavaScript tombolnya tidak tampil dan teks disalin dengan tangan.
//   data-k-salin="id"     tombol: salin isi kotak ber-id itu
//   data-k-tersalin       di sebelahnya: kalimat bahwa sudah tersalin
(() => {
  "use strict";

  for (const tombol of document.querySelectorAll("[data-k-salin]")) {
    tombol.hidden = false;
    tombol.addEventListener("click", async () => {
      const kotak = document.getElementById(tombol.dataset.kSalin);
      const kabar = tombol.parentElement.querySelector("[data-k-tersalin]");
      kotak.select();
      try {
        await navigator.clipboard.writeText(kotak.value);
        kabar.textContent = "Tersalin. Tempelkan di WhatsApp.";
      } catch {
        kabar.textContent = "Teksnya sudah terpilih; salin dengan Ctrl+C.";
      }
    });
  }
})();
