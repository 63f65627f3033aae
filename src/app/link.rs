//! What stands after the `#` of the address: `#g=<finding>&v=<state>`, `#src=<address>&v=<state>`, `#v=<state>`.
//!
//! The state holds only what differs from the default, as `key:value` parts between `~`, so that it needs no
//! escaping: `w` window (`s`, `p`, `d`), `l` least weight, `k` kinds (`polgem`), `n` how many entities, `f` the only
//! entity shown with its ties, `o:1` copies counted once, `r:1` references too, `m` by what it is arranged (`c`, `k`, `t`), `s` what is selected, `c` the camera.
//!
//! **Invariant:** `parse(format(state)) == state`; a part that cannot be read is left at its default.

use crate::cooccurrence::Window;
use crate::copies::Counted;
use crate::entities::{Kind, KindSet};
use crate::evidence::Subject;
use crate::graph::ViewSettings;
use crate::ids::EntityKey;
use crate::layout::Mode;

/// One letter for each of [`Kind::ALL`].
const KIND_LETTERS: [char; 6] = ['p', 'o', 'l', 'g', 'e', 'm'];

/// What a link says of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Window, least weight, kinds, limit, focus, copies, references, mode.
    pub settings: ViewSettings,
    /// What is selected.
    pub selection: Option<Subject>,
    /// Where the camera stands, if the person moved it: x and y in tenths of a layout unit, zoom in thousandths.
    pub camera: Option<[i32; 3]>,
}

/// An address, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The value of `g=`.
    pub finding: Option<String>,
    /// The value of `src=`, unescaped.
    pub source: Option<String>,
    /// The value of `v=`.
    pub state: State,
}

/// Reads the fragment and the query of an address, both without their sign. The fragment goes before the query.
pub fn parse(fragment: &str, query: &str) -> Link {
    let mut link = Link::default();
    for part in query.split('&').chain(fragment.split('&')) {
        let Some((key, value)) = part.split_once('=') else { continue };
        match key {
            "g" => link.finding = Some(value.to_owned()),
            "src" => link.source = Some(unescape(value)),
            "v" => link.state = parse_state(value),
            _ => {}
        }
    }
    link
}

/// The fragment of a finding under a state.
pub fn fragment(finding: &str, state: &State) -> String {
    let state = format_state(state);
    if state.is_empty() { ["g=", finding].concat() } else { ["g=", finding, "&v=", &state].concat() }
}

/// A state as the value of `v=`; empty for the default.
pub fn format_state(state: &State) -> String {
    let State { settings, selection, camera } = state;
    let ViewSettings { window, least_weight, kinds, limit, focus, copies, references, mode } = settings;
    let default = ViewSettings::default();
    let mut parts: Vec<String> = Vec::new();
    let mut part = |key: &str, value: String| parts.push([key, ":", &value].concat());
    if *window != default.window {
        part("w", window_letter(*window).to_owned());
    }
    if *least_weight != default.least_weight {
        part("l", least_weight.to_string());
    }
    if *kinds != default.kinds {
        part("k", Kind::ALL.into_iter().filter(|kind| kinds.contains(*kind)).map(kind_letter).collect());
    }
    if *limit != default.limit {
        part("n", limit.to_string());
    }
    if let Some(EntityKey(key)) = focus {
        part("f", hex(*key));
    }
    if *copies == Counted::Once {
        part("o", "1".to_owned());
    }
    if *references {
        part("r", "1".to_owned());
    }
    if *mode != default.mode {
        part("m", mode_letter(*mode).to_owned());
    }
    match selection {
        Some(Subject::Entity(EntityKey(key))) => part("s", hex(*key)),
        Some(Subject::Tie(EntityKey(a), EntityKey(b))) => part("s", [hex(*a), hex(*b)].join("-")),
        None => {}
    }
    if let Some(numbers) = camera {
        part("c", numbers.map(|number| number.to_string()).join(","));
    }
    parts.join("~")
}

fn parse_state(text: &str) -> State {
    let mut state = State::default();
    for part in text.split('~') {
        let Some((key, value)) = part.split_once(':') else { continue };
        read_part(&mut state, key, value);
    }
    state
}

/// Takes one part into the state; `None` where it says nothing we know.
fn read_part(state: &mut State, key: &str, value: &str) -> Option<()> {
    let settings = &mut state.settings;
    match key {
        "w" => settings.window = Window::ALL.into_iter().find(|window| window_letter(*window) == value)?,
        "l" => settings.least_weight = value.parse().ok().filter(|least| *least > 0)?,
        "k" => {
            settings.kinds = Kind::ALL
                .into_iter()
                .fold(KindSet::NONE, |set, kind| set.with(kind, value.contains(kind_letter(kind))));
        }
        "n" => settings.limit = value.parse().ok().filter(|limit| *limit > 0)?,
        "f" => settings.focus = Some(key_of(value)?),
        "o" => settings.copies = if value == "1" { Counted::Once } else { Counted::Each },
        "r" => settings.references = value == "1",
        "m" => settings.mode = Mode::ALL.into_iter().find(|mode| mode_letter(*mode) == value)?,
        "s" => {
            state.selection = Some(match value.split_once('-') {
                None => Subject::Entity(key_of(value)?),
                Some((a, b)) => Subject::Tie(key_of(a)?, key_of(b)?),
            });
        }
        "c" => {
            let mut numbers = value.split(',').map(|number| number.parse().ok());
            let camera = [numbers.next()??, numbers.next()??, numbers.next()??];
            state.camera = Some(camera).filter(|[_, _, zoom]| *zoom > 0);
        }
        _ => {}
    }
    Some(())
}

fn window_letter(window: Window) -> &'static str {
    match window {
        Window::Sentence => "s",
        Window::Paragraph => "p",
        Window::Document => "d",
    }
}

fn mode_letter(mode: Mode) -> &'static str {
    match mode {
        Mode::Balanced => "b",
        Mode::Communities => "c",
        Mode::ByKind => "k",
        Mode::ByTime => "t",
    }
}

fn kind_letter(kind: Kind) -> char {
    KIND_LETTERS[kind.index()]
}

fn hex(key: u64) -> String {
    (0..16).rev().filter_map(|place| char::from_digit((key >> (4 * place)) as u32 & 15, 16)).collect()
}

fn key_of(text: &str) -> Option<EntityKey> {
    (text.len() == 16).then(|| u64::from_str_radix(text, 16).ok().map(EntityKey)).flatten()
}

/// `%41` as `A`; what is no escape stays as it is.
fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escape = (byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        if let Some(byte) = escape.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
