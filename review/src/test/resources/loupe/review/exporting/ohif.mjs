// Reads a report with OHIF's own adapters, prints what they make of each group, and lets them write it again.
// Arguments: report, where to write theirs, images.
import { readFileSync, writeFileSync } from 'node:fs';
import dcmjs from 'dcmjs';
import { metaData } from '@cornerstonejs/core';
import { adaptersSR } from '@cornerstonejs/adapters';

const { MeasurementReport } = adaptersSR.Cornerstone3D;
const natural = file => {
  const bytes = readFileSync(file);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return dcmjs.data.DicomMetaDictionary.naturalizeDataset(dcmjs.data.DicomMessage.readFile(buffer).dict);
};
const [reportFile, theirs, ...imageFiles] = process.argv.slice(2);
const images = new Map();
const imageIds = {};
for (const file of imageFiles) {
  const d = natural(file);
  images.set(d.SOPInstanceUID, d);
  imageIds[`${d.SOPInstanceUID}:1`] = d.SOPInstanceUID;
}
const provider = (type, imageId) => {
  const d = images.get(imageId);
  switch (d && type) {
    case 'imagePlaneModule':
      return {
        frameOfReferenceUID: d.FrameOfReferenceUID,
        rowCosines: d.ImageOrientationPatient.slice(0, 3),
        columnCosines: d.ImageOrientationPatient.slice(3),
        imagePositionPatient: d.ImagePositionPatient,
        rowPixelSpacing: d.PixelSpacing[0],
        columnPixelSpacing: d.PixelSpacing[1],
        rows: d.Rows,
        columns: d.Columns,
      };
    case 'sopCommonModule':
      return { sopInstanceUID: d.SOPInstanceUID, sopClassUID: d.SOPClassUID };
    case 'instance':
      return d;
    case 'frameNumber':
      return 1;
    default:
      return undefined;
  }
};
metaData.addProvider(provider);

// OHIF chooses a tool by its own tracking identifiers; others are told which by what was measured. Its adapters look for
// coordinates inside the first number only: the region of a group by TID 1410 is handed to them there.
const list = x => (x === undefined ? [] : Array.isArray(x) ? x : [x]);
const first = x => list(x)[0];
const meaning = item => first(item.ConceptNameCodeSequence).CodeMeaning;
const tools = { Length: 'Length', 'Long Axis': 'Bidirectional', Angle: 'Angle', 'Cobb angle': 'CobbAngle' };
const hooks = {
  getToolClass(group, dataset, byTool) {
    const content = list(group.ContentSequence);
    const region = content.find(i => meaning(i) === 'Image Region');
    if (!region) {
      const number = content.find(i => i.ValueType === 'NUM');
      const scoord = list(number.ContentSequence).find(i => i.ValueType.startsWith('SCOORD'));
      const name = meaning(number) === 'Length' && scoord.GraphicData.length > 4 ? 'PlanarFreehandROI' : tools[meaning(number)];
      return byTool.get(name);
    }
    const at = region.GraphicData;
    const square = at.length === 10
      && Math.abs((at[2] - at[0]) * (at[4] - at[2]) + (at[3] - at[1]) * (at[5] - at[3])) < 1e-3;
    const name = { POINT: 'Probe', CIRCLE: 'CircleROI', ELLIPSE: 'EllipticalROI', POLYLINE: 'PlanarFreehandROI' }[region.GraphicType];
    const tool = byTool.get(square ? 'RectangleROI' : name);
    const number = content.find(i => i.ValueType === 'NUM');
    const moved = content.filter(i => i !== region).map(i => (i === number ? { ...i, ContentSequence: [region] } : i));
    return {
      toolType: tool.toolType,
      getMeasurementData: (g, ...rest) => tool.getMeasurementData(number ? { ...g, ContentSequence: moved } : g, ...rest),
    };
  },
};
const read = MeasurementReport.generateToolState(natural(reportFile), imageIds, metaData, hooks);
const again = {};
for (const [tool, all] of Object.entries(read)) {
  for (const m of all) {
    const { data, metadata } = m.annotation;
    const stats = Object.values(data.cachedStats ?? {})[0] ?? {};
    const points = data.contour?.polyline ?? data.handles.points;
    console.log(JSON.stringify({ uid: m.TrackingUniqueIdentifier, tool, stats, points: points.map(p => Array.from(p)) }));
    const image = (again[m.sopInstanceUid] ??= {});
    (image[tool] ??= { data: [] }).data.push({ data, metadata, finding: m.finding, findingSites: m.findingSites });
  }
}
const report = MeasurementReport.generateReport(again, metaData, {});
writeFileSync(theirs, Buffer.from(dcmjs.data.datasetToDict(report.dataset).write()));
