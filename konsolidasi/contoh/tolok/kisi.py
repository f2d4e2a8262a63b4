"""The yardstick of Isian Saya: an entry grid written by hand from plain dicts, of the same bytes.

As in the choice of the stack: no form objects, no includes, values ready to print, escaped.
"""

from collections.abc import Callable

from django.template import Context, Engine

BARIS = """<tbody role="rowgroup" id="b{{ b.pk }}" class="k-isian__baris" hx-post="{{ b.url }}">
<tr role="row"><th scope="row"><a href="{{ b.rinci }}">{{ b.nama }}</a>
<small>{{ b.kode }}</small></th>
<td class="k-kanan">{% if b.target %}<span class="k-nilai">{{ b.target }}</span> {{ b.satuan }}\
{% else %}Belum ada{% endif %}</td>
<td><input type="hidden" name="versi-{{ b.pk }}" value="{{ b.versi }}">
<label class="visually-hidden" for="r{{ b.pk }}">Realisasi {{ b.nama }}, {{ b.satuan }}</label>
<input id="r{{ b.pk }}" name="nilai-{{ b.pk }}" value="{{ b.nilai }}"
aria-describedby="k{{ b.pk }}">
<span id="k{{ b.pk }}">{% for n, v in b.lalu %}<span>{{ n }} {{ v }}</span> {% endfor %}</span></td>
<td>{% if b.persen %}<strong>{{ b.persen }}</strong> {{ b.kata }}{% endif %}
<small>{{ b.kalimat }}</small></td>
<td><label for="f{{ b.pk }}">Penghambat</label>
<textarea id="f{{ b.pk }}" name="penghambat-{{ b.pk }}">{{ b.faktor }}</textarea></td>
<td><span class="k-lencana">{{ b.status }}</span>
{% for r in b.rinci_status %}<small>{{ r }}</small>{% endfor %}</td></tr>
{{ b.isian_lain|safe }}</tbody>"""
KISI = "{% for b in baris %}" + BARIS + "{% endfor %}"


def kisi_tangan(byte: int, jumlah: int) -> Callable[[], str]:
    """A renderer of `jumlah` rows that together have about `byte` bytes."""
    template = Engine().from_string(KISI)
    baris = [_baris(pk) for pk in range(1, jumlah + 1)]
    kurang = byte - len(template.render(Context({"baris": baris})).encode())
    for satu in baris:
        satu["isian_lain"] = "x" * max(kurang // jumlah, 0)
    return lambda: template.render(Context({"baris": baris}))


def _baris(pk: int) -> dict[str, object]:
    return {
        "pk": pk,
        "url": f"/capaian/realisasi/2025/4/{pk}/simpan/",
        "rinci": f"/capaian/indikator/{pk}/",
        "nama": f"Persentase layanan ke-{pk} Perangkat Daerah Nomor 1",
        "kode": f"T001.{pk:03}, posisi akhir",
        "target": "90,00",
        "satuan": "%",
        "versi": 1,
        "nilai": "81,35",
        "lalu": (("TW III", "62,10"), ("TW IV 2024", "79,80")),
        "persen": "90,39 %",
        "kata": "Tinggi, sementara",
        "kalimat": "Capaian 90,39 % = 81,35 ÷ 90,00. Makin besar makin baik.",
        "faktor": "Keterlambatan pengadaan",
        "status": "Siap diajukan",
        "rinci_status": ("Tersimpan 10.42",),
        "isian_lain": "",
    }
