//! The page "How names are found".

use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Store, lazy};
use crate::app::Dialog;
use crate::web::bridge::assets;
use crate::web::source::fetch;

/// What is there to read ([`crate::app::views::naming_html`]), fetched when it is first opened.
pub(super) fn content(store: Store) -> AnyView {
    let open = store.memo(|model| model.dialog == Some(Dialog::Naming));
    let html = RwSignal::new(String::new());
    Effect::new(move || {
        // What stands there without an element says why there is nothing.
        if open.get() && !html.with_untracked(|html| html.starts_with('<')) {
            spawn_local(async move { html.set(fetched().await) });
        }
    });
    view! { <div class="naming" inner_html=lazy(move || html.get())></div> }.into_any()
}

async fn fetched() -> String {
    let assets = assets(&window());
    match fetch(&[&assets, "naming.html"].concat()).await {
        Ok(bytes) => String::from_utf8(Uint8Array::new(&bytes).to_vec())
            .map(|html| html.replace("{assets}", &assets))
            .unwrap_or_default(),
        Err(why) => why,
    }
}
