//! Which words of a mail are its writer's own.

use coterie_read::{Role, Source};

/// Whether a subject says that the mail is one passed on: then what stands below is what it is about.
pub(super) fn is_forward(subject: &str) -> bool {
    let subject = subject.trim_start().to_lowercase();
    ["fw:", "fwd:", "wg:", "tr:", "rv:"].iter().any(|start| subject.starts_with(start))
}

/// The paragraphs of a plain mail: quoted lines, what introduces them and the signature do not count.
pub(super) fn of_text(text: &str, is_forwarded: bool) -> Vec<(Role, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut run = String::new();
    let mut role = Role::Body;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let mut taken = 1;
        let rest = lines.get(at..).unwrap_or_default();
        let (own, words) = match *line {
            // All below is the signature.
            "-- " | "--" | "-- \r" => break,
            line if !is_forwarded && is_original(line) => break,
            line if line.starts_with('>') => (Role::Boilerplate, line.trim_start_matches(['>', ' '])),
            line => {
                let wrote = if is_forwarded { forwarded_lines(rest) } else { wrote_lines(rest) };
                taken = wrote.max(1);
                (if wrote > 0 { Role::Boilerplate } else { Role::Body }, line)
            }
        };
        let is_blank = words.trim().is_empty();
        if own != role && !is_blank {
            flush(&mut run, role, &mut found);
            role = own;
        }
        run.push_str(words);
        for more in rest.iter().take(taken).skip(1).filter(|more| !more.trim().is_empty()) {
            run.push(' ');
            run.push_str(more.trim());
        }
        run.push('\n');
        if taken > 1 || (own == Role::Boilerplate && !words.trim().is_empty() && !line.starts_with('>')) {
            // What introduces a quotation is a paragraph of its own.
            flush(&mut run, role, &mut found);
        }
        at += taken;
    }
    flush(&mut run, role, &mut found);
    let below: Vec<&str> =
        lines.get(at..).unwrap_or_default().iter().map(|line| line.trim_start_matches(['>', ' '])).collect();
    run.push_str(
        below.strip_prefix(&["--"]).or(below.strip_prefix(&["-- "])).unwrap_or(&below).join("\n").as_str(),
    );
    flush(&mut run, Role::Boilerplate, &mut found);
    found
}

fn flush(run: &mut String, role: Role, found: &mut Vec<(Role, String)>) {
    found.extend(coterie_read::plain(&std::mem::take(run)).into_iter().map(|paragraph| (role, paragraph)));
}

/// `-----Original Message-----`, and a rule above the headers of the mail that is answered.
fn is_original(line: &str) -> bool {
    const SAYS: [&str; 4] =
        ["original message", "ursprüngliche nachricht", "message d'origine", "mensaje original"];
    let bare = line.trim().trim_matches('-').trim().to_lowercase();
    line.trim_start().starts_with("--") && SAYS.contains(&bare.as_str())
}

/// How many lines introduce a mail that is passed on: the mark of a mail program, and the headers below it.
fn forwarded_lines(lines: &[&str]) -> usize {
    const SAYS: [&str; 6] = [
        "forwarded message",
        "begin forwarded message:",
        "original message",
        "weitergeleitete nachricht",
        "message transféré",
        "mensaje reenviado",
    ];
    const LABELS: [&str; 18] = [
        "From", "Date", "Sent", "To", "Cc", "Reply-To", "Subject", "Von", "Gesendet", "Datum", "An",
        "Betreff", "De", "Objet", "Asunto", "Fecha", "Para", "À",
    ];
    let Some((first, below)) = lines.split_first() else { return 0 };
    let bare = first.trim().trim_matches(|c: char| c == '-' || c.is_whitespace()).to_lowercase();
    if !SAYS.contains(&bare.as_str()) {
        return 0;
    }
    let gap = below.iter().take_while(|line| line.trim().is_empty()).count();
    let is_header = |line: &&&str| {
        let line = line.trim_start_matches(['>', ' ', '*']);
        line.split_once(':').is_some_and(|(label, _)| LABELS.contains(&label.trim_end_matches([' ', '*'])))
    };
    let headers = below.iter().skip(gap).take_while(is_header).count();
    if headers >= 2 && gap <= 2 { 1 + gap + headers } else { 0 }
}

/// How many lines introduce a quotation: `On Mon, 14 Nov 2016, Ann Lee <ann@example.org> wrote:`, which programs wrap,
/// and a quoted line follows.
fn wrote_lines(lines: &[&str]) -> usize {
    const BEGINS: [&str; 5] = ["On ", "Am ", "Le ", "El ", "Il "];
    const ENDS: [&str; 6] = ["wrote:", "schrieb:", "écrit :", "écrit:", "escribió:", "scritto:"];
    let begins = lines.first().is_some_and(|line| BEGINS.iter().any(|begin| line.starts_with(begin)));
    if !begins {
        return 0;
    }
    let ends = |line: &&str| ENDS.iter().any(|end| line.trim_end().ends_with(end)) || is_german(line);
    let Some(last) = lines.iter().take(3).position(ends) else { return 0 };
    let follows = lines.iter().skip(last + 1).find(|line| !line.trim().is_empty());
    if follows.is_some_and(|line| line.starts_with('>')) { last + 1 } else { 0 }
}

