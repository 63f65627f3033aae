//! The programs, in GLSL ES 3.00.
//!
//! All measure in CSS pixels and smooth edges over one device pixel. Colours are premultiplied. The numbers of shapes,
//! rings and strokes are those of [`crate::scene::Shape`], [`crate::scene::Ring`] and [`crate::scene::Stroke`].

/// From the plane to CSS pixels and from those to clip space.
macro_rules! vertex {
    ($body:literal) => {
        concat!(
            "#version 300 es
uniform vec4 u_camera; // middle x, y, zoom, pixel ratio
uniform vec2 u_viewport;
uniform float u_scale;
vec2 on_screen(vec2 place) { return (place - u_camera.xy) * u_camera.z + u_viewport * 0.5; }
vec4 in_clip(vec2 point) {
  vec2 clip = point / u_viewport * 2.0 - 1.0;
  return vec4(clip.x, -clip.y, 0.0, 1.0);
}
vec2 corner() { return vec2(gl_VertexID & 1, gl_VertexID >> 1); }
",
            $body
        )
    };
}

macro_rules! fragment {
    ($body:literal) => {
        concat!(
            "#version 300 es
precision highp float;
uniform vec3 u_paper, u_ink, u_accent;
out vec4 o_color;
",
            $body
        )
    };
}

/// Ties: a quad along the line, as wide as the line and its feather.
pub(super) const EDGE_VERTEX: &str = vertex!(
    "layout(location=0) in vec4 a_ends;
layout(location=1) in vec2 a_line; // width at zoom 1, alpha
layout(location=2) in vec4 a_look; // strength, ring, stroke
out float v_side;
out float v_along;
flat out float v_stroke;
flat out float v_half;
flat out float v_alpha;
flat out float v_ring;
flat out float v_ratio;
void main() {
  vec2 a = on_screen(a_ends.xy), b = on_screen(a_ends.zw);
  vec2 along = b - a;
  float span = length(along);
  along = span > 0.0 ? along / span : vec2(1.0, 0.0);
  float width = a_line.x * max(u_scale, 0.5) + (a_look.y >= 2.0 ? 1.5 : 0.0);
  // A line thinner than a pixel is a pixel wide and fainter.
  float thinnest = 1.0 / u_camera.w;
  v_alpha = a_look.x / 255.0 * a_line.y * min(width / thinnest, 1.0);
  if (a_look.y == 1.0) v_alpha = max(v_alpha, 0.38);
  if (a_look.y >= 2.0) v_alpha = 0.9;
  v_half = max(width, thinnest) * 0.5;
  v_ring = a_look.y;
  v_ratio = u_camera.w;
  vec2 at = corner();
  v_along = at.x * span;
  v_stroke = a_look.z;
  v_side = (at.y * 2.0 - 1.0) * (v_half + thinnest);
  gl_Position = in_clip(mix(a, b, at.x) + vec2(-along.y, along.x) * v_side);
}"
);

pub(super) const EDGE_FRAGMENT: &str = fragment!(
    "in float v_side;
in float v_along;
flat in float v_stroke;
flat in float v_half;
flat in float v_alpha;
flat in float v_ring;
flat in float v_ratio;
void main() {
  float cover = clamp((v_half - abs(v_side)) * v_ratio + 0.5, 0.0, 1.0) * v_alpha;
  if (v_stroke > 0.0) {
    // Dashes, or dots: their period and half their length, in CSS pixels.
    vec2 beat = v_stroke > 1.5 ? vec2(5.0 + v_half, 1.0 + v_half * 0.5) : vec2(11.0 + v_half, 3.5 + v_half * 0.5);
    cover *= clamp((beat.y - abs(mod(v_along, beat.x) - beat.x * 0.5)) * v_ratio + 0.5, 0.0, 1.0);
  }
  o_color = vec4(v_ring >= 2.0 ? u_accent : u_ink, 1.0) * cover;
}"
);

/// Nodes: a square around the shape, with room for the ring.
pub(super) const NODE_VERTEX: &str = vertex!(
    "layout(location=0) in vec4 a_node; // x, y, radius, shape
layout(location=1) in vec4 a_look; // strength, ring, pinned
out vec2 v_at;
flat out float v_radius;
flat out float v_ratio;
flat out float v_shape;
flat out vec3 v_look;
void main() {
  v_radius = max(a_node.z * u_scale, 1.5);
  v_ratio = u_camera.w;
  v_shape = a_node.w;
  v_look = vec3(a_look.x / 255.0, a_look.yz);
  v_at = (corner() * 2.0 - 1.0) * (v_radius * 1.5 + 6.0);
  gl_Position = in_clip(on_screen(a_node.xy) + v_at);
}"
);

