// Every part of the page with a fingerprint: its elements and texts, what its fields hold, the
// elements it names (labels, descriptions), how it is drawn (size, place in its parent, colours)
// and in which elements it lies. The parts stay in window.kBlok, in the order of the answer.
() => {
  const TERKECIL = 8;
  const ACUAN = ["for", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"];
  const cincang = (teks) => {
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let i = 0; i < teks.length; i++) {
      const huruf = teks.charCodeAt(i);
      a = Math.imul(a ^ huruf, 2654435761);
      b = Math.imul(b ^ huruf, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return (b >>> 0).toString(36) + (a >>> 0).toString(36);
  };
  const tetap = (a) => !(a.name === "value" && a.ownerElement.name === "csrfmiddlewaretoken");
  const isian = (e) => [e.checked, e.indeterminate, e.disabled, e.type === "hidden" || e.value, e.validity?.valid];
  const nama = (e) => {
    const id = ACUAN.flatMap((acuan) => (e.getAttribute(acuan) || "").split(" ").filter(Boolean));
    const teks = id.map((satu) => document.getElementById(satu)?.textContent);
    return teks.concat([...(e.labels || [])].map((label) => label.textContent));
  };
  const tampak = (e, kotak, induk) => {
    const gaya = getComputedStyle(e);
    const letak = [kotak.width, kotak.height, kotak.x - induk.x, kotak.y - induk.y].map(Math.round);
    return [e.checkVisibility(), letak, gaya.color, gaya.backgroundColor, e === document.activeElement];
  };
  window.kBlok = [];
  const hasil = [];
  const telusuri = (e, tempat, induk) => {
    const kotak = e.getBoundingClientRect();
    const sendiri = e.tagName + [...e.attributes].filter(tetap).map((a) => `${a.name}=${a.value}`);
    const dalam = cincang(tempat + e.tagName + e.className + e.getAttribute("role"));
    let isi = tempat + sendiri + isian(e) + nama(e) + tampak(e, kotak, induk), banyak = 1;
    for (const anak of e.childNodes) {
      if (anak.nodeType === Node.TEXT_NODE) isi += `"${anak.data}"`;
      if (anak.nodeType !== Node.ELEMENT_NODE) continue;
      const [sidik, n] = telusuri(anak, dalam, kotak);
      isi += sidik;
      banyak += n;
    }
    const sidik = cincang(isi);
    if (banyak >= TERKECIL) {
      window.kBlok.push(e);
      hasil.push(sidik);
    }
    return [sidik, banyak];
  };
  telusuri(document.body, "", {x: 0, y: 0});
  return hasil;
}
