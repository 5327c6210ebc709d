"""Opens an export of scorecards with other people's readers: openpyxl, LibreOffice, csv, pdftotext and pdftoppm.

usage: files.py FOLDER NAMES…   Prints what each saw; exits with 1 when a name, a type, a width or a hash is not right.
"""
import csv, hashlib, json, pathlib, shutil, subprocess, sys, tempfile

import openpyxl

folder, names = pathlib.Path(sys.argv[1]), sys.argv[2:]
wrong = []


def check(what, holds):
    print(f"{'held  ' if holds else 'MISSED'} {what}")
    if not holds:
        wrong.append(what)


def guarded(text):
    return "'" + text if text[:1] in "=+-@\t\r＝＋－＠" else text


manifest = json.load(open(folder / "manifest.json"))
check("manifest: every file by its hash", all(
    hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest() == entry["sha256"] for entry in manifest["files"]))

raw = (folder / "cards.csv").read_bytes()
rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True)))
seen = {row[next(iter(row))] for row in rows} | {value for row in rows for value in row.values()}
check("csv: byte-order mark and CRLF", raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw)
check("csv: every name, formulas guarded", all(guarded(name) in seen for name in names))

book = openpyxl.load_workbook(folder / "cards.xlsx")
check("xlsx: sheets", book.sheetnames == ["People", "Figures", "Definitions", "Method"])
cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
check("xlsx: not one formula", not any(cell.data_type == "f" for cell in cells))
people = book["People"]
check("xlsx: every name as it is, as text",
      all(any(row[0].value == name and row[0].data_type == "s" for row in people.iter_rows(min_row=2)) for name in names))
check("xlsx: numbers are numbers, shares in percent",
      any(cell.data_type == "n" and cell.value is not None and "%" in cell.number_format for cell in cells))
check("xlsx: days are days", any(cell.is_date for row in book["Definitions"].iter_rows(min_row=2) for cell in row))
check("xlsx: frozen header, filter, widths",
      people.freeze_panes is not None and people.auto_filter.ref is not None
      and people.column_dimensions["A"].width >= 20)

office = shutil.which("soffice") or shutil.which("libreoffice")
if office:
    with tempfile.TemporaryDirectory() as out:
        # Its window sees the byte-order mark and offers UTF-8; without a window it has to be told.
        for source, told in (("cards.xlsx", []), ("cards.csv", ["--infilter=Text - txt - csv (StarCalc):44,34,76,1"])):
            subprocess.run(
                [office, f"-env:UserInstallation=file://{out}/profile", "--headless", *told, "--convert-to",
                 "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1", "--outdir", out,
                 folder / source], check=True, capture_output=True)
            made = next(pathlib.Path(out).glob("cards*.csv"))
            text = list(csv.reader(open(made, encoding="utf-8")))
            values = {value for row in text for value in row}
            wanted = names if source.endswith("xlsx") else [guarded(name) for name in names]
            check(f"LibreOffice opens {source}: every name, nothing reckoned",
                  all(name in values or name.lstrip("'") in values for name in wanted)
                  and not any(value.startswith(("#", "Err:")) for value in values))
            made.unlink()
else:
    print("       LibreOffice is not here")

for name in names:
    papers = sorted(folder.glob("people/*.pdf"))
    texts = {paper: subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True).stdout for paper in papers}
    # Right-to-left names come out of pdftotext in the order of the eye or of the ear, as the reader likes.
    found = [paper for paper, text in texts.items()
             if all(word in text or word[::-1] in text for word in name.split())]
    check(f"pdf: {name!r} is on its pages, with hash, page and signatures",
          any("sha256" in texts[paper] and "Signatures" in texts[paper] and "1" in texts[paper] for paper in found))
for paper in sorted(folder.glob("people/*.pdf")):
    subprocess.run(["pdftoppm", "-r", "60", "-png", paper, paper.with_suffix("")], check=True)
pages = sorted(folder.glob("people/*.png"))
check(f"pdf: {len(pages)} pages drawn", bool(pages))
lines = [json.loads(line) for line in open(folder / "cards.jsonl", encoding="utf-8")]
check("jsonl: a card a line, in one way to write it", len(lines) == len({line["name"] for line in lines}) and all(
    json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == text.rstrip("\n")
    for line, text in zip(lines, open(folder / "cards.jsonl", encoding="utf-8"))))
sys.exit(1 if wrong else 0)
