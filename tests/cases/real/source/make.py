"""What Python's own library and packages make: mails, tables, exports, captions, feeds, archives, a scanned page.

python make.py HERE WORK: reads HERE/source and what pandoc made of it, writes below HERE, and to WORK what LibreOffice makes
something of.
"""

import csv
import email.policy
import io
import json
import mailbox
import subprocess
import sys
import textwrap
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import msoffcrypto.format.ooxml
import openpyxl
import pandas
import pysubs2
from feedgen.feed import FeedGenerator
from PIL import Image, ImageDraw, ImageFont

HERE, WORK = Path(sys.argv[1]), Path(sys.argv[2])
PAPER = {name: "The Harbour Gazette" for name in ("visit", "ferries", "lamp")} | {"besuch": "Müggelbote"}
LANGUAGE = {"en": "English", "de": "German"}


def out(path):
    path = HERE / path
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def article(name):
    """Front matter and plain text, by pandoc."""
    source = HERE / "source" / f"{name}.md"
    head = source.read_text().split("---\n")[1]
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    command = ["pandoc", "-t", "plain", "--wrap=none", source]
    fields["text"] = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    fields["paper"] = PAPER[name]
    day = pandas.Timestamp(fields["date"])
    fields["long"] = f"{day.day} {day.month_name()} {day.year}"
    fields["american"] = f"{day.month_name()} {day.day}, {day.year} {day.day_name()}"
    fields["words"] = len(fields["text"].split())
    fields["url"] = f"http://www.harbour-gazette.example/{name}.html"
    return fields


VISIT, FERRIES, BESUCH, LAMP = (article(name) for name in ("visit", "ferries", "besuch", "lamp"))
# No two fixtures of a folder hold the same article in the same words: the page would count it once.
ONE, OTHER = [VISIT, FERRIES], [BESUCH, LAMP]


def mail(subject, sender, date, number):
    message = EmailMessage(policy=email.policy.SMTP)
    message["Received"] = f"from mail.harbour-gazette.example ([192.0.2.7]) by mx.example.org; {date}"
    message["From"] = sender
    message["To"] = "Desk <desk@example.org>"
    message["Subject"] = subject
    message["Date"] = date
    message["Message-ID"] = f"<{number}@mail.harbour-gazette.example>"
    return message


def mails():
    """smtplib's form: SMTP line ends, quoted-printable, base64, ISO-8859-1, parts and attachments."""
    one = mail(VISIT["title"], "Clara Lindqvist <clara@harbour-gazette.example>", "Mon, 04 Mar 2024 18:31:02 +0100", 1)
    one.set_content(VISIT["text"] + "\n\n-- \nClara Lindqvist\nThe Harbour Gazette, Quay 7\n", cte="quoted-printable")
    page = "".join(f"<p>{line}</p>" for line in VISIT["text"].split("\n\n"))
    one.add_alternative(f"<html><body>{page}</body></html>", subtype="html")
    word = (HERE / "docx/visit-pandoc.docx").read_bytes()
    one.add_attachment(word, "application", "vnd.openxmlformats-officedocument.wordprocessingml.document",
                       filename="Weimar – Café.docx")
    one.add_attachment((HERE / "source/site/library.png").read_bytes(), "image", "png", filename="library.png")
    for number, part in enumerate(part for part in one.walk() if part.is_multipart()):
        part.set_boundary(f"=====part{number}=====")
    out("eml/visit-attached.eml").write_bytes(one.as_bytes())

    two = mail(BESUCH["title"], '"Möller, Jürgen" <jm@mueggelbote.example>', "Mon, 18 Mar 2024 16:02:11 +0100", 2)
    latin = BESUCH["text"].translate(str.maketrans("„“—", '""-'))
    two.set_content(latin, charset="iso-8859-1", cte="quoted-printable")
    out("eml/besuch-latin1.eml").write_bytes(two.as_bytes())

    three = mail("Fwd: " + FERRIES["title"], "desk@example.org", "Tue, 12 Mar 2024 08:00:00 +0000", 3)
    forwarded = (f"Worth a look?\n\n---------- Forwarded message ---------\nFrom: Tomás Ashworth <ta@harbour-gazette.example>\n"
                 f"Date: Tue, 12 Mar 2024 at 07:05\nSubject: {FERRIES['title']}\nTo: Desk <desk@example.org>\n\n")
    three.set_content(forwarded + FERRIES["text"], cte="base64")
    out("eml/ferries-forwarded.eml").write_bytes(three.as_bytes())

    path = out("mbox/letters.mbox")
    path.unlink(missing_ok=True)
    box = mailbox.mbox(path)
    four = mail("Re: " + FERRIES["title"], "Rosa Fialho <rosa@union.example>", "Tue, 12 Mar 2024 09:30:00 +0000", 4)
    four.set_content("Dear Tomás,\n\nFrom what António Costa told me, the pier at Cacilhas gets its roof in June.\n\n"
                     "On Tue, 12 Mar 2024, Tomás Ashworth wrote:\n> Does the pier at Cacilhas get a roof?\n\nRosa\n")
    for message in (three, four, two):
        entry = mailbox.mboxMessage(message)
        entry.set_from("desk@example.org Tue Mar 12 10:00:00 2024")
        box.add(entry)
    box.close()


