// Reads a segmentation in every way OHIF's libraries know and prints, for each, how many voxels each segment has on each image and the
// sum of their places in the image, so that voxels elsewhere are noticed too.
// Arguments: segmentation, images.
import { readFileSync } from 'node:fs';
import dcmjs from 'dcmjs';
import { metaData } from '@cornerstonejs/core';
import { adaptersSEG } from '@cornerstonejs/adapters';

const bytesOf = file => {
  const bytes = readFileSync(file);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
};
const natural = buffer => dcmjs.data.DicomMetaDictionary.naturalizeDataset(dcmjs.data.DicomMessage.readFile(buffer).dict);
const list = x => (x === undefined ? [] : Array.isArray(x) ? x : [x]);
const [segFile, ...imageFiles] = process.argv.slice(2);

// An image id a frame, as OHIF names images of local files.
const images = new Map();
for (const file of imageFiles) {
  const d = natural(bytesOf(file));
  const frames = Number(d.NumberOfFrames ?? 1);
  for (let f = 1; f <= frames; f++) {
    images.set(`dicomfile:${d.SOPInstanceUID}?frame=${f}`, { d, f });
  }
}
const imageIds = [...images.keys()];
const plane = ({ d, f }) => {
  const own = list(d.PerFrameFunctionalGroupsSequence)[f - 1];
  const shared = list(d.SharedFunctionalGroupsSequence)[0];
  const group = name => list(own?.[name])[0] ?? list(shared?.[name])[0] ?? d;
  const directions = group('PlaneOrientationSequence').ImageOrientationPatient.map(Number);
  const spacing = group('PixelMeasuresSequence').PixelSpacing.map(Number);
  return {
    frameOfReferenceUID: d.FrameOfReferenceUID,
    imageOrientationPatient: directions,
    rowCosines: directions.slice(0, 3),
    columnCosines: directions.slice(3),
    imagePositionPatient: group('PlanePositionSequence').ImagePositionPatient.map(Number),
    pixelSpacing: spacing,
    rowPixelSpacing: spacing[0],
    columnPixelSpacing: spacing[1],
    rows: d.Rows,
    columns: d.Columns,
  };
};
const provider = (type, imageId) => {
  const image = images.get(imageId);
  switch (image && type) {
    case 'imagePlaneModule':
      return plane(image);
    case 'generalSeriesModule':
      return { seriesInstanceUID: image.d.SeriesInstanceUID };
    case 'generalImageModule':
      return { sopInstanceUID: image.d.SOPInstanceUID };
    case 'imagePixelModule':
      return { bitsAllocated: 16, bitsStored: 12, highBit: 11, samplesPerPixel: 1, pixelRepresentation: 0 };
    case 'instance':
      return image.d;
    default:
      return undefined;
  }
};
metaData.addProvider(provider);

const add = (found, segment, image, place) => {
  const [n, sum] = ((found[segment] ??= {})[image] ??= [0, 0]);
  found[segment][image] = [n + 1, sum + place];
};
const key = imageId => `${images.get(imageId).d.SOPInstanceUID}/${images.get(imageId).f}`;

// dcmjs alone: its parser and its unpacking of bits; which image a frame lies on is what the frame itself names.
const seg = natural(bytesOf(segFile));
const size = seg.Rows * seg.Columns;
const raw = list(seg.PixelData)[0];
const stored = seg.BitsAllocated === 1 ? dcmjs.data.BitArray.unpack(raw)
  : seg.BitsAllocated === 16 ? new Uint16Array(raw) : new Uint8Array(raw);
const frames = list(seg.PerFrameFunctionalGroupsSequence);
const frameAt = i => stored.slice(i * size, (i + 1) * size);
const counted = at => {
  const found = {};
  frames.forEach((group, i) => {
    const source = list(list(group.DerivationImageSequence)[0].SourceImageSequence)[0];
    const image = `${source.ReferencedSOPInstanceUID}/${source.ReferencedFrameNumber ?? 1}`;
    const number = list(group.SegmentIdentificationSequence)[0]?.ReferencedSegmentNumber;
    at(i).forEach((value, place) => {
      const half = seg.SegmentationType === 'FRACTIONAL' ? seg.MaximumFractionalValue / 2 : 0;
      if (value > half) {
        add(found, number ?? value, image, place);
      }
    });
  });
  return found;
};

