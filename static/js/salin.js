// data-k-salin="#medan": menyalin isi medan, kabarnya di [data-k-tersalin] sebelahnya; tanpa JavaScript tombolnya tidak ada.
for (const tombol of document.querySelectorAll("[data-k-salin]")) {
  tombol.hidden = false;
  tombol.addEventListener("click", async () => {
    const medan = document.querySelector(tombol.dataset.kSalin);
    const kabar = tombol.parentElement.querySelector("[data-k-tersalin]") ?? tombol;
    medan.select();
    try { await navigator.clipboard.writeText(medan.value); kabar.textContent = "Tersalin"; }
    catch { kabar.textContent = "Terpilih; salin dengan Ctrl+C"; }
  });
}