def tables():
    """Tables of articles, by csv, json, pandas and openpyxl; each names its columns otherwise."""
    for path, articles in ((out("csv/articles-python.csv"), ONE), (WORK / "articles.csv", OTHER)):
        with open(path, "w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["headline", "author", "published", "outlet", "url", "content"])
            rows.writerows([a["title"], a["author"], a["date"], a["paper"], a["url"], a["text"]] for a in articles)

    def frame(articles):
        fields = lambda n, a: {"id": n, "Title": a["title"], "Date": a["long"], "Source": a["paper"], "Full text": a["text"]}
        return pandas.DataFrame([fields(n, a) for n, a in enumerate(articles, 1)])

    frame(ONE + OTHER).to_csv(out("tsv/articles-pandas.tsv"), sep="\t", index=False)
    frame(ONE + OTHER).to_json(out("json/articles-pandas.json"), orient="records", force_ascii=True)
    frame(ONE).to_parquet(out("parquet/articles-snappy.parquet"), index=False)
    frame(OTHER).to_parquet(out("parquet/articles-zstd.parquet"), index=False, compression="zstd")
    with open(out("jsonl/articles-python.jsonl"), "w") as file:
        for a in ONE + OTHER:
            line = {"title": a["title"], "byline": a["author"], "date": a["date"] + "T18:20:00Z", "lang": a["lang"], "body": a["text"]}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    for path, articles in ((out("xlsx/articles-openpyxl.xlsx"), ONE), (WORK / "articles.xlsx", OTHER)):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Clippings"
        sheet.append(["Headline", "Author", "Date", "Newspaper", "Text"])
        for a in articles:
            sheet.append([a["title"], a["author"], pandas.Timestamp(a["date"]).to_pydatetime(), a["paper"], a["text"]])
        book.save(path)


def nexis(articles):
    """The older text."""
    centred = lambda line: line.center(78).rstrip()
    wrapped = lambda text: "\n\n".join(textwrap.fill(part, 76) for part in text.split("\n\n"))
    text = ""
    for n, a in enumerate(articles, 1):
        text += "\n".join([
            centred(f"{n} of {len(articles)} DOCUMENTS"), "", "", "", centred(a["paper"]), "", centred(a["american"]),
            centred("Final Edition"), "", a["title"], "", f"BYLINE: {a['author']}", "", "SECTION: WORLD; Pg. 7", "",
            f"LENGTH: {a['words']} words", "", "", wrapped(a["text"]), "", f"LOAD-DATE: {a['long']}", "",
            f"LANGUAGE: {LANGUAGE[a['lang']].upper()}", "", "PUBLICATION-TYPE: Newspaper", "", "",
            centred(f"Copyright 2024 {a['paper']}"), centred("All Rights Reserved"), "", "", ""])
    return text


def nexis_document(articles):
    """The newer document, with its cover page."""
    document = docx.Document()
    add = document.add_paragraph
    cover = ["User Name: = Desk", "Date and Time: = 2024-03-20", "Job Number: = 217345678", f"Documents ({len(articles)})"]
    cover += [f"{n}. {a['title']}" for n, a in enumerate(articles, 1)]
    cover += ["Client/Matter: -None-", "Search Terms: night train OR ferry",
              "| About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2024 LexisNexis"]
    for line in cover:
        add(line)
    for a in articles:
        document.add_page_break()
        document.add_heading(a["title"], 1)
        for line in [a["paper"], a["american"], f"Copyright 2024 {a['paper']} All Rights Reserved", "Section: WORLD; Pg. 7",
                     f"Length: {a['words']} words", f"Byline: {a['author']}", "Body", "", *a["text"].split("\n\n"),
                     "Classification", "", f"Language: {LANGUAGE[a['lang']].upper()}", "Publication-Type: Newspaper",
                     "Subject: RAIL TRANSPORTATION (90%); TALKS (78%)", f"Load-Date: {a['long']}", "", "End of Document"]:
            add(line)
    document.core_properties.author = document.core_properties.title = ""
    return document


def factiva_coded(articles):
    text = ""
    for n, a in enumerate(articles, 1):
        first, rest = a["text"].split("\n\n", 1)
        text += "\n\n".join([
            f"HD\n{a['title']}", f"BY\n{a['author']}", f"WC\n{a['words']} words", f"PD\n{a['long']}", f"SN\n{a['paper']}",
            "SC\nHARBGZ", f"LA\n{LANGUAGE[a['lang']]}", f"CY\n(c) 2024 {a['paper']}", f"LP\n{first}", f"TD\n{rest}",
            f"AN\nDocument HARBGZ0020240304ek34000{n:02}"]) + "\n\n\n"
    return text


def factiva_displayed(articles):
    text = ""
    for n, a in enumerate(articles, 1):
        text += "\n\n".join([
            a["title"], "By " + a["author"], f"{a['words']} words", a["long"], a["paper"], "HARBGZ", LANGUAGE[a["lang"]],
            f"(c) 2024 {a['paper']}", a["text"], f"Document HARBGZ0020240304ek34000{n:02}"]) + "\n\n\n"
    return text


def proquest(articles):
    rule = "_" * 60
    text = rule + "\n\n"
    for n, a in enumerate(articles, 1):
        text += "\n\n".join([
            f"Document {n} of {len(articles)}", a["title"], f"Author: {a['author']}",
            f"Publication info: {a['paper']} ; Lisbon [Lisbon]{a['long']}: 7.", f"Full text: {a['text']}",
            "Subject: Rail transportation; Talks", f"Title: {a['title']}", f"Publication title: {a['paper']}; Lisbon",
            "Publication year: 2024", f"Publication date: {a['american'].rsplit(' ', 1)[0]}",
            f"Language of publication: {LANGUAGE[a['lang']]}", f"ProQuest document ID: 29300000{n}", rule]) + "\n\n"
    return text + "Contact ProQuest\n"


def exports():
    """Exports of news databases, by hand in the forms that bundle/ names its sources for: real ones have no licence."""
    out("nexis/old-form-text.txt").write_text(nexis(ONE))
    nexis_document(OTHER).save(out("nexis/new-form-docx.docx"))
    nexis_document(ONE).save(WORK / "new-form.docx")
    out("factiva/coded-text.txt").write_text(factiva_coded(ONE))
    out("factiva/displayed-text.txt").write_text(factiva_displayed(OTHER))
    out("proquest/four-text.txt").write_text(proquest(ONE + OTHER))


CUES = [
    (0.5, 3.2, "Good evening from Weimar."),
    (3.4, 7.9, "Angela Merkel and Emmanuel Macron\nhave agreed on a night train,"),
    (8.0, 11.5, "by way of this town,\nfrom Paris to Vienna."),
    (15.0, 18.8, "{\\i1}A train that arrives{\\i0} is the best\nargument for Europe, said Macron."),
    (19.0, 24.0, "Ursula von der Leyen promised that the\nEuropean Commission will pay a third."),
    (28.0, 31.0, "Clara Lindqvist reported,\nfrom the café across the square."),
]


def captions():
    file = pysubs2.SSAFile()
    for start, end, words in CUES:
        event = pysubs2.SSAEvent(start=pysubs2.make_time(s=start), end=pysubs2.make_time(s=end))
        event.text = words.replace("\n", "\\N")
        file.append(event)
    file.save(str(out("srt/news-pysubs2.srt")))
    file.save(str(out("vtt/news-pysubs2.vtt")))


def feeds():
    feed = FeedGenerator()
    feed.load_extension("podcast")
    feed.id("http://www.harbour-gazette.example/")
    feed.title("The Harbour Gazette")
    feed.link(href="http://www.harbour-gazette.example/")
    feed.description("News from the quay")
    feed.language("en")
    feed.updated("2024-03-12T08:00:00Z")
    feed.lastBuildDate("2024-03-12T08:00:00Z")
    for a in (FERRIES, VISIT):
        entry = feed.add_entry()
        entry.id(a["url"])
        entry.title(a["title"])
        entry.link(href=a["url"])
        entry.author(name=a["author"], email="desk@harbour-gazette.example")
        entry.published(a["date"] + "T07:05:00Z")
        entry.updated(a["date"] + "T07:05:00Z")
        entry.description(a["text"].split("\n\n")[0])
        entry.content("".join(f"<p>{part}</p>" for part in a["text"].split("\n\n")), type="CDATA")
    feed.rss_file(str(out("rss/gazette-feedgen.xml")), pretty=True)
    feed.atom_file(str(out("atom/gazette-feedgen.xml")), pretty=True)


def archives():
    """What ZIP programs do not: another method, and an archive in an archive."""
    stamp = (2024, 3, 4, 12, 0, 0)

    def packed(path, method, files):
        with zipfile.ZipFile(out(path), "w", method) as archive:
            for name, content in files:
                archive.writestr(zipfile.ZipInfo(name, stamp), content, method)

    ferries = (HERE / "rtf/ferries-libreoffice.rtf").read_bytes()
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("März/ferries.rtf", stamp), ferries)
    packed("zip/nested-python.zip", zipfile.ZIP_DEFLATED, [("2024/inner.zip", inner.getvalue()), ("2024/.DS_Store", b"\0")])
    packed("zip/bzip2-python.zip", zipfile.ZIP_BZIP2, [("ferries.rtf", ferries)])


def locked():
    with open(HERE / "docx/visit-pandoc.docx", "rb") as plain, open(out("docx/locked-msoffcrypto.docx"), "wb") as file:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("weimar", file)


def pictures():
    """A scanned page, which is a picture alone, and a picture."""
    page = Image.new("L", (620, 877), 250)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(18)
    lines = [VISIT["title"], ""] + textwrap.wrap(VISIT["text"], 58)
    for n, line in enumerate(lines[:30]):
        draw.text((40, 50 + 26 * n), line, fill=20, font=font)
    page = page.convert("1")
    page.save(out("pdf/scanned-pillow.pdf"), resolution=75)
    page.save(out("other/photographed-pillow.png"))
    Image.linear_gradient("L").resize((24, 16)).save(out("source/site/library.png"))


pictures()
mails()
tables()
exports()
captions()
feeds()
archives()
locked()
