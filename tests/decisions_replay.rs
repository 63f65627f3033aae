//! What decisions make of the entities, one by one.

#[path = "common/markup.rs"]
mod markup;

use coterie::aliases::{Entity, resolve};
use coterie::decisions::{
    ArticleName, DISPUTES, Decision, Entries, Entry, Log, Part, Place, State, Who, apply, decode, derive,
    encode,
};
use coterie::entities::Kind;
use coterie::pipeline::Article;
use coterie::read::Field;

fn per(name: &str) -> Who {
    Who::new(Kind::Person, name)
}

fn merge(names: &[&str]) -> Decision {
    Decision::Merge { of: names.iter().map(|name| per(name)).collect() }
}

fn split(name: &str, part: Part) -> Decision {
    Decision::Split { of: per(name), part, name: None }
}

fn named(name: &str) -> Part {
    Part::Name(name.to_owned())
}

fn article_name(article: &Article) -> ArticleName {
    ArticleName { file: article.document.name.clone(), fingerprint: article.document.fingerprint }
}

fn rename(name: &str, to: &str) -> Decision {
    Decision::Rename { of: per(name), to: to.to_owned() }
}

fn hide(name: &str) -> Decision {
    Decision::Hide { of: per(name) }
}

fn restore(name: &str) -> Decision {
    Decision::Restore { of: per(name) }
}

fn apart(one: &str, other: &str) -> Decision {
    Decision::Apart(per(one), per(other))
}

fn add(name: &str) -> Decision {
    Decision::Add { name: name.to_owned(), kind: Kind::Person }
}

fn alias(of: &str, name: &str) -> Decision {
    Decision::Alias { of: per(of), name: name.to_owned() }
}

/// A log into which these decisions were entered one after the other.
fn log(decisions: Vec<Decision>) -> Log {
    let mut log = Log::default();
    for decision in decisions {
        let entry = log.entry(decision.checked().expect("it says something"), 0, "Ann", None);
        log.change(coterie::decisions::Change::Added(Box::new(entry)));
    }
    log
}

/// `name ×mentions = alias ×mentions, …` for each entity, hidden ones in brackets, in order of name; kinds other than
/// person are said.
fn shown(entities: &[Entity], hidden: &[Entity]) -> Vec<String> {
    let line = |entity: &Entity| {
        let mut names: Vec<&str> = entity
            .aliases
            .iter()
            .filter(|alias| alias.mentions > 0 && alias.surface != entity.name)
            .map(|alias| alias.surface.as_str())
            .collect();
        names.sort_unstable();
        let kind = if entity.kind == Kind::Person { "" } else { entity.kind.code() };
        let parts = [&entity.name, kind, &format!("×{}", entity.mentions.len())];
        let mut line = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
        if !names.is_empty() {
            line = format!("{line} = {}", names.join(", "));
        }
        line
    };
    let mut lines: Vec<String> = entities.iter().map(line).collect();
    lines.extend(hidden.iter().map(|entity| format!("({})", line(entity))));
    lines.sort_unstable();
    lines
}

/// One letter an entry: applied, waits, disputed, overruled.
fn letters(states: &[(coterie::decisions::EntryId, State)]) -> String {
    let letter = |state: &State| match state {
        State::Applied => 'a',
        State::Waits => 'w',
        State::Disputed(_) => 'd',
        State::Overruled(_) => 'o',
    };
    states.iter().map(|(_, state)| letter(state)).collect()
}

fn decided(articles: &[Article], entries: &Entries) -> (Vec<String>, String) {
    let mut articles = articles.to_vec();
    let decided = derive(&mut articles, entries);
    (shown(&decided.entities, &decided.hidden), letters(&decided.states))
}

fn check(articles: &[&str], decisions: Vec<Decision>, expected: &[&str], states: &str) {
    let (lines, letters) = decided(&markup::corpus(articles), &log(decisions).entries());
    assert_eq!((lines, letters.as_str()), (expected.iter().map(|line| line.to_string()).collect(), states));
}

const CLINTONS: &str =
    "[Hillary Clinton|PER] spoke. // [Clinton|PER] left. // [Ann Lee|PER] met [Bo Ray|PER].";

#[test]
fn without_decisions_nothing_changes() {
    let articles = markup::corpus(&[CLINTONS]);
    let entities = resolve(&articles);
    assert_eq!(apply(&articles, &entities, &Entries::default()).entities, entities);
}

#[test]
fn merged_are_one_under_the_first_name() {
    check(
        &[CLINTONS],
        vec![merge(&["Bo Ray", "Ann Lee"])],
        &["Bo Ray ×2 = Ann Lee", "Hillary Clinton ×2 = Clinton"],
        "a",
    );
}

