//! A worker's session with the sample articles.
#![allow(dead_code)]

use coterie::graph::GraphView;
use coterie::protocol::{Outcome, Request, Response, Ticket};
use coterie::session::Session;

pub(crate) const MODEL: &[u8] = include_bytes!("../../static/models/names.bin");

pub(crate) fn samples() -> Vec<(String, Vec<u8>)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static/samples");
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("the samples are in the repository")
        .map(|entry| entry.expect("readable").path())
        .map(|path| {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("readable"))
        })
        .collect();
    files.sort();
    files
}

pub(crate) fn begun() -> Session {
    let mut session = Session::default();
    assert_eq!(session.handle(Request::Start, vec![Ok(MODEL.to_vec())]), [Response::Ready]);
    session
}

/// Reads and absorbs files in portions of the given size; gives what became of them.
pub(crate) fn feed(session: &mut Session, files: &[(String, Vec<u8>)], portion: usize) -> Vec<Outcome> {
    let mut became = Vec::new();
    for (round, files) in files.chunks(portion).enumerate() {
        let tickets = (0..).zip(files);
        let tickets = tickets.map(|(id, (name, _))| Ticket {
            id: round as u32 * 100 + id,
            name: name.clone(),
            ..Ticket::default()
        });
        let contents = files.iter().map(|(_, bytes)| Ok(bytes.clone())).collect();
        for response in session.handle(Request::Read { tickets: tickets.collect() }, contents) {
            let Response::Analysed { analysed, .. } = response else { continue };
            for response in session.handle(Request::Absorb { analysed }, Vec::new()) {
                if let Response::Absorbed { outcomes, .. } = response {
                    became.extend(outcomes.into_iter().map(|(_, outcome)| outcome));
                }
            }
        }
    }
    became
}

/// Sends a request, lets the layout settle, and gives the last picture.
pub(crate) fn picture(session: &mut Session, request: Request) -> (GraphView, Vec<f32>) {
    let mut responses = session.handle(request, Vec::new());
    while session.is_busy() {
        responses.extend(session.step());
    }
    let mut last = (GraphView::default(), Vec::new());
    for response in responses {
        match response {
            Response::View { view, positions, .. } => last = (view, positions),
            Response::Positions { positions, .. } => last.1 = positions,
            _ => {}
        }
    }
    last
}

pub(crate) fn with_samples() -> Session {
    let mut session = begun();
    feed(&mut session, &samples(), 5);
    picture(&mut session, Request::Flush);
    session
}
