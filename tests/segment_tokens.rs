//! Tokens and sentences, shown with `|` between tokens and a line for each sentence.

use coterie::read::Document;
use coterie::segment::{Segmentation, segment};
use proptest::prelude::*;

fn shown(text: &str) -> String {
    let document = Document::plain("a.txt", text.as_bytes(), text.to_owned());
    let segmentation = segment(&document);
    let lines: Vec<String> = segmentation
        .sentences
        .iter()
        .map(|sentence| {
            segmentation
                .tokens_of(sentence)
                .iter()
                .map(|&token| document.slice(token))
                .collect::<Vec<_>>()
                .join("|")
        })
        .collect();
    lines.join("\n")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(shown(text), expected);
}

#[test]
fn words_and_marks() {
    check("Putin’s war fleet, he said.", "Putin|’s|war|fleet|,|he|said|.");
    check("They don't; we'll see.", "They|do|n't|;|we|'ll|see|.");
    check("the countries’ air forces", "the|countries|’|air|forces");
    check("(Putin) reminded [kind] of $1,000.5 or 5%", "(|Putin|)|reminded|[|kind|]|of|$|1,000.5|or|5|%");
    check("war — “crimes”…and", "war|—|“|crimes|”|…|and");
    check("said.“No,” wrote@him", "said|.|“|No|,|”|wrote@him");
    check("the '70s and rock 'n' roll", "the|'70s|and|rock|'|n|'|roll");
    check("Shi'ite d'Ivoire O'Connor", "Shi'ite|d'Ivoire|O'Connor");
    check("Post\u{fffd}s \u{fffd}It Niem\u{fffd}ller", "Post|\u{fffd}s|\u{fffd}|It|Niem\u{fffd}ller");
    check("AT&T at 10:30 on 9/11 and/or", "AT&T|at|10:30|on|9/11|and/or");
    check("many roadblocks.Thought it", "many|roadblocks|.|Thought|it");
}

/// Each of these once took seconds to minutes: what follows was looked through again for every mark.
#[test]
fn marks_without_end_are_cut_in_linear_time() {
    for marks in ["* ", "! * ", "!?", "'", "Aa. bb. ", "[1] "] {
        for text in [marks.repeat(100_000), format!("Aa.{} B", marks.repeat(100_000))] {
            assert!(shown(&text).contains(marks.trim_end().get(..1).unwrap_or_default()));
        }
    }
    assert!(shown(&format!("a—{}b", "_".repeat(200_000))).ends_with("_|b"));
}

#[test]
fn what_has_no_end_is_no_single_sentence() {
    let text = "trump and putin, ".repeat(3000);
    let document = Document::plain("a.txt", text.as_bytes(), text.clone());
    let segmentation = segment(&document);
    assert!(segmentation.sentences.iter().all(|sentence| sentence.span.range().len() <= 8000));
    let words: usize = segmentation.sentences.iter().map(|s| document.slice(s.span).split(' ').count()).sum();
    assert_eq!(words, 9000);
}

#[test]
fn addresses_stay_whole() {
    check("see https://example.com/a,b?c=d.", "see|https://example.com/a,b?c=d|.");
    check("by a.b@example.com, @realDonaldTrump #MAGA", "by|a.b@example.com|,|@realDonaldTrump|#MAGA");
    check("on example.com/World today", "on|example.com/World|today");
}

#[test]
fn abbreviations() {
    check("The U.S. President met Gov. Jeb Bush.", "The|U.S.|President|met|Gov.|Jeb|Bush|.");
    check("He left the U.S. The war", "He|left|the|U.S.\nThe|war");
    check("dialogue with the U.S. “on the basis”", "dialogue|with|the|U.S.|“|on|the|basis|”");
    check("J. K. Rowling and George W. Bush Jr. met.", "J.|K.|Rowling|and|George|W.|Bush|Jr.|met|.");
    check("U.S.-led, U.S.", "U.S.-led|,|U.S.");
    check("Apple Inc. It grew.", "Apple|Inc|.\nIt|grew|.");
}

