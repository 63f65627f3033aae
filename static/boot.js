// Starts the page. A file, because the Content-Security-Policy allows no inline script.
import init from "./page.js";

await init();
