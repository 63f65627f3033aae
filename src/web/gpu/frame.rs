//! What all programs share in a frame: camera, canvas and colours.

use crate::scene::{Camera, Rgb, Scene};

/// The array `u_frame` of `shaders.rs`.
pub(super) type Numbers = [f32; 48];

/// The numbers for a scene seen by `camera` on a canvas of `size` CSS pixels, each `ratio` device pixels.
pub(super) fn numbers(scene: &Scene, camera: Camera, [width, height]: [f32; 2], ratio: f32) -> Numbers {
    let theme = scene.theme();
    let [faintest, boldest] = scene.inks();
    let ties = scene.view().edges.len() as f32;
    let drawn = scene.ties_drawn();
    // Where all are drawn, none fades.
    let fading = if drawn < ties { drawn } else { ties * 2.0 + 1.0 };
    let mut numbers = [0.0; 48];
    numbers[..12].copy_from_slice(&[
        camera.center[0],
        camera.center[1],
        camera.zoom,
        ratio,
        width,
        height,
        camera.disc_scale(),
        camera.line_width(1.0),
        faintest,
        boldest,
        fading,
        scene.rest_strength(),
    ]);
    let colors = [theme.paper, theme.ink, theme.accent].into_iter().chain(theme.kinds);
    for (slot, color) in numbers[12..].chunks_exact_mut(4).zip(colors) {
        slot[..3].copy_from_slice(&unit(color));
    }
    numbers[15] = scene.land_strength();
    numbers[19] = scene.near_ink();
    numbers
}

/// A colour as shaders take it: 0 to 1, still in sRGB, in which browsers blend.
pub(super) fn unit(color: Rgb) -> [f32; 3] {
    color.map(|channel| f32::from(channel) / 255.0)
}