#[test]
fn a_merge_of_what_is_not_here_waits() {
    check(&["[Ann Lee|PER] came."], vec![merge(&["Ann Lee", "Cy Day"])], &["Ann Lee ×1"], "w");
}

#[test]
fn a_merge_of_three_joins_those_that_are_here() {
    check(
        &["[Ann Lee|PER] met [Bo Ray|PER]."],
        vec![merge(&["Ann Lee", "Cy Day", "Bo Ray"])],
        &["Ann Lee ×2 = Bo Ray"],
        "a",
    );
}

#[test]
fn a_name_is_split_off() {
    check(
        &["[Hillary Clinton|PER] spoke. // [Clinton|PER] left. // [CLINTON|PER] WON."],
        vec![split("Hillary Clinton", named("Clinton"))],
        &["Clinton ×2 = CLINTON", "Hillary Clinton ×1"],
        "a",
    );
}

#[test]
fn the_shown_name_split_off_leaves_the_others() {
    check(
        &["[Hillary Clinton|PER] spoke. // [Clinton|PER] left."],
        vec![split("Hillary Clinton", named("Hillary Clinton"))],
        &["Clinton ×1", "Hillary Clinton ×1"],
        "a",
    );
}

#[test]
fn split_whole_parts_every_name() {
    check(
        &["[Hillary Clinton|PER] spoke. // [Clinton|PER] left. // [Hillary|PER] came back."],
        vec![split("Hillary Clinton", Part::Whole)],
        &["Clinton ×1", "Hillary Clinton ×1", "Hillary ×1"],
        "a",
    );
}

#[test]
fn split_by_article_takes_what_stands_there() {
    let texts = ["[John Smith|PER] sang. // [Smith|PER] bowed.", "[John Smith|PER] ran."];
    let there = Part::Article(article_name(&markup::corpus(&texts)[1]));
    check(
        &texts,
        vec![split("John Smith", there)],
        &["John Smith (2) ×1 = John Smith", "John Smith ×2 = Smith"],
        "a",
    );
}

#[test]
fn a_single_mention_is_split_off() {
    let texts = ["[Hillary Clinton|PER] spoke. // [Clinton|PER] left. // [Clinton|PER] won."];
    let articles = markup::corpus(&texts);
    let place = |mention: usize| Place {
        article: article_name(&articles[0]),
        at: articles[0].mentions[mention].span.start,
        written: "Clinton".to_owned(),
    };
    check(
        &texts,
        vec![split("Hillary Clinton", Part::Mention(place(2)))],
        &["Clinton ×1", "Hillary Clinton ×2 = Clinton"],
        "a",
    );
    check(&["[Clinton|PER]"], vec![split("Clinton", Part::Mention(place(1)))], &["Clinton ×1"], "w");
}

#[test]
fn what_is_split_off_can_be_named_and_merged() {
    let texts = ["[Hillary Clinton|PER] spoke. // [Clinton|PER] left.", "[Bill Clinton|PER] stayed."];
    let mut log = log(vec![Decision::Split {
        of: per("Hillary Clinton"),
        part: named("Clinton"),
        name: Some("Bill Clinton".to_owned()),
    }]);
    let articles = markup::corpus(&texts);
    let (lines, _) = decided(&articles, &log.entries());
    assert_eq!(lines, ["Bill Clinton (2) ×1 = Clinton", "Bill Clinton ×1", "Hillary Clinton ×1"]);
    let off = apply(&articles, &resolve(&articles), &log.entries());
    let off = off.entities.iter().find(|entity| entity.name == "Bill Clinton (2)").expect("split off");
    let part = Who { part: Some(off.key), ..per("Bill Clinton (2)") };
    let entry = log.entry(Decision::Merge { of: vec![per("Bill Clinton"), part] }, 0, "", None);
    log.change(coterie::decisions::Change::Added(Box::new(entry)));
    let (lines, states) = decided(&articles, &log.entries());
    assert_eq!(lines, ["Bill Clinton ×2 = Clinton", "Hillary Clinton ×1"]);
    assert_eq!(states, "aa");
}

#[test]
fn a_renamed_one_is_still_found_by_its_own_name() {
    check(
        &[CLINTONS],
        vec![rename("Ann Lee", "Ann Lee-Ray"), merge(&["Ann Lee", "Bo Ray"])],
        &["Ann Lee-Ray ×2 = Ann Lee, Bo Ray", "Hillary Clinton ×2 = Clinton"],
        "aa",
    );
}

