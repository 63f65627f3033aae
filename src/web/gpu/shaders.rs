//! The programs, in GLSL ES 3.00.
//!
//! All measure in CSS pixels and smooth edges over one device pixel. Colours are premultiplied. The numbers of shapes,
//! rings and strokes are those of [`crate::scene::Shape`], [`crate::scene::Ring`] and [`crate::scene::Stroke`];
//! records are those of [`crate::scene::NodeInstance`] and [`crate::scene::EdgeInstance`]. What is the same for all
//! programs in a frame is the array `u_frame`, written by [`super::frame::numbers`].

macro_rules! shader {
    ($body:literal) => {
        concat!(
            "#version 300 es
precision highp float;
precision highp int;
uniform vec4 u_frame[12];
#define u_camera u_frame[0] // middle x, y, zoom, pixel ratio
#define u_canvas u_frame[1] // its size, the scales of discs and of lines
#define u_ties u_frame[2] // ink of the lightest and of the heaviest, how many are drawn, strength of what recedes
#define u_paper u_frame[3] // and how strong the land of communities is
#define u_ink u_frame[4] // and how faint a tie near what is in focus may be
#define u_accent u_frame[5]
#define u_kind(kind) u_frame[6 + int(kind)]
",
            $body
        )
    };
}

/// From the plane to CSS pixels and from those to clip space.
macro_rules! vertex {
    ($body:literal) => {
        concat!(
            shader!(
                "uniform highp sampler2D u_places;
vec2 place(uint node) { return texelFetch(u_places, ivec2(node & 1023u, node >> 10), 0).xy; }
vec2 on_screen(vec2 place) { return (place - u_camera.xy) * u_camera.z + u_canvas.xy * 0.5; }
vec4 in_clip(vec2 point) {
  vec2 clip = point / u_canvas.xy * 2.0 - 1.0;
  return vec4(clip.x, -clip.y, 0.0, 1.0);
}
float disc(float radius) { return max(radius * u_canvas.z, 1.5); }
float byte(uint look, int at) { return float((look >> (8 * at)) & 255u); }
vec2 corner() { return vec2(gl_VertexID >> 1, gl_VertexID & 1); }
"
            ),
            $body
        )
    };
}

/// Land of communities: the field's picture, bounded where its strength is a half.
pub(super) const LAND_VERTEX: &str = vertex!(
    "layout(location=0) in vec4 a_bounds;
out vec2 v_at;
void main() {
  v_at = corner();
  gl_Position = in_clip(on_screen(mix(a_bounds.xy, a_bounds.zw, v_at)));
}"
);

pub(super) const LAND_FRAGMENT: &str = shader!(
    "uniform sampler2D u_field;
in vec2 v_at;
out vec4 o_color;
void main() {
  vec4 land = texture(u_field, v_at);
  float inside = (land.a - 0.5) / max(fwidth(land.a), 1e-4);
  float cover = clamp(inside * 0.5 + 0.5, 0.0, 1.0) * (0.7 + 0.3 * land.a);
  float shore = clamp(1.25 - abs(inside - 0.5), 0.0, 1.0);
  o_color = vec4(land.rgb / max(land.a, 0.01), 1.0) * min(cover + shore * 1.5, 2.5) * u_paper.w;
}"
);

/// Ties: a strip along the line, as wide as the line and its feather; of one piece, or of many for a curve.
pub(super) const EDGE_VERTEX: &str = vertex!(
    "layout(location=0) in uvec3 a_edge;
uniform float u_pieces;
out float v_side;
out float v_along;
flat out vec4 v_line; // half the width, alpha, stroke, ring
void main() {
  vec2 a = on_screen(place(a_edge.x)), b = on_screen(place(a_edge.y));
  uint look = a_edge.z;
  float base = byte(look, 0) / 16.0, ring = byte(look, 2);
  vec2 along = b - a;
  float span = length(along);
  vec2 at = corner();
  at.x /= u_pieces;
  // The control point of a curve, see `scene::Line`; on the straight line, where it is none.
  vec2 bow = vec2(-along.y, along.x) * 0.16 * byte(look, 3);
  vec2 control = (a + b) * 0.5 + bow;
  vec2 middle = mix(mix(a, control, at.x), mix(control, b, at.x), at.x);
  vec2 way = mix(control - a, b - control, at.x);
  way = span > 0.0 ? normalize(way) : vec2(1.0, 0.0);
  float width = base * u_canvas.w + (ring >= 2.0 ? 1.5 : 0.0);
  // A line thinner than a pixel is a pixel wide and fainter.
  float thinnest = 1.0 / u_camera.w;
  float alpha = mix(u_ties.x, u_ties.y, (base - 1.0) / 7.0) * min(width / thinnest, 1.0);
  if (ring == 0.0) {
    // The last quarter of those that are drawn fades.
    alpha *= u_ties.w * clamp((u_ties.z - float(gl_InstanceID)) / (u_ties.z * 0.25), 0.0, 1.0);
  } else {
    alpha = ring > 1.0 ? 0.9 : max(alpha, u_ink.w);
  }
  float half_width = max(width, thinnest) * 0.5;
  v_line = vec4(half_width, alpha, byte(look, 1), ring);
  v_along = at.x * span;
  v_side = (at.y * 2.0 - 1.0) * (half_width + thinnest);
  gl_Position = in_clip(middle + vec2(-way.y, way.x) * v_side);
}"
);

