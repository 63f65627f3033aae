//! Mail: single mails, boxes of them, and saved web pages (MHTML), which are mails by form.
//!
//! A mail is an article: its subject is the headline, its text part the words. Quoted mails and signatures are shown
//! but not counted. Files that hang on it are opened as files of their own.

mod words;

use coterie_read::{Draft, Field, Format, Role, Source, dates, decode};
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType, decoders};

use super::Desk;
use super::record::{host, prose};
use super::when::{Order, stated};

/// How much of a file is looked at to tell whether it is mail.
const HEAD: usize = 64 << 10;

/// Below this a text part may be a stub ("Open this mail in a browser"), in characters.
const STUB: usize = 200;

/// What a file of mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mail {
    /// One mail, or a saved page.
    One,
    /// Many.
    Box,
}

/// Whether a file is mail: it begins with headers that only mail has.
pub(crate) fn looks_like(bytes: &[u8]) -> Option<Mail> {
    let bytes = begun(bytes);
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    match head.split_once('\n') {
        Some((first, rest)) if is_from_line(first) => has_headers(rest).then_some(Mail::Box),
        _ => has_headers(&head).then_some(Mail::One),
    }
}

/// A file from its first word on.
fn begun(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

/// `From ann@example.org Tue Nov 15 10:00:00 2016`.
fn is_from_line(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("From ") else { return false };
    let words = || rest.split_whitespace();
    let is_time = |word: &str| {
        word.split(':').count() >= 2
            && word.split(':').all(|part| part.len() <= 2 && part.parse::<u32>().is_ok())
    };
    let is_year =
        |word: &str| word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1970..2200).contains(&year));
    words().any(is_time) && words().any(is_year)
}

/// Whether a text begins with the headers of a mail. An article may begin with "From:" and "Date:" too, so there must be
/// one that programs write, or all four that a person sees with an address and a date in them.
fn has_headers(text: &str) -> bool {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            match headers.last_mut() {
                Some((_, value)) => value.push_str(line),
                None => return false,
            }
        } else {
            let Some((name, value)) = line.split_once(':') else { return false };
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
                return false;
            }
            headers.push((name.to_ascii_lowercase(), value.to_owned()));
        }
    }
    let value = |wanted: &str| headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.trim());
    const WRITTEN: [&str; 8] = [
        "received",
        "return-path",
        "message-id",
        "mime-version",
        "delivered-to",
        "dkim-signature",
        "x-mailer",
        "content-transfer-encoding",
    ];
    let written = WRITTEN.iter().filter(|name| value(name).is_some()).count();
    let from = value("from").is_some_and(|from| from.contains('@') || from.starts_with('<'));
    let dated = value("date").is_some_and(|date| stated(date, Order::Unknown).is_some());
    headers.len() >= 3
        && ((written >= 1 && (value("from").is_some() || value("subject").is_some()))
            || (from && dated && value("subject").is_some() && value("to").is_some()))
}

/// Puts mail that [`looks_like`] such on the desk.
pub(crate) fn read(source: Source<'_>, mail: Mail, desk: &mut Desk<'_>) {
    let Source { name, bytes } = source;
    let bytes = begun(bytes);
    if mail == Mail::One {
        return one(Source { name, bytes }, desk);
    }
    for (rank, bytes) in split(bytes).into_iter().enumerate() {
        one(Source { name: &format!("{name}#{}", rank + 1), bytes: &bytes }, desk);
    }
}

/// The mails of a box. A mail begins at a `From ` line after an empty line, where headers follow; such lines in a mail's
/// own text have a `>` before them, which is taken off.
fn split(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut mails: Vec<Vec<u8>> = Vec::new();
    let mut lines = bytes.split_inclusive(|&byte| byte == b'\n').peekable();
    let mut after_gap = true;
    while let Some(line) = lines.next() {
        let begins = after_gap
            && line.starts_with(b"From ")
            && is_from_line(&String::from_utf8_lossy(line))
            && lines.peek().is_some_and(|next| {
                let name = next.split(|&byte| byte == b':').next().unwrap_or_default();
                name.len() < next.len() && !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
            });
        after_gap = line.trim_ascii().is_empty();
        if begins {
            mails.push(Vec::new());
        } else if let Some(mail) = mails.last_mut() {
            let marks = line.iter().take_while(|&&byte| byte == b'>').count();
            let is_escaped = marks > 0 && line[marks..].starts_with(b"From ");
            mail.extend_from_slice(if is_escaped { &line[1..] } else { line });
        }
    }
    mails
}

