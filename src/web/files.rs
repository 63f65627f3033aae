//! Files from a person's hands: dropped on the window, chosen in a dialog, pasted. Folders are walked; contents stay
//! where they are until a worker reads them.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    ClipboardEvent, DataTransfer, DataTransferItem, DragEvent, Element, Event, File,
    FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry, HtmlInputElement, Window,
};

use super::listener::Listener;
use crate::order;

/// What a worker will read.
#[derive(Clone, Debug)]
pub enum Handle {
    /// A file on the person's disk.
    File(File),
    /// Content that was fetched or typed.
    Bytes(ArrayBuffer),
}

impl Handle {
    /// As it rides beside a message.
    pub fn as_js(&self) -> JsValue {
        match self {
            Handle::File(file) => file.into(),
            Handle::Bytes(buffer) => buffer.into(),
        }
    }
}

/// What the window hears.
#[derive(Debug)]
pub enum Heard {
    /// Files hover over the window (how many, if the browser tells), or no longer do.
    Hovering(Option<u32>),
    /// Files with their names (paths within a dropped folder), in order of name.
    Files(Vec<(String, Handle)>),
    /// Text was pasted outside of any field.
    Text(String),
}

type Tell = Rc<dyn Fn(Heard)>;

/// Listens to the window for files; drop it and it no longer does.
#[derive(Debug)]
pub struct Intake {
    _listeners: Vec<Listener>,
    picker: HtmlInputElement,
    folder_picker: HtmlInputElement,
}

impl Intake {
    /// Begins to listen. `None` if the document cannot make an input, which no browser refuses.
    pub fn new(window: &Window, tell: Tell) -> Option<Intake> {
        let document = window.document()?;
        let input = || -> Option<HtmlInputElement> {
            let input: HtmlInputElement = document.create_element("input").ok()?.dyn_into().ok()?;
            input.set_type("file");
            input.set_multiple(true);
            Some(input)
        };
        let (picker, folder_picker) = (input()?, input()?);
        folder_picker.set_attribute("webkitdirectory", "").ok()?;
        let mut listeners = drag_listeners(window, &tell);
        for input in [&picker, &folder_picker] {
            let (chosen, tell) = (input.clone(), Rc::clone(&tell));
            listeners.push(Listener::new(input, "change", move |_: Event| {
                let files = files_of(chosen.files().as_ref());
                // The same file may be chosen again.
                chosen.set_value("");
                tell(Heard::Files(sorted(files)));
            }));
        }
        let pasted = Rc::clone(&tell);
        listeners.push(Listener::new(window, "paste", move |event: ClipboardEvent| paste(&event, &pasted)));
        Some(Intake { _listeners: listeners, picker, folder_picker })
    }

    /// Lets the person choose files.
    pub fn pick_files(&self) {
        self.picker.click();
    }

    /// Lets the person choose a folder.
    pub fn pick_folder(&self) {
        self.folder_picker.click();
    }
}

fn drag_listeners(window: &Window, tell: &Tell) -> Vec<Listener> {
    // Entering a child comes before leaving its parent: count, and act on the first and the last.
    let depth = Rc::new(RefCell::new(0u32));
    let (inside, told) = (Rc::clone(&depth), Rc::clone(tell));
    let enter = Listener::new(window, "dragenter", move |event: DragEvent| {
        if holds_files(&event) {
            event.prevent_default();
            *inside.borrow_mut() += 1;
            if *inside.borrow() == 1 {
                // None before the drop, where the browser does not say.
                let count = event.data_transfer().map_or(0, |data| items(&data).count() as u32);
                told(Heard::Hovering(Some(count)));
            }
        }
    });
    let over = Listener::new(window, "dragover", move |event: DragEvent| {
        if holds_files(&event) {
            event.prevent_default();
            if let Some(data) = event.data_transfer() {
                data.set_drop_effect("copy");
            }
        }
    });
    let (inside, told) = (Rc::clone(&depth), Rc::clone(tell));
    let leave = Listener::new(window, "dragleave", move |event: DragEvent| {
        if holds_files(&event) {
            let mut inside = inside.borrow_mut();
            *inside = inside.saturating_sub(1);
            if *inside == 0 {
                told(Heard::Hovering(None));
            }
        }
    });
    let told = Rc::clone(tell);
    let drop = Listener::new(window, "drop", move |event: DragEvent| {
        *depth.borrow_mut() = 0;
        told(Heard::Hovering(None));
        if holds_files(&event)
            && let Some(data) = event.data_transfer()
        {
            event.prevent_default();
            take(&data, &told);
        }
    });
    vec![enter, over, leave, drop]
}

