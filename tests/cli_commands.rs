//! The command line as a person calls it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn coterie(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_coterie"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("coterie starts");
    child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("input is read");
    child.wait_with_output().expect("coterie ends")
}

#[test]
fn a_folder_gives_its_files_by_their_path_in_it() {
    let output = coterie(&["analyze", "static/samples"], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let graph: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(graph["nodes"][0]["occurrences"][0]["doc"], "000_b22d9c12551e006b.txt");
    assert_eq!(output.stdout, coterie(&["analyze", "static/samples"], "").stdout, "twice the same bytes");
}

#[test]
fn a_file_goes_by_its_base_name_and_counts_once() {
    let file = "static/samples/000_b22d9c12551e006b.txt";
    let once = coterie(&["analyze", file, "--window", "document", "--kinds", "PER"], "");
    let twice = coterie(&["analyze", file, file, "--window", "document", "--kinds", "PER"], "");
    assert_eq!(once.stdout, twice.stdout);
    assert!(String::from_utf8_lossy(&twice.stderr).contains("counted once"));
}

/// A folder of its own for a test, gone when it is dropped.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Folder {
        let folder = std::env::temp_dir().join(format!("coterie-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        for (name, text) in files {
            std::fs::write(folder.join(name), text).expect("a file");
        }
        Folder(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_order_of_the_paths_does_not_matter() {
    let same = "Barack Obama met Angela Merkel in Berlin.";
    let folder = Folder::new("order", &[("a.txt", same), ("b.txt", same), ("c.txt", "Merkel left Berlin.")]);
    let [a, b, c] = ["a.txt", "b.txt", "c.txt"].map(|name| folder.path(name));
    let (one, other) = (coterie(&["analyze", &a, &b, &c], ""), coterie(&["analyze", &c, &b, &a], ""));
    assert_eq!(one.stdout, other.stdout);
    assert!(String::from_utf8_lossy(&other.stderr).contains("b.txt: It is the same as a.txt"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_in_a_circle_is_passed_over() {
    let folder = Folder::new("circle", &[("a.txt", "Barack Obama met Angela Merkel.")]);
    std::os::unix::fs::symlink(&folder.0, folder.0.join("again")).expect("a link");
    let found = coterie::cli::files(std::slice::from_ref(&folder.0)).expect("a folder");
    assert_eq!(found.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["a.txt"]);
}

#[test]
fn what_is_not_there_is_said() {
    let output = coterie(&["analyze", "no/such/file.txt"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no/such/file.txt"));
}

#[test]
fn tokens_are_tagged_line_by_line() {
    let output = coterie(&["tag"], "Barack\nObama\nspoke\n.\n\nHi\n");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "Barack\tB-PER\nObama\tI-PER\nspoke\tO\n.\tO\n\nHi\tO\n\n"
    );
}

#[test]
fn a_set_is_measured() {
    let set = "Barack\tB-PER\nObama\tI-PER\nspoke\tO\n.\tO\n\nHi\tB-LOC\n";
    let folder = Folder::new("eval", &[("two.tsv", set), ("notes.txt", "no set")]);
    let output = coterie(&["eval", "names", "--json", "--data", &folder.path("")], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let scores = &report["sets"][0]["scores"];
    assert_eq!(report["sets"][0]["set"], "two");
    assert_eq!(
        [&scores["all"]["precision"], &scores["all"]["recall"], &scores["all"]["f1"]],
        [100.0, 50.0, 66.7]
    );
    assert_eq!([&scores["PER"]["right"], &scores["LOC"]["gold"]], [1, 1]);
    assert_eq!(output.stdout, coterie(&["eval", "names", "--json", &folder.path("two.tsv")], "").stdout);
}

#[test]
fn sets_that_are_not_there_are_said() {
    let output = coterie(&["eval", "names", "--data", "no/such/folder"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("there are no annotated sets in no/such/folder")
    );
}

#[test]
fn graphs_are_measured_beside_others() {
    let sets = Folder::new("graphs", &[]);
    let (docs, others) = (sets.0.join("sets/seeds/docs"), sets.0.join("others/plain"));
    for folder in [&docs, &others] {
        std::fs::create_dir_all(folder).expect("a folder");
    }
    let repository = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in coterie::cli::files(&[repository.join("static/samples")]).expect("the articles") {
        std::fs::copy(&file.path, docs.join(&file.name)).expect("an article");
    }
    let gold = repository.join("tests/gold/seeds");
    std::fs::copy(gold.join("gold.json"), sets.0.join("sets/seeds/gold.json")).expect("the gold");
    std::fs::copy(gold.join("naive.json"), others.join("seeds.json")).expect("a graph");
    let (data, others, table) = (sets.path("sets"), sets.path("others"), sets.path("table.tsv"));
    let eval = ["eval", "graphs", "--floors", "--errors", "3", "--data", &data, "--others", &others];
    let output = coterie(&[eval.as_slice(), &["--record", &table]].concat(), "");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    for row in ["seeds  ", "  Coterie  ", "  plain  ", "  goal  ", "  ties: ", "floor 0."] {
        assert!(text.contains(row), "no {row} in:\n{text}");
    }
    let table = std::fs::read_to_string(table).expect("the table");
    assert!(table.contains("plain\tseeds\tedge_F1\t0.8711"), "{table}");
}

#[test]
fn graphs_that_are_not_there_are_said() {
    let output = coterie(&["eval", "graphs", "--data", "no/such/folder"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there are no graphs in no/such/folder"));
}

#[test]
fn decisions_of_two_people_are_applied_together_and_conflicts_are_said() {
    let entry = |author: &str, to: &str| {
        format!(
            r#"{{"coterie":"decisions","version":1,"entries":[
                {{"at":"2026-11-22","author":"{author}","decision":{{"retype":{{"of":{{"kind":"LOC","name":"Berlin"}},"to":"ORG"}}}}}},
                {{"at":"2026-11-23","author":"{author}","decision":{{"rename":{{"of":{{"kind":"PER","name":"Angela Merkel"}},"to":"{to}"}}}}}}
            ]}}"#
        )
    };
    let article = "Barack Obama met Angela Merkel in Berlin.";
    let (ann, bob) = (entry("Ann", "Merkel"), entry("Bob", "Angie"));
    let folder = Folder::new("decisions", &[("a.txt", article), ("ann.json", &ann), ("bob.json", &bob)]);
    let [article, ann, bob] = ["a.txt", "ann.json", "bob.json"].map(|name| folder.path(name));
    let ids = |output: &Output| {
        let graph: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let nodes = graph["nodes"].as_array().expect("nodes").clone();
        let line = |node: &serde_json::Value| format!("{} {}", node["label"], node["type"]).replace('"', "");
        nodes.iter().map(line).collect::<Vec<_>>()
    };
    let alone = coterie(&["analyze", &article, "--decisions", &ann], "");
    assert_eq!(ids(&alone), ["Barack Obama PER", "Berlin ORG", "Merkel PER"]);
    let both = coterie(&["analyze", &article, "--decisions", &ann, "--decisions", &bob], "");
    assert_eq!(ids(&both), ["Angela Merkel PER", "Barack Obama PER", "Berlin ORG"]);
    let said = String::from_utf8_lossy(&both.stderr).into_owned();
    assert!(said.contains("Contradicts “Renamed Angela Merkel to Angie” (Bob, 23 November 2026)"), "{said}");
    let wrong = coterie(&["analyze", &article, "--decisions", &article], "");
    assert!(!wrong.status.success());
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("cannot be read from line 1"));
}
