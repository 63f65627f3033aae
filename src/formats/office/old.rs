//! Office files of the old kind (`.doc`, `.ppt`), and new ones that are encrypted: both are small file systems (OLE).

use coterie_read::Source;

use super::super::Desk;
use super::ole::Ole;

/// Reads a workbook; of others says what they are, for nothing of them can be read here.
pub(crate) fn read(Source { name, bytes }: Source<'_>, desk: &mut Desk<'_>) {
    let folder = Ole::open(bytes);
    // Where the folder is lost, a name tells: in UTF-16.
    let has = |stream: &str| {
        if let Some(folder) = &folder {
            return folder.has(stream);
        }
        let sign: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        has_entry(bytes, &sign)
    };
    if has("EncryptedPackage") {
        let hint = "Open it in its program, save it without a password, and add that.";
        return desk.error(name, "This Office file is locked with a password.", hint);
    }
    if has("Workbook") || has("Book") {
        return super::sheets::read_xls(Source { name, bytes }, desk);
    }
    let (what, hint) = if has("WordDocument") {
        ("an old Word document (.doc)", "Open it in Word or LibreOffice, save it as .docx, and add that.")
    } else if has("PowerPoint Document") {
        ("an old PowerPoint presentation (.ppt)", "Open it, save it as .pptx, and add that.")
    } else if has("__properties_version1.0") {
        ("a mail of Outlook (.msg)", "Open it in Outlook, save it as text or HTML, and add that.")
    } else if folder.is_none() {
        let hint = "Download or copy it again.";
        return desk.error(
            name,
            "This Office file is damaged or breaks off: nothing in it can be read.",
            hint,
        );
    } else {
        ("an old Office file", "Open it in its program, save it in a newer format or as text, and add that.")
    };
    desk.error(name, format!("This is {what}, which Coterie does not read."), hint);
}

/// Whether the folder has this name: entries stand at multiples of 128 bytes, and their names end with a zero.
fn has_entry(bytes: &[u8], sign: &[u8]) -> bool {
    bytes.chunks(128).any(|entry| {
        entry.starts_with(sign) && entry.get(sign.len()..sign.len() + 2).is_none_or(|end| end == [0, 0])
    })
}
