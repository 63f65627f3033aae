//! Which names are one person: titles, families, people of one name, and people taken for something else.

#[path = "common/markup.rs"]
mod markup;

use coterie::aliases::resolve;

/// `name/KIND mentions` for each entity, in order of name.
fn check(articles: &[&str], expected: &[&str]) {
    let mut lines: Vec<String> = resolve(&markup::corpus(articles))
        .iter()
        .map(|entity| format!("{}/{} {}", entity.name, entity.kind.code(), entity.mentions.len()))
        .collect();
    lines.sort_unstable();
    assert_eq!(lines, expected);
}

#[test]
fn husband_and_wife_are_two() {
    check(
        &[
            "Mr. [Verloc|PER] sat. // [Winnie Verloc|PER] stood. // Mrs. [Verloc|PER] left. // Mr. [Verloc|PER] slept.",
        ],
        &["Mr. Verloc/PER 2", "Winnie Verloc/PER 2"],
    );
    check(
        &["[Gabriel Oak|PER] came. // Mr. [Oak|PER] sat. // Mrs. [Oak|PER] left. // [Oak|PER] slept."],
        &["Gabriel Oak/PER 3", "Mrs. Oak/PER 1"],
    );
}

#[test]
fn mother_and_daughter_are_two() {
    check(
        &["Miss [Katharine Hilbery|PER] came. // Mrs. [Hilbery|PER] sat. // Miss [Hilbery|PER] left."],
        &["Katharine Hilbery/PER 2", "Mrs. Hilbery/PER 1"],
    );
}

#[test]
fn a_title_inside_the_name_is_as_good_as_one_before_it() {
    check(
        &["[Winnie Verloc|PER] stood. // [Mrs. Verloc|PER] left. // [Mr Verloc|PER] slept."],
        &["Mr Verloc/PER 1", "Winnie Verloc/PER 2"],
    );
}

#[test]
fn a_title_fits_the_forename() {
    check(
        &[
            "[Donald Trump|PER] and [Melania Trump|PER] met. // Mrs. [Trump|PER] left. // Mr. [Trump|PER] stayed.",
        ],
        &["Donald Trump/PER 2", "Melania Trump/PER 2"],
    );
}

#[test]
fn monsieur_is_no_initial() {
    check(
        &[
            "Madame [Magloire|PER] met M. [Madeleine|PER]. // [M. Madeleine|PER] spoke. // [Madeleine|PER] left.",
        ],
        &["M. Madeleine/PER 3", "Madame Magloire/PER 1"],
    );
}

#[test]
fn a_single_name_is_shown_with_its_title() {
    check(&["Aunt [Polly|PER] came. // Aunt [Polly|PER] sat. // [Polly|PER] left."], &["Aunt Polly/PER 3"]);
    check(&["Aunt [Polly|PER] came. // [Polly|PER] sat. // [Polly|PER] left."], &["Polly/PER 3"]);
}

#[test]
fn whoever_is_called_mister_is_a_person() {
    check(
        &["M. [Thénardier|LOC] and Madame [Thénardier|ORG] keep an inn."],
        &["M. Thénardier/PER 1", "Madame Thénardier/PER 1"],
    );
}

#[test]
fn a_lord_goes_by_his_forename() {
    check(
        &["[Henry Wotton|PER] came. // [Lord Henry|PER] sat. // [Lady Henry|PER] left."],
        &["Henry Wotton/PER 2", "Lady Henry/PER 1"],
    );
}

#[test]
fn fond_words_are_no_part_of_the_name() {
    check(
        &["[Little Gavroche|PER] ran. // [Gavroche|PER] sang. // [Gavroche|PER] fell."],
        &["Gavroche/PER 3"],
    );
}

#[test]
fn a_surname_is_its_persons_whatever_it_was_taken_for() {
    check(
        &["[Kellie Leitch|PER] spoke. // [Leitch|ORG] said so. // [Leitch|ORG] left. // [Leitch|ORG] ran."],
        &["Kellie Leitch/PER 4"],
    );
    // A firm of the founder's name stays a firm where its longer name is known, or where it stands without him.
    check(
        &["[Henry Ford|PER] built cars. // [Ford|ORG] and [Ford Motor Company|ORG] sold them."],
        &["Ford Motor Company/ORG 2", "Henry Ford/PER 1"],
    );
    check(
        &["[Walt Disney|PER] drew. // [Disney|ORG] paid.", "[Disney|ORG] rose.", "[Disney|ORG] fell."],
        &["Disney/ORG 3", "Walt Disney/PER 1"],
    );
    check(
        &["[Paris|LOC] is a city. // [Valeska Paris|PER] lives there. // [Paris|LOC] is old."],
        &["Paris/LOC 2", "Valeska Paris/PER 1"],
    );
}

#[test]
fn one_name_through_all_chapters_is_one_person() {
    let chapter = "[Jim|PER] sat. // [Jim|PER] stood. // [Jim|PER] ran. // [Jim|PER] slept.";
    let chapters = [chapter, chapter, chapter, chapter, "[Jim Hornback|PER] came. // [Jim|PER] hid."];
    check(&chapters, &["Jim Hornback/PER 1", "Jim/PER 17"]);
}

#[test]
fn presidents_of_one_surname_stay_apart() {
    check(
        &[
            "[George W. Bush|PER] spoke. // [Bush|PER] left.",
            "[George H. W. Bush|PER] slept. // [Bush|PER] woke.",
        ],
        &["George H. W. Bush/PER 2", "George W. Bush/PER 2"],
    );
}

#[test]
fn a_forename_may_stand_alone_through_many_chapters() {
    let full = "[Tom Sawyer|PER] ran. // [Tom|PER] sat.";
    let alone = "[Tom|PER] sat.";
    check(
        &[full, full, full, alone, alone, alone, "[Tom Grangerford|PER] fell. // [Tom|PER] hid."],
        &["Tom Grangerford/PER 2", "Tom Sawyer/PER 9"],
    );
}

#[test]
fn of_a_family_nobody_is_both_mister_and_miss() {
    check(
        &[
            "[Théodule Gillenormand|PER] came. // M. [Gillenormand|PER] sat. // Mademoiselle [Gillenormand|PER] left.",
        ],
        &["M. Gillenormand/PER 1", "Mademoiselle Gillenormand/PER 1", "Théodule Gillenormand/PER 1"],
    );
}
