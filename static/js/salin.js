// data-k-salin="#medan": menyalin isi medan; tanpa JavaScript tombolnya tidak ada dan teksnya dipilih sendiri.
for (const tombol of document.querySelectorAll("[data-k-salin]")) {
  tombol.hidden = false;
  tombol.addEventListener("click", async () => {
    const medan = document.querySelector(tombol.dataset.kSalin);
    medan.select();
    try { await navigator.clipboard.writeText(medan.value); } catch { document.execCommand("copy"); }
    tombol.textContent = "Tersalin";
  });
}
