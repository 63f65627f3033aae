//! The results of a search.

use super::lower;
use crate::app::model::{Model, Shown};
use crate::app::words;
use crate::entities::Kind;
use crate::evidence::EntityView;
use crate::graph::NodeView;

/// The names on screen that hold `query`, for as long as the engine cannot be asked.
pub fn matching(shown: &Shown, query: &str, limit: usize) -> Vec<EntityView> {
    let query = lower(query.trim());
    let nodes = shown.view.nodes.iter().filter(|node| lower(&node.name).contains(&query));
    let entity = |node: &NodeView| EntityView {
        key: node.key,
        name: node.name.clone(),
        kind: node.kind,
        aliases: Vec::new(),
        mentions: node.mentions,
        documents: node.documents,
    };
    nodes.take(limit).map(entity).collect()
}

/// A result of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultRow {
    /// The full name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// The other name that matched, if it was one.
    pub also: String,
    /// How often it is named.
    pub mentions: String,
    /// Whether the keyboard is at it.
    pub at: bool,
}

/// The results of the search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchView {
    /// Whether they show.
    pub open: bool,
    /// Best first.
    pub rows: Vec<ResultRow>,
    /// What is said below them.
    pub note: String,
    /// The row that the keyboard is at.
    pub cursor: Option<u32>,
}

/// The results of the search.
pub fn search(model: &Model) -> SearchView {
    let search = &model.search;
    if !search.open {
        return SearchView::default();
    }
    let query = lower(search.query.trim());
    let rows = search.results.iter().zip(0..).map(|(entity, at)| {
        let named = lower(&entity.name).contains(&query);
        let also = entity.aliases.iter().find(|alias| lower(&alias.surface).contains(&query));
        ResultRow {
            name: entity.name.clone(),
            kind: entity.kind,
            also: also.filter(|_| !named).map(|alias| alias.surface.clone()).unwrap_or_default(),
            mentions: words::number(entity.mentions),
            at: search.cursor == Some(at),
        }
    });
    let rows: Vec<ResultRow> = rows.collect();
    let note = match search.total {
        None => String::new(),
        Some(0) => words::SEARCH_NONE.with(&[("query", search.query.trim())]),
        Some(total) if total as usize > rows.len() => {
            words::SEARCH_MORE.count(total - rows.len() as u32, &[])
        }
        Some(_) => String::new(),
    };
    SearchView { open: true, rows, note, cursor: search.cursor }
}
