//! The program that opens files which are no text: office files, archives, mail, pages. `static/open.js` loads it into
//! a worker when the first such file comes, and brings the words of PDF files, which pdf.js finds.

use js_sys::{Array, Uint8Array};

use crate::formats;
use crate::formats::pdf;
use crate::protocol;
use crate::read::{Reading, Source};

/// Opens a file: first what came of it ([`Reading`], encoded), then, two by two, the names and contents of the PDF files
/// in it. `options` are what the person said about it ([`Options`](crate::question::Options), encoded).
pub fn open(name: &str, bytes: &[u8], options: &[u8]) -> Array {
    let options = protocol::decode(options).unwrap_or_default();
    let (reading, pdfs) = formats::open(Source { name, bytes }, &options).into_reading();
    let answer = Array::of1(&encoded(&reading));
    for inner in pdfs {
        answer.push(&inner.name.into());
        answer.push(&Uint8Array::from(&inner.bytes[..]));
    }
    answer
}

/// What came of a PDF ([`Reading`], encoded), given what pdf.js says of its words, as JSON.
pub fn pdf(name: &str, bytes: &[u8], words: &str) -> Uint8Array {
    // Our own script wrote it.
    let found = serde_json::from_str(words).unwrap_or_default();
    encoded(&pdf::read(Source { name, bytes }, &found))
}

fn encoded(reading: &Reading) -> Uint8Array {
    Uint8Array::from(&protocol::encode(reading)[..])
}
