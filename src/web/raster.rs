//! A drawing as an image: the browser draws an SVG, with its own faces, on a canvas of any size.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

/// The PNG of an SVG, so many pixels across and down.
///
/// # Errors
/// What the browser says, or nothing: canvases have a largest size, which differs from browser to browser.
pub(super) async fn png(svg: &[u8], [width, height]: [u32; 2]) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = Array::of1(&Uint8Array::from(svg));
    let url =
        Url::create_object_url_with_blob(&Blob::new_with_u8_array_sequence_and_options(&parts, &options)?)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&url);
    let decoded = JsFuture::from(image.decode()).await;
    Url::revoke_object_url(&url)?;
    decoded?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let brush: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    let [width, height] = [width, height].map(f64::from);
    brush.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    let blob = Promise::new(&mut |resolve, _| drop(canvas.to_blob(&resolve)));
    // A canvas beyond the browser's bounds gives none.
    JsFuture::from(blob).await?.dyn_into()
}
