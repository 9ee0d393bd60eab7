import { Command } from 'commander';
import { engineStatus } from '../engines/status.js';
import { HarmonidiffError } from '../errors.js';
import { checkModelFits, type NetworkFiles, readModelFolder } from '../model/folder.js';
import { buildGraphs } from '../model/graphs.js';
import { type Method, methodsOf } from '../request/methods.js';
import type { Warning } from '../warnings.js';
import { print, printJson } from './print.js';

interface Report {
  model: string;
  networks: { name: string; parameters: number; bytes: number; dtypes: string[] }[];
  /** Side of the square canvas, in pixels. */
  canvas: number | null;
  metadata: number | null;
  prediction: string | null;
  classifier: boolean;
  /** Methods that the model can run. */
  methods: readonly Method[];
  /** Where it may give other results than expected. */
  warnings: readonly Warning[];
  runs: boolean;
  /** Why the model will not run. */
  problem: { code: string; message: string } | null;
  engines: ReturnType<typeof engineStatus>;
}

export function inspectCommand(): Command {
  return new Command('inspect')
    .description('Shows what a model folder holds, whether it will run, and which engines this machine has')
    .argument('<folder>', 'Model in the diffusers layout')
    .option('--classifier <folder>', "Folder of the harmony classifier (default: the model's own)")
    .option('--json', 'Prints one JSON object')
    .action(async (folder: string, flags: { classifier?: string; json?: boolean }) => {
      const report = await inspect(folder, flags.classifier);
      if (flags.json) printJson(report);
      else print(...format(report));
      if (!report.runs) process.exitCode = 1;
    });
}

async function inspect(folder: string, classifier?: string): Promise<Report> {
  const report: Report = {
    model: folder,
    networks: [],
    canvas: null,
    metadata: null,
    prediction: null,
    classifier: false,
    methods: [],
    warnings: [],
    runs: false,
    problem: null,
    engines: engineStatus(),
  };
  try {
    const model = await readModelFolder(folder, classifier);
    const { textEncoder, unet, vae } = model;
    const parts: Record<string, NetworkFiles | undefined> = {
      textEncoder,
      unet,
      vae,
      classifier: model.classifier,
    };
    report.networks = Object.entries(parts)
      .filter((entry): entry is [string, NetworkFiles] => entry[1] !== undefined)
      .map(([name, { weights }]) => ({
        name,
        parameters: weights.parameters,
        bytes: weights.bytes,
        dtypes: [...new Set([...weights.entries.values()].map(({ dtype }) => dtype))],
      }));
    report.canvas = unet.shape.sampleSize * vae.shape.factor;
    report.metadata = unet.shape.metadata;
    report.prediction = model.noise.prediction;
    report.warnings = model.warnings;
    report.classifier = model.classifier !== undefined;
    checkModelFits(model);
    // Throws if a tensor is missing or has the wrong shape. Reads no weights.
    buildGraphs(model, { attention: 'fused', precision: 'fp32' });
    report.methods = methodsOf(model);
    report.runs = report.engines.some(({ version }) => version !== undefined);
  } catch (error) {
    if (!(error instanceof HarmonidiffError)) throw error;
    report.problem = { code: error.code, message: error.message };
  }
  return report;
}

function format(report: Report): string[] {
  const lines = [report.model];
  for (const { name, parameters, bytes, dtypes } of report.networks) {
    const count = `${(parameters / 1e6).toFixed(1)} M parameters`;
    lines.push(
      `  ${name.padEnd(12)} ${count.padStart(22)} ${megabytes(bytes).padStart(12)}  ${dtypes.join(', ')}`,
    );
  }
  if (report.canvas !== null) {
    const metadata = report.metadata ? `${report.metadata} metadata numbers` : 'no metadata';
    const scored = report.classifier
      ? 'scored by its classifier'
      : 'no classifier: candidates are not scored';
    lines.push(
      `  canvas ${report.canvas} x ${report.canvas} px; predicts ${report.prediction}; ${metadata}; ${scored}`,
    );
  }
  for (const { code, message } of report.warnings) lines.push(`  warning: ${message} [${code}]`);
  if (report.problem) lines.push(`  will not run: ${report.problem.message} [${report.problem.code}]`);
  else {
    lines.push(report.runs ? '  will run' : '  would run, but this machine has no usable engine');
    lines.push(`  methods: ${report.methods.join(', ')}`);
  }
  lines.push('engines');
  for (const { engine, device, hardware, precision, version, problem } of report.engines) {
    const on = hardware ? `${device} (${hardware})` : device;
    lines.push(
      `  ${NAMES[engine]} ${version ? `${version} on ${on}, ${precision}` : `on ${on}: not usable. ${problem}`}`,
    );
  }
  const chosen = report.engines.findIndex(({ version }) => version !== undefined);
  if (chosen !== -1) lines.push(`  auto: ${explain(report.engines, chosen)}`);
  const behind = report.engines
    .slice(chosen + 1)
    .some(({ engine, version }) => engine === 'openvino' && version);
  if (behind && report.engines[chosen]!.device === 'cpu') {
    lines.push(
      '  auto does not use OpenVINO, which is slower than ONNX Runtime without AVX-512; --engine openvino selects it',
    );
  }
  return lines;
}

const NAMES = { tensorrt: 'TensorRT', openvino: 'OpenVINO', onnxruntime: 'ONNX Runtime' };

/** Which engine `auto` takes, and why. The list is in the order of preference. */
function explain(engines: Report['engines'], chosen: number): string {
  const { device, engine, precision } = engines[chosen]!;
  const name = `${NAMES[engine]} on ${device} in ${precision}`;
  if (chosen === 0) return `${name}, the preferred engine`;
  const passed = engines.slice(0, chosen).map(({ device, engine }) => `${NAMES[engine]} on ${device}`);
  return `${name}, because ${passed.join(' and ')} would be preferred but cannot be used`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
