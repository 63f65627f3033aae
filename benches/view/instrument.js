// Runs before any library: frames are handed out by hand, and what goes to the GPU is counted.

(() => {
  const real = window.requestAnimationFrame.bind(window);
  let [queue, next] = [[], 1];
  window.requestAnimationFrame = (callback) => {
    queue.push({ id: next, callback });
    return next++;
  };
  window.cancelAnimationFrame = (id) => {
    queue = queue.filter((entry) => entry.id !== id);
  };

  const canvases = new Map();
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    const context = getContext.call(this, kind, ...rest);
    if (context) canvases.set(this, context);
    return context;
  };

  const counts = { draws: 0, bytes: 0 };
  let counting = true;
  /** Of a buffer what it holds; of a picture the part that is asked for, in four bytes a pixel. */
  const bytesOf = (name, words) => {
    const source = words.findLast((word) => word && typeof word === "object");
    if (!source) return 0;
    if (ArrayBuffer.isView(source) || source instanceof ArrayBuffer) return source.byteLength;
    const at = { texImage2D: 3, texSubImage2D: 4 }[name];
    const [width, height] = words.length > 7 ? words.slice(at, at + 2) : [source.width, source.height];
    return 4 * width * height;
  };
  for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const draws = /^draw(Arrays|Elements|RangeElements)/.test(name);
      const uploads = /^(buffer(Sub)?Data|tex(Sub)?Image[23]D)$/.test(name);
      if (!draws && !uploads) continue;
      const own = prototype[name];
      prototype[name] = function (...words) {
        if (counting && draws) counts.draws += 1;
        if (counting && uploads) counts.bytes += bytesOf(name, words);
        return own.apply(this, words);
      };
    }
  }

  window.instrument = {
    counts,
    /** A frame of the browser. */
    real,
    /** One frame for the library: all that it asked for since the last. */
    flush() {
      const [now, due] = [performance.now(), queue];
      queue = [];
      for (const { callback } of due) callback(now);
    },
    /** Waits until every canvas on the page holds what was drawn on it: reads a pixel of each. */
    drain() {
      counting = false;
      for (const [canvas, context] of canvases) {
        if (!canvas.isConnected) continue;
        if (!context.readPixels) {
          context.getImageData?.(0, 0, 1, 1);
          continue;
        }
        const bound = context.getParameter(context.FRAMEBUFFER_BINDING);
        context.bindFramebuffer(context.FRAMEBUFFER, null);
        context.readPixels(0, 0, 1, 1, context.RGBA, context.UNSIGNED_BYTE, new Uint8Array(4));
        context.bindFramebuffer(context.FRAMEBUFFER, bound);
      }
      counting = true;
    },
  };
})();
