import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import test from 'ava';
import sharp from 'sharp';
import { checkOptions, fieldsOf, readFields } from '../lib/fields/index.js';
import { encodeImage, imageSize, type RgbImage } from '../lib/index.js';
import { mini } from './support/fixtures.js';
import { writeTiff } from './support/tiff.js';

// What a service or a form needs: options as text, and images that go out and come in as bytes.

test('fields of text become the options of harmonize', (t) => {
  const query = new URLSearchParams({
    ...{ box: '48,52,168,160', steps: '10', guidanceScale: '2.5', candidateRange: '2-4', images: 'true' },
    ...{ sourcePrompt: 'a', targetPrompt: 'b', gsd: '0.3', year: '2016', targetBands: '4,3,2' },
    ...{ targetStretch: '0,3000', sourceStretch: 'full', method: 'harmonidiff', mode: 'twr' },
  });
  t.deepEqual(readFields('harmonize', query), {
    targetBands: [4, 3, 2],
    targetStretch: { range: [0, 3000] },
    sourceStretch: 'full',
    box: { x: 48, y: 52, width: 168, height: 160 },
    prompts: { source: 'a', target: 'b' },
    metadata: { gsd: 0.3, year: 2016 },
    method: 'harmonidiff',
    mode: 'twr',
    steps: 10,
    guidanceScale: 2.5,
    candidateRange: [2, 4],
    images: true,
  });
  t.deepEqual(readFields('score', [['bands', '1']]), { bands: [1] });
  t.deepEqual(readFields('load', [['device', 'cuda:1']]), { device: 'cuda:1' });
  t.deepEqual(readFields('harmonize', []), {});
});

for (const [what, fields, message] of [
  ['an unknown name', [['stpes', '4']], 'Unknown option stpes; did you mean steps?'],
  ['a name of every object', [['__proto__', '{}']], /^Unknown option __proto__; known options are target, /],
  [
    'a name that comes twice',
    [
      ['steps', '4'],
      ['steps', '5'],
    ],
    'steps is given twice; give it once.',
  ],
  ['an image', [['mask', '/etc/passwd']], 'mask is an image; pass it without readFields.'],
  ['a value out of range', [['steps', '1']], 'steps is 1; it must be a whole number, 2 to 1000.'],
  ['a text of another form', [['box', '1,2']], 'box must be x,y,w,h in canvas pixels, such as 16,24,88,80.'],
  ['an empty text', [['steps', '']], 'steps must be a whole number, 2 to 1000.'],
] as const)
  test(`refused among fields: ${what}`, (t) => {
    t.throws(() => readFields('harmonize', fields), { code: 'OPTION_INVALID', message });
  });

test('the list of fields says what each takes', (t) => {
  const fields = new Map(fieldsOf('harmonize').map((field) => [field.name, field]));
  t.deepEqual(fields.get('gsd'), {
    name: 'gsd',
    sentence: 'Ground sampling distance of the canvas',
    unit: 'm/px',
    expected: 'a number above 0, up to 10000',
    kind: 'value',
    required: false,
  });
  t.is(fields.get('box')!.kind, 'text');
  t.is(fields.get('box')!.expected, 'x,y,w,h in canvas pixels, such as 16,24,88,80');
  t.is(fields.get('restoreDetail')!.kind, 'flag');
  t.is(fields.get('guidanceScale')!.default, 3.5);
  t.is(fields.get('steps')!.defaultText, '20, or 50 for freecompose');
  const images = [...fields.values()].filter(({ kind }) => kind === 'image').map(({ name }) => name);
  t.deepEqual(images, ['target', 'source', 'mask']);
  t.is(fieldsOf('load').find(({ name }) => name === 'classifier')!.kind, 'path');
});

test('the JSON Schema of score accepts what score accepts', async (t) => {
  const file = join(import.meta.dirname, '../dist/score.schema.json');
  const validate = new Ajv().compile(JSON.parse(await readFile(file, 'utf8')));
  t.true(validate({ box: { x: 0, y: 0, width: 8, height: 8 }, bands: [1], edgeWidthRatio: 0.2 }));
  t.false(validate({ steps: 4 }));
});

const SIZE = { width: 12, height: 7 };
const image: RgbImage = {
  data: Uint8Array.from({ length: 12 * 7 * 3 }, (_, i) => (i * 37) % 256),
  ...SIZE,
  channels: 3,
};

for (const format of ['png', 'webp', 'tiff'] as const)
  test(`a result that is encoded as ${format} has the same pixels`, async (t) => {
    const bytes = await encodeImage(image, format);
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    t.is(info.channels, 3);
    t.deepEqual(new Uint8Array(data), image.data as Uint8Array<ArrayBuffer>);
    t.is((await sharp(bytes).metadata()).xmp, undefined);
  });

test('an encoded result states how it was made, if that is given', async (t) => {
  const xmpOf = async (madeBy: object) => {
    const { xmp } = await sharp(await encodeImage(image, 'png', { madeBy })).metadata();
    return xmp!.toString();
  };
  t.regex(await xmpOf({}), /digitalsourcetype\/compositeWithTrainedAlgorithmicMedia/);
  t.regex(await xmpOf({ method: 'poisson' }), /digitalsourcetype\/compositeCapture/);
  t.true(
    (await encodeImage(image, 'jpeg', { quality: 20 })).length < (await encodeImage(image, 'jpeg')).length,
  );
});