#[test]
fn a_name_that_another_has_is_numbered() {
    check(
        &["[Ann Lee|PER] met [Bo Ray|PER]."],
        vec![rename("Ann Lee", "Bo Ray")],
        &["Bo Ray (2) ×1 = Ann Lee", "Bo Ray ×1"],
        "a",
    );
}

#[test]
fn a_kind_is_changed() {
    let to = Decision::Retype { of: per("Ann Lee"), to: Kind::Organisation };
    check(&["[Ann Lee|PER] pays."], vec![to], &["Ann Lee ORG ×1"], "a");
}

#[test]
fn hidden_keep_their_mentions_and_are_restored() {
    let text = &["[Ann Lee|PER] met [Bo Ray|PER]."];
    check(text, vec![hide("Ann Lee")], &["(Ann Lee ×1)", "Bo Ray ×1"], "a");
    check(text, vec![hide("Ann Lee"), restore("Ann Lee")], &["Ann Lee ×1", "Bo Ray ×1"], "oa");
}

#[test]
fn apart_splits_what_is_one() {
    check(
        &["[Hillary Clinton|PER] spoke. // [Clinton|PER] left."],
        vec![apart("Hillary Clinton", "Clinton")],
        &["Clinton ×1", "Hillary Clinton ×1"],
        "a",
    );
}

#[test]
fn apart_takes_a_merge_back() {
    check(
        &["[Ann Lee|PER] met [Bo Ray|PER]."],
        vec![merge(&["Ann Lee", "Bo Ray"]), apart("Ann Lee", "Bo Ray")],
        &["Ann Lee ×1", "Bo Ray ×1"],
        "oa",
    );
}

#[test]
fn a_later_merge_takes_apart_back() {
    check(
        &["[Ann Lee|PER] met [Bo Ray|PER]."],
        vec![apart("Ann Lee", "Bo Ray"), merge(&["Ann Lee", "Bo Ray"])],
        &["Ann Lee ×2 = Bo Ray"],
        "oa",
    );
}

#[test]
fn a_merge_over_a_third_does_not_join_what_is_kept_apart() {
    check(
        &["[Ann Lee|PER] met [Bo Ray|PER] and [Cy Day|PER]."],
        vec![apart("Ann Lee", "Bo Ray"), merge(&["Ann Lee", "Cy Day"]), merge(&["Cy Day", "Bo Ray"])],
        &["Ann Lee ×2 = Cy Day", "Bo Ray ×1"],
        "aad",
    );
}

#[test]
fn a_missed_name_is_marked_wherever_it_stands() {
    check(
        &["Zed met [Ann Lee|PER]. // Zed, not Zeda, left.", "[Zed Ray|PER] is Zed's name."],
        vec![add("Zed")],
        &["Ann Lee ×1", "Zed Ray ×2 = Zed", "Zed ×2"],
        "a",
    );
}

#[test]
fn an_alias_takes_all_that_is_written_so() {
    check(
        &["[Bo Ray|PER] came. // [Bobo|PER] left. // [BOBO|PER] won.", "[Bobo|PER] met [Ann Lee|PER]."],
        vec![alias("Bo Ray", "Bobo")],
        &["Ann Lee ×1", "Bo Ray ×4 = BOBO, Bobo"],
        "a",
    );
}

#[test]
fn an_alias_that_is_written_nowhere_waits() {
    check(&["[Bo Ray|PER] came."], vec![alias("Bo Ray", "Bobo")], &["Bo Ray ×1"], "w");
}

#[test]
fn who_is_named_otherwise_in_other_articles_is_found_by_other_names() {
    let who = Who { also: vec!["Clinton".to_owned()], ..per("Hillary Clinton") };
    check(&["[Clinton|PER] spoke."], vec![Decision::Hide { of: who }], &["(Clinton ×1)"], "a");
}

#[test]
fn any_entry_can_be_dropped_later() {
    let mut log = log(vec![merge(&["Ann Lee", "Bo Ray"]), rename("Ann Lee", "Ann")]);
    let articles = markup::corpus(&["[Ann Lee|PER] met [Bo Ray|PER]."]);
    let first = log.entries().in_order()[0].0;
    log.change(coterie::decisions::Change::Dropped(first));
    assert_eq!(decided(&articles, &log.entries()).0, ["Ann ×1 = Ann Lee", "Bo Ray ×1"]);
    log.undo();
    assert_eq!(decided(&articles, &log.entries()).0, ["Ann ×2 = Ann Lee, Bo Ray"]);
}

