//! Pictures as files: what is in them, and that any picture is a sound file.

use std::collections::BTreeSet;

use coterie::diagnostic::Diagnostic;
use coterie::entities::{Kind, KindSet};
use coterie::export::drawing::Drawing;
use coterie::export::{Format, PRINT, Picture, PictureRequest, Raster, Sheet, drawing, picture, write};
use coterie::graph::{EdgeView, GraphView, NodeView, Totals, ViewSettings};
use coterie::ids::{EntityId, EntityKey};
use coterie::scene::{Camera, Highlight, Labels, Pick, Scene, Theme};
use miniz_oxide::inflate::decompress_to_vec_zlib;
use proptest::prelude::*;

/// A view of nodes `(name, kind, mentions)` and ties `(a, b, weight)`.
fn view(nodes: &[(&str, Kind, u32)], ties: &[(u32, u32, u32)]) -> GraphView {
    GraphView {
        nodes: (nodes.iter().zip(0..))
            .map(|(&(name, kind, mentions), index)| NodeView {
                key: EntityKey::new(kind.code(), name),
                entity: EntityId(index),
                name: name.to_owned(),
                kind,
                mentions,
                documents: 1,
                degree: 1,
                community: 0,
            })
            .collect(),
        edges: ties
            .iter()
            .map(|&(a, b, weight)| EdgeView { a, b, weight, referred: 0, doubtful: 0 })
            .collect(),
        totals: Totals { documents: 2, entities: nodes.len() as u32, ..Totals::default() },
        weights: Vec::new(),
    }
}

/// One of each kind on a row, the first two tied.
fn row() -> GraphView {
    let names = ["Ada <Lovelace>", "R&D", "Łódź", "\"Gauls\"", "D-Day", "عمر"];
    let nodes: Vec<_> = Kind::ALL.into_iter().zip(names).map(|(kind, name)| (name, kind, 4)).collect();
    view(&nodes, &[(0, 1, 9), (1, 2, 1)])
}

/// What a canvas of 600 by 200 shows of nodes on a row, with all names that fit.
fn request(view: &GraphView) -> PictureRequest {
    let positions: Vec<[f32; 2]> = (0..view.nodes.len()).map(|at| [at as f32 * 90.0 - 225.0, 0.0]).collect();
    let mut scene = Scene::default();
    scene.set_viewport([600.0, 200.0]);
    scene.set_graph(view.clone(), positions.clone());
    let labels = Labels::default().place(&scene, &mut |name, _| name.chars().count() as f32 * 6.0).to_vec();
    PictureRequest {
        size: [600.0, 200.0],
        theme: PRINT,

        camera: Camera::default(),
        positions,
        labels,
        ..PictureRequest::default()
    }
}

fn drawn(view: &GraphView, request: &PictureRequest, format: Format) -> Drawing {
    drawing(view, &ViewSettings::default(), &BTreeSet::new(), request, format).expect("a sound picture")
}

fn file(view: &GraphView, request: &PictureRequest, format: Format) -> Vec<u8> {
    write(&drawn(view, request, format), format)
}

fn svg_of(view: &GraphView, request: &PictureRequest) -> String {
    String::from_utf8(file(view, request, Format::Svg)).expect("UTF-8")
}

fn svg(view: &GraphView) -> String {
    svg_of(view, &request(view))
}

/// The texts of the group of this id.
fn texts(svg: &str, id: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).expect("well-formed XML");
    let layer = document.descendants().find(|node| node.attribute("id") == Some(id)).expect(id);
    let texts = layer.descendants().filter(|node| node.has_tag_name("text"));
    texts.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

#[track_caller]
fn check_layer(svg: &str, id: &str, marks: usize) {
    let document = roxmltree::Document::parse(svg).expect("well-formed XML");
    let layer = document.descendants().find(|node| node.attribute("id") == Some(id));
    assert_eq!(layer.map(|layer| layer.children().filter(roxmltree::Node::is_element).count()), Some(marks));
}

#[test]
fn names_are_text_as_they_are_written() {
    let mut written = texts(&svg(&row()), "names");
    written.sort();
    assert_eq!(written, ["\"Gauls\"", "Ada <Lovelace>", "D-Day", "R&D", "Łódź", "عمر"]);
}

#[test]
fn every_placed_name_is_written_and_no_other() {
    let mut request = request(&row());
    request.labels.truncate(2);
    assert_eq!(texts(&svg_of(&row(), &request), "names").len(), 2);
}

