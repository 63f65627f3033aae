//! ZIP archives: of articles, or an office file, a book or a web archive.

use std::collections::BTreeMap;

use coterie_base::diagnostic::Diagnostic;
use coterie_base::question::Question;
use coterie_read::Source;

use super::super::office;
use super::{Desk, Folder, GET_AGAIN, Lost, Package, Spent, is_hidden, wacz};

/// Opens a ZIP archive.
pub(crate) fn read(source: Source<'_>, desk: &mut Desk<'_>) {
    let mut package = Package::open(source.bytes);
    if package.is_cut_short() {
        let message = "This archive is damaged or breaks off. What could be found in it was read.";
        desk.warn(source.name, message, GET_AGAIN);
    }
    if let Some(file) = office::Office::of(&package) {
        return office::read(file, source, package, desk);
    }
    if wacz::is_one(&package) {
        return wacz::read(source, &mut package, desk);
    }
    if package.repeats_names() {
        let message = "Some files in this archive have the same name: only the last of each name was read.";
        desk.warn(source.name, message, "Unpack it and add the articles inside.");
    }
    let mut folder = Folder::new(source.name);
    let mut losses = Losses::default();
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    let password = desk.options.password.clone();
    for (rank, path) in names.iter().enumerate() {
        if is_hidden(path) {
            folder.passed += 1;
            continue;
        }
        match package.unpack(rank, password.as_deref(), &mut desk.budget) {
            Ok(unpacked) => folder.open(path, &unpacked, desk),
            Err(Lost::Spent(spent @ (Spent::File | Spent::Entries))) => {
                desk.spent(source.name, spent);
                losses.spent = true;
                break;
            }
            Err(Lost::Spent(spent)) => {
                desk.spent(&format!("{}/{path}", source.name), spent);
                losses.spent = true;
            }
            Err(lost) => losses.note(lost),
        }
    }
    let said = losses.say(source.name, desk) || package.is_cut_short();
    folder.finish(said, desk);
}

/// What was lost, so that each sort is said once for an archive.
#[derive(Default)]
struct Losses {
    spent: bool,
    locked: usize,
    wrong: usize,
    damaged: usize,
    methods: BTreeMap<&'static str, usize>,
}

impl Losses {
    fn note(&mut self, lost: Lost) {
        match lost {
            Lost::Spent(_) => self.spent = true,
            Lost::Locked => self.locked += 1,
            Lost::WrongPassword => self.wrong += 1,
            Lost::Damaged => self.damaged += 1,
            Lost::Method(name) => *self.methods.entry(name).or_default() += 1,
        }
    }

    /// Says them; whether there were any.
    fn say(&self, name: &str, desk: &mut Desk<'_>) -> bool {
        const UNPACK: &str = "Unpack it with the program that packed it and add the articles inside.";
        let Losses { spent, locked, wrong, damaged, methods } = self;
        let mut said = *spent;
        let mut say = |count: usize, rest: &str, hint: &str, question: Option<Question>| {
            let files = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
            if count > 0 {
                let error = Diagnostic::error(name, format!("{files} in this archive {rest}"), hint);
                desk.say(Diagnostic { question: question.map(Box::new), ..error });
                said = true;
            }
        };
        let password = |wrong| Some(Question::Password { wrong });
        say(
            *locked,
            "cannot be opened without a password.",
            "Give the archive's password, or unpack it and add what is inside.",
            password(false),
        );
        say(
            *wrong,
            "cannot be opened with this password.",
            "Try another, or unpack it and add what is inside.",
            password(true),
        );
        say(*damaged, "cannot be opened: the archive is damaged.", GET_AGAIN, None);
        for (method, count) in methods {
            say(*count, &format!("cannot be opened: packed with {method}."), UNPACK, None);
        }
        said
    }
}
