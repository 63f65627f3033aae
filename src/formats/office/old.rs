//! Office files of the old kind (`.doc`, `.xls`), and new ones that are encrypted: both are small file systems (OLE).

use coterie_read::Source;

use super::super::Desk;

/// Says what it is: nothing of it can be read here.
pub(crate) fn read(Source { name, bytes }: Source<'_>, desk: &mut Desk<'_>) {
    // Names in the file system's folder are UTF-16.
    let has = |stream: &str| {
        let sign: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        has_entry(bytes, &sign)
    };
    if has("EncryptedPackage") {
        let hint = "Open it in its program, save it without a password, and add that.";
        return desk.error(name, "This Office file is locked with a password.", hint);
    }
    let (what, hint) = if has("WordDocument") {
        ("an old Word document (.doc)", "Open it in Word or LibreOffice, save it as .docx, and add that.")
    } else if has("Workbook") || has("Book") {
        (
            "an old Excel workbook (.xls)",
            "Open it in Excel or LibreOffice, save the sheet as CSV, and add that.",
        )
    } else if has("PowerPoint Document") {
        ("an old PowerPoint presentation (.ppt)", "Open it, save it as .pptx, and add that.")
    } else if has("__properties_version1.0") {
        ("a mail of Outlook (.msg)", "Open it in Outlook, save it as text or HTML, and add that.")
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