fn holds_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&JsValue::from_str("Files"), 0))
}

fn items(data: &DataTransfer) -> impl Iterator<Item = DataTransferItem> {
    let items = data.items();
    (0..items.length()).filter_map(move |i| items.get(i)).filter(|item| item.kind() == "file")
}

/// Takes what was dropped: at once, for the browser forgets it after the event, and sparingly, for all of it is one
/// task of the page thread. Of a thousand files, asking each for its entry takes a third of a second; only what may
/// be a folder is asked, and a folder has no type (Firefox makes one up).
fn take(data: &DataTransfer, tell: &Tell) {
    let (mut files, mut entries) = (Vec::new(), Vec::new());
    for item in items(data) {
        let may_be_folder = matches!(item.type_().as_str(), "" | "application/x-moz-file");
        if may_be_folder && let Ok(Some(entry)) = item.webkit_get_as_entry() {
            entries.push(entry);
        } else if let Ok(Some(file)) = item.get_as_file() {
            files.push((file.name(), Handle::File(file)));
        }
    }
    let tell = Rc::clone(tell);
    spawn_local(async move {
        for entry in entries {
            walk(entry, &mut files).await;
        }
        tell(Heard::Files(sorted(files)));
    });
}

/// All files in an entry and below it. What cannot be walked is left to the reader, who says so.
async fn walk(entry: FileSystemEntry, files: &mut Vec<(String, Handle)>) {
    let mut waiting = vec![entry];
    while let Some(entry) = waiting.pop() {
        let name = entry.full_path().trim_start_matches('/').to_owned();
        let is_hidden =
            name.contains('/') && name.rsplit('/').next().is_some_and(|last| last.starts_with('.'));
        if is_hidden {
            continue;
        }
        if entry.is_file() {
            let entry: FileSystemFileEntry = entry.unchecked_into();
            let file =
                called_back(|found, failed| entry.file_with_callback_and_callback(found, failed)).await;
            if let Ok(file) = file {
                files.push((name, Handle::File(file.unchecked_into())));
            }
            continue;
        }
        let reader = entry.unchecked_into::<FileSystemDirectoryEntry>().create_reader();
        // A reader gives its entries in portions, the last one empty.
        loop {
            let portion = called_back(|found, failed| {
                let _ = reader.read_entries_with_callback_and_callback(found, failed);
            });
            let Ok(portion) = portion.await else { break };
            let portion: Array = portion.unchecked_into();
            if portion.length() == 0 {
                break;
            }
            waiting.extend(portion.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
        }
    }
}

/// What a function of the old kind hands to its callbacks.
async fn called_back(call: impl FnOnce(&Function, &Function)) -> Result<JsValue, JsValue> {
    let mut call = Some(call);
    let promise = Promise::new(&mut |resolve, reject| {
        if let Some(call) = call.take() {
            call(&resolve, &reject);
        }
    });
    JsFuture::from(promise).await
}

fn files_of(list: Option<&web_sys::FileList>) -> Vec<(String, Handle)> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length())
        .filter_map(|i| list.get(i))
        .map(|file| {
            let path = relative_path(&file);
            (if path.is_empty() { file.name() } else { path }, Handle::File(file))
        })
        .collect()
}

/// The path within a chosen folder; empty for a file chosen by itself.
fn relative_path(file: &File) -> String {
    js_sys::Reflect::get(file, &JsValue::from_str("webkitRelativePath"))
        .ok()
        .and_then(|path| path.as_string())
        .unwrap_or_default()
}

fn sorted(files: Vec<(String, Handle)>) -> Vec<(String, Handle)> {
    order::sorted(files, |a, b| a.0.cmp(&b.0))
}

fn paste(event: &ClipboardEvent, tell: &Tell) {
    let in_field = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|element| element.closest("input, textarea, [contenteditable]").ok().flatten())
        .is_some();
    let Some(data) = event.clipboard_data().filter(|_| !in_field) else { return };
    let files = files_of(data.files().as_ref());
    if !files.is_empty() {
        event.prevent_default();
        tell(Heard::Files(sorted(files)));
    } else if let Ok(text) = data.get_data("text/plain")
        && !text.trim().is_empty()
    {
        event.prevent_default();
        tell(Heard::Text(text));
    }
}
