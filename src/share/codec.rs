//! A finding as the payload of a link (`postcard`, deflate, base64url) and as a file (JSON).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use serde::{Deserialize, Serialize};

use super::Finding;
use crate::copies::Counted;
use crate::diagnostic::Diagnostic;
use crate::graph::ViewSettings;
use crate::layout::Mode;

/// Raised when a finding changes in a way that older pages cannot read.
const VERSION: u8 = 1;

/// The version of a link whose counts take copies once: a byte for [`Counted`] stands before the finding.
const VERSION_WITH_COPIES: u8 = 2;

/// The version of a link to a picture that is not balanced: bytes for [`Counted`] and [`Mode`] stand before the
/// finding.
const VERSION_WITH_MODE: u8 = 3;

/// A payload that inflates to more than this is refused: a link holds at most a few hundred kilobytes.
const MOST_BYTES: usize = 16 << 20;

/// What a file of ours begins with, white space aside.
const FORMAT: &str = "coterie finding";

#[derive(Serialize, Deserialize)]
struct File<T> {
    format: String,
    version: u8,
    #[serde(default)]
    copies: Counted,
    #[serde(default)]
    mode: Mode,
    finding: T,
}

/// The value of `#g=`.
pub fn encode_link(finding: &Finding) -> String {
    let copies = u8::from(finding.settings.copies == Counted::Once);
    let mut bytes = match (finding.settings.mode, copies) {
        (Mode::Balanced, 0) => vec![VERSION],
        (Mode::Balanced, _) => vec![VERSION_WITH_COPIES, copies],
        (mode, _) => vec![VERSION_WITH_MODE, copies, mode as u8],
    };
    bytes.extend(postcard::to_allocvec(finding).unwrap_or_default());
    URL_SAFE_NO_PAD.encode(compress_to_vec(&bytes, 9))
}

/// Reads what [`encode_link`] wrote.
pub fn decode_link(payload: &str) -> Result<Finding, Diagnostic> {
    let broken = || {
        Diagnostic::error(
            "link",
            "This link is cut off or damaged.",
            "Ask for it again, or for the finding as a file; some mail programs cut long links.",
        )
    };
    let packed = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).map_err(|_| broken())?;
    let bytes = decompress_to_vec_with_limit(&packed, MOST_BYTES).map_err(|_| broken())?;
    let (copies, mode, rest) = match bytes[..] {
        [VERSION, ref rest @ ..] => (0, 0, rest),
        [VERSION_WITH_COPIES, copies, ref rest @ ..] => (copies, 0, rest),
        [VERSION_WITH_MODE, copies, mode, ref rest @ ..] => (copies, mode, rest),
        [version, ..] if version > VERSION_WITH_MODE => return Err(newer("link")),
        _ => return Err(broken()),
    };
    let mut finding: Finding = postcard::from_bytes(rest).map_err(|_| broken())?;
    finding.settings.copies = if copies == 0 { Counted::Each } else { Counted::Once };
    finding.settings.mode = Mode::ALL.into_iter().find(|known| *known as u8 == mode).unwrap_or_default();
    finding.checked().ok_or_else(broken)
}

/// The finding as a `.json` file.
pub fn encode_file(finding: &Finding) -> Vec<u8> {
    let ViewSettings { copies, mode, .. } = finding.settings;
    let file = File { format: FORMAT.to_owned(), version: VERSION, copies, mode, finding };
    serde_json::to_vec(&file).unwrap_or_default()
}

/// Whether a file is one of ours, by how it begins.
pub fn looks_like_file(bytes: &[u8]) -> bool {
    let head: String = String::from_utf8_lossy(&bytes[..bytes.len().min(200)])
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    head.trim_start_matches('\u{feff}').starts_with("{\"format\":\"coteriefinding\"")
}

/// Reads what [`encode_file`] wrote.
pub fn decode_file(bytes: &[u8]) -> Result<Finding, Diagnostic> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let file: File<serde_json::Value> = serde_json::from_slice(bytes).map_err(|error| broken_file(&error))?;
    if file.version > VERSION {
        return Err(newer("file"));
    }
    let mut finding: Finding = serde_json::from_value(file.finding).map_err(|error| broken_file(&error))?;
    (finding.settings.copies, finding.settings.mode) = (file.copies, file.mode);
    finding.checked().ok_or_else(|| {
        Diagnostic::error("file", "This Coterie file contradicts itself.", "Ask for it again, unedited.")
    })
}

/// Reads a link's payload or a file.
pub fn decode_any(bytes: &[u8]) -> Result<Finding, Diagnostic> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !looks_like_file(bytes) => decode_link(text.trim()),
        _ => decode_file(bytes),
    }
}

fn broken_file(error: &serde_json::Error) -> Diagnostic {
    let message =
        format!("This Coterie file cannot be read (line {}, column {}).", error.line(), error.column());
    Diagnostic::error("file", message, "Ask for it again, unedited.")
}

fn newer(what: &str) -> Diagnostic {
    let message = format!("This {what} was made by a newer Coterie.");
    Diagnostic::error(what, message, "Reload the page to get the newest Coterie, then open it again.")
}
