//! Links and words: what is written can be read.

use coterie::app::link::{self, State};
use coterie::app::views::{Piece, PieceName, Side, changed_pieces, pieces};
use coterie::app::words;
use coterie::cooccurrence::Window;
use coterie::copies::Counted;
use coterie::entities::{Kind, KindSet};
use coterie::evidence::{Change, Mark, Paragraph, Subject};
use coterie::graph::ViewSettings;
use coterie::ids::EntityKey;
use coterie::layout::Mode;
use coterie::read::Role;
use proptest::prelude::*;

fn settings() -> impl Strategy<Value = ViewSettings> {
    let kinds = (0u8..64).prop_map(|bits| {
        let kind = |set: KindSet, kind: Kind| set.with(kind, bits & (1 << kind.index()) != 0);
        Kind::ALL.into_iter().fold(KindSet::NONE, kind)
    });
    let focus = prop::option::of(any::<u64>().prop_map(EntityKey));
    let copies = any::<bool>().prop_map(|once| if once { Counted::Once } else { Counted::Each });
    (0usize..3, 1u32.., kinds, 1u32.., focus, copies, any::<bool>(), 0usize..4).prop_map(
        |(window, least_weight, kinds, limit, focus, copies, references, mode)| ViewSettings {
            window: Window::ALL[window],
            least_weight,
            kinds,
            limit,
            focus,
            copies,
            references,
            mode: Mode::ALL[mode],
        },
    )
}

fn state() -> impl Strategy<Value = State> {
    let key = || any::<u64>().prop_map(EntityKey);
    let subject =
        prop_oneof![key().prop_map(Subject::Entity), (key(), key()).prop_map(|(a, b)| Subject::Tie(a, b)),];
    let camera = prop::option::of((any::<i32>(), any::<i32>(), 1..i32::MAX));
    (settings(), prop::option::of(subject), camera).prop_map(|(settings, selection, camera)| State {
        settings,
        selection,
        camera: camera.map(|(x, y, zoom)| [x, y, zoom]),
    })
}

proptest! {
    #[test]
    fn a_link_reads_as_it_was_written(state in state(), finding in "[A-Za-z0-9_-]{1,40}") {
        let link = link::parse(&link::fragment(&finding, &state), "");
        prop_assert_eq!(link.state, state);
        prop_assert_eq!(link.finding, Some(finding));
    }

    #[test]
    fn any_address_can_be_read(fragment in ".*", query in ".*") {
        link::parse(&fragment, &query);
    }

    #[test]
    fn a_changed_paragraph_keeps_every_word(
        text in ".{0,40}", marks in prop::collection::vec((0u32..60, 0u32..60), 0..6),
        changes in prop::collection::vec((0u32..60, 0u32..60, "[a-z]{0,3}"), 0..6),
    ) {
        let mark = |(start, end)| {
            Mark { start, end, entity: EntityKey(1), kind: Kind::Person, asked: true, referred: false, mention: 0 }
        };
        let change = |(start, end, missing)| Change { start, end, missing };
        let paragraph = Paragraph {
            text: text.clone(),
            marks: marks.into_iter().map(mark).collect(),
            role: Role::Body,
            changes: changes.into_iter().map(change).collect(),
        };
        let here = changed_pieces(&paragraph).into_iter().filter(|piece| piece.side != Side::There);
        prop_assert_eq!(here.map(|piece| piece.text).collect::<String>(), text);
    }

    #[test]
    fn a_marked_text_keeps_every_word(text in ".{0,40}", marks in prop::collection::vec((0u32..60, 0u32..60), 0..6)) {
        let mark = |(start, end)| {
            Mark { start, end, entity: EntityKey(1), kind: Kind::Person, asked: true, referred: false, mention: 0 }
        };
        let marks: Vec<Mark> = marks.into_iter().map(mark).collect();
        let whole: String = pieces(&text, &marks).into_iter().map(|piece| piece.text).collect();
        prop_assert_eq!(whole, text);
    }
}

#[test]
fn the_default_view_adds_nothing_to_a_link() {
    assert_eq!(link::fragment("abc", &State::default()), "g=abc");
}

#[test]
fn a_source_may_stand_in_the_query_or_the_fragment() {
    let source = |fragment, query| link::parse(fragment, query).source;
    assert_eq!(source("", "src=a%20b.json").as_deref(), Some("a b.json"));
    assert_eq!(source("src=c.json&v=l:2", "src=a.json").as_deref(), Some("c.json"));
}

#[test]
fn names_are_cut_out_of_their_sentence() {
    let mark = Mark {
        start: 0,
        end: 3,
        entity: EntityKey(7),
        kind: Kind::Person,
        asked: true,
        referred: false,
        mention: 0,
    };
    let name =
        Some(PieceName { key: EntityKey(7), kind: Kind::Person, asked: true, referred: false, mention: 0 });
    let piece = |text: &str, name| Piece { text: text.to_owned(), name, side: Side::Both };
    let wanted = [piece("Ada", name), piece(" wrote.", None)];
    assert_eq!(pieces("Ada wrote.", &[mark]), wanted);
}

#[test]
fn what_only_one_of_two_near_copies_has_is_told() {
    let change = |start, end, missing: &str| Change { start, end, missing: missing.to_owned() };
    let paragraph = Paragraph {
        text: "They met for three hours.".to_owned(),
        marks: Vec::new(),
        role: Role::Body,
        changes: vec![change(13, 18, "two "), change(25, 25, " Nobody spoke")],
    };
    let sides: Vec<(String, Side)> =
        changed_pieces(&paragraph).into_iter().map(|piece| (piece.text, piece.side)).collect();
    let expected = [
        ("They met for ", Side::Both),
        ("two ", Side::There),
        ("three", Side::Here),
        (" hours.", Side::Both),
        (" Nobody spoke", Side::There),
    ];
    assert_eq!(sides, expected.map(|(text, side)| (text.to_owned(), side)));
}

#[test]
fn phrases_have_their_plural_and_their_places() {
    assert_eq!(words::ARTICLES_COUNT.count(1, &[]), "1 article");
    assert_eq!(words::ARTICLES_COUNT.count(12_381, &[]), "12,381 articles");
    assert_eq!(words::ONLY.with(&[("name", "Ada {n}")]), "Only Ada {n} and its ties");
    assert_eq!(words::size(32_769), "32.8 kB");
}

#[test]
fn words_are_calm_and_keys_are_unique() {
    for table in [words::ALL, words::pictures::ALL] {
        let mut keys: Vec<&str> = table.iter().map(|phrase| phrase.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), table.len());
        assert!(table.iter().all(|phrase| !phrase.one.contains('!') && !phrase.other.contains('!')));
    }
}
