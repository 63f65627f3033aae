//! Saving what is seen: the page asks, the engine offers and draws, the shell saves.

use coterie::app::model::{Corpus, Engine, Model};
use coterie::app::{Dialog, Effect, Filled, Message, update, views, words};
use coterie::diagnostic::Diagnostic;
use coterie::export::{Picture, PictureRequest};
use coterie::protocol::Response;

/// A page whose engine answers, or is still to come; after these messages, with the effects of the last.
fn after(engine: Engine, messages: impl IntoIterator<Item = Message>) -> (Model, Vec<Effect>) {
    let mut model = Model { engine, corpus: Corpus::Own, ..Model::default() };
    let effects = messages.into_iter().map(|message| update(&mut model, message)).last().unwrap_or_default();
    (model, effects)
}

fn answer(response: Response) -> Message {
    Message::Answered { worker: 0, response }
}

fn offers() -> Message {
    let offers = vec![("A drawing".to_owned(), String::new()), ("A page".to_owned(), "light".to_owned())];
    answer(Response::Picture(Picture { offers, caption: "2 names.".to_owned(), ..Picture::default() }))
}

fn filled(choice: u32) -> Message {
    Message::FormFilled(Filled { choice, ..Filled::default() })
}

/// A picture as the engine gives it.
fn made(pixels: Option<[u32; 2]>) -> Message {
    let (name, bytes) = ("coterie-12ab.svg".to_owned(), b"<svg/>".to_vec());
    answer(Response::Picture(Picture { name, pixels, bytes, ..Picture::default() }))
}

#[track_caller]
fn check_asked(effects: &[Effect], answer: Option<u32>) {
    assert_eq!(effects, [Effect::Depict(Box::new(PictureRequest { answer, ..PictureRequest::default() }))]);
}

#[test]
fn the_engine_says_as_what_it_can_be_saved() {
    let (_, effects) = after(Engine::Ready, [Message::PictureAsked]);
    check_asked(&effects, None);
    let (model, _) = after(Engine::Ready, [Message::PictureAsked, offers()]);
    let form = views::form(&model).expect("a question");
    let choices: Vec<&str> = form.choices.iter().map(|choice| choice.words.as_str()).collect();
    assert_eq!(
        (form.note.as_str(), choices, form.asks_why),
        ("2 names.", vec!["A drawing", "A page"], false)
    );
}

#[test]
fn before_the_engine_is_ready_the_question_waits() {
    let (model, effects) = after(Engine::Starting, [Message::PictureAsked]);
    assert_eq!(effects, []);
    assert_eq!(views::form(&model).map(|form| form.note).as_deref(), Some(words::ENGINE_WAITS.text()));
    let (_, effects) =
        after(Engine::Starting, [Message::PictureAsked, answer(Response::Ready), answer(Response::Flushed)]);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Depict(_))));
}

#[test]
fn an_answer_is_asked_for_and_the_question_closes() {
    let (model, effects) = after(Engine::Ready, [Message::PictureAsked, offers(), filled(1)]);
    check_asked(&effects, Some(1));
    assert_eq!((model.dialog, views::form(&model)), (None, None));
}

#[test]
fn a_file_is_saved_and_said() {
    let (model, effects) = after(Engine::Ready, [made(None)]);
    assert!(
        matches!(&effects[..], [Effect::Download { name, bytes, .. }] if name == "coterie-12ab.svg" && bytes == b"<svg/>")
    );
    assert_eq!(model.notice.words, "Saved as coterie-12ab.svg.");
}

#[test]
fn an_image_is_drawn_by_the_browser() {
    let (_, effects) = after(Engine::Ready, [made(Some([20, 10]))]);
    assert!(matches!(&effects[..], [Effect::Rasterise { size: [20, 10], svg, .. }] if svg == b"<svg/>"));
}

#[test]
fn what_cannot_be_is_said() {
    let (model, _) = after(Engine::Ready, [Message::PictureTooLarge]);
    assert_eq!(model.notice.words, words::TOO_LARGE.text());
    let refused =
        Response::Refused(Diagnostic::error("", "The graph has changed meanwhile.", "Save it again."));
    let (model, _) = after(Engine::Ready, [answer(refused)]);
    assert_eq!(model.notice.words, "The graph has changed meanwhile. Save it again.");
}

#[test]
fn esc_leaves_the_question() {
    let (model, _) = after(Engine::Ready, [Message::PictureAsked, Message::DialogClosed]);
    assert_eq!((model.dialog, views::form(&model)), (None::<Dialog>, None));
}
