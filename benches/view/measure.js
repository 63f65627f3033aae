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

  /** In each of four parts of the path. */
  const FRAMES = 15;
  /** And so many of them where they take long. */
  const LEAST = 2;

  /**
   * 60 cameras: along the whole picture, into it, along what is seen, and out again; at most 50 pixels a frame, as a hand
   * moves, or a zoom by 15 %.
   */
  function path({ middle: [x, y], fit, width, height }) {
    const cameras = [];
    const add = (pans, camera) => {
      for (let step = 1; step <= FRAMES; step += 1) cameras.push({ pans, ...camera(step / FRAMES) });
    };
    const along = (share, zoom) => {
      const way = (0.1 * Math.sin(2 * Math.PI * share) * fit) / zoom;
      return { x: x + way * width, y: y + way * height, zoom };
    };
    add(true, (share) => along(share, fit));
    add(false, (share) => ({ x, y, zoom: fit * 8 ** share }));
    add(true, (share) => along(share, fit * 8));
    add(false, (share) => ({ x, y, zoom: fit * 8 ** (1 - share) }));
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

  /**
   * The page's side of run.mjs. `open(container, graph)` is a peer's; it gives `look(camera)`. Where the
   * whole path would take more than `seconds`, only the first frames of each part are gone through.
   */
  window.measure = async (open, graph, seconds) => {
    const container = document.querySelector("#picture");
    const start = performance.now();
    const view = await settle(open(container, graph));
    await settle(view.look({ x: graph.middle[0], y: graph.middle[1], zoom: graph.fit }));
    // Some draw a frame after they were asked to.
    flush();
    flush();
    drain();
    const first = performance.now() - start;
    const cameras = path(graph);
    await frame(view, cameras[0]);
    const frames = [];
    for (let part = 0; part < cameras.length; part += FRAMES) {
      const from = performance.now();
      for (let step = 0; step < FRAMES; step += 1) {
        if (step >= LEAST && performance.now() - from > (1000 * seconds * FRAMES) / cameras.length) break;
        frames.push(await frame(view, cameras[part + step]));
        // The browser shows it, off the clock.
        await new Promise(real);
        await macrotask();
      }
    }
    return { first, frames };
  };
})();