fn one(source: Source<'_>, desk: &mut Desk<'_>) {
    let Source { name, bytes } = source;
    let Some(message) = MessageParser::default().parse(bytes) else {
        return desk.error(name, "This mail could not be read.", "Save its text as a file and add that.");
    };
    if let Some(page) = main_page(&message) {
        return saved_page(name, &message, page, desk);
    }
    let before = desk.count();
    let mut draft = Draft::new(Format::Mail);
    draft.metadata.title = message.subject().map(str::to_owned).filter(|subject| !subject.trim().is_empty());
    draft.metadata.byline = message.from().and_then(|from| from.first()).and_then(|from| {
        let said = from.name().filter(|name| !name.trim().is_empty()).or_else(|| from.address());
        said.map(|said| said.trim().to_owned())
    });
    draft.metadata.date = message
        .date()
        .and_then(|date| dates::iso(u32::from(date.year), u32::from(date.month), u32::from(date.day)));
    let is_forwarded = message.subject().is_some_and(words::is_forward);
    for (role, paragraph) in body(&message, is_forwarded) {
        draft.add(role, &paragraph);
    }
    if !draft.is_empty() {
        desk.article(name, bytes, draft);
    }
    attachments(name, &message, desk);
    if desk.count() == before {
        desk.error(name, "There are no words in this mail.", "Choose a mail with an article in it.");
    }
}

/// The paragraphs of a mail: of its text where it has one that is more than a stub, else of its web page.
fn body(message: &Message<'_>, is_forwarded: bool) -> Vec<(Role, String)> {
    let parts = |ids: &[u32]| ids.iter().filter_map(|&id| message.part(id)).collect::<Vec<_>>();
    let text: Vec<String> = parts(&message.text_body)
        .into_iter()
        .filter(|part| matches!(part.body, PartType::Text(_)))
        .map(|part| decoded(message, part))
        .collect();
    let text = text.join("\n\n");
    let pages: Vec<String> = parts(&message.html_body)
        .into_iter()
        .filter(|part| matches!(part.body, PartType::Html(_)))
        .map(|part| decoded(message, part))
        .collect();
    let length: usize =
        pages.iter().flat_map(|page| coterie_read::markup(page)).map(|words| words.len()).sum();
    let is_stub = prose(&text) < STUB && length > 4 * text.trim().len();
    if is_stub {
        pages.iter().flat_map(|page| words::of_page(page, is_forwarded)).collect()
    } else {
        words::of_text(&text, is_forwarded)
    }
}

/// A text part's words. Where the part does not say its charset, it is found by its bytes.
fn decoded(message: &Message<'_>, part: &MessagePart<'_>) -> String {
    let says = part.content_type().is_some_and(|kind| kind.attribute("charset").is_some());
    match raw(message, part) {
        Some(raw) if !says => decode::decode(&raw).text,
        _ => part.text_contents().unwrap_or_default().to_owned(),
    }
}

/// A part's bytes, its transfer encoding taken off.
fn raw(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Vec<u8>> {
    let bytes = message.raw_message().get(part.offset_body as usize..part.offset_end as usize)?;
    match part.encoding {
        Encoding::None => Some(bytes.to_vec()),
        Encoding::QuotedPrintable => decoders::quoted_printable::quoted_printable_decode(bytes),
        Encoding::Base64 => decoders::base64::base64_decode(bytes),
    }
}

/// The page of a mail that is a saved page: browsers write where it came from.
fn main_page<'m>(message: &'m Message<'m>) -> Option<&'m MessagePart<'m>> {
    let root = message.root_part();
    let is_saved = message.header("Snapshot-Content-Location").is_some()
        || message.header_raw("From").is_some_and(|from| from.trim_start().starts_with("<Saved by"))
        || root.content_location().is_some();
    let page = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)))?;
    let is_located = page.content_location().is_some();
    let is_mail = message.to().is_some();
    (is_saved || (is_located && !is_mail)).then_some(page)
}