/// Signed distances to the shapes (after Quilez), all of about a circle's area.
pub(super) const NODE_FRAGMENT: &str = fragment!(
    "uniform vec3 u_kinds[6];
in vec2 v_at;
flat in float v_radius;
flat in float v_ratio;
flat in float v_shape;
flat in vec3 v_look;
float star(vec2 p, float r) {
  const vec2 k1 = vec2(0.809016994, -0.587785252), k2 = vec2(-k1.x, k1.y);
  p = vec2(abs(p.x), -p.y);
  p -= 2.0 * max(dot(k1, p), 0.0) * k1;
  p -= 2.0 * max(dot(k2, p), 0.0) * k2;
  p.x = abs(p.x);
  p.y -= r;
  vec2 ba = 0.5 * vec2(-k1.y, k1.x) - vec2(0.0, 1.0);
  float h = clamp(dot(p, ba) / dot(ba, ba), 0.0, r);
  return length(p - ba * h) * sign(p.y * ba.x - p.x * ba.y);
}
float outside(vec2 p, float r) {
  if (v_shape == 1.0) {
    vec2 q = abs(p) - r * 0.62;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - r * 0.29;
  }
  if (v_shape == 2.0) return (abs(p.x) + abs(p.y) - r * 1.253) * 0.70711;
  if (v_shape == 3.0) {
    vec2 q = abs(p);
    return max(q.x * 0.866025 + q.y * 0.5, q.y) - r * 0.952;
  }
  if (v_shape == 4.0) return star(p, r * 1.45);
  return length(p) - r;
}
float cover(float distance) { return clamp(0.5 - distance * v_ratio, 0.0, 1.0); }
void main() {
  float d = outside(v_at, v_radius);
  // Out of focus is nearer to paper, not seen through: ties would meet inside.
  vec3 fill = mix(u_paper, u_kinds[int(v_shape)], v_look.x);
  // From below: a gap of paper, the ring, the shape, its hollow, the pin.
  float gap = cover(d - 1.25);
  o_color = vec4(u_paper, 1.0) * gap * v_look.x;
  if (v_look.y >= 2.0) {
    vec3 ring = v_look.y >= 3.0 ? u_accent : u_ink;
    float band = cover(abs(d - 3.0) - 1.25);
    o_color = o_color * (1.0 - band) + vec4(ring, 1.0) * band;
  }
  float body = cover(d);
  o_color = o_color * (1.0 - body) + vec4(fill, 1.0) * body;
  if (v_shape == 5.0) {
    float hollow = cover(length(v_at) - v_radius * 0.55);
    o_color = o_color * (1.0 - hollow) + vec4(u_paper, 1.0) * hollow;
  }
  if (v_look.z > 0.0) {
    float pin = cover(length(v_at) - max(v_radius * 0.25, 1.5));
    o_color = o_color * (1.0 - pin) + vec4(v_shape == 5.0 ? fill : u_paper, 1.0) * pin;
  }
}"
);

/// Names: a quad on whole device pixels, so that type stays crisp.
pub(super) const NAME_VERTEX: &str = vertex!(
    "layout(location=0) in vec4 a_place; // node x, y; offset x, y in CSS pixels
layout(location=1) in vec4 a_cell; // in the atlas: left, top, width, height in device pixels
layout(location=2) in float a_strength;
out vec2 v_texel;
flat out float v_strength;
void main() {
  vec2 low = floor((on_screen(a_place.xy) + a_place.zw) * u_camera.w + 0.5);
  vec2 at = corner() * a_cell.zw;
  v_texel = a_cell.xy + at;
  v_strength = a_strength;
  gl_Position = in_clip((low + at) / u_camera.w);
}"
);

/// The atlas holds two covers: red for halo and letters together, green for letters.
pub(super) const NAME_FRAGMENT: &str = fragment!(
    "uniform sampler2D u_atlas;
in vec2 v_texel;
flat in float v_strength;
void main() {
  vec2 cover = texelFetch(u_atlas, ivec2(v_texel), 0).rg;
  float letters = min(cover.g, cover.r);
  o_color = vec4(u_paper * (cover.r - letters) + u_ink * letters, cover.r) * v_strength;
}"
);
