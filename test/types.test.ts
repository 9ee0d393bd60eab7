import test from 'ava';
import { expectTypeOf } from 'expect-type';
import {
  buildDataset,
  type Composite,
  type DatasetOptions,
  type openComposite,
} from '../lib/dataset/index.js';
import { type EvaluateOptions, evaluate, type Table } from '../lib/evaluation/index.js';
import {
  type Box,
  type Candidate,
  type ErrorCode,
  type HarmonizeOptions,
  type HarmonizeResult,
  Harmonizer,
  ImageError,
  type LoadOptions,
  type Metadata,
  type Method,
  type PreparedTarget,
  type PrepareOptions,
  type Progress,
  type RawImage,
  type ResolvedTarget,
  type ScoreOptions,
  type Scores,
  type Stage,
  type Timings,
} from '../lib/index.js';
import { psnr } from '../lib/metrics/index.js';

// `npm run types` checks this file; running it tests nothing more.

test('the options of harmonize have the types that the tables say', (t) => {
  expectTypeOf<Pick<HarmonizeOptions, 'target' | 'source'>>().toEqualTypeOf<{
    target: HarmonizeOptions['target'];
    source: HarmonizeOptions['source'];
  }>();
  expectTypeOf<string>().toExtend<HarmonizeOptions['target']>();
  expectTypeOf<Buffer>().toExtend<HarmonizeOptions['target']>();
  expectTypeOf<RawImage>().toExtend<HarmonizeOptions['target']>();
  expectTypeOf<PreparedTarget>().toExtend<HarmonizeOptions['target']>();
  expectTypeOf<PreparedTarget>().not.toExtend<HarmonizeOptions['source']>();
  expectTypeOf<PreparedTarget>().not.toExtend<PrepareOptions['target']>();
  expectTypeOf<keyof PrepareOptions>().toEqualTypeOf<
    | ('target' | 'targetBands' | 'targetStretch' | 'prompts' | 'metadata' | 'steps' | 'candidateRange')
    | ('posterior' | 'seed' | 'signal' | 'onProgress')
  >();
  expectTypeOf<NonNullable<PrepareOptions['prompts']>['target']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<HarmonizeOptions['box']>().toEqualTypeOf<Box | undefined>();
  expectTypeOf<Box>().toEqualTypeOf<Record<'x' | 'y' | 'width' | 'height', number>>();
  expectTypeOf<HarmonizeOptions['method']>().toEqualTypeOf<Method | undefined>();
  expectTypeOf<HarmonizeOptions['mode']>().toEqualTypeOf<'init' | 'lms' | 'twr' | 'ltf' | undefined>();
  expectTypeOf<HarmonizeOptions['candidateRange']>().toEqualTypeOf<readonly [number, number] | undefined>();
  expectTypeOf<HarmonizeOptions['restoreDetail']>().toEqualTypeOf<boolean | undefined>();
  expectTypeOf<HarmonizeOptions['signal']>().toEqualTypeOf<AbortSignal | undefined>();
  expectTypeOf<HarmonizeOptions['onProgress']>().toEqualTypeOf<((progress: Progress) => void) | undefined>();
  expectTypeOf<Metadata['gsd']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<keyof ScoreOptions>().toEqualTypeOf<
    'bands' | 'stretch' | 'box' | 'mask' | 'maskThreshold' | 'edgeWidthRatio' | 'signal'
  >();
  t.pass();
});

test('only the required options are required, and unknown names are not accepted', (t) => {
  const options: HarmonizeOptions = { target: 'a.png', source: 'b.png' };
  const dataset: DatasetOptions = { scenes: 'scenes', out: 'manifest.jsonl', count: 1 };
  const evaluation: EvaluateOptions = { manifest: 'manifest.jsonl', out: 'evaluation' };
  const load: LoadOptions = {};
  // @ts-expect-error: a source is needed
  const noSource: HarmonizeOptions = { target: 'a.png' };
  // @ts-expect-error: the method is chosen for each source
  const method: PrepareOptions = { target: 'a.png', mode: 'twr' };
  // @ts-expect-error: a name that is misspelt
  const misspelt: HarmonizeOptions = { ...options, stpes: 3 };
  // @ts-expect-error: a device that does not exist
  const device: LoadOptions = { device: 'gpu' };
  // @ts-expect-error: a count is needed
  const noCount: DatasetOptions = { scenes: 'scenes', out: 'manifest.jsonl' };
  t.is([options, dataset, evaluation, load, noSource, method, misspelt, device, noCount].length, 9);
});

test('results have the types that are documented', (t) => {
  expectTypeOf(Harmonizer.load).returns.resolves.toEqualTypeOf<Harmonizer>();
  expectTypeOf<Harmonizer['harmonize']>().returns.resolves.toEqualTypeOf<HarmonizeResult>();
  expectTypeOf<Harmonizer['prepareTarget']>().returns.resolves.toEqualTypeOf<PreparedTarget>();
  expectTypeOf<PreparedTarget['close']>().returns.resolves.toEqualTypeOf<void>();
  expectTypeOf<PreparedTarget>().toExtend<AsyncDisposable>();
  expectTypeOf<PreparedTarget['timings']>().toEqualTypeOf<Readonly<Timings>>();
  expectTypeOf<Harmonizer['score']>().returns.resolves.toEqualTypeOf<Scores>();
  expectTypeOf<Harmonizer['target']>().toEqualTypeOf<Readonly<ResolvedTarget>>();
  expectTypeOf<ResolvedTarget['device']>().toEqualTypeOf<'cpu' | `cuda:${number}`>();
  expectTypeOf<HarmonizeResult['candidates']>().toEqualTypeOf<Candidate[]>();
  expectTypeOf<NonNullable<HarmonizeResult['winner']>['image']['channels']>().toEqualTypeOf<3>();
  expectTypeOf<HarmonizeResult['timings']>().toEqualTypeOf<Timings>();
  expectTypeOf<Timings['total']>().toEqualTypeOf<number>();
  expectTypeOf<Timings['denoise']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Progress['stage']>().toEqualTypeOf<Stage>();
  expectTypeOf<ReturnType<typeof openComposite>>().resolves.toEqualTypeOf<Composite>();
  expectTypeOf<Composite>().toExtend<HarmonizeOptions>();
  expectTypeOf(evaluate).returns.resolves.toHaveProperty('table').toEqualTypeOf<Table>();
  expectTypeOf(buildDataset).parameter(0).toEqualTypeOf<DatasetOptions>();
  expectTypeOf(psnr).returns.toEqualTypeOf<number>();
  t.pass();
});

test('every error has one of the known codes', (t) => {
  const { code } = new ImageError('IMAGE_INVALID', 'damaged');
  expectTypeOf(code).toEqualTypeOf<
    'IMAGE_INVALID' | 'IMAGE_NOT_FOUND' | 'IMAGE_TOO_LARGE' | 'IMAGE_UNSUPPORTED'
  >();
  expectTypeOf(code).toExtend<ErrorCode>();
  // @ts-expect-error: a code of another class
  t.is(new ImageError('CLOSED', 'no').code, 'CLOSED');
});
