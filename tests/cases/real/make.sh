#!/usr/bin/env bash
# Makes the fixtures beside this script again, each by the program that its name says: `ferries-libreoffice.odt` is what
# LibreOffice wrote. The articles are ours (source/), invented for this and free to use as the rest of the project is.
#
# Who made what is here (Debian 12, November 2026):
#   pandoc 2.17.1.1       *-pandoc.*, and the sources of LibreOffice's
#   LibreOffice 7.4.7     *-libreoffice.* (Writer, Calc, Impress)
#   Chromium 156           *-chromium.*: what it saves as MHTML, prints to PDF and holds as the page's DOM
#   wget 1.21.3           warc/: fetched with --warc-file; wacz 0.6.0 (PyPI) packs it for wacz/
#   Info-ZIP 3.0, p7zip 16.02, GNU tar 1.34, gzip 1.12, qpdf 11.3, bibutils 7.2 (ris/, bibtex/)
#   Python 3.11: email and mailbox (eml/, mbox/), csv, json, zipfile; and from PyPI pandas 3.1.1 with pyarrow 26.0.1,
#   openpyxl 3.1.5, python-docx 1.2.0, msoffcrypto-tool 6.1.0, pysubs2 1.8.1, feedgen 1.0.0, Pillow 13.0.0
# By hand, for want of a program or of a licence for real ones: nexis/, factiva/ and proquest/ (after the forms that
# src/formats/bundle names its sources for; nexis-rtf/ and nexis-html/ are LibreOffice's of one), newsml/, nitf/ and ninjs/ (after the examples of the IPTC's guidelines).
#
# It needs: apt-get install pandoc libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui wget zip
# p7zip-full qpdf bibutils chromium; a Python with the packages above (PYTHON); playwright-core (COTERIE_NODE_MODULES).
# What it makes differs from run to run in dates and numbers that programs make up, and is checked against expected.txt
# by src/formats/tests/real.rs and tests/browser/drops.test.mjs.
set -euo pipefail
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3}
CHROME=${CHROME:-/usr/bin/chromium}
export SOURCE_DATE_EPOCH=1709546400 LC_ALL=C.UTF-8 TZ=UTC
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

# folder format file…: LibreOffice opens the files and saves them as `format` (an ending, and a filter if need be).
office() {
  local folder=$1 format=$2
  shift 2
  mkdir -p "$folder"
  soffice -env:UserInstallation="file://$work/profile" --headless --convert-to "$format" --outdir "$work/office" "$@" >/dev/null
  for file in "$work"/office/*; do
    local name=${file##*/}
    mv "$file" "$folder/${name%%.*}-libreoffice.${name##*.}"
  done
}

mkdir -p txt md html docx odt rtf epub bibtex biblatex json pptx other
source=source
# What pandoc writes.
pandoc "$source/visit.md" -s -t plain -o txt/visit-pandoc.txt
pandoc "$source/besuch.md" -s -t plain | iconv -t UTF-16 >txt/besuch-iconv.txt
pandoc "$source/visit.md" -s -t markdown -o md/visit-pandoc.md
pandoc "$source/lamp.md" -s -t gfm -o md/lamp-pandoc.md
pandoc "$source/ferries.md" -s -t html5 -o html/ferries-pandoc.html
pandoc "$source/visit.md" -o docx/visit-pandoc.docx
pandoc "$source/visit.md" -o odt/visit-pandoc.odt
pandoc "$source/lamp.md" -s -o rtf/lamp-pandoc.rtf
pandoc "$source/besuch.md" -o epub/besuch-pandoc2.epub -t epub2
chapter() { sed -n 's/^title: /# /p' "$1" && awk '/^---$/ { n++; next } n > 1' "$1" && echo; }
{ chapter "$source/visit.md" && chapter "$source/ferries.md"; } |
  pandoc -M title="The week at the quay" -M author="The Harbour Gazette" -M date=2024-03-15 -M lang=en -o epub/week-pandoc3.epub
pandoc "$source/slides.md" -o pptx/slides-pandoc.pptx
pandoc "$source/papers.bib" -s -t bibtex -o bibtex/papers-pandoc.bib
pandoc "$source/papers.bib" -s -t biblatex -o biblatex/papers-pandoc.bib
pandoc "$source/papers.bib" -s -t csljson -o json/papers-pandoc.json
pandoc "$source/ferries.md" -s -t docbook5 -o other/ferries-docbook.xml
iconv -t windows-1252 "$source/besuch.html" >html/besuch-windows1252.html
: >other/empty.txt