#[test]
fn layers_hold_what_they_are_named_for() {
    let svg = svg(&row());
    check_layer(&svg, "ties", 2);
    check_layer(&svg, "people", 1);
    // A ring is a disc and its hollow.
    check_layer(&svg, "others", 2);
    check_layer(&svg, "names-halos", 6);
}

#[test]
fn what_is_out_of_sight_is_left_out() {
    let mut request = request(&row());
    request.camera.center = [-225.0, 0.0];
    request.camera.zoom = 6.0;
    let svg = svg_of(&row(), &request);
    check_layer(&svg, "ties", 1);
    assert!(!svg.contains("id=\"events\""));
    assert!(texts(&svg, "caption")[0].ends_with("A part of the graph."));
}

/// Two communities of four names each, apart.
#[test]
fn communities_lie_on_land_of_their_own() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|name| (name, Kind::Person, 4));
    let mut view = view(&names, &[]);
    for (at, node) in view.nodes.iter_mut().enumerate() {
        node.community = u32::from(at >= 4);
    }
    let mut request = PictureRequest { communities: true, ..request(&view) };
    request.positions =
        (0..8).map(|at| [(at % 4) as f32 * 60.0 - 200.0 + (at / 4) as f32 * 400.0, 0.0]).collect();
    let svg = svg_of(&view, &request);
    check_layer(&svg, "communities", 2);
    // One shore each: a line that comes back to where it began.
    assert_eq!(svg.matches("fill-rule=\"evenodd\" d=\"M").count(), 2);
    assert_eq!(svg.matches('Z').count(), 2);
    assert!(!svg_of(&view, &PictureRequest { communities: false, ..request }).contains("evenodd"));
}

#[test]
fn a_chosen_name_keeps_its_strength_and_the_rest_falls_back() {
    let mut request = request(&row());
    let plain = svg_of(&row(), &request);
    request.highlight = Highlight { hovered: None, selected: vec![Pick::Node(0)] };
    assert_ne!(svg_of(&row(), &request), plain);
}

/// The picture by an answer, as the page asks for it: the place of the answer in what is offered.
fn answered(request: PictureRequest, offer: &str) -> Result<Picture, Diagnostic> {
    let ask = |request: &PictureRequest| picture(&row(), &ViewSettings::default(), &BTreeSet::new(), request);
    let offers = ask(&request)?.offers;
    let answer = offers.iter().position(|(words, _)| words == offer).map(|at| at as u32);
    assert!(answer.is_some(), "{offer} is offered");
    ask(&PictureRequest { answer, ..request })
}

#[track_caller]
fn check_answer(offer: &str, ending: &str, begins: &str, pixels: Option<[u32; 2]>) {
    let picture = answered(request(&row()), offer).expect("a sound picture");
    assert!(picture.name.starts_with("coterie-") && picture.name.ends_with(ending), "{}", picture.name);
    assert!(picture.bytes.starts_with(begins.as_bytes()));
    assert_eq!(picture.pixels, pixels);
}

#[test]
fn what_is_offered_is_made() {
    check_answer("SVG: a drawing to edit", ".svg", "<?xml", None);
    check_answer("PDF on A3", ".pdf", "%PDF-1.7", None);
    check_answer("PNG, 3 times as large", ".png", "<?xml", Some([1800, 1116]));
    check_answer("PNG for A4 at 300 dpi", ".png", "<?xml", Some([3508, 2175]));
}

#[test]
fn the_ground_may_be_seen_through() {
    let has_paper = |offer| {
        let bytes = answered(request(&row()), offer).expect("a sound picture").bytes;
        String::from_utf8_lossy(&bytes).contains("id=\"paper\"")
    };
    assert!(has_paper("SVG: a drawing to edit") && !has_paper("SVG without background"));
}

#[test]
fn what_is_printed_is_light() {
    let dark = |offer| {
        let request = PictureRequest { theme: Theme::DARK, ..request(&row()) };
        let bytes = answered(request, offer).expect("a sound picture").bytes;
        String::from_utf8_lossy(&bytes).contains("#14161a")
    };
    assert!(dark("PNG: an image") && !dark("PNG for A4 at 300 dpi"));
}

#[track_caller]
fn check_caption(settings: ViewSettings, expected: &[&str]) {
    let request = PictureRequest { at: 1_795_336_445_000, ..request(&row()) };
    let drawing =
        drawing(&row(), &settings, &BTreeSet::new(), &request, Format::Svg).expect("a sound picture");
    assert_eq!(drawing.caption[..3], *expected);
    let made = format!("Made with Coterie. 22 November 2026. Data and settings {}.", drawing.fingerprint);
    assert_eq!(drawing.caption[3], made);
}