#[test]
fn sentence_ends() {
    check("One. Two! Three?", "One|.\nTwo|!\nThree|?");
    check("“Why?” he asked. “So.” She left.", "“|Why|?|”|he|asked|.\n“|So|.|”\nShe|left|.");
    check("Finally…a policy: The end... Maybe", "Finally|…|a|policy|:|The|end|...|Maybe");
    check("moment.\u{fffd} \u{fffd}His death", "moment|.|\u{fffd}\n\u{fffd}|His|death");
    check("He was born. [1] [2] His father", "He|was|born|.|[|1|]|[|2|]\nHis|father");
    check("3. Trade grew.", "3|.|Trade|grew|.");
}

#[test]
fn joined_names() {
    check("the Trump-Putin call. Trump met Putin.", "the|Trump|-|Putin|call|.\nTrump|met|Putin|.");
    check("Frosty US-Russia relations, U.S.-China", "Frosty|US|-|Russia|relations|,|U.S.|-|China");
    check("ISIS/ISIL/Al Qaeda.", "ISIS|/|ISIL|/|Al|Qaeda|.");
    check("the Trump/Putin tie", "the|Trump|/|Putin|tie");
    check(
        "Trump–Putin call, anti-Trump, anti-U.S. vote",
        "Trump|–|Putin|call|,|anti|-|Trump|,|anti|-|U.S.|vote",
    );
    check("LONDON-MOSCOW row. RUSSIA-US ROW", "LONDON-MOSCOW|row|.\nRUSSIA|-|US|ROW");
}

#[test]
fn hyphenated_names_stay_whole() {
    check("Assad fled. Al Qaeda and Al-Assad, al-Assad", "Assad|fled|.\nAl|Qaeda|and|Al-Assad|,|al-Assad");
    check("Jean-Claude, Coca-Cola, Wilkes-Barre", "Jean-Claude|,|Coca-Cola|,|Wilkes-Barre");
    check("a Day, so Lewis met Daniel Day-Lewis", "a|Day|,|so|Lewis|met|Daniel|Day-Lewis");
    check("Guinea-Bissau, Bosnia-Herzegovina", "Guinea-Bissau|,|Bosnia-Herzegovina");
    check("Non-Proliferation, co-founder, US-led", "Non-Proliferation|,|co-founder|,|US-led");
    check("a post, the Anglo-American, Post-Gazette", "a|post|,|the|Anglo-American|,|Post-Gazette");
}

#[track_caller]
fn check_nested(document: &Document, segmentation: &Segmentation) {
    let mut last = 0;
    let mut token_rank = 0;
    for sentence in &segmentation.sentences {
        let block = document.blocks[sentence.block as usize];
        assert!(block.role.counts() && block.span.contains(sentence.span));
        assert!(
            document
                .text
                .get(sentence.span.range())
                .is_some_and(|words| !words.is_empty() && words.trim() == words)
        );
        assert!(last <= sentence.span.start && sentence.first_token == token_rank);
        for &token in segmentation.tokens_of(sentence) {
            assert!(last <= token.start && sentence.span.contains(token) && !token.is_empty());
            assert!(document.text.get(token.range()).is_some());
            last = token.end;
        }
        (last, token_rank) = (sentence.span.end, sentence.end_token);
    }
    assert_eq!(token_rank as usize, segmentation.tokens.len());
}

proptest! {
    #[test]
    fn segments_any_text(text in "\\PC*|([A-Z.'’ \\-/\n]|U\\.S\\.|[a-z ]|[«“”\u{fffd}…\\[1\\]])*") {
        let document = Document::plain("a.txt", b"", text);
        check_nested(&document, &segment(&document));
    }

    #[test]
    fn every_character_that_shows_is_in_a_token(text in "[A-Za-z.'’ \\-/,;!?\\[\\]0-9]*") {
        let document = Document::plain("a.txt", b"", text.clone());
        let tokens: String = segment(&document).tokens.iter().map(|&token| document.slice(token)).collect();
        prop_assert_eq!(tokens, text.replace(' ', ""));
    }
}
