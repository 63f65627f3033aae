//! Fetching from the page's own site: the model, the samples, and what a `src=` names.

use js_sys::{Array, ArrayBuffer, JSON, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, Url};

use super::files::Handle;

/// The sample articles, by file name.
const SAMPLES: [&str; 5] = [
    "000_b22d9c12551e006b.txt",
    "001_f609370c46c8a437.txt",
    "002_141f516e8866cabb.txt",
    "003_a2acdfb78c55c1d5.txt",
    "004_aef599e60b3831e6.txt",
];

/// A list of articles longer than this is cut, so that a slip does not fetch a whole site.
const MOST_ARTICLES: usize = 5_000;

/// What could not be fetched, and why, in a sentence.
#[derive(Debug)]
pub struct Failure {
    /// The address as it was given.
    pub url: String,
    /// A sentence.
    pub message: String,
}

/// The content at an address of this site.
pub async fn fetch(url: &str) -> Result<ArrayBuffer, String> {
    let unreachable = |_| "The site did not answer.".to_owned();
    let window = web_sys::window().ok_or("There is no window.")?;
    let response: Response =
        JsFuture::from(window.fetch_with_str(url)).await.map_err(unreachable)?.unchecked_into();
    if !response.ok() {
        return Err(format!("The site answered {}.", response.status()));
    }
    let body = response.array_buffer().map_err(unreachable)?;
    JsFuture::from(body).await.map(JsCast::unchecked_into).map_err(unreachable)
}

/// The sample articles.
pub async fn samples(assets: &str) -> (Vec<(String, Handle)>, Vec<Failure>) {
    let urls = SAMPLES.iter().map(|name| (format!("{assets}samples/{name}"), (*name).to_owned()));
    fetch_all(urls.collect()).await
}

/// What a `src=` names: addresses between commas, relative to the page. A `.json` finding is opened by who reads it;
/// a JSON list of addresses (or an object with such a list under `articles`) stands for its articles, relative to
/// itself; anything else is an article.
pub async fn source(src: &str, page: &str) -> (Vec<(String, Handle)>, Vec<Failure>) {
    let (mut files, mut failures) = (Vec::new(), Vec::new());
    for part in src.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match open(part, page).await {
            Ok((mut found, mut failed)) => {
                files.append(&mut found);
                failures.append(&mut failed);
            }
            Err(message) => failures.push(Failure { url: part.to_owned(), message }),
        }
    }
    (files, failures)
}

type Fetched = (Vec<(String, Handle)>, Vec<Failure>);

async fn open(part: &str, page: &str) -> Result<Fetched, String> {
    let url = resolve(part, page)?;
    let content = fetch(&url).await?;
    match listed(&content) {
        None => Ok((vec![(name_of(&url), Handle::Bytes(content))], Vec::new())),
        Some(list) => {
            let mut urls = Vec::new();
            let mut failures = Vec::new();
            for part in list.into_iter().take(MOST_ARTICLES) {
                match resolve(&part, &url) {
                    Ok(address) => urls.push((address.clone(), name_of(&address))),
                    Err(message) => failures.push(Failure { url: part, message }),
                }
            }
            let (files, mut failed) = fetch_all(urls).await;
            failures.append(&mut failed);
            Ok((files, failures))
        }
    }
}

async fn fetch_all(urls: Vec<(String, String)>) -> Fetched {
    let (mut files, mut failures) = (Vec::new(), Vec::new());
    for (url, name) in urls {
        match fetch(&url).await {
            Ok(content) => files.push((name, Handle::Bytes(content))),
            Err(message) => failures.push(Failure { url, message }),
        }
    }
    (files, failures)
}

/// An address in full, if it is of this site: the page's Content-Security-Policy lets no other be reached.
fn resolve(part: &str, base: &str) -> Result<String, String> {
    let url = Url::new_with_base(part, base).map_err(|_| "This is not an address.".to_owned())?;
    let home = Url::new(base).map_err(|_| "This is not an address.".to_owned())?;
    if url.origin() != home.origin() {
        return Err(format!(
            "Coterie opens only files of its own site ({}). Save the file and drop it on the page.",
            home.origin()
        ));
    }
    Ok(url.href())
}

/// The addresses in a JSON list; `None` if the content is none.
fn listed(content: &ArrayBuffer) -> Option<Vec<String>> {
    let bytes = Uint8Array::new(content).to_vec();
    let text = std::str::from_utf8(&bytes).ok()?.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with(['[', '{']) || crate::share::looks_like_file(&bytes) {
        return None;
    }
    let value = JSON::parse(text).ok()?;
    let list: Array = match value.dyn_into::<Array>() {
        Ok(list) => list,
        Err(object) => js_sys::Reflect::get(&object, &JsValue::from_str("articles")).ok()?.dyn_into().ok()?,
    };
    list.iter().map(|item| item.as_string()).collect()
}

/// The last part of an address, as a person would write it.
fn name_of(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let last = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(path);
    js_sys::decode_uri_component(last).map_or_else(|_| last.to_owned(), String::from)
}