#[test]
fn the_caption_says_what_it_is_of() {
    check_caption(
        ViewSettings::default(),
        &[
            "6 names and 2 ties from 2 articles.",
            "A line ties two names that stand in one sentence; the more sentences, the wider. Shown from 1 sentence. \
             A mark is the larger the more often the articles name it. Names stand near when they are tied, and far when \
             only a long way of ties joins them.",
            "Kinds: people, organisations, places.",
        ],
    );
}

#[test]
fn the_caption_says_what_was_chosen() {
    check_caption(
        ViewSettings {
            window: coterie::cooccurrence::Window::Document,
            least_weight: 3,
            kinds: KindSet::NONE.with(Kind::Group, true),
            limit: 6,
            focus: Some(EntityKey(1)),
            copies: coterie::copies::Counted::Once,
            references: true,
            mode: coterie::layout::Mode::ByTime,
        },
        &[
            "6 names and 2 ties from 2 articles.",
            "A line ties two names that stand in one article; the more articles, the wider. Shown from 3 articles. \
             A mark is the larger the more often the articles name it. From left to right by the dates of the articles \
             that name them.",
            "Kinds: groups. At most 6 names, those named most. Only one name and what is tied to it. \
             Near-copies count once. Words that stand for a name tie too, dotted.",
        ],
    );
}

fn fingerprint(
    view: &GraphView,
    settings: &ViewSettings,
    change: impl FnOnce(&mut PictureRequest),
) -> String {
    let mut request = request(view);
    change(&mut request);
    drawing(view, settings, &BTreeSet::new(), &request, Format::Svg).expect("a sound picture").fingerprint
}

#[test]
fn the_fingerprint_is_of_data_and_settings_alone() {
    let settings = ViewSettings::default();
    let first = fingerprint(&row(), &settings, |_| ());
    assert_eq!(fingerprint(&row(), &settings, |request| request.camera.zoom = 2.0), first);
    assert_eq!(fingerprint(&row(), &settings, |request| request.positions[0][0] += 0.01), first);
    assert_ne!(fingerprint(&row(), &settings, |request| request.positions[0][0] += 1.0), first);
    assert_ne!(fingerprint(&row(), &ViewSettings { least_weight: 2, ..settings }, |_| ()), first);
    let mut other = row();
    other.edges[0].weight += 1;
    assert_ne!(fingerprint(&other, &settings, |_| ()), first);
}

/// The file is checked in, so that a change to it is seen: `COTERIE_BLESS=1 cargo test` writes it anew.
#[test]
fn a_small_picture_is_written_as_before() {
    let written = svg(&row());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/export/row.svg");
    if std::env::var_os("COTERIE_BLESS").is_some() {
        std::fs::write(path, &written).expect("writable");
    }
    assert_eq!(written, std::fs::read_to_string(path).expect("the fixture"));
}

/// The number that stands after the last `mark`.
fn number_after(text: &str, mark: &str) -> usize {
    let digits = text.rsplit(mark).next().expect(mark);
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}

