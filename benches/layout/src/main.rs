//! The graphs that layouts are measured on, and how good a layout of one is.
//!
//! ```text
//! coterie-bench-layout generate NODES EDGES GRAPH    a co-occurrence graph with planted communities
//! coterie-bench-layout gold GOLD.json GRAPH          the gold graph of a novel
//! coterie-bench-layout articles MODEL FOLDER GRAPH   the entity graph of articles
//! coterie-bench-layout lay GRAPH PLACES              our layout, two f32 a node, for all views alike
//! coterie-bench-layout measure GRAPH                 for each line of input, a file of positions, its quality as JSON
//! ```

#[cfg(not(target_arch = "wasm32"))]
mod generate;
#[cfg(not(target_arch = "wasm32"))]
mod graph;
#[cfg(not(target_arch = "wasm32"))]
mod random;
#[cfg(not(target_arch = "wasm32"))]
mod real;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["generate", nodes, edges, out] => {
            Ok(generate::generate(nodes.parse()?, edges.parse()?).write(out.as_ref())?)
        }
        ["gold", gold, out] => Ok(real::gold(gold.as_ref())?.write(out.as_ref())?),
        ["articles", model, folder, out] => {
            Ok(real::articles(model.as_ref(), folder.as_ref())?.write(out.as_ref())?)
        }
        ["lay", graph, out] => Ok(lay(graph.as_ref(), out.as_ref())?),
        ["measure", graph] => serve(graph.as_ref()),
        _ => Err("say `generate NODES EDGES GRAPH`, `gold GOLD GRAPH`, `articles MODEL FOLDER GRAPH`, \
                  `lay GRAPH PLACES` or `measure GRAPH`"
            .into()),
    }
}

#[cfg(target_arch = "wasm32")]
fn main() -> Result {
    Ok(())
}

#[cfg(not(target_arch = "wasm32"))]
fn lay(graph: &std::path::Path, out: &std::path::Path) -> std::io::Result<()> {
    use coterie::layout::{LayoutRequest, Simulation};
    let graph::Graph { edges, mentions, .. } = graph::Graph::read(graph)?;
    let radii = mentions.into_iter().map(coterie::scene::radius).collect();
    let mut simulation = Simulation::new(&LayoutRequest { radii, edges, ..LayoutRequest::default() });
    simulation.run_to_end();
    let places = simulation.positions().iter().flatten().flat_map(|place| place.to_le_bytes());
    std::fs::write(out, places.collect::<Vec<u8>>())
}

#[cfg(not(target_arch = "wasm32"))]
fn serve(graph: &std::path::Path) -> Result {
    use coterie::layout::quality;
    let graph = graph::Graph::read(graph)?;
    let ties: Vec<(u32, u32)> = graph.edges.iter().map(|&(a, b, _)| (a, b)).collect();
    for line in std::io::stdin().lines() {
        let positions = graph::read_positions(line?.as_ref())?;
        if positions.len() != graph.nodes() {
            return Err("there must be one position for each node".into());
        }
        let quality = quality::measure(&ties, &positions);
        let purity = graph.groups.as_ref().map(|groups| quality::purity(&positions, groups));
        println!(
            "{}",
            serde_json::json!({
                "stress": quality.stress,
                "neighbours": quality.neighbours,
                "purity": purity,
                "variation": quality.edge_variation,
            })
        );
    }
    Ok(())
}
