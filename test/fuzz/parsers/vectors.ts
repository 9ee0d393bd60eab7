import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { CocoIndex } from '../../../lib/dataset/coco-index.js';
import { readAnnotation } from '../../../lib/dataset/fmow.js';
import { readPolygons } from '../../../lib/geojson/polygons.js';
import { readGeoJson } from '../../../lib/geojson/read.js';
import { countsRowsDown } from '../../../lib/geojson/rows.js';
import { readLabels } from '../../../lib/labels/files.js';
import { readFeatures } from '../../../lib/patches/features.js';
import { readProperties } from '../../../lib/patches/properties.js';
import { newFolder } from '../folder.js';
import { mutatedJson } from '../json.js';
import { expect, type Parser } from '../parser.js';

const RING = [
  [13, 52],
  [13.001, 52],
  [13.001, 52.001],
  [13, 52.001],
  [13, 52],
];
const HOLE = RING.map(([x, y]) => [13.0005 + (x! - 13) / 4, 52.0005 + (y! - 52) / 4]);
const polygon = { type: 'Polygon', coordinates: [RING, HOLE] };
const feature = (geometry: unknown, properties: unknown = {}) => ({ type: 'Feature', geometry, properties });
const collection = (features: unknown[], more = {}) => ({ type: 'FeatureCollection', features, ...more });

const GEOJSON = [
  polygon,
  feature(polygon, { category: 'ship', source: 'a.tif', rotation: 30 }),
  collection([
    feature({ type: 'MultiPolygon', coordinates: [[RING], [HOLE]] }, { label: 'ship', id: 7 }),
    feature({ type: 'Point', coordinates: [13.0005, 52.0005, 30] }, { source: 'b.tif', sourceGsd: 0.5 }),
    feature(null),
  ]),
  collection(
    [feature({ type: 'GeometryCollection', geometries: [polygon, { type: 'Polygon', coordinates: [] }] })],
    { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } } },
  ),
  collection([
    feature({ type: 'MultiPoint', coordinates: [[1, -2]] }, { category: 'a' }),
    feature({ type: 'LineString', coordinates: RING }),
    feature({ type: 'MultiLineString', coordinates: [RING] }),
  ]),
];

const folder = newFolder();
const patches = {
  patchesCrs: fc.constantFrom('wgs84' as const, 'pixel' as const, 'scene' as const),
  text: mutatedJson(GEOJSON),
};

/** GeoJSON with patches, and with the polygon of a place. */
export const geojson: Parser<{ patchesCrs: 'wgs84' | 'pixel' | 'scene'; text: Uint8Array }> = {
  name: 'geojson',
  arbitrary: fc.record(patches),
  async run({ text, patchesCrs }) {
    const path = join(folder, 'patches.geojson');
    await writeFile(path, text);
    countsRowsDown(await readGeoJson(path, 'patches'));
    const read = await readFeatures({ patches: path, patchesCrs } as Parameters<typeof readFeatures>[0]);
    for (const feature of read.features) {
      read.footprintOf(feature);
      readProperties(feature, read.nameOf(feature), read.pathOf);
    }
    await readPolygons(path);
  },
};

const COCO = {
  images: [{ id: 1, file_name: 'image.tif', width: 64, height: 48 }],
  categories: [
    { id: 1, name: 'ship', supercategory: 'vehicle' },
    { id: 2, name: 'car' },
  ],
  annotations: [
    {
      ...{ id: 1, image_id: 1, category_id: 1, bbox: [4, 4, 20, 10], area: 200, iscrowd: 0 },
      segmentation: [[4, 4, 24, 4, 24, 14, 4, 14]],
    },
    {
      ...{ id: 2, image_id: 1, category_id: 2, iscrowd: 1 },
      segmentation: { size: [48, 64], counts: [10, 5, 3057] },
    },
    { id: 3, image_id: 1, category_id: 2, segmentation: { size: [48, 64], counts: '0000' } },
    {
      id: 4,
      image_id: 1,
      category_id: 2,
      bbox: [1, 2, 3, 4],
      keypoints: [1, 2, 2],
      attributes: { a: [[1]] },
    },
  ],
};
const FMOW = {
  ...{ gsd: 0.5, img_width: 64, img_height: 48, cloud_cover: 3, country_code: 'DEU' },
  ...{ timestamp: '2016-02-04T09:31:33Z', raw_location: 'POLYGON ((13 52, 13.1 52, 13.1 52.1, 13 52))' },
  bounding_boxes: [{ category: 'airport', box: [4, 4, 20, 10] }],
};

export const labels: Parser<Uint8Array> = {
  name: 'labels',
  arbitrary: mutatedJson([COCO, COCO, ...GEOJSON]),
  async run(text) {
    const path = join(folder, 'labels.json');
    await writeFile(path, text);
    await readLabels(path, { path: 'image.tif', size: { width: 64, height: 48 } });
  },
};

/** Labels of a folder of images: one COCO file for all, or fMoW annotations beside the images. */
export const folderLabels: Parser<Uint8Array> = {
  name: 'folder-labels',
  arbitrary: mutatedJson([COCO, FMOW]),
  run(text) {
    let value: unknown;
    try {
      value = JSON.parse(Buffer.from(text).toString());
    } catch {
      return;
    }
    const { metadata = {} } = readAnnotation(value) ?? {};
    for (const number of Object.values(metadata)) expect(Number.isFinite(number), 'a number is not finite');
    CocoIndex.of(value, 'labels.json');
  },
};
