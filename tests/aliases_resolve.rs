//! Which names are one entity.

#[path = "common/markup.rs"]
mod markup;

use coterie::aliases::{Entity, resolve};

/// `name/KIND = alias, alias` for each entity, in order of name.
fn shown(entities: &[Entity]) -> Vec<String> {
    let mut lines: Vec<String> = entities
        .iter()
        .map(|entity| {
            let mut names: Vec<&str> = entity
                .aliases
                .iter()
                .filter(|alias| alias.mentions > 0)
                .map(|alias| alias.surface.as_str())
                .collect();
            names.sort_unstable();
            format!("{}/{} = {}", entity.name, entity.kind.code(), names.join(", "))
        })
        .collect();
    lines.sort_unstable();
    lines
}

fn check(articles: &[&str], expected: &[&str]) {
    assert_eq!(shown(&resolve(&markup::corpus(articles))), expected);
}

#[test]
fn a_surname_stands_for_the_only_full_name_in_the_article() {
    check(
        &["[Vladimir Putin|PER] spoke. // [Putin|PER] left. // [PUTIN|PER] AGAIN."],
        &["Vladimir Putin/PER = PUTIN, Putin, Vladimir Putin"],
    );
}

#[test]
fn a_surname_stands_for_the_only_full_name_in_all_articles() {
    check(&["[Theresa May|PER] spoke.", "[May|PER] left."], &["Theresa May/PER = May, Theresa May"]);
}

#[test]
fn a_surname_that_two_share_stays_apart() {
    check(
        &["[Mary Shelley|PER] and [Percy Shelley|PER] met. // [Shelley|PER] wrote."],
        &["Mary Shelley/PER = Mary Shelley", "Percy Shelley/PER = Percy Shelley", "Shelley/PER = Shelley"],
    );
}

#[test]
fn each_article_has_its_own_bearer_of_a_surname() {
    check(
        &[
            "[Mary Shelley|PER] wrote. // [Shelley|PER] slept.",
            "[Percy Shelley|PER] sailed. // [Shelley|PER] sank.",
        ],
        &["Mary Shelley/PER = Mary Shelley, Shelley", "Percy Shelley/PER = Percy Shelley, Shelley"],
    );
}

#[test]
fn a_forename_counts_within_the_article_only() {
    check(
        &["[Emma Stone|PER] spoke. // [Emma|PER] left.", "[Emma|PER] is a novel girl."],
        &["Emma Stone/PER = Emma, Emma Stone", "Emma/PER = Emma"],
    );
}

#[test]
fn a_rank_is_the_name() {
    check(
        &["[Admiral Lord West|PER] spoke. // [Lord West|PER] left. // [West|PER] again."],
        &["Lord West/PER = Admiral Lord West, Lord West, West"],
    );
}

#[test]
fn particles_belong_to_the_surname() {
    check(
        &[
            "[Bashar al-Assad|PER] ruled. // [Bashar Al-Assad|PER] fell. // [Assad|PER] fled. // [al-Assad|PER] hid.",
        ],
        &["Bashar al-Assad/PER = Assad, Bashar Al-Assad, Bashar al-Assad, al-Assad"],
    );
}

#[test]
fn one_vote_does_not_make_a_second_person() {
    check(
        &["[Donald Trump|PER] spoke. // [Trump|PER] left. // [Trump|ORG] won. // [Trump|PER] slept."],
        &["Donald Trump/PER = Donald Trump, Trump"],
    );
}

#[test]
fn a_person_and_a_place_of_one_name_stay_apart_when_both_are_clear() {
    check(
        &[
            "[George Washington|PER] rode. // [Washington|PER] slept. // [Washington|PER] rose. // [Washington|PER] won.",
            "[Washington|LOC] is a city. // [Washington|LOC] has a dome. // [Washington|LOC] is hot.",
        ],
        &["George Washington/PER = George Washington, Washington", "Washington/LOC = Washington"],
    );
}

#[test]
fn an_acronym_stands_for_the_name_it_abbreviates() {
    check(
        &[
            "The [General Motors|ORG] plant. // [GM|ORG] closed it. // [G.M.|ORG] did. // [General Motors|ORG] rose.",
        ],
        &["General Motors/ORG = G.M., GM, General Motors"],
    );
}

#[test]
fn an_abbreviation_in_brackets_is_a_definition() {
    check(
        &["The [Bureau of Oddities and Curiosa|ORG] ([BODC|ORG]) met. // [BODC|ORG] sat."],
        &["Bureau of Oddities and Curiosa/ORG = BODC, Bureau of Oddities and Curiosa"],
    );
}

#[test]
fn a_legal_form_is_no_part_of_the_name_and_a_look_alike_stays_apart() {
    check(
        &["[Apple Inc.|ORG] sued [Apple Corps|ORG]. // [Apple|ORG] won. // [Apple|ORG] paid."],
        &["Apple Corps/ORG = Apple Corps", "Apple/ORG = Apple, Apple Inc."],
    );
}

