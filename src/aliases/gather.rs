//! Mentions whose entity is known, to entities with names, kinds and counts.

use std::collections::BTreeMap;

use super::definitions::Definition;
use super::inventory::{Inventory, Reading, Sense};
use super::link::{Among, Ground, Link, Reason};
use super::name::{self, fold};
use super::parts::Relation;
use super::resolution::Roots;
use super::shown::{self, Written};
use super::table::Table;
use super::{Alias, Entity, MentionRef};
use crate::entities::Kind;
use crate::ids::{DocumentId, EntityKey};
use crate::order::InOrder;

/// A mention with all that is known of it. Sorted, the mentions of one entity stand together in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Resolved {
    root: Sense,
    at: MentionRef,
    ground: Ground,
}

/// Gathers the mentions of each root into an entity, sorted as [`super::resolve`] promises.
pub(super) fn gather(
    inventory: &Inventory,
    table: &Table,
    roots: &Roots,
    definitions: &[Definition],
) -> Vec<Entity> {
    let mut resolved: Vec<Resolved> = Vec::with_capacity(roots.iter().map(Vec::len).sum());
    for (document, roots) in roots.iter().enumerate() {
        for (mention, &(root, ground)) in roots.iter().enumerate() {
            let at = MentionRef { document: DocumentId(document as u32), mention: mention as u32 };
            resolved.push(Resolved { root, at, ground });
        }
    }
    resolved.put_in_order(Ord::cmp);
    let entities = resolved
        .chunk_by(|one, next| one.root == next.root)
        .map(|mentions| Gathered { inventory, table, definitions, mentions }.entity())
        .collect();
    sorted(one_a_name(entities))
}

/// The mentions of one entity, with what they are read by.
struct Gathered<'a> {
    inventory: &'a Inventory,
    table: &'a Table,
    definitions: &'a [Definition],
    mentions: &'a [Resolved],
}

/// A name as written, all its mentions together.
struct Name<'a> {
    written: Written<'a>,
    form: u32,
    /// What most of its mentions rest on, or the least sure if any is doubtful; and the first of those.
    ground: Ground,
    first: MentionRef,
}

impl<'a> Gathered<'a> {
    fn entity(&self) -> Entity {
        let root = self.mentions[0].root;
        let row = self.inventory.forms[root.form() as usize]
            .row
            .filter(|_| !root.is_person())
            .and_then(|row| self.table.get(row));
        let kind = match row {
            Some(row) => row.kind,
            None if root.is_person() => Kind::Person,
            None => self.plurality(),
        };
        let names = self.names();
        let written: Vec<Written<'_>> = names.iter().map(|name| name.written.clone()).collect();
        let (index, shown) = shown::choose(&written, kind == Kind::Person);
        let shown = match names.get(index).filter(|_| kind == Kind::Person) {
            Some(name) => self.with_title(name.form, shown),
            None => shown,
        };
        let name = row.map_or(shown, |row| row.name.to_owned());
        // The form whose mentions need no link.
        let own = if row.is_none() { names.get(index) } else { None };

        let mut by_surface: BTreeMap<&str, Alias> = BTreeMap::new();
        for one in &names {
            let surface = one.written.surface;
            let link = if surface == name { Link::OWN } else { self.link(one, own) };
            let alias = by_surface.entry(surface).or_insert_with(|| Alias {
                surface: surface.to_owned(),
                mentions: 0,
                link,
            });
            alias.add(one.written.count, link);
        }
        // The shown name is among the names even where it is only written in capitals, or stands in the table alone.
        by_surface.entry(&name).or_insert_with(|| Alias {
            surface: name.clone(),
            mentions: 0,
            link: Link::OWN,
        });
        let mut aliases: Vec<Alias> = by_surface.into_values().collect();
        sort_aliases(&mut aliases);

        let doubtful = |resolved: &&Resolved| {
            let reading = self.reading(resolved.at);
            self.inventory.surfaces[reading.surface as usize] != name
                && basis(reading.sense.form(), resolved.ground, own).is_doubtful()
        };
        Entity {
            key: EntityKey::new(kind.code(), &name),
            doubtful: self.mentions.iter().filter(doubtful).map(|resolved| resolved.at).collect(),
            mentions: self.mentions.iter().map(|resolved| resolved.at).collect(),
            name,
            kind,
            aliases,
        }
    }