#[test]
fn what_two_logs_contradict_is_disputed_until_one_is_dropped() {
    let articles = markup::corpus(&["[Ann Lee|PER] met [Bo Ray|PER]."]);
    let one = log(vec![rename("Ann Lee", "Anna"), hide("Bo Ray")]).entries();
    let other = log(vec![rename("Ann Lee", "Annie")]).entries();
    let mut both = one.combine(&other);
    let (lines, states) = decided(&articles, &both);
    assert_eq!((lines.join("; ").as_str(), states.as_str()), ("(Bo Ray ×1); Ann Lee ×1", "dda"));
    both.remove(other.in_order()[0].0);
    assert_eq!(decided(&articles, &both).0, ["(Bo Ray ×1)", "Anna ×1 = Ann Lee"]);
}

#[test]
fn two_names_of_two_logs_for_one_are_disputed_where_it_shows() {
    // In its own articles each log knew her by another name; here both are one.
    let articles = markup::corpus(&["[Hillary Clinton|PER] spoke. // [Clinton|PER] left."]);
    let one = log(vec![rename("Hillary Clinton", "Hillary")]).entries();
    let who = Who { also: vec!["Clinton".to_owned(), "Hillary Clinton".to_owned()], ..per("Mrs. C") };
    let other = log(vec![Decision::Rename { of: who, to: "Hill".to_owned() }]).entries();
    let (lines, states) = decided(&articles, &one.combine(&other));
    assert_eq!((lines.join("; ").as_str(), states.as_str()), ("Hillary Clinton ×2 = Clinton", "dd"));
}

#[test]
fn the_file_is_for_people() {
    let decision = Decision::Merge {
        of: vec![Who { also: vec!["Trump".to_owned()], ..per("Donald Trump") }, per("The Donald")],
    };
    let entry = Log::default().entry(decision, 1_795_324_488_123, "Ann", Some("same man".to_owned()));
    let file = String::from_utf8(encode(&[entry].into_iter().collect())).expect("text");
    let expected = r#"{
  "coterie": "decisions",
  "version": 1,
  "entries": [
    {
      "id": "",
      "at": "2026-11-22T05:14:48.123Z",
      "author": "Ann",
      "decision": {
        "merge": {
          "of": [
            {
              "kind": "PER",
              "name": "Donald Trump",
              "also": [
                "Trump"
              ]
            },
            {
              "kind": "PER",
              "name": "The Donald"
            }
          ]
        }
      },
      "reason": "same man"
    }
  ]
}
"#;
    let id = file.split("\"id\": \"").nth(1).and_then(|rest| rest.get(..16)).expect("an id");
    assert_eq!(file.replace(id, ""), expected);
}

#[test]
fn a_file_of_contradictions_lists_some_of_them_and_applies_none() {
    let entry = |at: u64| Entry {
        at,
        author: String::new(),
        decision: rename("Ann Lee", &format!("Ann {at}")),
        reason: None,
        over: Default::default(),
    };
    let many: Entries = (0..1000).map(entry).collect();
    let articles = markup::corpus(&[CLINTONS]);
    let decided = apply(&articles, &resolve(&articles), &many);
    let listed =
        |state: &State| matches!(state, State::Disputed(with) if (1..=DISPUTES).contains(&with.len()));
    assert!(decided.states.iter().all(|(_, state)| listed(state)));
    assert_eq!(decided.entities, resolve(&articles));
}

#[test]
fn long_chains_of_merges_are_one() {
    let names: Vec<String> =
        (0..300u32).map(|n| format!("Bo{} Ray", char::from_u32(0x4e00 + n).expect("a letter"))).collect();
    let text: Vec<String> = names.iter().map(|name| format!("[{name}|PER] spoke.")).collect();
    let articles = markup::corpus(&[&text.join(" // ")]);
    let entities = resolve(&articles);
    let chain = entities.windows(2).map(|pair| merge(&[&pair[1].name, &pair[0].name])).collect();
    let decided = apply(&articles, &entities, &log(chain).entries());
    let mentions: Vec<usize> = decided.entities.iter().map(|entity| entity.mentions.len()).collect();
    assert_eq!((entities.len(), mentions), (300, vec![300]));
}

fn amend(of: &Article, field: Field, to: &str) -> Decision {
    Decision::Amend { of: article_name(of), field, to: Some(to.to_owned()) }
}

/// What the first article says of a field after a log, and what became of its entries.
#[track_caller]
fn says(articles: &[Article], entries: &Entries, field: Field, expected: Option<&str>, states: &str) {
    let mut articles = articles.to_vec();
    let decided = derive(&mut articles, entries);
    let said = articles[0].document.metadata.get(field);
    assert_eq!((said, letters(&decided.states).as_str()), (expected, states));
}

