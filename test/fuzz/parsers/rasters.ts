import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { guard } from '../../../lib/image/guard.js';
import { openClassRaster } from '../../../lib/labels/class-raster.js';
import { readMap } from '../../../lib/raster/map.js';
import type { Patch } from '../../../lib/raster/patch.js';
import { newSamples } from '../../../lib/raster/samples.js';
import { savePatched } from '../../../lib/raster/save-patched.js';
import { readWindow } from '../../../lib/raster/valid.js';
import { openScene } from '../../../lib/scene/open-scene.js';
import { openSource } from '../../../lib/scene/open-source.js';
import { short } from '../../support/raster.js';
import { writeTiff } from '../../support/tiff.js';
import { byteEdit, editBytes, mutatedBytes } from '../bytes.js';
import { newFolder } from '../folder.js';
import { expect, type Parser } from '../parser.js';
import { mutatedTiffs } from '../tiff-edits.js';
import { tiffs } from '../tiffs.js';

// TIFFs as scenes, which are read in windows and patched.

const folder = newFolder();
const fraction = fc.double({ min: 0, max: 1, noNaN: true });

/** Reads a window of the scene and its place on the ground. */
async function readScene(path: string, at: number): Promise<void> {
  const scene = await openScene({ scene: path } as Parameters<typeof openScene>[0]);
  try {
    for (const level of scene.levels) {
      const { width, height } = level.layout;
      const [x, y] = [Math.floor(at * (width - 1)), Math.floor(at * (height - 1))];
      const window = { x, y, width: Math.min(9, width - x), height: Math.min(9, height - y) };
      const bands = scene.raster.bands > 8 ? [0, scene.raster.bands - 1] : scene.seen.bands;
      const { planes } = await guard('scene', () => readWindow(level, scene.raster, bands, window));
      expect(
        planes.every(({ length }) => length === window.width * window.height),
        'a plane has another size',
      );
    }
    const place = scene.map?.toGeographic(at * 10, at * 10);
    expect(!place || place.every(Number.isFinite), 'a place is not finite');
    if (place) scene.map!.toPixel(place);
  } finally {
    await scene.close();
  }
}

export const scenes: Parser<{ tiff: Uint8Array; at: number }> = {
  name: 'tiff-scenes',
  arbitrary: fc.record({ tiff: mutatedTiffs(tiffs), at: fraction }),
  async run({ tiff, at }) {
    const path = join(folder, 'scene.tif');
    await writeFile(path, tiff);
    await readScene(path, at);
    const source = await openSource(path);
    await source.close();
  },
};

/** Overviews and masks beside a scene, which are TIFFs. */
export const sidecarTiffs: Parser<{ kind: '.msk' | '.ovr' | '.msk.ovr'; tiff: Uint8Array; at: number }> = {
  name: 'tiff-sidecars',
  arbitrary: fc.record({
    kind: fc.constantFrom('.msk', '.ovr', '.msk.ovr'),
    tiff: mutatedTiffs([
      writeTiff({ width: 20, height: 14, tags: { 254: { type: 'LONG', values: [4] } } }),
      writeTiff({ width: 10, height: 7, tags: { 254: { type: 'LONG', values: [1] } } }),
    ]),
    at: fraction,
  }),
  async run({ kind, tiff, at }) {
    const path = join(folder, 'beside.tif');
    await writeFile(path, tiffs[0]!);
    await writeFile(`${path}${kind}`, tiff);
    try {
      await readScene(path, at);
    } finally {
      await rm(`${path}${kind}`);
    }
  },
};

const WKT = [
  'PROJCS["WGS 84 / UTM zone 33N",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],',
  'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],',
  'PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",15],PARAMETER["scale_factor",0.9996],',
  'PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1],AUTHORITY["EPSG","32633"]]',
].join('');
const TRANSFORM = '500000, 0.5, 0, 5800000, 0, -0.5';
const AUXILIARY = `<PAMDataset><SRS dataAxisToSRSAxisMapping="1,2">${WKT.replaceAll('"', '&quot;')}</SRS><GeoTransform>${TRANSFORM}</GeoTransform></PAMDataset>`;
const WORLD = '0.5\n0\n0\n-0.5\n500000.25\n5799999.75\n';
/** Files beside an image that hold its georeference: the name of each, and valid contents. */
const TEXTS = { 'image.tif.aux.xml': AUXILIARY, 'image.prj': WKT, 'image.tfw': WORLD };
type Texts = Partial<Record<keyof typeof TEXTS, Uint8Array>>;