pub(super) const EDGE_FRAGMENT: &str = shader!(
    "in float v_side;
in float v_along;
flat in vec4 v_line;
out vec4 o_color;
void main() {
  float ratio = u_camera.w;
  float cover = clamp((v_line.x - abs(v_side)) * ratio + 0.5, 0.0, 1.0) * v_line.y;
  if (v_line.z > 0.0) {
    // Dashes, or dots: their period and half their length, in CSS pixels.
    vec2 beat = v_line.z > 1.5 ? vec2(5.0 + v_line.x, 1.0 + v_line.x * 0.5) : vec2(11.0 + v_line.x, 3.5 + v_line.x * 0.5);
    cover *= clamp((beat.y - abs(mod(v_along, beat.x) - beat.x * 0.5)) * ratio + 0.5, 0.0, 1.0);
  }
  o_color = vec4(v_line.w >= 2.0 ? u_accent.rgb : u_ink.rgb, 1.0) * cover;
}"
);

/// Nodes: a square around the shape, with room for the ring where there is one.
pub(super) const NODE_VERTEX: &str = vertex!(
    "layout(location=0) in uvec2 a_node;
out vec2 v_at;
flat out vec3 v_disc; // radius, shape, strength
flat out vec2 v_look; // ring, pinned
void main() {
  uint look = a_node.y;
  float radius = disc(byte(look, 0) / 8.0);
  v_look = vec2(byte(look, 2), byte(look, 3));
  v_disc = vec3(radius, byte(look, 1), v_look.x > 0.0 ? 1.0 : u_ties.w);
  // A star's points reach furthest; what is small is a disc.
  float reach = radius < 2.5 ? radius + 1.0 : radius * 1.5 + 2.0;
  if (v_look.x > 1.0) reach += 4.0;
  v_at = (corner() * 2.0 - 1.0) * reach;
  gl_Position = in_clip(on_screen(place(a_node.x)) + v_at);
}"
);

/// Signed distances to the shapes (after Quilez), all of about a circle's area.
pub(super) const NODE_FRAGMENT: &str = shader!(
    "in vec2 v_at;
flat in vec3 v_disc;
flat in vec2 v_look;
out vec4 o_color;
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
float outside(vec2 p, float r, float shape) {
  if (shape == 1.0) {
    vec2 q = abs(p) - r * 0.62;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - r * 0.29;
  }
  if (shape == 2.0) return (abs(p.x) + abs(p.y) - r * 1.253) * 0.70711;
  if (shape == 3.0) {
    vec2 q = abs(p);
    return max(q.x * 0.866025 + q.y * 0.5, q.y) - r * 0.952;
  }
  if (shape == 4.0) return star(p, r * 1.45);
  return length(p) - r;
}
float cover(float distance) { return clamp(0.5 - distance * u_camera.w, 0.0, 1.0); }
void main() {
  float radius = v_disc.x, shape = v_disc.y;
  // Out of focus is nearer to paper, not seen through: ties would meet inside.
  vec3 fill = mix(u_paper.rgb, u_kind(shape).rgb, v_disc.z);
  float round = length(v_at);
  if (radius < 2.5) {
    // Too small for a shape.
    o_color = vec4(fill, 1.0) * cover(round - radius);
    if (v_look.x < 2.0) return;
  }
  float d = radius < 2.5 ? round - radius : outside(v_at, radius, shape);
  // From below: a gap of paper, the ring, the shape, its hollow, the pin.
  o_color = vec4(u_paper.rgb, 1.0) * cover(d - 1.25) * v_disc.z;
  if (v_look.x >= 2.0) {
    vec3 ring = v_look.x >= 3.0 ? u_accent.rgb : u_ink.rgb;
    float band = cover(abs(d - 3.0) - 1.25);
    o_color = o_color * (1.0 - band) + vec4(ring, 1.0) * band;
  }
  float body = cover(d);
  o_color = o_color * (1.0 - body) + vec4(fill, 1.0) * body;
  if (shape == 5.0) {
    float hollow = cover(round - radius * 0.55);
    o_color = o_color * (1.0 - hollow) + vec4(u_paper.rgb, 1.0) * hollow;
  }
  if (v_look.y > 0.0) {
    float pin = cover(round - max(radius * 0.25, 1.5));
    o_color = o_color * (1.0 - pin) + vec4(shape == 5.0 ? fill : u_paper.rgb, 1.0) * pin;
  }
}"
);

/// Names: a quad on whole device pixels, so that type stays crisp.
pub(super) const NAME_VERTEX: &str = vertex!(
    "layout(location=0) in vec4 a_node; // its index, its radius, strength
layout(location=1) in vec4 a_offset; // in CSS pixels, and in radii on screen
layout(location=2) in vec4 a_cell; // in the atlas: left, top, width, height in device pixels
out vec2 v_texel;
flat out float v_strength;
void main() {
  vec2 offset = a_offset.xy + a_offset.zw * disc(a_node.y);
  vec2 low = floor((on_screen(place(uint(a_node.x))) + offset) * u_camera.w + 0.5);
  vec2 at = corner() * a_cell.zw;
  v_texel = a_cell.xy + at;
  v_strength = a_node.z;
  gl_Position = in_clip((low + at) / u_camera.w);
}"
);

/// The atlas holds two covers: red for halo and letters together, green for letters.
pub(super) const NAME_FRAGMENT: &str = shader!(
    "uniform sampler2D u_atlas;
in vec2 v_texel;
flat in float v_strength;
out vec4 o_color;
void main() {
  vec2 cover = texelFetch(u_atlas, ivec2(v_texel), 0).rg;
  float letters = min(cover.g, cover.r);
  o_color = vec4(u_paper.rgb * (cover.r - letters) + u_ink.rgb * letters, cover.r) * v_strength;
}"
);
