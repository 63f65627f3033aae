// In the page, after instrument.js: opens a graph with one library and moves its camera, frame by frame.

(() => {
  const { counts, drain, flush, real } = window.instrument;
  const macrotask = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    });

  /** Hands out frames until a library's promise is kept. */
  async function settle(promise) {
    let done = false;
    const kept = Promise.resolve(promise).finally(() => (done = true));
    while (!done) {
      flush();
      await macrotask();
    }
    return kept;
  }

  /** 60 cameras: along the whole picture, into it, along what is seen, and out again. */
  function path({ middle: [x, y], fit, width, height }) {
    const cameras = [];
    const add = (count, camera) => {
      for (let step = 0; step < count; step += 1) cameras.push(camera((step + 1) / count));
    };
    const wave = (share) => Math.sin(2 * Math.PI * share);
    add(15, (share) => ({ pans: true, x: x + 0.2 * width * wave(share), y: y + 0.1 * height * wave(share), zoom: fit }));
    add(15, (share) => ({ pans: false, x, y, zoom: fit * 8 ** share }));
    add(15, (share) => ({ pans: true, x: x + 0.1 * width * wave(share), y: y + 0.1 * height * wave(share), zoom: fit * 8 }));
    add(15, (share) => ({ pans: false, x, y, zoom: fit * 8 ** (1 - share) }));
    return cameras;
  }

  async function frame(view, camera) {
    const before = { ...counts };
    const start = performance.now();
    const promise = view.look(camera);
    flush();
    if (promise?.then) await settle(promise);
    const script = performance.now() - start;
    drain();
    const drained = performance.now() - start;
    return { ...camera, script, drained, draws: counts.draws - before.draws, bytes: counts.bytes - before.bytes };
  }

  /** The page's side of run.mjs. `open(container, graph)` is a peer's; it gives `look(camera)`. */
  window.measure = async (open, graph) => {
    const container = document.querySelector("#picture");
    const start = performance.now();
    const view = await settle(open(container, graph));
    await settle(view.look({ x: graph.middle[0], y: graph.middle[1], zoom: graph.fit }));
    // Some draw a frame after they were asked to.
    flush();
    flush();
    drain();
    const first = performance.now() - start;
    const frames = [];
    for (const camera of path(graph)) {
      frames.push(await frame(view, camera));
      // The browser shows it, off the clock.
      await new Promise(real);
      await macrotask();
    }
    return { first, frames };
  };
})();