// dcmjs's own adapter for VTK: one block of frames a segment.
const byVtk = () => {
  const found = {};
  const data = natural(bytesOf(segFile));
  data.PixelData = list(data.PixelData)[0];
  const segments = dcmjs.adapters.VTKjs.Segmentation.generateSegments(data);
  for (const [number, segment] of Object.entries(segments)) {
    segment.functionalGroups.forEach((group, i) => {
      const source = list(list(group.DerivationImageSequence)[0].SourceImageSequence)[0];
      const image = `${source.ReferencedSOPInstanceUID}/${source.ReferencedFrameNumber ?? 1}`;
      segment.pixelData.slice(i * whole, i * whole + size).forEach((value, place) => value && add(found, number, image, place));
    });
  }
  return found;
};

// What compactMergeSegData.js leaves of a file with overlaps: segments that share no voxel are laid into one label map by forEach over
// the longer of both lists of images, which passes over the images that one has nothing on, and so loses what the other has there.
const byMerge = () => {
  const order = new Map(imageIds.map((id, at) => [key(id), at]));
  const layers = [];
  let overlap = false;
  for (const number of list(seg.SegmentSequence).map(s => s.SegmentNumber)) {
    const own = [];
    frames.forEach((group, i) => {
      const source = list(list(group.DerivationImageSequence)[0].SourceImageSequence)[0];
      if (list(group.SegmentIdentificationSequence)[0]?.ReferencedSegmentNumber === number) {
        const at = order.get(`${source.ReferencedSOPInstanceUID}/${source.ReferencedFrameNumber ?? 1}`);
        own[at] = Array.from(frameAt(i), value => (value ? number : 0));
      }
    });
    const meets = layer => layer.some((pixels, at) => own[at]?.some((value, place) => value && pixels[place]));
    overlap ||= layers.some(meets);
    const layer = layers.find(l => !meets(l));
    if (layer) {
      (layer.length > own.length ? layer : own).forEach((_, at) => {
        layer[at] = own[at] ? own[at].map((value, place) => layer[at]?.[place] || value) : layer[at];
      });
    } else {
      layers.push(own);
    }
  }
  const found = {};
  layers.forEach(layer => layer.forEach((pixels, at) =>
    pixels?.forEach((value, place) => value && add(found, value, key(imageIds[at]), place))));
  return overlap ? found : counted(frameAt);
};

const ofLabelmaps = state => {
  const found = {};
  for (const images of state.labelMapImages) {
    images.forEach((image, at) => {
      image.getPixelData().forEach((value, place) => value && add(found, value, key(imageIds[at]), place));
    });
  }
  return found;
};
const { Segmentation } = adaptersSEG.Cornerstone3D;
const named = state => list(state.segMetadata.data).filter(Boolean).map(s => `${s.SegmentNumber} ${s.SegmentLabel}`);

const attempt = async (name, way) => {
  try {
    console.log(JSON.stringify({ way: name, found: await way() }));
  } catch (e) {
    console.log(JSON.stringify({ way: name, refused: String(e.message) }));
  }
};
await attempt('dcmjs', () => counted(frameAt));
// What comes of it where every frame is held to begin on a byte.
const whole = Math.ceil(size / 8) * 8;
await attempt('bytes', () => counted(i => stored.slice(i * whole, i * whole + size)));
await attempt('merged', byMerge);
await attempt('vtk', byVtk);
await attempt('file', async () => ofLabelmaps(await Segmentation.generateToolState(imageIds, bytesOf(segFile), { get: provider })));
// As OHIF does with what its image loader decoded: frame by frame.
const byFrames = () => Segmentation.createFromDicomSegImageId(imageIds, 'seg', {
  metadataProvider: { get: (type, id) => (id === 'seg' && type === 'instance' ? natural(bytesOf(segFile)) : provider(type, id)) },
  getFrameImageId: (id, frame) => `${id}/${frame}`,
  decodeImageData: async (id, frame) => frameAt(frame - 1),
});
await attempt('frames', async () => ofLabelmaps(await byFrames()));
await attempt('names', async () => named(await byFrames()));
process.exit(0);
