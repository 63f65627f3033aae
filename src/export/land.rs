//! The land of communities as outlines: where the canvas draws a small picture, smoothed, a drawing has its contour.
//!
//! Method: marching squares over the cells of each colour, at half strength, with places between cells by linear
//! interpolation, as the GPU has it.

use std::collections::BTreeMap;

use super::drawing::{Ink, Layer, Mark, Outline, Pen, Shape};
use crate::app::words::pictures;
use crate::scene::{Field, LANDS, Rgb, Scene};

/// Where land ends: the strength of cells is 0 to 255.
const SHORE: f32 = 127.5;

/// The layer of land; `None` where communities are not shown.
pub(super) fn layer(scene: &Scene) -> Option<Layer> {
    let field = scene.field();
    let bounds = field.bounds?;
    let columns = field.size[0] as usize;
    let side = (bounds.high[0] - bounds.low[0]) / columns.max(1) as f32;
    let strength = scene.land_strength();
    let on_screen =
        |at: [f32; 2]| scene.to_screen([0, 1].map(|axis| bounds.low[axis] + (at[axis] + 0.5) * side));
    let marks = LANDS.iter().filter_map(|&color| {
        let shores: Vec<Vec<[f32; 2]>> = contours(&field, color)
            .into_iter()
            .map(|shore| shore.into_iter().map(on_screen).collect())
            .collect();
        let pen = Pen { ink: Ink { color, alpha: strength * 2.5 }, width: 1.0, dash: None };
        let fill = Some(Ink { color, alpha: strength });
        (!shores.is_empty()).then_some(Shape { outline: Outline::Region(shores), fill, pen: Some(pen) })
    });
    let marks: Vec<Mark> = marks.map(Mark::from).collect();
    let name = pictures::COMMUNITIES.text();
    (!marks.is_empty()).then_some(Layer { id: "communities", name, within: None, marks })
}

/// The strength of a cell, if its colour is this one; around the field there is none.
fn strength(field: &Field, color: Rgb, column: isize, row: isize) -> f32 {
    let [columns, rows] = field.size.map(|size| size as isize);
    if column < 0 || row < 0 || column >= columns || row >= rows {
        return 0.0;
    }
    let Some(&[red, green, blue, alpha]) = field.cells.get((row * columns + column) as usize) else {
        return 0.0;
    };
    let whole = |channel: u8| (f32::from(channel) * f32::from(alpha) / 255.0).round() as u8;
    if is_near([red, green, blue], color.map(whole)) { f32::from(alpha) } else { 0.0 }
}

/// Colours are rounded after they are weakened.
fn is_near(one: Rgb, other: Rgb) -> bool {
    (0..3).all(|at| one[at].abs_diff(other[at]) <= 1)
}

/// A place on the line between two neighbouring cells: the cell, and whether the line goes down.
type Crossing = (isize, isize, bool);

/// The closed lines around the cells of a colour, in cells from the middle of the first.
fn contours(field: &Field, color: Rgb) -> Vec<Vec<[f32; 2]>> {
    let at = |column, row| strength(field, color, column, row);
    let mut next: BTreeMap<Crossing, Crossing> = BTreeMap::new();
    let [columns, rows] = field.size.map(|size| size as isize);
    for row in -1..rows {
        for column in -1..columns {
            let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(x, y)| at(column + x, row + y) > SHORE);
            // Above, right, below, left: between corners 0 and 1, 1 and 2, 2 and 3, 3 and 0.
            let sides: [Crossing; 4] = [
                (column, row, false),
                (column + 1, row, true),
                (column, row + 1, false),
                (column, row, true),
            ];
            // Clockwise around the square: where land is left, a line begins, and it ends where land is entered again.
            for side in 0..4 {
                let (here, after) = (corners[side], corners[(side + 1) % 4]);
                if here && !after {
                    let mut first = side;
                    while corners[(first + 3) % 4] {
                        first = (first + 3) % 4;
                    }
                    next.insert(sides[side], sides[(first + 3) % 4]);
                }
            }
        }
    }
    let place = |(column, row, down): Crossing| {
        let to = if down { (column, row + 1) } else { (column + 1, row) };
        let (a, b) = (at(column, row), at(to.0, to.1));
        let share = if a == b { 0.5 } else { (SHORE - a) / (b - a) };
        let [x, y] = [column as f32, row as f32];
        if down { [x, y + share] } else { [x + share, y] }
    };
    let mut found = Vec::new();
    while let Some((&start, _)) = next.first_key_value() {
        let mut line = Vec::new();
        let mut crossing = start;
        while let Some(following) = next.remove(&crossing) {
            line.push(place(crossing));
            crossing = following;
        }
        found.push(line);
    }
    found
}
