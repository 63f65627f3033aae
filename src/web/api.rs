//! `window.coterie`: the door for programs. Typed for them by `coterie.d.ts`; the browser journeys use it too.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, File};

use super::bridge::Bridge;
use super::files::Handle;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Object)]
    type Coterie;
    #[wasm_bindgen(method, setter)]
    fn set_ready(this: &Coterie, promise: &Promise);
    #[wasm_bindgen(method, setter)]
    fn set_open(this: &Coterie, function: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_clear(this: &Coterie, function: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_graph(this: &Coterie, function: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_on(this: &Coterie, function: &JsValue);

    #[wasm_bindgen(extends = Object)]
    type Page;
    #[wasm_bindgen(method, setter)]
    fn set_coterie(this: &Page, coterie: &Coterie);

    /// Text that is opened by name: `{ name, text }`.
    #[wasm_bindgen(extends = Object)]
    type Named;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Named) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Named) -> JsValue;
}

thread_local! {
    /// The functions that scripts may call live as long as the page.
    static DOOR: RefCell<Vec<Box<dyn std::any::Any>>> = const { RefCell::new(Vec::new()) };
}

/// Sets `window.coterie`.
pub fn install(bridge: &Bridge) {
    let coterie: Coterie = Object::new().unchecked_into();
    coterie.set_ready(&bridge.ready());

    let to = bridge.clone();
    let open = Closure::<dyn Fn(JsValue) -> Promise>::new(move |files: JsValue| match handles(&files) {
        Ok(files) => to.open(files),
        Err(message) => Promise::reject(&js_sys::TypeError::new(message)),
    });
    coterie.set_open(open.as_ref());

    let to = bridge.clone();
    let clear = Closure::<dyn Fn() -> Promise>::new(move || to.clear());
    coterie.set_clear(clear.as_ref());

    let from = bridge.clone();
    let graph = Closure::<dyn Fn() -> Promise>::new(move || {
        let from = from.clone();
        Promise::new(&mut move |resolve, reject| {
            from.graph(move |interchange| {
                let serializer = serde_wasm_bindgen::Serializer::json_compatible();
                let _ = match interchange.serialize(&serializer) {
                    Ok(graph) => resolve.call1(&JsValue::UNDEFINED, &graph),
                    Err(error) => reject.call1(&JsValue::UNDEFINED, &error.into()),
                };
            });
        })
    });
    coterie.set_graph(graph.as_ref());

    let to = bridge.clone();
    let on = Closure::<dyn Fn(String, Function)>::new(move |event: String, listener: Function| {
        if event == "change" {
            to.on_change(listener);
        }
    });
    coterie.set_on(on.as_ref());

    js_sys::global().unchecked_into::<Page>().set_coterie(&coterie);
    DOOR.with_borrow_mut(|door| {
        door.extend([
            Box::new(open) as Box<dyn std::any::Any>,
            Box::new(clear),
            Box::new(graph),
            Box::new(on),
        ]);
    });
}

/// Files from what a script gave: a file, `{ name, text }`, or an array or list of those.
fn handles(files: &JsValue) -> Result<Vec<(String, Handle)>, &'static str> {
    const WANTED: &str = "coterie.open wants files, or objects with a name and a text";
    let one = |file: JsValue| -> Result<(String, Handle), &'static str> {
        let file = match file.dyn_into::<File>() {
            Ok(file) => return Ok((file.name(), Handle::File(file))),
            Err(other) => other,
        };
        if !file.is_object() || file.is_instance_of::<Blob>() {
            return Err(WANTED);
        }
        let named: Named = file.unchecked_into();
        let text = named.text().as_string().ok_or(WANTED)?;
        let bytes = Uint8Array::from(text.as_bytes()).buffer();
        Ok((named.name().ok_or(WANTED)?, Handle::Bytes(bytes)))
    };
    if files.is_instance_of::<File>() {
        return Ok(vec![one(files.clone())?]);
    }
    match js_sys::try_iter(files) {
        Ok(Some(_)) => Array::from(files).iter().map(one).collect(),
        _ => Ok(vec![one(files.clone())?]),
    }
}