/// `Am 14.11.2016 um 10:00 schrieb Ann Lee:`.
fn is_german(line: &str) -> bool {
    line.contains(" schrieb ") && line.trim_end().ends_with(':')
}

/// The paragraphs of a mail that is a web page: what is quoted by mail programs' own marks does not count.
pub(super) fn of_page(page: &str, is_forwarded: bool) -> Vec<(Role, String)> {
    let (own, quoted) = if is_forwarded { (page.to_owned(), String::new()) } else { without_quotes(page) };
    let reading = coterie_read::read(Source { name: "", bytes: own.as_bytes() });
    let mut found = Vec::new();
    for document in &reading.documents {
        // The page's title is the mail's subject, or nothing that was written.
        let blocks = document.blocks.iter().filter(|block| block.role != Role::Title);
        found.extend(blocks.map(|block| (block.role, document.slice(block.span).to_owned())));
    }
    found.extend(coterie_read::markup(&quoted).into_iter().map(|words| (Role::Boilerplate, words)));
    found
}

/// A page without the quotations that mail programs mark, and these.
fn without_quotes(page: &str) -> (String, String) {
    let (mut own, mut quoted) = (String::new(), String::new());
    // Lower case of ASCII alone keeps every byte in its place.
    let lower = page.to_ascii_lowercase();
    let (mut at, mut depth) = (0, 0usize);
    while let Some(tag) = lower.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        let end =
            lower.get(tag..).and_then(|rest| rest.find('>')).map_or(lower.len(), |length| tag + length + 1);
        let element = lower.get(tag..end).unwrap_or_default();
        let opens = element.starts_with("<blockquote");
        let cites = opens && (element.contains("cite") || element.contains("gmail_quote"));
        if cites || (opens && depth > 0) {
            depth += 1;
        }
        let closes = element.starts_with("</blockquote") && depth > 0;
        let target = if depth > 0 { &mut quoted } else { &mut own };
        target.push_str(page.get(at..end).unwrap_or_default());
        if closes {
            depth -= 1;
        }
        at = end;
    }
    let target = if depth > 0 { &mut quoted } else { &mut own };
    target.push_str(page.get(at..).unwrap_or_default());
    (own, quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: &[(Role, String)], expected: &str) {
        let sign = |role| if role == Role::Body { "" } else { "out: " };
        let lines: Vec<String> =
            found.iter().map(|(role, words)| format!("{}{words}", sign(*role))).collect();
        assert_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn answers() {
        check(
            &of_text("Yes.\n\n-----Original Message-----\nFrom: Bo\n\nNo?", false),
            "Yes.\nout: -----Original Message-----\nout: From: Bo\nout: No?",
        );
        check(
            &of_text("Look.\n\n-----Original Message-----\nNews.", true),
            "Look.\n-----Original Message-----\nNews.",
        );
        check(
            &of_text("Am 14.11.2016 um 10:00 schrieb Ann Lee:\n> Ja?\n> Ja!\nNein.", false),
            "out: Am 14.11.2016 um 10:00 schrieb Ann Lee:\nout: Ja?\nout: Ja!\nNein.",
        );
        check(
            &of_text("On Monday he wrote:\n“Trump met Putin.”", false),
            "On Monday he wrote:\n“Trump met Putin.”",
        );
    }

    #[test]
    fn what_is_passed_on_counts_without_its_headers() {
        check(
            &of_text("Look.\n\n---------- Forwarded message ---------\nFrom: Bo\nDate: Mon\n\nNews.", true),
            "Look.\nout: ---------- Forwarded message --------- From: Bo Date: Mon\nNews.",
        );
        check(
            &of_text("Begin forwarded message:\n\n> From: Bo\n> To: Ann\n\nNews.", true),
            "out: Begin forwarded message: > From: Bo > To: Ann\nNews.",
        );
        check(
            &of_text("Original message\nFrom: the start, it was clear.", true),
            "Original message\nFrom: the start, it was clear.",
        );
    }

    #[test]
    fn quotations_in_pages() {
        let (own, quoted) = without_quotes(
            "<p>Yes.</p><blockquote type=\"cite\"><p>No?<blockquote>So?</blockquote></p></blockquote><p>Well.<blockquote>Own.</blockquote>",
        );
        assert_eq!(coterie_read::markup(&own), ["Yes.", "Well.", "Own."]);
        assert_eq!(coterie_read::markup(&quoted), ["No?", "So?"]);
    }
}