/// A PDF's objects by number, found through its table, with their streams unpacked.
fn objects(pdf: &[u8]) -> Vec<String> {
    assert!(pdf.starts_with(b"%PDF-1.7\n") && pdf.ends_with(b"%%EOF\n"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let table = text(&pdf[number_after(&text(pdf), "startxref\n")..]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "xref");
    let object = |number: usize| {
        assert_eq!(lines[2 + number].len() + 1, 20, "an entry is 20 bytes with its end of line");
        let whole = &pdf[number_after(lines[2 + number], "\n")..];
        let head = format!("{number} 0 obj\n");
        assert!(whole.starts_with(head.as_bytes()), "object {number} is where the table says");
        let stream = |bytes: &[u8]| bytes == b"stream\n";
        let about = text(whole).split("\nendobj").next().unwrap_or_default().to_owned();
        if !about.contains("\nstream\n") {
            return about;
        }
        let from = whole.windows(7).position(stream).expect("a stream") + 7;
        let about = text(&whole[..from]);
        let content = &whole[from..];
        let length = number_after(&about, "/Length ");
        assert!(content[length..].starts_with(b"\nendstream\nendobj\n"));
        about + &text(&decompress_to_vec_zlib(&content[..length]).expect("deflate"))
    };
    (1..number_after(lines[1], "0 ")).map(object).collect()
}

fn pdf(sheet: Sheet, change: impl FnOnce(&mut PictureRequest)) -> Vec<String> {
    let mut request = request(&row());
    change(&mut request);
    objects(&file(&row(), &request, Format::Pdf(sheet)))
}

#[test]
fn a_pdf_is_one_page_with_its_layers() {
    let objects = pdf(Sheet::Fitting, |_| ());
    assert!(objects[0].contains("/Type /Catalog") && objects[0].contains("/OCGs [7 0 R 8 0 R"));
    assert!(objects[2].contains("/MediaBox [0 0 450 "));
    let content = &objects[3];
    assert!(content.contains("(R&D) Tj") && content.contains("(Ada <Lovelace>) Tj"));
    assert_eq!(content.matches("BDC").count(), content.matches("EMC").count());
    assert_eq!(content.matches("q ").count(), content.matches('Q').count());
}

#[test]
fn a_sheet_turns_with_the_picture() {
    assert!(pdf(Sheet::A4, |_| ())[2].contains("/MediaBox [0 0 841.89 595.28]"));
}

#[test]
fn names_beyond_the_font_are_counted_or_drawn_from_pixels() {
    let unwritten = drawn(&row(), &request(&row()), Format::Pdf(Sheet::Fitting)).caption;
    assert_eq!(unwritten[4], "2 names are not written: their letters are not in the file's font.");
    let pixels = |node| Raster { node, size: [9, 2], padding: 4.0, covers: [0, 1, 3].repeat(6) };
    let objects = pdf(Sheet::Fitting, |request| request.rasters = vec![pixels(2), pixels(5)]);
    assert!(objects[3].contains("/Span <</ActualText <FEFF014100F30064017A>>> BDC"));
    assert_eq!(objects.iter().filter(|object| object.contains("/ImageMask true")).count(), 4);
    assert!(!objects.iter().any(|object| object.contains("are not written")));
}

#[track_caller]
fn check_refused(change: impl FnOnce(&mut PictureRequest)) {
    let mut request = request(&row());
    change(&mut request);
    assert!(picture(&row(), &ViewSettings::default(), &BTreeSet::new(), &request).is_err());
}

#[test]
fn what_is_no_number_is_refused() {
    check_refused(|request| request.camera.zoom = f32::NAN);
    check_refused(|request| request.camera.center[0] = f32::INFINITY);
    check_refused(|request| request.size = [0.0, 100.0]);
    check_refused(|request| request.size[1] = f32::NAN);
    check_refused(|request| request.positions[2][1] = f32::NAN);
    check_refused(|request| request.labels[0].extent[0] = f32::NAN);
}

#[test]
fn what_is_of_another_view_is_refused() {
    check_refused(|request| request.positions.truncate(3));
    check_refused(|request| request.labels[0].node = 6);
}

#[test]
fn an_empty_graph_is_an_empty_picture() {
    assert_eq!(texts(&svg(&GraphView::default()), "names"), Vec::<String>::new());
}

fn kinds() -> impl Strategy<Value = Kind> {
    (0usize..6).prop_map(|at| Kind::ALL[at])
}

proptest! {
    #[test]
    fn any_picture_is_a_sound_file_and_the_same_twice(
        nodes in prop::collection::vec((any::<String>(), kinds(), 1u32..500), 0..8),
        ties in prop::collection::vec((0u32..8, 0u32..8, 0u32..50, 0u32..50), 0..12),
        center in [-1e4f32..1e4, -1e4f32..1e4],
        zoom in any::<f32>().prop_filter("finite", |zoom| zoom.is_finite()),
        chosen in prop::option::of(0u32..8),
    ) {
        let named: Vec<(&str, Kind, u32)> =
            nodes.iter().map(|(name, kind, mentions)| (name.as_str(), *kind, *mentions)).collect();
        let count = nodes.len() as u32;
        let mut view = view(&named, &[]);
        view.edges = ties
            .iter()
            .filter(|(a, b, ..)| a < b && *b < count)
            .map(|&(a, b, weight, doubtful)| EdgeView { a, b, weight, referred: 1, doubtful })
            .collect();
        for format in [Format::Svg, Format::Pdf(Sheet::A3)] {
            let mut request = request(&view);
            request.camera = Camera { center, zoom };
            request.highlight.selected = chosen.map(Pick::Node).into_iter().collect();
            let first = file(&view, &request, format);
            prop_assert_eq!(&first, &file(&view, &request, format));
            match format {
                Format::Svg => {
                    let svg = String::from_utf8(first).expect("UTF-8");
                    prop_assert!(!svg.contains("NaN") && !svg.contains("inf\""));
                    prop_assert_eq!(texts(&svg, "names").len(), request.labels.len());
                }
                _ => prop_assert!(objects(&first).len() > 6),
            }
        }
    }
}