test('the size of an image is read from its header', async (t) => {
  const turned = sharp(image.data, { raw: image }).withMetadata({ orientation: 6 });
  for (const format of ['png', 'jpeg', 'webp', 'tiff'] as const)
    t.deepEqual(await imageSize(await turned.clone()[format]().toBuffer()), { width: 7, height: 12 }, format);
  t.deepEqual(await imageSize(await readFile(mini.file('target.png'))), { width: 128, height: 128 });
  const whole = await readFile(mini.file('target.png'));
  t.deepEqual(await imageSize(whole.subarray(0, whole.length / 2)), { width: 128, height: 128 });
  const uint16 = writeTiff({ width: 5, height: 4, bands: 1, bits: 16, samples: Array(20).fill(0) });
  t.deepEqual(await imageSize(uint16), { width: 5, height: 4 });
});

test('what is no image has no size', async (t) => {
  await t.throwsAsync(imageSize(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'uploaded'), {
    code: 'IMAGE_UNSUPPORTED',
    message: /^The uploaded image is an SVG/,
  });
  for (const bytes of [Buffer.alloc(0), Buffer.from('text'), 'a.png' as never, null as never])
    await t.throwsAsync(imageSize(bytes), { code: 'IMAGE_INVALID' });
});

test('settings are those of harmonize that say how a composite is made', (t) => {
  const settings = fieldsOf('settings').map(({ name }) => name);
  const all = fieldsOf('harmonize').map(({ name }) => name);
  t.true(settings.includes('steps') && settings.includes('restoreDetail'));
  t.true(settings.every((name) => all.includes(name)));
  t.false(settings.includes('box') || settings.includes('target') || settings.includes('gsd'));
  t.deepEqual(readFields('settings', [['candidateRange', '2-4']]), { candidateRange: [2, 4] });
});

test('options for later are checked as the functions that take them do', (t) => {
  const place = { box: { x: 1, y: 2, width: 30, height: 40 } };
  const prompts = { source: 'a', target: 'b' };
  const scene = { scene: 'a.tif', source: 'b.png', place, prompts, out: 'c.tif', steps: 4 };
  t.deepEqual(checkOptions('composeScene', scene), scene);
  const patches = { scene: 'a.tif', patches: 'b.geojson', out: 'c.tif' };
  t.deepEqual(checkOptions('composePatches', patches), patches);
  for (const [of, wrong, message] of [
    ['composeScene', { ...scene, stpes: 4 }, /did you mean steps/],
    ['composeScene', { ...scene, place: {} }, /Say where the patch goes/],
    ['composeScene', { ...scene, out: undefined }, /^out is missing/],
    ['composeScene', { ...scene, source: undefined }, /^source is missing; pass a file path/],
    ['composeScene', { ...scene, scene: null }, /^scene is missing; pass a path\.$/],
    ['composeScene', { ...scene, prompts: { target: 'b' } }, /^prompts\.source is missing; mode ltf needs/],
    ['composeScene', { ...scene, candidateRange: [6, 7] }, /^candidateRange is \[ 6, 7 \]; .* ≤ 4 \(steps\)/],
    ['composeScene', { ...scene, method: 'poisson', mode: 'twr' }, /^mode is "twr", which only method/],
    ['composeScene', { ...scene, label: 'a' }, /labelsOut is missing/],
    ['composeScene', { ...scene, labelsOut: 'a.xml' }, /^labelsOut is a\.xml; it must end in/],
    ['composeScene', { ...scene, labelsOut: 'a.tif' }, /^labelsOut is a\.tif, but labelsIn is missing/],
    ['composeScene', { ...scene, labelsOut: 'a.tif', labelsIn: 'b.json' }, /^b\.json holds objects/],
    ['composeScene', { ...scene, labelsOut: 'a.json', labels: 'b.png' }, /^b\.png is a raster of classes/],
    ['composeScene', { ...scene, sourceUnits: 'same', sourceStretch: 'full' }, /leave one of them out/],
    ['composePatches', { ...patches, out: 'c.png' }, /is written as \.tif/],
    ['composePatches', { ...patches, steps: 0 }, /^steps/],
    ['composePatches', { ...patches, patches: undefined }, /^patches is missing; pass the path of a GeoJSON/],
    ['settings', { steps: 4, candidateRange: [6, 7] }, /^candidateRange is \[ 6, 7 \]; .* ≤ 4 \(steps\)/],
    ['settings', { steps: 4, fusionStart: 5 }, /^fusionStart is 5; it must be a whole number, 0 to 4/],
    ['settings', { candidateRange: [15, 21] }, /≤ 20 \(steps\)/],
    ['settings', { scene: 'a.tif' }, /^Unknown option scene/],
  ] as const)
    t.throws(() => checkOptions(of, wrong), { code: 'OPTION_INVALID', message }, JSON.stringify(wrong));
  t.throws(() => checkOptions('composeScene', { ...scene, out: 'c.xyz' }), {
    code: 'OUTPUT_FAILED',
    message: /^Cannot write c\.xyz: its name must end in/,
  });
  t.deepEqual(checkOptions('composeScene', { ...scene, out: 'c.png' }).out, 'c.png');
  // The features may have steps of their own.
  t.notThrows(() => checkOptions('composePatches', { ...patches, steps: 4, candidateRange: [6, 7] }));
  t.deepEqual(checkOptions('settings', { method: 'freecompose', fusionStart: 45 }), {
    method: 'freecompose',
    fusionStart: 45,
  });
});