#[test]
fn a_class_word_may_be_left_out() {
    check(&["[NTV Channel|ORG] said. // [NTV|ORG] said."], &["NTV Channel/ORG = NTV, NTV Channel"]);
}

#[test]
fn countries_go_by_many_names_and_their_capitals_by_their_own() {
    check(
        &[
            "The [U.S.|LOC] and [US|ORG] and [America|LOC]. // [Washington|LOC], [Moscow|LOC], [Kremlin|ORG], [Russia|LOC].",
        ],
        &[
            "Kremlin/ORG = Kremlin",
            "Moscow/LOC = Moscow",
            "Russia/LOC = Russia",
            "United States/LOC = America, U.S., US",
            "Washington/LOC = Washington",
        ],
    );
}

#[test]
fn peoples_are_not_their_countries() {
    check(&["[Russian|NORP] [Russia|LOC]"], &["Russia/LOC = Russia", "Russian/NORP = Russian"]);
}

#[test]
fn father_and_son_are_two() {
    check(
        &[
            "[Donald Trump|PER] and [Donald Trump Jr.|PER] met. // [Trump Jr.|PER] spoke. // [Trump|PER] left.",
        ],
        &["Donald Trump Jr./PER = Donald Trump Jr., Trump Jr.", "Donald Trump/PER = Donald Trump, Trump"],
    );
}

#[test]
fn middle_names_may_be_left_out() {
    check(
        &[
            "[Hillary Rodham Clinton|PER]. // [Hillary Clinton|PER]. // [Hillary Clinton|PER]. // [Clinton|PER]. // [Hillary|PER].",
        ],
        &["Hillary Clinton/PER = Clinton, Hillary, Hillary Clinton, Hillary Rodham Clinton"],
    );
}

#[test]
fn initials_may_stand_together_or_apart() {
    check(
        &[
            "[J. K. Rowling|PER] wrote. // [J.K. Rowling|PER] wrote. // [JK Rowling|PER] wrote. // [Rowling|PER] rests.",
        ],
        &["J. K. Rowling/PER = J. K. Rowling, J.K. Rowling, JK Rowling, Rowling"],
    );
}

#[test]
fn a_name_seen_only_in_capitals_is_shown_in_proper_case() {
    check(&["[ANGELA MERKEL|PER] SPEAKS"], &["Angela Merkel/PER = ANGELA MERKEL"]);
}

#[test]
fn where_several_share_a_surname_it_means_whom_it_means_elsewhere() {
    check(
        &[
            "[Carl Bach|PER] was there. // [Bach|PER] played.",
            "[Carl Bach|PER] was here. // [Bach|PER] played.",
            "[Anna Bach|PER] sang. // [Carl Bach|PER] played. // [Bach|PER] bowed.",
        ],
        &["Anna Bach/PER = Anna Bach", "Carl Bach/PER = Bach, Carl Bach"],
    );
}

#[test]
fn where_usage_does_not_say_the_one_introduced_first_and_named_most_is_meant() {
    check(
        &["[Carl Bach|PER] came. // [Carl Bach|PER] played. // [Anna Bach|PER] sang. // [Bach|PER] bowed."],
        &["Anna Bach/PER = Anna Bach", "Carl Bach/PER = Bach, Carl Bach"],
    );
}

#[test]
fn a_surname_means_the_only_one_named_before_it() {
    check(
        &["[Carl Bach|PER] came. // [Bach|PER] played. // [Anna Bach|PER] sang. // [Bach|PER] bowed."],
        &["Anna Bach/PER = Anna Bach", "Carl Bach/PER = Bach, Carl Bach"],
    );
}

#[test]
fn a_nickname_is_a_forename() {
    check(
        &["[Robert Dole|PER] spoke. // [Bob Dole|PER] left. // [Bob Dole|PER] slept. // [Dole|PER] woke."],
        &["Bob Dole/PER = Bob Dole, Dole, Robert Dole"],
    );
}

#[test]
fn the_first_word_of_a_firm_is_the_firm_where_it_is_nothing_else() {
    check(
        &["[Lockheed Martin|ORG] bid. // [Lockheed|ORG] won."],
        &["Lockheed Martin/ORG = Lockheed, Lockheed Martin"],
    );
    check(
        &["[Boeing Shared Services|ORG] bid. // [Boeing|ORG] won.", "[Boeing|ORG] flew."],
        &["Boeing Shared Services/ORG = Boeing Shared Services", "Boeing/ORG = Boeing"],
    );
}

#[test]
fn an_airline_is_not_its_country() {
    check(
        &["[Singapore Airlines|ORG] flew to [Singapore|LOC]."],
        &["Singapore Airlines/ORG = Singapore Airlines", "Singapore/LOC = Singapore"],
    );
}

#[test]
fn an_acronym_of_the_table_is_written_as_one() {
    check(&["[Who|ORG] sang, and [Who|ORG] fans came."], &["Who/ORG = Who"]);
    check(&["The [WHO|ORG] warned."], &["World Health Organization/ORG = WHO"]);
}

