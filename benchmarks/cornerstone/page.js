// A reader's steps in Cornerstone3D's CPU backend, each timed until its picture stands and a frame has passed.
import * as core from '@cornerstonejs/core';

const FRAME = '1.2.3';

// The chest of the product's own bench (BenchChest): the same values, from the same arithmetic.
function chest(side, slices) {
  const out = [];
  for (let s = 0; s < slices; s++) {
    const slice = new Int16Array(side * side);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        slice[y * side + x] = value(x, y, s, side);
      }
    }
    out.push(slice);
  }
  return out;
}

function value(x, y, s, side) {
  const u = (x - side / 2) / (side * 0.42);
  const v = (y - side / 2) / (side * 0.3);
  const r = u * u + v * v;
  const noise = hashed(x, y, s);
  if (r > 1) {
    return -1000 + Math.trunc(noise / 8);
  }
  const lung = ((Math.abs(u) - 0.45) / 0.33) ** 2 + (v / 0.7) ** 2 < 1;
  const spine = (u * 8.4) ** 2 + ((v - 0.75) * 6) ** 2 < 1;
  const rib = r > 0.8 && r < 0.9 && (s + Math.trunc(10 + v * 10)) % 30 < 8;
  return (spine ? 350 : rib ? 500 : lung ? -850 : 45) + noise;
}

// About as wide as a CT's noise: the sum of four even ones, -40 to 40.
function hashed(x, y, s) {
  let h = (Math.imul(x, 73856093) ^ Math.imul(y, 19349663) ^ Math.imul(s, 83492791)) | 0;
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    h = (Math.imul(h, 1664525) + 1013904223) | 0;
    sum += (h >>> 24) % 21;
  }
  return sum - 40;
}

let side;
let slices;
let pixels;
const mm = 0.7;
const gap = 1;

function describe(kind, imageId) {
  if (!imageId.startsWith('bench:')) {
    return undefined;
  }
  const s = Number(imageId.slice(6));
  switch (kind) {
    case 'imagePlaneModule':
      return {
        frameOfReferenceUID: FRAME, rows: side, columns: side,
        imageOrientationPatient: [1, 0, 0, 0, 1, 0], rowCosines: [1, 0, 0], columnCosines: [0, 1, 0],
        imagePositionPatient: [0, 0, s * gap], sliceThickness: gap, pixelSpacing: [mm, mm],
        rowPixelSpacing: mm, columnPixelSpacing: mm,
      };
    case 'imagePixelModule':
      return {
        samplesPerPixel: 1, photometricInterpretation: 'MONOCHROME2', rows: side, columns: side,
        bitsAllocated: 16, bitsStored: 16, highBit: 15, pixelRepresentation: 1,
      };
    case 'generalSeriesModule':
      return { modality: 'CT', seriesInstanceUID: '1.2.4' };
    case 'voiLutModule':
      return { windowCenter: [40], windowWidth: [400] };
    case 'modalityLutModule':
      return { rescaleSlope: 1, rescaleIntercept: 0, rescaleType: 'HU' };
    default:
      return undefined;
  }
}

function load(imageId) {
  const data = pixels[Number(imageId.slice(6))];
  return {
    promise: Promise.resolve({
      imageId, minPixelValue: -1040, maxPixelValue: 540, slope: 1, intercept: 0, windowCenter: 40, windowWidth: 400,
      getPixelData: () => data, rows: side, columns: side, height: side, width: side, color: false, rgba: false, numberOfComponents: 1,
      columnPixelSpacing: mm, rowPixelSpacing: mm, sliceThickness: gap, invert: false, sizeInBytes: data.byteLength, dataType: 'Int16Array',
      voxelManager: core.utilities.VoxelManager.createImageVoxelManager({ height: side, width: side, numberOfComponents: 1, scalarData: data }),
    }),
  };
}

