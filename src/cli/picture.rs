//! The graph of some files as a picture, without a browser.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::read::read_whole;
use super::{Selection, files, line, read_file};
use crate::export::{self, Format, PRINT, PictureRequest, Sheet, helvetica};
use crate::formats::Options;
use crate::graph::ViewSettings;
use crate::read::Source;
use crate::scene::{Insets, Labels, Scene, Theme};
use crate::session;

#[derive(Debug, Args)]
pub(super) struct Picture {
    #[command(flatten)]
    selection: Selection,
    /// Ties of fewer sentences, paragraphs or articles are left out.
    #[arg(long, default_value_t = 1)]
    least: u32,
    /// At most this many names, those named most.
    #[arg(long, default_value_t = ViewSettings::default().limit)]
    limit: u32,
    /// The form of the file.
    #[arg(long, value_enum, default_value_t = Form::Svg)]
    format: Form,
    /// Width and height of the picture in CSS pixels (96 to the inch), legend and caption aside.
    #[arg(long, default_value = "1200x800", value_name = "WxH", value_parser = size)]
    size: [f32; 2],
    /// Light letters on a dark ground.
    #[arg(long)]
    dark: bool,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// A drawing to edit.
    Svg,
    /// A page as large as the picture.
    Pdf,
}

fn size(text: &str) -> Result<[f32; 2], String> {
    let sides = text.split_once('x').and_then(|(width, height)| {
        Some([width.parse::<u16>().ok()?, height.parse::<u16>().ok()?].map(f32::from))
    });
    sides
        .filter(|sides| sides.iter().all(|side| *side >= 100.0))
        .ok_or_else(|| "a size is two whole numbers from 100 to 65535, such as 1200x800".to_owned())
}

impl Picture {
    /// Draws the picture and writes it; what a person should know goes to standard error.
    pub(super) fn run(self, model: &[u8]) -> Result<(), String> {
        let settings =
            ViewSettings { least_weight: self.least, limit: self.limit, ..self.selection.settings() };
        let paths = files(&self.selection.paths)?.into_iter().map(|file| (file.name, file.path));
        let decisions =
            self.selection.decisions.iter().map(|path| (path.display().to_string(), path.clone()));
        let read = |(name, path): (String, PathBuf)| Ok((name, read_file(&path)?));
        let all = paths.chain(decisions).map(read).collect::<Result<_, String>>()?;
        let open = |source: Source<'_>| read_whole(source, &Options::default());
        let settled = session::settled(all, model, settings, &open)?;
        for diagnostic in &settled.diagnostics {
            eprintln!("{}", line(diagnostic));
        }
        let request = placed(&settled, self.size, if self.dark { Theme::DARK } else { PRINT });
        let format = match self.format {
            Form::Svg => Format::Svg,
            Form::Pdf => Format::Pdf(Sheet::Fitting),
        };
        let drawing = export::drawing(&settled.view, &settings, &BTreeSet::new(), &request, format)
            .map_err(|trouble| line(&trouble))?;
        for paragraph in &drawing.caption {
            eprintln!("{paragraph}");
        }
        std::fs::write(&self.output, export::write(&drawing, format))
            .map_err(|error| format!("{}: {error}", self.output.display()))
    }
}

/// The whole graph on a canvas, with names placed by the widths of Helvetica.
fn placed(settled: &session::Settled, size: [f32; 2], theme: Theme) -> PictureRequest {
    let positions: Vec<[f32; 2]> = settled.positions.chunks_exact(2).map(|at| [at[0], at[1]]).collect();
    let mut scene = Scene::default();
    scene.set_viewport(size);
    scene.set_graph(settled.view.clone(), positions.clone());
    scene.set_camera(scene.fitted(Insets::default()));
    let mut labels = Labels::default();
    // Other faces are a little wider.
    let labels = labels.place(&scene, &mut |name, size| helvetica::width(name, size) * 1.08).to_vec();
    PictureRequest { camera: scene.camera(), size, theme, positions, labels, ..Default::default() }
}
