//! The demo graph: what a session shows once it has read the sample articles, kept while the page is built.

use super::Session;
use crate::app::Demo;
use crate::protocol::{Request, Response, Ticket};

/// The settled picture of some files under default settings: the very one that the page's worker will give.
///
/// # Errors
/// A sentence, where the model cannot be used or nothing was found.
pub fn demo(files: Vec<(String, Vec<u8>)>, model: &[u8]) -> Result<Demo, String> {
    let mut session = Session::default();
    let mut demo = Demo::default();
    let (tickets, contents): (Vec<Ticket>, Vec<_>) =
        files.into_iter().zip(0..).map(|((name, bytes), id)| (Ticket { id, name }, Ok(bytes))).unzip();
    let started = session.handle(Request::Start, vec![Ok(model.to_vec())]);
    if let [Response::Unusable { message }] = &started[..] {
        return Err(message.clone());
    }
    let read = session.handle(Request::Read { tickets }, contents);
    for response in read {
        if let Response::Analysed { analysed, .. } = response {
            session.handle(Request::Absorb { analysed }, Vec::new());
        }
    }
    let mut responses = session.handle(Request::Flush, Vec::new());
    while session.is_busy() {
        responses.extend(session.step());
    }
    for response in responses {
        match response {
            Response::View { view, positions, .. } => demo = Demo { view, positions },
            Response::Positions { positions, .. } => demo.positions = positions,
            _ => {}
        }
    }
    if demo.view.nodes.is_empty() { Err("no names were found".to_owned()) } else { Ok(demo) }
}
