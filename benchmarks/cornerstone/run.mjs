// Runs page.js in headless Chromium without a graphics card and prints its figures: run.mjs SLICES SIDE
import { build } from 'esbuild';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const [slices, side] = process.argv.slice(2).map(Number);
const built = await build({
  entryPoints: [new URL('page.js', import.meta.url).pathname], bundle: true, write: false, format: 'iife', logLevel: 'error',
  loader: { '.wasm': 'dataurl' }, define: { 'process.env.NODE_ENV': '"production"' },
});
const script = built.outputFiles[0].text;
const server = createServer((q, a) => {
  a.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  a.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  a.setHeader('Content-Type', q.url === '/page.js' ? 'text/javascript' : 'text/html');
  a.end(q.url === '/page.js' ? script : '<!doctype html><body style="margin:0;background:black"><script src="/page.js"></script>');
}).listen(0, '127.0.0.1');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--no-first-run', '--js-flags=--max-old-space-size=8192'],
});
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
page.on('pageerror', (e) => process.stderr.write(`${e.message}\n`));
await page.goto(`http://127.0.0.1:${server.address().port}/`);
const out = await page.evaluate(([a, b]) => window.bench(a, b), [side, slices]);
for (const [what, f] of Object.entries(out)) {
  process.stdout.write(`figure: Cornerstone3D ${what}: p50 ${f.p50.toFixed(0)} ms, p95 ${f.p95.toFixed(0)} ms, most ${f.most.toFixed(0)} ms of ${f.n}; `
    + `${f.changed} pictures changed\n`);
}
await browser.close();
server.close();
