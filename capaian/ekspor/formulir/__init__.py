"""The evaluation forms of Permendagri 86/2017: E.78 to E.81.

tata: what a layout is. e78 … e81: the layouts, as data. pohon and angka: rows and figures.
isi: figures into cells. lembar: the one writer of all of them.
"""
