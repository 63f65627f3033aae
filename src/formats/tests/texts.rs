//! Any bytes after a format's first words give articles, diagnostics or both, and end.

use coterie_read::Source;
use proptest::prelude::*;

use coterie_formats::{Options, open};

/// How a file of each format may begin.
const STARTS: [&str; 3] = ["", "title,text\n", "date\ttitle\tbody\n"];

/// Pieces of which formats are made, so that what is made up gets beyond the first check.
const PIECES: [&str; 4] = ["\n", ",", "\"", "Trump met Putin and said so. "];

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
        let found = opening.documents.len() + opening.diagnostics.len() + opening.pdfs.len();
        prop_assert!(found > 0, "nothing came of {:?}", String::from_utf8_lossy(&bytes));
        for document in &opening.documents {
            for block in &document.blocks {
                prop_assert!(!document.slice(block.span).is_empty());
            }
        }
    }
}
