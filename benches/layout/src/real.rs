//! Graphs of real articles.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use coterie::cli::{self, File};
use coterie::cooccurrence::Window;
use coterie::entities::{KindSet, Recogniser};
use coterie::graph::communities;
use serde_json::Value;

use crate::Result;
use crate::graph::Graph;

/// The gold graph of a novel: its characters, and in how many chapters two meet.
pub(crate) fn gold(path: &Path) -> Result<Graph> {
    let gold: Value = serde_json::from_slice(&fs::read(path)?)?;
    let list = |key: &str| gold[key].as_array().ok_or(format!("{} has no {key}", path.display()));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let entities = list("entities")?;
    let ids: BTreeMap<String, u32> =
        entities.iter().zip(0..).map(|(entity, at)| (text(&entity["id"]), at)).collect();
    let mentions = entities.iter().map(|entity| entity["mentions"].as_u64().unwrap_or(1) as u32).collect();
    let ties = list("edges")?.iter().filter_map(|edge| {
        let [a, b] = ["a", "b"].map(|end| ids.get(&text(&edge[end])).copied());
        let weight = edge["chapter_encounters"].as_f64().unwrap_or(1.0) as f32;
        Some((a?, b?, weight))
    });
    Ok(graph(ties, mentions))
}

/// The entity graph of a folder of articles: all names that share a sentence with another.
pub(crate) fn articles(model: &Path, folder: &Path) -> Result<Graph> {
    let recogniser = Recogniser::load(&fs::read(model)?)?;
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { &mut folders } else { &mut paths }.push(path);
        }
    }
    paths.sort();
    let file = |path: PathBuf| {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
        File { name, path }
    };
    let files: Vec<File> = paths.into_iter().map(file).collect();
    let (found, _) = cli::analyze(&files, &recogniser, Window::Sentence, KindSet::MAIN);
    let found = found.ok_or("nothing could be read")?;
    let ids: BTreeMap<&str, u32> =
        found.nodes.iter().zip(0..).map(|(node, at)| (node.id.as_str(), at)).collect();
    let end = |name: &str| ids.get(name).copied();
    let ties = found
        .edges
        .iter()
        .filter_map(|edge| Some((end(&edge.source)?, end(&edge.target)?, edge.weight as f32)));
    Ok(graph(ties, found.nodes.iter().map(|node| node.mentions).collect()))
}

/// What stands in place of planted communities: those that the core finds by the weights of ties.
fn graph(ties: impl Iterator<Item = (u32, u32, f32)>, mentions: Vec<u32>) -> Graph {
    let sorted: BTreeMap<(u32, u32), f32> =
        ties.filter(|(a, b, _)| a != b).map(|(a, b, weight)| ((a.min(b), a.max(b)), weight)).collect();
    let edges = sorted.into_iter().map(|((a, b), weight)| (a, b, weight)).collect();
    let graph = Graph { edges, groups: None, mentions }.without_lone();
    let ties: Vec<(u32, u32, u32)> =
        graph.edges.iter().map(|&(a, b, weight)| (a, b, weight as u32)).collect();
    Graph { groups: Some(communities(graph.nodes(), &ties)), ..graph }
}
