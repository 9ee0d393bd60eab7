import test from 'ava';
import sharp from 'sharp';
import { profilesOf } from '../lib/engines/shapes.js';
import { readModelFolder } from '../lib/model/folder.js';
import type { ModelGraphs, NetworkName } from '../lib/model/graphs.js';
import { frequenciesOf } from '../lib/model/networks/unet.js';
import type { GraphForm } from '../lib/model/onnx/graph.js';
import { fits, goldenCalls, profileFor } from './support/calls.js';
import {
  type Fixture,
  inpainting,
  large,
  mini,
  relativeError,
  sd1,
  sharded,
  type Tensor,
} from './support/fixtures.js';
import { native } from './support/native.js';
import { forms, networksOf } from './support/networks.js';
import { boxMask } from './support/random.js';
import { tolerances } from './support/target.js';

type Floats = Tensor<Float32Array>;
/** Runs one network of the fixture in `form`, by itself. */
async function runner(fixture: Fixture, form: GraphForm) {
  const model = await readModelFolder(fixture.folder);
  const profiles = { ...profilesOf(model) };
  for (const [name, call] of Object.entries(goldenCalls(fixture, model.unet.shape.projection.width))) {
    profiles[name as NetworkName] = [profileFor(call)];
  }
  const networks = await networksOf(model, form, profiles);
  return (name: keyof ModelGraphs, inputs: Record<string, Tensor>, outputs: Record<string, number[]>) => {
    const shapes = Object.fromEntries(Object.entries(inputs).map(([input, { shape }]) => [input, shape]));
    // Checked without a GPU too, so that the sizes of this suite also fit where it runs with TensorRT.
    if (!profiles[name].some((profile) => fits(profile, shapes))) {
      throw new Error(`no profile of ${name} fits ${JSON.stringify(shapes)}`);
    }
    return native.runNetwork(networks[name]!, [inputs, outputs])[0]!;
  };
}

const named: [string, Fixture][] = [
  ['mini', mini],
  ['sd1', sd1],
  ['sharded', sharded],
  ...large.map((fixture): [string, Fixture] => ['large', fixture]),
];

for (const form of forms) {
  const tolerance = tolerances[form.precision].network;
  const how = `attention ${Object.values(form).join(', ')}`;
  for (const [name, fixture] of [...named, ['inpainting', inpainting] as const]) {
    test(`${name}: the text encoder, ${how}`, async (t) => {
      const run = await runner(fixture, form);
      for (const prompt of Object.keys(fixture.tensors).filter((key) => key.startsWith('text.'))) {
        const expected = fixture.floats(prompt);
        const input_ids = fixture.tensors[prompt.replace('text.', 'ids.')]!;
        const { last_hidden_state: state } = run(
          'textEncoder',
          { input_ids },
          { last_hidden_state: expected.shape },
        );
        const error = relativeError(state!.data, expected.data);
        t.true(error <= tolerance, `${prompt}: ${error}`);
      }
    });

    test(`${name}: the UNet, samples of different timestep, prompt and metadata in one call, ${how}`, async (t) => {
      const run = await runner(fixture, form);
      const expected = fixture.floats('unet.out');
      const inputs = { sample: fixture.floats('unet.sample'), ...(await conditions(fixture)) };
      const { out } = run('unet', inputs, { out: expected.shape });
      const error = relativeError(out!.data, expected.data);
      t.true(error <= tolerance, `${error}`);
    });
  }

  for (const [name, fixture] of named) {
    test(`${name}: the VAE, ${how}`, async (t) => {
      const run = await runner(fixture, form);
      const { height, width, image } = await sampleOf(fixture.file('target.png'));
      const mean = fixture.floats('vae.target_mean');
      const encoded = run('vaeEncoder', { image }, { mean: mean.shape, logvar: mean.shape });
      t.true(relativeError(encoded.mean!.data, mean.data) <= tolerance);
      t.true(relativeError(encoded.logvar!.data, fixture.floats('vae.target_logvar').data) <= tolerance);

      const decoded = run('vaeDecoder', { latent: mean }, { image: [1, 3, height, width] });
      const crop = fixture.golden.decode_crop ?? [0, 0, width, height];
      const error = relativeError(cropOf(decoded.image!, crop), fixture.floats('vae.decode_target').data);
      t.true(error <= tolerance, `${error}`);
    });
  }
}