    /// A single name is shown with the title that most of its mentions have: "Aunt Rose", "Mrs. Oak".
    fn with_title(&self, form: u32, shown: String) -> String {
        let key = self.key(form);
        if key.contains(' ') && name::courtesy(key).is_none() || fold(&shown).contains(' ') {
            return shown;
        }
        let mut all = 0u32;
        let mut titles: BTreeMap<&str, u32> = BTreeMap::new();
        for reading in self.mentions.iter().map(|resolved| self.reading(resolved.at)) {
            if reading.sense.form() == form {
                all += 1;
                if let Some(title) = reading.title {
                    *titles.entry(&self.inventory.titles[title as usize]).or_default() += 1;
                }
            }
        }
        let most = titles.iter().max_by_key(|&(title, count)| (count, std::cmp::Reverse(title)));
        match most {
            Some((title, _)) if 2 * titles.values().sum::<u32>() >= all => format!("{title} {shown}"),
            _ => shown,
        }
    }

    fn reading(&self, at: MentionRef) -> &'a Reading {
        &self.inventory.articles[at.document.index()][at.mention as usize]
    }

    fn key(&self, form: u32) -> &'a str {
        &self.inventory.forms[form as usize].key
    }

    /// Each name as written, with the ground for it.
    fn names(&self) -> Vec<Name<'a>> {
        let mut mentions: Vec<(u32, u32, Ground, MentionRef)> = self
            .mentions
            .iter()
            .map(|resolved| {
                let reading = self.reading(resolved.at);
                (reading.surface, reading.sense.form(), resolved.ground, resolved.at)
            })
            .collect();
        mentions.put_in_order(Ord::cmp);
        mentions
            .chunk_by(|one, next| (one.0, one.1) == (next.0, next.1))
            .map(|chunk| {
                let least_sure =
                    |ground: Ground| ground.is_doubtful().then(|| std::cmp::Reverse(ground.sure()));
                let commonest = chunk
                    .chunk_by(|one, next| one.2 == next.2)
                    .max_by_key(|same| (least_sure(same[0].2), same.len(), std::cmp::Reverse(same[0].2)))
                    .map_or(&chunk[0], |same| &same[0]);
                let (surface, form, ground, first) = *commonest;
                let surface = &self.inventory.surfaces[surface as usize];
                let written = Written { surface, key: self.key(form), count: chunk.len() as u32 };
                Name { written, form, ground, first }
            })
            .collect()
    }

    /// Why a name that is not the shown one is this entity's; `own` is the shown one, unless that is the table's.
    fn link(&self, name: &Name<'_>, own: Option<&Name<'_>>) -> Link {
        let basis = basis(name.form, name.ground, own);
        let (reason, seen) = match own {
            None if basis == Ground::Own => (Reason::Table, None),
            None => (basis.reason(), self.seen(name, None)),
            // The shown name in other letters, or with words that are no part of the name.
            Some(own) if name.form == own.form => {
                let folded = fold(name.written.surface);
                let reason = match name.written.key {
                    key if folded == key || folded.contains(name::LOST) => Reason::Spelling,
                    _ if self.mentions[0].root.is_person() => Reason::Title,
                    _ => Reason::LegalForm,
                };
                (reason, self.first_of(name.form))
            }
            // Fuller than the shown name, which follows from it.
            Some(own) if name.ground == Ground::Own => (basis.reason(), self.first_of(own.form)),
            Some(own) => (basis.reason(), self.seen(name, Some(own.form))),
        };
        Link { reason, sure: basis.sure(), seen }
    }

    /// The place that says whom a name means.
    fn seen(&self, name: &Name<'_>, own: Option<u32>) -> Option<MentionRef> {
        match name.ground {
            Ground::Own | Ground::Table => None,
            Ground::Part(Relation::Definition, _) => {
                self.definition(name).or_else(|| self.full_name(name, own))
            }
            Ground::Part(..) => self.full_name(name, own),
        }
    }

    /// The first mention of a form.
    fn first_of(&self, form: u32) -> Option<MentionRef> {
        self.mentions.iter().map(|resolved| resolved.at).find(|&at| self.reading(at).sense.form() == form)
    }

    /// Where an abbreviation of this entity is defined.
    fn definition(&self, name: &Name<'_>) -> Option<MentionRef> {
        let start = self.definitions.partition_point(|definition| definition.short.form() < name.form);
        self.definitions[start..]
            .iter()
            .take_while(|definition| definition.short.form() == name.form)
            .map(|definition| definition.at)
            .find(|at| self.mentions.binary_search_by_key(at, |resolved| resolved.at).is_ok())
    }

    /// Where the longer name stands from which a name follows: in the same article if the article says so, else where
    /// the shown name (or any longer one) first stands.
    fn full_name(&self, name: &Name<'_>, own: Option<u32>) -> Option<MentionRef> {
        let length = |form: u32| (self.key(form).split(' ').count(), self.key(form).len());
        let short = length(name.form);
        let is_longer = |at: &MentionRef| length(self.reading(*at).sense.form()) > short;
        let in_article = matches!(name.ground, Ground::Part(_, Among::Article | Among::SeveralInArticle));
        let document = name.first.document;
        let start = self.mentions.partition_point(|resolved| resolved.at.document < document);
        let here = self.mentions[start..]
            .iter()
            .map(|resolved| resolved.at)
            .take_while(|at| in_article && at.document == document)
            .find(is_longer);
        here.or_else(|| own.filter(|&own| length(own) > short).and_then(|own| self.first_of(own)))
            .or_else(|| self.mentions.iter().map(|resolved| resolved.at).find(is_longer))
    }

    /// The kind with most votes, the earlier of two with as many.
    fn plurality(&self) -> Kind {
        let mut votes = [0u64; 6];
        for resolved in self.mentions {
            let reading = self.reading(resolved.at);
            votes[reading.kind.index()] += reading.vote;
        }
        let best =
            |best: Kind, kind: Kind| if votes[kind.index()] > votes[best.index()] { kind } else { best };
        // What is not a person's sense is no person, whatever single mentions say.
        Kind::ALL[1..].iter().copied().fold(Kind::Organisation, best)
    }
}