fn saved_page(name: &str, message: &Message<'_>, page: &MessagePart<'_>, desk: &mut Desk<'_>) {
    let says = page.content_type().is_some_and(|kind| kind.attribute("charset").is_some());
    let bytes = match raw(message, page) {
        Some(raw) if !says => raw,
        _ => page.text_contents().unwrap_or_default().as_bytes().to_vec(),
    };
    let mut reading = coterie_read::read(Source { name, bytes: &bytes });
    let from = message.header_raw("Snapshot-Content-Location").or(page.content_location());
    let saved = message
        .date()
        .and_then(|date| dates::iso(u32::from(date.year), u32::from(date.month), u32::from(date.day)));
    for document in &mut reading.documents {
        let metadata = &mut document.metadata;
        if let (None, Some(host)) = (&metadata.site, from.and_then(host)) {
            metadata.site = Some(host);
            metadata.guessed.mark(Field::Site);
        }
        if let (None, Some(saved)) = (&metadata.date, &saved) {
            metadata.date = Some(saved.clone());
            metadata.guessed.mark(Field::Date);
        }
    }
    desk.take(reading);
}

/// Opens what hangs on a mail.
fn attachments(name: &str, message: &Message<'_>, desk: &mut Desk<'_>) {
    let mut wordless = 0;
    for (rank, part) in message.attachments().enumerate() {
        let kind = part.content_type();
        let (main, sub) = kind.map_or(("", ""), |kind| (kind.ctype(), kind.subtype().unwrap_or_default()));
        let is_wordless = ["image", "audio", "video"].iter().any(|kind| main.eq_ignore_ascii_case(kind))
            || ["pgp-signature", "pkcs7-signature", "x-pkcs7-signature", "calendar", "ics"]
                .iter()
                .any(|kind| sub.eq_ignore_ascii_case(kind));
        if is_wordless {
            // Pictures within the text are part of how it looks.
            let is_inline = part.content_disposition().is_none_or(|how| how.is_inline());
            wordless += usize::from(!is_inline);
            continue;
        }
        let bytes = match &part.body {
            PartType::Message(inner) => inner.raw_message().to_vec(),
            PartType::Text(_) | PartType::Html(_) => {
                raw(message, part).unwrap_or_else(|| part.contents().to_vec())
            }
            _ => part.contents().to_vec(),
        };
        let own =
            part.attachment_name().and_then(|own| own.rsplit(['/', '\\']).next()).unwrap_or_default().trim();
        let own = if own.is_empty() { format!("attachment {}", rank + 1) } else { own.to_owned() };
        let inner = format!("{name}/{own}");
        let size = bytes.len() as u64;
        if let Err(spent) = desk.budget.begin().and_then(|()| desk.budget.take(size, size)) {
            return desk.spent(&inner, spent);
        }
        desk.inner(Source { name: &inner, bytes: &bytes });
    }
    if wordless > 0 {
        let what = if wordless == 1 { "1 attachment".to_owned() } else { format!("{wordless} attachments") };
        desk.warn(name, format!("{what} without words (pictures, sound, signatures) were left out."), "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::shown;

    const HEAD: &str = "From: =?utf-8?Q?J=C3=BCrgen_M=C3=BCller?= <jm@example.org>\r\nTo: ann@example.org\r\nSubject: =?iso-8859-1?Q?Treffen_in_K=F6ln?=\r\nDate: Tue, 15 Nov 2016 23:00:00 -0800\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n";

    #[track_caller]
    fn check(mail: &str, expected: &str) {
        let expected =
            expected.replace("HEAD", "m | Treffen in Köln | Jürgen Müller | 2016-11-15 |\n# Treffen in Köln");
        assert_eq!(shown("m", format!("{HEAD}{mail}")), expected);
    }

    #[test]
    fn a_plain_mail() {
        check(
            "\r\nTrump met Putin.\r\n\r\nOn Mon, 14 Nov 2016, Ann Lee\r\n<ann@example.org> wrote:\r\n> Did Trump meet Putin?\r\n\r\nThey talked.\r\n\r\n-- \r\nJürgen Müller\r\nBBC\r\n",
            "HEAD\nTrump met Putin.\nout: On Mon, 14 Nov 2016, Ann Lee <ann@example.org> wrote:\nout: Did Trump meet Putin?\nThey talked.\nout: Jürgen Müller\nout: BBC",
        );
    }

    #[test]
    fn the_text_is_preferred_to_the_page_unless_it_is_a_stub() {
        let mail = |text: &str| {
            format!(
                "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>{}</p></body></html>\r\n--b--\r\n",
                "Merkel met Macron in Berlin. ".repeat(9).trim_end()
            )
        };
        let long = "Trump met Putin in Helsinki. ".repeat(9);
        check(&mail(&long), &format!("HEAD\n{}", long.trim_end()));
        check(
            &mail("See the page."),
            &format!("HEAD\n{}", "Merkel met Macron in Berlin. ".repeat(9).trim_end()),
        );
    }

    #[test]
    fn attachments_are_opened() {
        check(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--b\r\nContent-Type: text/plain; name=\"a.txt\"\r\nContent-Disposition: attachment; filename=\"a.txt\"\r\nContent-Transfer-Encoding: base64\r\n\r\nVHJ1bXAgbWV0IFB1dGluLg==\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=\"a.png\"\r\n\r\nx\r\n--b--\r\n",
            "HEAD\nSee below.\nm/a.txt | | | |\nTrump met Putin.\nwarning: 1 attachment without words (pictures, sound, signatures) were left out.",
        );
    }

    #[test]
    fn a_box() {
        let from = "From ann@example.org Tue Nov 15 10:00:00 2016\n";
        let mail = |subject: &str, text: &str| {
            format!("{from}From: ann@example.org\nSubject: {subject}\nMessage-ID: <1>\n\n{text}\n\n")
        };
        assert_eq!(
            shown(
                "b",
                format!(
                    "{}{}",
                    mail(
                        "One",
                        "Trump met Putin.\n\n>From 10:00 in 2016 they talked.\nFrom then on they did."
                    ),
                    mail("Two", "They left.")
                )
            ),
            "b#1 | One | ann@example.org | |\n# One\nTrump met Putin.\nFrom 10:00 in 2016 they talked.\nFrom then on they did.\nb#2 | Two | ann@example.org | |\n# Two\nThey left."
        );
    }

    #[test]
    fn blanks_before_the_first_mail_do_not_hide_it() {
        let mail = "From ann@example.org Tue Nov 15 10:00:00 2016\nFrom: a@b.c\nSubject: One\nMessage-ID: <1>\n\nTrump met Putin.\n";
        let expected = "b#1 | One | a@b.c | |\n# One\nTrump met Putin.";
        for before in ["", "\n \n", "  ", "\u{feff}"] {
            assert_eq!(shown("b", format!("{before}{mail}")), expected, "{before:?}");
        }
        assert_eq!(
            shown("b", HEAD.to_owned() + "\r\nThey met."),
            shown("b", format!("\n{HEAD}\r\nThey met."))
        );
    }

    #[test]
    fn a_saved_page() {
        let page = "<html><head><title>Summit</title><meta charset=3Diso-8859-1></head><body><p>Trump met M=FCller.</p></body></html>";
        let saved = format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.bbc.co.uk/a\r\nSubject: Summit\r\nDate: Tue, 15 Nov 2016 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://www.bbc.co.uk/a\r\n\r\n{page}\r\n--b--\r\n"
        );
        assert!(
            shown("p", saved)
                .starts_with("p | Summit | | 2016-11-15 | bbc.co.uk\n# Summit\nTrump met Müller.")
        );
    }

    #[test]
    fn articles_are_no_mail() {
        let check = |text: &str| assert_eq!(looks_like(text.as_bytes()), None, "{text}");
        check("From: The Guardian\nDate: 15 November 2016\nSubject: Summit\n\nTrump met Putin.");
        check("From: Ann\nTo: Bo\nDate: 15 November 2016\nSubject: Summit\n\nTrump met Putin.");
        check("From Helsinki at 10:00 on 15 November 2016\nTrump met Putin.");
        check("Subject: Summit\n\nTrump met Putin.");
        check("Note: this\nReceived: wisdom\nsays otherwise.");
        check("");
    }
}
