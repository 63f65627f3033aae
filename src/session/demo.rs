//! What a session shows once it has read some files: for the command line, and for the demo, which is kept while the
//! page is built.

use super::Session;
use crate::app::Demo;
use crate::diagnostic::Diagnostic;
use crate::graph::{GraphView, ViewSettings};
use crate::protocol::{Request, Response, Ticket, Told};

/// A picture that has come to rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// Nodes and edges.
    pub view: GraphView,
    /// Two numbers a node, layout units.
    pub positions: Vec<f32>,
    /// What is said of them.
    pub told: Told,
    /// What a person should know of the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// The settled picture of some files under default settings: the very one that the page's worker will give.
///
/// # Errors
/// A sentence, where the model cannot be used or nothing was found.
pub fn demo(files: Vec<(String, Vec<u8>)>, model: &[u8]) -> Result<Demo, String> {
    let Settled { view, positions, told, .. } = settled(files, model, ViewSettings::default())?;
    Ok(Demo { view, positions, told })
}

/// The same under other settings. Files of decisions among the others are applied.
///
/// # Errors
/// A sentence, where the model cannot be used or nothing was found.
pub fn settled(
    files: Vec<(String, Vec<u8>)>,
    model: &[u8],
    settings: ViewSettings,
) -> Result<Settled, String> {
    let mut session = Session::default();
    let mut settled = Settled::default();
    let (tickets, contents): (Vec<Ticket>, Vec<_>) = files
        .into_iter()
        .zip(0..)
        .map(|((name, bytes), id)| (Ticket { id, name, ..Ticket::default() }, Ok(bytes)))
        .unzip();
    let started = session.handle(Request::Start, vec![Ok(model.to_vec())]);
    if let [Response::Unusable { message }] = &started[..] {
        return Err(message.clone());
    }
    let read = session.handle(Request::Read { tickets }, contents);
    let mut responses = Vec::new();
    for response in read {
        if let Response::Analysed { analysed, .. } = response {
            responses.extend(session.handle(Request::Absorb { analysed }, Vec::new()));
        }
    }
    session.settings = settings;
    responses.extend(session.handle(Request::Flush, Vec::new()));
    while session.is_busy() {
        responses.extend(session.step());
    }
    for response in responses {
        match response {
            Response::Absorbed { diagnostics, .. } => settled.diagnostics.extend(diagnostics),
            Response::View { view, positions, settled: told, .. } => {
                (settled.view, settled.positions, settled.told) = (view, positions, told.unwrap_or_default());
            }
            Response::Positions { positions, settled: told, .. } => {
                (settled.positions, settled.told) = (positions, told.unwrap_or_default());
            }
            _ => {}
        }
    }
    if settled.view.nodes.is_empty() { Err("no names were found".to_owned()) } else { Ok(settled) }
}