# What LibreOffice writes of what pandoc wrote.
for name in ferries besuch lamp; do pandoc "$source/$name.md" -o "$work/$name.odt"; done
office docx docx "$work/ferries.odt" "$work/lamp.odt"
office odt odt "$work/ferries.odt" "$work/lamp.odt"
office odt fodt "$work/besuch.odt"
office rtf rtf "$work/ferries.odt" "$work/besuch.odt"
office doc doc "$work/ferries.odt"
office epub epub "$work/ferries.odt"
office html html "$work/besuch.odt"
office pdf pdf "$work/ferries.odt"
office pdf 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"tejo"}}' "$work/besuch.odt"
mv pdf/besuch-libreoffice.pdf pdf/locked-libreoffice.pdf
office txt txt:Text "$work/ferries.odt"
cp pptx/slides-pandoc.pptx "$work/slides.pptx"
office odp odp "$work/slides.pptx"
office pptx pptx "$work/slides.pptx"
qpdf --encrypt spree spree 256 -- pdf/ferries-libreoffice.pdf pdf/locked-qpdf.pdf

# What Python writes, and what LibreOffice makes of the tables and exports among it.
"$PYTHON" source/make.py . "$work"
for kind in xlsx ods xls; do
  soffice -env:UserInstallation="file://$work/profile" --headless --infilter='Text - txt - csv (StarCalc):44,34,76,1' \
    --convert-to "$kind" --outdir "$work/office" "$work/articles.csv" >/dev/null
  mkdir -p "$kind"
  mv "$work/office/articles.$kind" "$kind/articles-libreoffice.$kind"
done
office csv 'csv:Text - txt - csv (StarCalc):59,34,76' "$work/articles.xlsx"
office nexis-rtf rtf "$work/new-form.docx"
office nexis-html html "$work/new-form.docx"
# What bibutils writes.
mkdir -p ris
bib2xml -u "$source/papers.bib" 2>/dev/null >"$work/papers.xml"
xml2ris "$work/papers.xml" 2>/dev/null >ris/papers-bibutils.ris
xml2bib "$work/papers.xml" 2>/dev/null >bibtex/papers-bibutils.bib

# What Chromium and wget save of the site.
mkdir -p mhtml warc wacz
coproc SERVER { exec "$PYTHON" source/serve.py source/site; }
server=$SERVER_PID
read -r port <&"${SERVER[0]}"
proxy=http://127.0.0.1:$port
site=http://www.harbour-gazette.example
node source/browser.mjs "$proxy" "$site/visit.html" mhtml/visit-chromium.mhtml pdf/visit-chromium.pdf
"$CHROME" --headless --no-sandbox --disable-gpu --user-data-dir="$work/chrome" --proxy-server="$proxy" \
  --dump-dom "$site/visit.html" 2>/dev/null >html/visit-chromium.html
# What goes with a page (-p) is fetched too: its styles and pictures.
fetch() {
  local page=$1
  shift
  wget -q -e use_proxy=yes -e http_proxy="$proxy" -p -P "$work/fetched" --warc-tempdir="$work" "$@" "$site/$page"
}
fetch visit.html --warc-file=warc/visit-wget
fetch ferries.html --warc-file=warc/ferries-wget --no-warc-compression
"${PYTHON%python*}wacz" create -o wacz/visit-wacz.wacz --detect-pages warc/visit-wget.warc.gz >/dev/null

# Archives of what was made.
mkdir -p zip tar gz
pack=$work/pack
mkdir -p "$pack/clippings/2024"
cp txt/visit-pandoc.txt docx/ferries-libreoffice.docx source/site/style.css other/photographed-pillow.png "$pack/clippings"
cp html/besuch-windows1252.html "$pack/clippings/2024"
here=$PWD
(
  cd "$pack"
  rm -f "$here"/zip/{clippings-infozip,locked-infozip,locked-7z}.zip
  zip -q -r "$here/zip/clippings-infozip.zip" clippings
  zip -q -e -P weimar "$here/zip/locked-infozip.zip" clippings/visit-pandoc.txt
  7z a -bso0 -bsp0 -tzip -mem=AES256 -pweimar "$here/zip/locked-7z.zip" clippings/ferries-libreoffice.docx
  tar cf "$here/tar/clippings-gnu.tar" --exclude=*.docx clippings
  tar czf "$here/tar/clippings-gnu.tar.gz" --exclude=*.txt --exclude=*.html clippings
)
gzip -9nc txt/besuch-iconv.txt >gz/besuch-gzip.txt.gz
