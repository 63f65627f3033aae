//! Any bytes after a format's first words give sound articles, diagnostics or both, and end.

mod sound;

use coterie_read::Source;
use proptest::prelude::*;

use coterie_formats::{Options, open};

/// How a file of each format may begin.
const STARTS: [&str; 18] = [
    "WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
    "<nitf><body.content>",
    "<?xml version=\"1.0\"?>",
    "<rss><item>",
    "WEBVTT\n\n",
    "1\n00:00:01,000 --> 00:00:02,000\n",
    "TY  - JOUR\nAB  - ",
    "@article{a, abstract = {",
    "From: a@b.c\nMessage-ID: <1>\nMIME-Version: 1.0\n",
    "From a Tue Nov 15 10:00:00 2016\nFrom: a@b.c\nMessage-ID: <1>\nMIME-Version: 1.0\n",
    "[{\"title\": \"a\", \"text\": \"Trump met Putin, said one who knows it very well.\"}, ",
    "{\"text\": ",
    "",
    "1 of 2 DOCUMENTS\nLENGTH: 1 words\n",
    "HD   a\nPD   b\nSN   c\nLP   d\n",
    "a\n3 words\n12 March 2015\nDocument GRDN000020150312eb3c0001x\n",
    "title,text\n",
    "date\ttitle\tbody\n",
];

/// Pieces of which formats are made, so that what is made up gets beyond the first check.
const PIECES: [&str; 55] = [
    "\r\n\r\n",
    "WARC/1.0\r\nWARC-Type: response\r\n",
    "Content-Length: 12\r\n",
    "Transfer-Encoding: chunked\r\n",
    "a\r\n",
    "0\r\n",
    "Content-Encoding: deflate\r\n",
    "<p>",
    "</p>",
    "<item>",
    "</item>",
    "<![CDATA[",
    "&amp;",
    "&",
    "\n00:00:01,000 --> 00:00:02,000\n",
    "<v Ann",
    ">",
    "<",
    "{\\an8",
    "}",
    "{",
    "\\\"u",
    "\n@article{b, title = \"",
    "and",
    "\nER  - \n\nTY  - JOUR\nTI  - ",
    "#",
    "=",
    "Content-Type: multipart/mixed; boundary=b\n\n",
    "\n--b\n",
    "--b--\n",
    "Content-Type: text/html\n\n",
    "Content-Type: message/rfc822\n\n",
    "Content-Transfer-Encoding: base64\n",
    "Content-Disposition: attachment\n",
    "> quoted\n",
    "On a b wrote:\n",
    "-- \n",
    "\n\nFrom a Tue Nov 15 10:00:00 2016\nSubject: b\n",
    "[",
    "{\"text\": \"Trump met Putin, said one who knows it very well.\"}",
    "]}",
    "2 of 2 DOCUMENTS\n",
    "LENGTH: 3 words\n",
    "End of Document\n",
    "Body\n",
    "HD\n",
    "PD   12 March 2015\n",
    "SN   c\n",
    "LP\n",
    "3 words\n",
    "Document GRDN000020150312eb3c0001x\n",
    "\n",
    ",",
    "\"",
    "Trump met Putin and said so. ",
];

fn soup() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => prop::sample::select(&PIECES[..]).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..20),
    ];
    (prop::sample::select(&STARTS[..]), prop::collection::vec(piece, 0..40))
        .prop_map(|(start, pieces)| [start.as_bytes().to_vec(), pieces.concat()].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in soup()) {
        let opening = open(Source { name: "file", bytes: &bytes }, &Options::default());
        let sound = sound::check(&opening, &[&bytes]);
        prop_assert!(sound.is_ok(), "{sound:?} of {:?}", String::from_utf8_lossy(&bytes));
    }
}