for (const [name, fixture] of named) {
  test(`${name}: the classifier`, async (t) => {
    const run = await runner(fixture, forms[0]!);
    const input =
      'classifier.input' in fixture.tensors ? fixture.floats('classifier.input') : await seen(fixture);
    const { logit } = run('classifier', { input }, { logit: [1, 1] });
    t.true(
      relativeError(logit!.data, fixture.floats('classifier.logit').data) <=
        tolerances[forms[0]!.precision].network,
    );
  });
}

test('the inputs of one call do not affect each other', async (t) => {
  const run = await runner(mini, forms[0]!);
  const given = { sample: mini.floats('unet.sample'), ...(await conditions(mini)) };
  const part = ({ shape: [rows, ...sides], data: values }: Floats, i: number): Floats => {
    const each = values.length / rows!;
    return { shape: [1, ...sides], data: values.slice(i * each, (i + 1) * each) };
  };
  for (let i = 0; i < 3; i++) {
    const inputs = Object.fromEntries(Object.entries(given).map(([name, all]) => [name, part(all, i)]));
    const expected = part(mini.floats('unet.out'), i);
    const { out } = run('unet', inputs, { out: expected.shape });
    const error = relativeError(out!.data, expected.data);
    t.true(error <= tolerances[forms[0]!.precision].network, `${error}`);
  }
});

/** The conditions of the rows of unet.out: the shared fixtures use one order, the others state theirs. */
async function conditions(fixture: Fixture): Promise<Record<string, Floats>> {
  const rows = fixture.golden.unet_rows ?? [
    { text: 'empty', metadata: 0 },
    { text: 'source', metadata: 1 },
    { text: 'target', metadata: 0.5 },
  ];
  const { unet } = await readModelFolder(fixture.folder);
  const { projection } = unet.shape;
  const project = (numbers: number[], sides: number[]): Floats => ({
    shape: [...sides, projection.width],
    data: native.project(Float32Array.from(numbers), frequenciesOf(projection), projection.cosineFirst),
  });
  const timesteps = fixture.tensors['unet.timesteps']!.data as BigInt64Array;
  const texts = rows.map(({ text }) => fixture.floats(`text.${text}`));
  const inputs: Record<string, Floats> = {
    timestep_projection: project(Array.from(timesteps, Number), [rows.length]),
    encoder_hidden_states: {
      shape: [rows.length, ...texts[0]!.shape.slice(1)],
      data: Float32Array.from(texts.flatMap(({ data }) => [...data])),
    },
  };
  if ('metadata' in fixture.tensors) {
    const { data } = fixture.floats('metadata');
    const scaled = rows.flatMap(({ metadata }) => [...data].map((value) => value * metadata!));
    inputs.metadata_projection = project(scaled, [rows.length, data.length]);
  }
  return inputs;
}

async function rgbOf(path: string): Promise<Tensor<Uint8Array>> {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { shape: [info.height, info.width, 3], data };
}

async function sampleOf(path: string) {
  const rgb = await rgbOf(path);
  const [height, width] = rgb.shape as [number, number, number];
  return { height, width, image: native.imageToSample(rgb) };
}

/** The classifier's input of the expected winner, the box as placed. */
async function seen(fixture: Fixture): Promise<Floats> {
  const image = await rgbOf(fixture.file(fixture.golden.classifier_input!));
  const [height, width] = image.shape as [number, number, number];
  return native.classifierInput(image, boxMask([height, width], fixture.golden.bbox), 256);
}

function cropOf({ shape, data }: Floats, [left, top, width, height]: readonly number[]): Float32Array {
  const [, channels, rows, columns] = shape as [number, number, number, number];
  return Float32Array.from({ length: channels * height! * width! }, (_, i) => {
    const [c, y, x] = [Math.floor(i / (height! * width!)), Math.floor(i / width!) % height!, i % width!];
    return data[(c * rows + top! + y) * columns + left! + x]!;
  });
}
