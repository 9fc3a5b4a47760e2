"""How the papers look, on paper and on a screen. Nothing is loaded from outside."""

from __future__ import annotations

STYLE = """
@page { size: A4; margin: 16mm 17mm 15mm; PAGE_BOXES }
* { box-sizing: border-box; }
body { font: 10.5pt/1.45 "FangSong", "STFangsong", "FangSong_GB2312", "Noto Serif CJK SC",
  "Source Han Serif SC", "Songti SC", "SimSun", serif; color: #000; max-width: 176mm;
  margin: 0 auto; padding: 8mm 0; overflow-wrap: anywhere; }
:lang(en) body, body:lang(en) { font-family: "Times New Roman", "Liberation Serif", "FangSong",
  "Noto Serif CJK SC", "SimSun", serif; line-height: 1.35; }
h1 { font-size: 20pt; line-height: 1.25; margin: 0 0 1mm; text-align: center; font-weight: 700;
  letter-spacing: 0.12em; }
h1:lang(en) { letter-spacing: 0; }
h2 { font-size: 11.5pt; margin: 3.2mm 0 1.2mm; break-after: avoid; }
p { margin: 0 0 1.5mm; }
.number { text-align: center; margin-bottom: 2.5mm; line-height: 1.3; }
.number small { display: block; color: #333; }
.note { color: #333; font-size: 9pt; }
.lead p + p { text-indent: 2em; }
.lead:lang(en) p + p { text-indent: 0; }
.head { display: flex; gap: 5mm; align-items: stretch; margin-bottom: 2mm; break-inside: avoid; }
.head table { flex: 1; }
.code { flex: none; width: 34mm; margin: 0; text-align: center; font-size: 9pt; line-height: 1.3;
  border: 0.25mm solid #000; padding: 1mm; display: flex; flex-direction: column;
  justify-content: center; }
.code svg { display: block; width: 30mm; height: 30mm; margin: 0 auto; }
.code b { display: block; font-size: 12pt; letter-spacing: 0.06em; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.25mm solid #000; padding: 0.9mm 1.6mm; text-align: left; vertical-align: top; }
th { font-weight: 600; background: #f3f3f3; }
.facts th { width: 35mm; vertical-align: middle; }
.conclusion .facts th { width: 24mm; }
table + .note { margin-top: 1mm; }
.no { width: 11mm; text-align: center; white-space: nowrap; }
.body { width: 27mm; }
.result { width: 40mm; }
.blank .result { width: 20mm; }
.blank td { height: 9.5mm; }
.remark { width: 38mm; }
.blank .remark { width: 52mm; }
.basis { font-size: 9pt; color: #222; }
ol { margin: 0; padding-left: 6mm; }
li { margin-bottom: 1mm; break-inside: avoid; }
.end { break-inside: avoid; }
.closing { display: flex; gap: 8mm; margin-top: 4mm; }
.closing > div { flex: 1; }
.seal { text-align: center; min-height: 28mm; padding-top: 4mm; }
.seal div { margin-bottom: 2mm; }
.receipt { display: flex; gap: 3mm; margin-top: 3mm; padding-top: 5mm;
  border-top: 0.25mm dashed #000; }
.line { flex: 1; border-bottom: 0.25mm solid #000; }
.choices { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5mm 4mm; }
.choices.few { display: flex; flex-wrap: wrap; gap: 0.5mm 5mm; }
.choice { display: flex; gap: 1.5mm; }
.box { flex: none; width: 3.2mm; height: 3.2mm; border: 0.3mm solid #000; margin-top: 0.22em;
  position: relative; }
.on::after { content: ""; position: absolute; left: 0.75mm; top: -0.1mm; width: 0.8mm;
  height: 1.7mm; border: solid #000; border-width: 0 0.45mm 0.45mm 0; transform: rotate(40deg); }
.rules, .together { break-inside: avoid; }
.rules div { border-bottom: 0.2mm solid #777; height: 8mm; }
.told { white-space: pre-line; }
.signs { display: grid; grid-template-columns: 1fr 1fr; gap: 2.5mm; }
.sign { border: 0.25mm solid #000; padding: 1.2mm 2mm; min-height: 31mm; break-inside: avoid;
  display: flex; flex-direction: column; }
.sign img { display: block; max-width: 100%; max-height: 18mm; margin: auto; }
.sign .where { flex: 1; display: flex; min-height: 15mm; align-items: center; }
.sign small { font-size: 8pt; line-height: 1.25; }
code { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: 6.4pt;
  word-break: break-all; }
.signs + p { display: flex; flex-wrap: wrap; gap: 0 2mm; margin-top: 2.5mm; }
.fill { flex: 1; min-width: 40mm; min-height: 1.4em; border-bottom: 0.25mm solid #000; }
@media print {
  body { max-width: none; padding: 0; }
  th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
@media screen and (max-width: 700px) {
  body { padding: 4mm; }
  .head { flex-wrap: wrap; }
  .signs, .choices { grid-template-columns: 1fr; }
}
""".strip()

PAGE_BOXES = (
    "@top-right { content: TASK; font-size: 8pt; } "
    "@bottom-center { content: PAGES; font-size: 8pt; }"
)


def style(task: str, pages: str) -> str:
    """Return the style with the number of the task and that of the page on each sheet of paper.

    In *pages*, `{page}` and `{pages}` stand for the numbers.
    """
    counters = {"{page}": '" counter(page) "', "{pages}": '" counter(pages) "'}
    told = css_text(pages)
    for name, counter in counters.items():
        told = told.replace(css_text(name)[1:-1], counter)
    boxes = PAGE_BOXES.replace("TASK", css_text(task)).replace("PAGES", told)
    return STYLE.replace("PAGE_BOXES", boxes)


def css_text(text: str) -> str:
    """Return a text as a string of a style sheet: whatever has a meaning there is escaped."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'