function element(id, width, height) {
  const e = document.createElement('div');
  e.style.cssText = `width:${width}px;height:${height}px;position:relative;display:inline-block`;
  e.id = id;
  document.body.append(e);
  return e;
}

// The sum of a canvas's pixels, to see that a step has changed the picture.
function looks(canvas) {
  const d = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  let sum = 0;
  for (let i = 0; i < d.length; i += 97) {
    sum = (sum * 31 + d[i]) | 0;
  }
  return sum;
}

const frame = () => new Promise((r) => requestAnimationFrame(() => r()));

// Milliseconds until a viewport has rendered and a frame has passed.
async function timed(viewport, step) {
  const rendered = new Promise((r) => viewport.element.addEventListener('CORNERSTONE_IMAGE_RENDERED', r, { once: true }));
  const t = performance.now();
  await step();
  viewport.render();
  await rendered;
  await frame();
  return performance.now() - t;
}

async function steps(viewport, n, step) {
  const ms = [];
  let changed = 0;
  let before = looks(viewport.getCanvas());
  for (let i = 0; i < n; i++) {
    ms.push(await timed(viewport, () => step(i)));
    const now = looks(viewport.getCanvas());
    changed += now !== before ? 1 : 0;
    before = now;
  }
  ms.sort((a, b) => a - b);
  return { p50: ms[Math.floor(n / 2)], p95: ms[Math.floor(0.95 * (n - 1))], most: ms[n - 1], n, changed };
}

window.bench = async function (wantedSide, wantedSlices) {
  side = wantedSide;
  slices = wantedSlices;
  pixels = chest(side, slices);
  core.init({ rendering: { useGenericViewport: true } });
  core.setRenderBackend('cpu');
  core.registerImageLoader('bench', load);
  core.metaData.addProvider(describe, 10000);
  const ids = pixels.map((_, s) => 'bench:' + s);
  for (const id of ids) {
    await core.imageLoader.loadAndCacheImage(id);
  }
  const provider = core.utilities.genericViewportDisplaySetMetadataProvider;
  provider.add('stack', { imageIds: ids, kind: 'planar' });
  provider.add('volume', { imageIds: ids, kind: 'planar', volumeId: 'cornerstoneStreamingImageVolume:v' });
  const engine = new core.RenderingEngine('engine');
  const out = {};
  const one = element('one', 1500, 950);
  engine.enableElement({ viewportId: 'stack', element: one, type: core.Enums.ViewportType.PLANAR_NEXT, defaultOptions: {} });
  const stack = engine.getViewport('stack');
  await stack.setDisplaySets({ displaySetId: 'stack', options: { orientation: 'acquisition' } });
  await timed(stack, async () => {});
  out['scroll'] = await steps(stack, Math.min(150, slices - 1), (i) => stack.setImageIdIndex(i + 1));
  const windows = [[-160, 240], [-1350, 150], [-450, 1050], [0, 80]];
  out['window'] = await steps(stack, 60, async (i) => {
    const [lower, upper] = windows[i % 4];
    stack.setDisplaySetPresentation('stack', { voiRange: { lower, upper } });
  });
  engine.disableElement('stack');
  one.remove();
  const two = element('two', 750, 475);
  engine.enableElement({ viewportId: 'coronal', element: two, type: core.Enums.ViewportType.PLANAR_NEXT, defaultOptions: {} });
  const coronal = engine.getViewport('coronal');
  await coronal.setDisplaySets({ displaySetId: 'volume', options: { orientation: 'coronal' } });
  await timed(coronal, async () => {});
  out['coronal scroll'] = await steps(coronal, 60, () => coronal.scroll(1));
  coronal.setDisplaySetPresentation('volume', { slabThickness: 10, blendMode: core.Enums.BlendModes.MAXIMUM_INTENSITY_BLEND });
  await timed(coronal, async () => {});
  out['coronal slab of 10 mm'] = await steps(coronal, 40, () => coronal.scroll(-1));
  return out;
};