/// `surface: reason, sure or doubtful, "words where it is seen"` for each name of the first entity but the shown one.
fn links(articles: &[&str]) -> Vec<String> {
    let articles = markup::corpus(articles);
    let entities = resolve(&articles);
    let entity = &entities[0];
    let mut lines: Vec<String> = entity
        .aliases
        .iter()
        .filter(|alias| alias.surface != entity.name)
        .map(|alias| {
            let sure = if alias.link.is_doubtful() { "doubtful" } else { "sure" };
            let seen = alias.link.seen.map(|at| {
                let article = &articles[at.document.index()];
                let words = article.document.slice(article.mentions[at.mention as usize].span);
                format!("{words} in {}", article.document.name)
            });
            format!("{}: {:?}, {sure}, {}", alias.surface, alias.link.reason, seen.unwrap_or_default())
        })
        .collect();
    lines.sort_unstable();
    lines
}

#[test]
fn each_name_says_why_and_where() {
    assert_eq!(
        links(&[
            "[Hillary Rodham Clinton|PER] spoke. // [Clinton|PER] left. // [Hillary Clinton|PER] slept.",
            "[HILLARY CLINTON|PER] wakes. // [Hillary Clinton|PER] ate. // [Clinton|PER] sat.",
        ]),
        [
            "Clinton: PartInArticle, sure, Hillary Rodham Clinton in 0.txt",
            "HILLARY CLINTON: Spelling, sure, Hillary Clinton in 0.txt",
            "Hillary Rodham Clinton: MiddleName, sure, Hillary Clinton in 0.txt",
        ],
    );
    assert_eq!(
        links(&["The [Bureau of Oddities and Curiosa|ORG] ([BODC|ORG]) met."]),
        ["BODC: Definition, sure, Bureau of Oddities and Curiosa in 0.txt"],
    );
    assert_eq!(
        links(&["[Apple|ORG] rose.", "[Apple Inc.|ORG] fell. // [Apple|ORG] rose."]),
        ["Apple Inc.: LegalForm, sure, Apple in 0.txt"],
    );
    assert_eq!(links(&["[America|LOC] and the [US|LOC]."]), ["America: Table, sure, ", "US: Table, sure, "],);
}

#[test]
fn what_rests_on_a_doubtful_link_is_said() {
    let articles = markup::corpus(&["[Lockheed Martin|ORG] bid. // [Lockheed|ORG] won."]);
    let entities = resolve(&articles);
    assert_eq!(entities[0].doubtful, entities[0].mentions[1..]);
}

#[test]
fn a_lost_letter_makes_no_second_person() {
    check(
        &["[Joaquín Guzmán|PER] fled. // [Joaqu\u{fffd}n Guzm\u{fffd}n|PER] hid."],
        &["Joaquín Guzmán/PER = Joaquín Guzmán, Joaqu\u{fffd}n Guzm\u{fffd}n"],
    );
}

#[test]
fn a_name_may_be_written_the_other_way_round() {
    check(
        &["[Xi Jinping|PER] spoke. // [Jinping Xi|PER] left. // [Xi Jinping|PER] slept."],
        &["Xi Jinping/PER = Jinping Xi, Xi Jinping"],
    );
    check(
        &["[George James|PER] met [James George|PER]."],
        &["George James/PER = George James", "James George/PER = James George"],
    );
}

#[test]
fn what_a_place_is_is_no_part_of_its_name() {
    check(
        &[
            "The [City of Cleveland|LOC] paid. // [Cleveland|LOC] voted. // The [Republic of Malta|LOC] and [Malta|LOC].",
        ],
        &[
            "City of Cleveland/LOC = City of Cleveland, Cleveland",
            "Republic of Malta/LOC = Malta, Republic of Malta",
        ],
    );
}

#[test]
fn a_church_goes_by_what_it_is_of() {
    check(
        &[
            "The [Church of Oddities|ORG] sued. // [Oddities|ORG] won. // The [Bank of America|ORG] in [America|LOC].",
        ],
        &[
            "Bank of America/ORG = Bank of America",
            "Church of Oddities/ORG = Church of Oddities, Oddities",
            "United States/LOC = America",
        ],
    );
}

#[test]
fn a_team_goes_without_its_city() {
    check(
        &["The [Boston Red Sox|ORG] lost in [Boston|LOC]. // The [Red Sox|ORG] won."],
        &["Boston Red Sox/ORG = Boston Red Sox, Red Sox", "Boston/LOC = Boston"],
    );
}

#[test]
fn saints_are_written_in_two_ways() {
    check(
        &["[Saint Jerome|PER] wrote. // [St. Jerome|PER] slept."],
        &["Saint Jerome/PER = Saint Jerome, St. Jerome"],
    );
}

#[test]
fn where_somebody_is_from_is_no_surname() {
    check(
        &["[Theodorus of Tabennese|PER] wrote. // [Theodorus|PER] slept in [Tabennese|LOC]."],
        &["Tabennese/LOC = Tabennese", "Theodorus of Tabennese/PER = Theodorus, Theodorus of Tabennese"],
    );
}