const mutatedText = (text: string) =>
  fc
    .array(byteEdit, { maxLength: 4 })
    // In text, mistakes are equally likely everywhere.
    .map((edits) =>
      edits.reduce<Buffer>(
        (bytes, edit) => editBytes(bytes, { ...edit, at: edit.at * 31 }),
        Buffer.from(text),
      ),
    );

export const georeferences: Parser<Texts> = {
  name: 'georeferences',
  arbitrary: fc.record(
    Object.fromEntries(Object.entries(TEXTS).map(([name, text]) => [name, mutatedText(text)])),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Texts>,
  async run(texts) {
    const path = join(folder, 'image.tif');
    await writeFile(path, PLAIN);
    for (const name of Object.keys(TEXTS)) await rm(join(folder, name), { force: true });
    for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
    const map = await guard('scene', () => readMap(path, { width: 20, height: 14 }));
    const place = map?.toGeographic(5, 5);
    expect(!place || place.every(Number.isFinite), 'a place is not finite');
    if (place) map!.toPixel(place);
    map?.gsdAt(5, 5);
    // Files that cannot be read are ignored.
    return map?.isPlaced ? undefined : 'no place';
  },
};
const PLAIN = writeTiff({ width: 20, height: 14 });

const block = (bits: 8 | 16) => ({
  ...{ width: 20, height: 14, bits, samples: Array(280).fill(3), tile: { width: 16, height: 16 } },
  ...{ compress: (bytes: Buffer) => deflateSync(bytes), tags: { 259: short(8) } },
});
const PATCHABLE = tiffs.slice(0, 14).filter((file) => file.length < 5000);

/** Writes a patch into a scene in place. The file must then be readable. */
export const patchedScenes: Parser<{
  tiff: Uint8Array;
  rewrite: boolean;
  makesValid: boolean;
}> = {
  name: 'tiff-patches',
  arbitrary: fc.record({
    tiff: mutatedTiffs([...PATCHABLE, writeTiff(block(8)), writeTiff(block(16))]),
    rewrite: fc.boolean(),
    makesValid: fc.boolean(),
  }),
  async run({ tiff, rewrite, makesValid }) {
    const path = join(folder, 'patched.tif');
    await writeFile(path, tiff);
    const scene = await openScene({ scene: path } as Parameters<typeof openScene>[0]);
    await scene.close();
    const { raster } = scene;
    const window = { x: 0, y: 0, width: Math.min(12, raster.width), height: Math.min(9, raster.height) };
    const pixels = window.width * window.height;
    const planes = Array.from({ length: Math.min(raster.bands, 64) }, () =>
      newSamples(raster, pixels).fill(1),
    );
    const patch: Patch = { window, planes, changed: new Uint8Array(pixels).fill(1), makesValid };
    await savePatched(path, path, patch, { rewrite });
    await readScene(path, 0);
  },
};

const CLASSES = [
  writeTiff({ width: 20, height: 14, samples: Array.from({ length: 280 }, (_, i) => i % 7) }),
  writeTiff({ width: 20, height: 14, bits: 4, samples: Array.from({ length: 280 }, (_, i) => i % 7) }),
];
const grey = sharp(Buffer.alloc(280, 3), { raw: { width: 20, height: 14, channels: 1 } });
const PNGS = [
  await grey.clone().toColourspace('b-w').png().toBuffer(),
  await grey.clone().png({ palette: true, colours: 4 }).toBuffer(),
];

export const classRasters: Parser<Uint8Array> = {
  name: 'class-rasters',
  arbitrary: fc.oneof(mutatedTiffs(CLASSES), mutatedBytes(PNGS, ['\x89PNG\r\n\x1a\n'])),
  async run(bytes) {
    const path = join(folder, 'classes');
    await writeFile(path, bytes);
    const raster = await openClassRaster(path, { path: 'image.tif', size: { width: 20, height: 14 } });
    try {
      const classes = await guard('class raster', () => raster.read({ x: 3, y: 2, width: 10, height: 8 }));
      expect(classes.length === 80, 'a window has another size');
    } finally {
      await raster.close();
    }
  },
};
