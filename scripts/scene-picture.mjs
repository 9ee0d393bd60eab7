// Draws docs/scene.webp: a georeferenced scene with a pasted patch, before and after composeScene, with a graticule.
//
//   node scripts/scene-picture.mjs RGB.byte.tif
//
// The file is a Landsat 7 scene of the Bahamas (public domain, 300 m/px) from rasterio's tests:
// https://github.com/rasterio/rasterio/tree/main/tests/data
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { composeScene, Harmonizer, smallModel } from '../dist/index.js';
import { loadRgb } from '../dist/metrics/index.js';
import { readMap } from '../dist/raster/map.js';

const scene = process.argv[2];
if (!scene) throw new Error('Name the scene: node scripts/scene-picture.mjs RGB.byte.tif');
const folder = await mkdtemp(join(tmpdir(), 'scene-picture-'));
const image = await loadRgb(scene, 'scene');
const size = { width: image.width, height: image.height };
const map = await readMap(scene, size);

const place = { box: { x: 130, y: 450, width: 150, height: 130 } };
const shared = {
  ...{ scene, place, source: anotherDay(image) },
  sourceWindow: { x: 250, y: 340, width: 150, height: 130 },
  prompts: {
    target: 'a satellite image of a beach in the Bahamas',
    source: 'a satellite image of a beach in the Bahamas',
  },
};
const harmonizer = await Harmonizer.load(smallModel);
const pictures = [];
for (const [method, title] of [
  ['copy-paste', 'pasted'],
  ['harmonidiff', 'composed'],
]) {
  const out = join(folder, `${method}.tif`);
  await composeScene(harmonizer, { ...shared, method, out });
  pictures.push(await draw(await loadRgb(out, title), title));
}
const [width, gap] = [460, 12];
const height = Math.round((width * size.height) / size.width);
await sharp({ create: { width: 2 * width + gap, height, channels: 3, background: 'white' } })
  .composite(
    await Promise.all(
      pictures.map(async (picture, i) => ({
        input: await sharp(picture).resize(width, height).png().toBuffer(),
        ...{ left: i * (width + gap), top: 0 },
      })),
    ),
  )
  .webp({ quality: 80 })
  .toFile('docs/scene.webp');
await harmonizer.close();
await rm(folder, { recursive: true });

/** The same ground on a hazy day: less contrast, another white balance. */
function anotherDay({ data, ...rest }) {
  const [gain, haze] = [
    [0.75, 0.6, 0.5],
    [45, 28, 18],
  ];
  return {
    ...rest,
    data: data.map((level, i) => (level === 0 ? 0 : Math.min(gain[i % 3] * level + haze[i % 3], 255))),
  };
}

/** Draws a line for every half degree, labelled at the left or upper edge. */
async function draw(picture, title) {
  const parts = [];
  for (let half = -360; half <= 360; half++) {
    const degrees = half / 2;
    addLine(parts, (t) => [degrees, 20 + 12 * t], `${Math.abs(degrees)}°${degrees < 0 ? 'W' : 'E'}`);
    if (Math.abs(degrees) <= 90)
      addLine(parts, (t) => [-84 + 16 * t, degrees], `${Math.abs(degrees)}°${degrees < 0 ? 'S' : 'N'}`);
  }
  const metres = map.gsdAt(size.width / 2, size.height / 2);
  const bar = 50_000 / metres;
  const y = size.height - 24;
  parts.push(
    `<path d="M${size.width - 30 - bar} ${y}h${bar}" stroke="white" stroke-width="4"/>`,
    text(size.width - 30 - bar / 2, y - 10, '50 km', 'middle'),
    text(size.width - 30, 38, title, 'end', 30),
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" fill="none">${parts.join('')}</svg>`;
  return sharp(picture.data, { raw: picture })
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toBuffer();
}

function addLine(parts, placeAt, name) {
  const points = Array.from({ length: 200 }, (_, i) => map.toPixel(placeAt(i / 199))).filter(
    (point) => point && point[0] >= 0 && point[1] >= 0 && point[0] <= size.width && point[1] <= size.height,
  );
  if (points.length < 8) return;
  const line = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  parts.push(`<polyline points="${line}" stroke="white" stroke-opacity="0.55" stroke-width="1.2"/>`);
  const [x, y] = points.reduce((a, b) => (a[0] + a[1] < b[0] + b[1] ? a : b));
  parts.push(text(Math.max(x, 4) + 4, Math.max(y, 22) - 4, name, 'start'));
}

function text(x, y, value, anchor, height = 22) {
  return `<text x="${x}" y="${y}" fill="white" font-family="sans-serif" font-size="${height}" text-anchor="${anchor}">${value}</text>`;
}
