// The tables of docs/speed.md, from a saved measurement. Values that were not measured are a dash.

import { markdownTable as table } from '../documents.mjs';
import { BASELINES } from './contenders.mjs';
import { AXES, along, PREPARED } from './costs.mjs';
import { hasBf16 } from './machine.mjs';
import { digits, errorText } from './table.mjs';

const PROGRAMS = {
  node: 'Node',
  'onnxruntime-node': 'onnxruntime-node',
  onnxruntime: 'ONNX Runtime',
  openvino: 'OpenVINO',
  torch: 'PyTorch',
};

/** Everything between the markers. `plots` has the file name of each plot: by model, and `costs`. */
export function markdown(run, plots) {
  const parts = [conditions(run), ...run.models.map((model) => modelPart(model, plots[model.name]))];
  if (run.costs?.results.length > 0) parts.push(costsPart(run.costs, plots.costs));
  return parts.join('\n\n');
}

/** The README's table: this package beside PyTorch eager in fp32, with the first model of the measurement. */
export function shortMarkdown({ machine: { cpu, cores }, models: [model] }) {
  const shown = model.results.filter(({ id }) => /^(harmonidiff-|pytorch-fp32-)/.test(id));
  const baseline = baselineOf(model.results);
  const rows = shown.map((result) => [result.name, time(result), speed(result, baseline), memory(result)]);
  return [
    `${facts(model)}, on ${plural(cores, 'core')} of ${article(cpu)} ${cpu}:`,
    table(['', 'time', 'speed', 'peak memory'], rows),
  ].join('\n\n');
}

/** The machine, the versions and the method in a paragraph. */
function conditions({ date, machine, versions = {}, settings, unfinished }) {
  const { cpu, cores, flags, memoryBytes } = machine;
  const programs = Object.entries(versions).map(
    // Without the build.
    ([name, version]) => `${PROGRAMS[name] ?? name} ${/^[\d.]+/.exec(version)}`,
  );
  const named = [
    `${plural(cores, 'core')} of ${article(cpu)} ${cpu}`,
    flags?.length > 0 && flags.join(', '),
    flags && !hasBf16(machine) && 'no bf16 instructions',
    memoryBytes && `${Math.round(memoryBytes / 2 ** 30)} GiB of memory`,
    plural(settings.threads, 'thread'),
    ...programs,
    date,
  ].filter(Boolean);
  const runs = settings.rounds * settings.repeat;
  return [
    `Measured on ${named.join(', ')}. Times are medians of ${plural(runs, 'run')} in ${plural(settings.rounds, 'round')}, with the fastest and the slowest ` +
      'run as the range. In each round, every program runs in a new process.',
    ...(unfinished ? ['The measurement was cut off.'] : []),
  ].join(' ');
}

function modelPart(model, plot) {
  const { title, results, notRun = [] } = model;
  const baseline = baselineOf(results);
  const rows = results.map((result) => [
    `${result.name}${result.emulated ? ' (emulated)' : ''}`,
    time(result),
    `${digits(result.fastest)} to ${digits(result.slowest)}`,
    speed(result, baseline),
    memory(result),
    seconds(result.loadSeconds),
    seconds(result.startSeconds),
    ...(model.kind === 'unet'
      ? [errorText(result.relativeError) ?? '–']
      : [result.winners?.join(', ') ?? '–', psnr(result)]),
  ]);
  const last = model.kind === 'unet' ? ['relative error'] : ['winner', 'PSNR'];
  const head = ['', 'time', 'range', 'speed', 'peak memory', 'load', 'first result', ...last];
  return [
    `#### ${title}`,
    `${facts(model)}.`,
    ...(plot ? [`![Time of each contender](${plot})`] : []),
    table(head, rows),
    ...problems(results, notRun),
  ].join('\n\n');
}

/** What is computed, in words. */
function facts({ kind, canvas, steps, rows, latent, unetParameters }) {
  const unet = `a UNet of ${(unetParameters / 1e6).toFixed(1)} M parameters`;
  if (kind === 'unet') return `One call on ${rows} latents of ${latent} × ${latent}, ${unet}`;
  return `One image of ${canvas} px, ${steps} steps, ${Math.round(0.4 * steps)} candidates, ${unet}`;
}

function problems(results, notRun) {
  const cut = results.filter(({ problem }) => problem);
  const lines = [
    ...notRun.map(({ name, reason }) => `- ${name}: not run. ${sentence(reason)}`),
    ...cut.map(({ name, problem }) => `- ${name}: stopped early. ${sentence(problem)}`),
  ];
  return lines.length > 0 ? [lines.join('\n')] : [];
}

function costsPart(costs, plot) {
  const { usual, results, notRun = [] } = costs;
  const names = [...new Set(results.map(({ name }) => name))];
  const tables = Object.entries(AXES).map(([axis, { label }]) => {
    const points = along(axis, costs);
    const values = [...new Set(points.map(({ value }) => value))];
    const rows = names.map((name) => [
      name,
      ...values.map((value) => {
        const point = points.find((point) => point.name === name && point.value === value);
        return point ? `${digits(point.seconds)} s` : '–';
      }),
    ]);
    return table([label, ...values.map(String)], rows);
  });
  return [
    '#### What an image costs',
    `The small model with ${usual.steps} steps, ${usual.candidates} candidates, a canvas of ${usual.canvas} px and ` +
      `${plural(usual.threads, 'thread')}, one of which changes. With the steps, the candidates change too: there are ` +
      'four for every ten steps.',
    ...(plot ? [`![Time over steps, candidates, canvas and threads](${plot})`] : []),
    ...tables,
    ...preparedPart(results, names),
    ...problems([], notRun),
  ].join('\n\n');
}

/** The effect of a prepared target, where it was measured. */
function preparedPart(results, names) {
  const rows = names.flatMap((name) => {
    const own = results.filter((result) => result.name === name);
    const [usual, prepared] = ['usual', PREPARED.axis].map((axis) =>
      own.find((result) => result.axis === axis),
    );
    return usual && prepared ? [[name, time(usual), time(prepared)]] : [];
  });
  if (rows.length === 0) return [];
  return [
    'A target that is used with many sources is encoded and inverted once (`prepareTarget`). For each source, that saves:',
    table(['target', 'an image', 'prepared'], rows),
  ];
}

function baselineOf(results) {
  return results.find(({ id }) => BASELINES.includes(id))?.seconds;
}

function time({ seconds }) {
  return `${digits(seconds)} s`;
}

function speed({ seconds }, baseline) {
  return baseline === undefined ? '–' : `${digits(baseline / seconds)} ×`;
}

function memory({ peakBytes }) {
  return `${Math.round(peakBytes / 1e6)} MB`;
}

/** The last round's, which found everything in the caches. */
function seconds(values) {
  return values?.length > 0 ? `${digits(values.at(-1))} s` : '–';
}

function psnr({ psnr }) {
  if (psnr === undefined) return '–';
  return psnr === 'identical' ? psnr : `${psnr} dB`;
}

/** Without the name of the error's class, and with a full stop. */
function sentence(reason) {
  const text = reason.replace(/^[\w.]*(Error|Exception): /, '');
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Before the name of a processor. */
function article(name) {
  return /^(AMD|Intel|ARM|[AEIOU])/.test(name) ? 'an' : 'a';
}

function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
