//! What a session shows once it has read some files: for the command line, and for the demo, which is kept while the
//! page is built.

use super::Session;
use crate::app::Demo;
use crate::diagnostic::Diagnostic;
use crate::formats;
use crate::graph::{GraphView, ViewSettings};
use crate::protocol::{Request, Response, Ticket, Told};
use crate::read::{Reading, Source};

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
    let open = |source: Source<'_>| formats::open(source, &formats::Options::default()).alone();
    let Settled { view, positions, told, .. } = settled(files, model, ViewSettings::default(), &open)?;
    Ok(Demo { view, positions, told })
}

/// The same under other settings; `open` reads what is no text. Files of decisions among the others are applied.
///
/// # Errors
/// A sentence, where the model cannot be used or nothing was found.
pub fn settled(
    files: Vec<(String, Vec<u8>)>,
    model: &[u8],
    settings: ViewSettings,
    open: &dyn Fn(Source<'_>) -> Reading,
) -> Result<Settled, String> {
    let mut session = Session::default();
    let mut settled = Settled::default();
    let started = session.handle(Request::Start, vec![Ok(model.to_vec())]);
    if let [Response::Unusable { message }] = &started[..] {
        return Err(message.clone());
    }
    let found = files.into_iter().zip(0..).map(|((name, bytes), id)| {
        let ticket = Ticket { id, name, ..Ticket::default() };
        session.read(&ticket, Ok(bytes)).unwrap_or_else(|bytes| {
            session.find_names(&ticket, open(Source { name: &ticket.name, bytes: &bytes }), || ())
        })
    });
    let mut responses = session.absorb_found(found.collect());
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