/// An article that guesses its date.
fn dated() -> Vec<Article> {
    let mut articles = markup::corpus(&["[Ann Lee|PER] came."]);
    articles[0].document.metadata.guess(Field::Date, || Some("2016-11-08".to_owned()));
    articles
}

#[test]
fn what_an_article_says_of_itself_is_amended_and_sure() {
    let articles = dated();
    let log = log(vec![amend(&articles[0], Field::Date, "9 November 2016")]);
    says(&articles, &log.entries(), Field::Date, Some("2016-11-09"), "a");
    let mut amended = articles.clone();
    derive(&mut amended, &log.entries());
    assert!(articles[0].document.metadata.guessed.is(Field::Date));
    assert!(!amended[0].document.metadata.guessed.is(Field::Date));
}

#[test]
fn nothing_is_what_is_not_known() {
    let articles = dated();
    says(&articles, &log(vec![amend(&articles[0], Field::Date, " ")]).entries(), Field::Date, None, "a");
}

#[test]
fn the_later_of_ones_own_amendments_stands_and_other_fields_stay() {
    let articles = dated();
    let steps = ["2016-11-09", "2016-11-10"].map(|date| amend(&articles[0], Field::Date, date));
    let log = log(steps.into_iter().chain([amend(&articles[0], Field::Title, "Two")]).collect()).entries();
    says(&articles, &log, Field::Date, Some("2016-11-10"), "oaa");
    says(&articles, &log, Field::Title, Some("Two"), "oaa");
}

#[test]
fn two_dates_of_two_people_are_disputed_and_one_of_both_is_not() {
    let articles = dated();
    let one = |date: &str, who: &str| {
        let entry = Log::default().entry(amend(&articles[0], Field::Date, date), 0, who, None);
        [entry].into_iter().collect::<Entries>()
    };
    let both = one("2016-11-09", "Ann").combine(&one("2016-11-10", "Bob"));
    says(&articles, &both, Field::Date, Some("2016-11-08"), "dd");
    let both = one("2016-11-09", "Ann").combine(&one("2016-11-09", "Bob"));
    says(&articles, &both, Field::Date, Some("2016-11-09"), "aa");
}

#[test]
fn an_article_that_is_not_here_waits_and_one_of_its_name_is_taken_for_it() {
    let articles = dated();
    let other = markup::article("other.txt", "[Bo Ray|PER] left.");
    let log = log(vec![amend(&other, Field::Date, "2016-11-09")]).entries();
    says(&articles, &log, Field::Date, Some("2016-11-08"), "w");
    let mut saved_again = articles.clone();
    saved_again[0].document.name = "other.txt".to_owned();
    says(&saved_again, &log, Field::Date, Some("2016-11-09"), "a");
}

#[test]
fn two_versions_of_an_article_that_are_one_here_are_disputed_where_it_shows() {
    let articles = dated();
    let version = |text: &str, date: &str| {
        let article = markup::article("0.txt", text);
        let entry = Log::default().entry(amend(&article, Field::Date, date), 0, text, None);
        [entry].into_iter().collect::<Entries>()
    };
    let both = version("Older.", "2016-11-09").combine(&version("Newer.", "2016-11-10"));
    says(&articles, &both, Field::Date, Some("2016-11-08"), "dd");
}

#[test]
fn a_file_says_a_newer_version_only_where_older_pages_cannot_read_it() {
    let articles = dated();
    let version = |decision: Decision| {
        let entries = log(vec![decision]).entries();
        let file = encode(&entries);
        assert_eq!(decode("a.json", &file).as_ref(), Ok(&entries));
        let json: serde_json::Value = serde_json::from_slice(&file).expect("JSON");
        json["version"].as_u64()
    };
    assert_eq!(version(hide("Ann Lee")), Some(1));
    assert_eq!(version(amend(&articles[0], Field::Site, "The Paper")), Some(2));
}

#[test]
fn a_field_that_is_none_is_not_taken_from_a_file() {
    let articles = dated();
    let file = encode(&log(vec![amend(&articles[0], Field::Date, "2016-11-09")]).entries());
    let text = String::from_utf8(file).expect("text");
    assert!(text.contains("\"field\": \"date\""), "{text}");
    for wrong in ["\"2016-11-31\"", "\"soon\"", "7"] {
        let broken = text.replace("\"2016-11-09\"", wrong);
        assert!(decode("a.json", broken.as_bytes()).is_err(), "{wrong}");
    }
}