/// What the mentions of a form rest on: a name that is fuller than the shown one on what the shown one does.
fn basis(form: u32, ground: Ground, own: Option<&Name<'_>>) -> Ground {
    match own {
        Some(own) if own.form == form => Ground::Own,
        Some(own) if ground == Ground::Own => own.ground,
        _ => ground,
    }
}

impl Alias {
    /// Counts further mentions of the same words.
    fn add(&mut self, mentions: u32, link: Link) {
        self.mentions += mentions;
        if link.is_doubtful() && link.sure < self.link.sure {
            self.link = link;
        }
    }
}

/// Most mentions first.
fn sort_aliases(aliases: &mut [Alias]) {
    aliases.put_in_order(|one, other| (other.mentions, &one.surface).cmp(&(one.mentions, &other.surface)));
}

/// Two entities of one kind that would show the same name are one: an [`EntityKey`] is of one
/// entity.
fn one_a_name(mut entities: Vec<Entity>) -> Vec<Entity> {
    entities.put_in_order(|one, other| {
        (one.kind, &one.name, &one.mentions).cmp(&(other.kind, &other.name, &other.mentions))
    });
    let mut kept: Vec<Entity> = Vec::with_capacity(entities.len());
    for entity in entities {
        match kept.last_mut() {
            Some(last) if last.kind == entity.kind && last.name == entity.name => {
                last.mentions.extend(entity.mentions);
                last.mentions.put_in_order(Ord::cmp);
                last.doubtful.extend(entity.doubtful);
                last.doubtful.put_in_order(Ord::cmp);
                for alias in entity.aliases {
                    match last.aliases.iter_mut().find(|other| other.surface == alias.surface) {
                        Some(other) => other.add(alias.mentions, alias.link),
                        None => last.aliases.push(alias),
                    }
                }
                sort_aliases(&mut last.aliases);
            }
            _ => kept.push(entity),
        }
    }
    kept
}

fn sorted(mut entities: Vec<Entity>) -> Vec<Entity> {
    entities.put_in_order(|one, other| {
        (other.mentions.len(), &one.name, one.kind).cmp(&(one.mentions.len(), &other.name, other.kind))
    });
    entities
}
