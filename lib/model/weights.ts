import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ModelFileError, TensorError } from '../errors.js';
import { digestList } from '../files/digest.js';
import { type FileState, isUnchanged } from '../files/state.js';
import { show } from '../values/show.js';
import { readJsonObject } from './config.js';
import {
  MAX_HEADER_BYTES,
  readSafetensorsHeader,
  type SafetensorsFile,
  type TensorEntry,
} from './safetensors.js';

/** File names without extension, as diffusers and transformers write them. */
const STEMS = ['diffusion_pytorch_model', 'model'];

/** The tensors of one network: names, shapes and positions. The data stays in the files. */
export class Weights {
  /** The folder of all weight files, with links resolved. */
  readonly folder: string;

  constructor(
    readonly label: string,
    readonly entries: ReadonlyMap<string, TensorEntry>,
    private readonly files: readonly FileState[] = [],
  ) {
    const folders = new Set([...entries.values()].map((entry) => dirname(entry.file)));
    const [folder, other] = folders;
    if (folder === undefined) throw new ModelFileError('MODEL_FORMAT', `${label} holds no tensors.`);
    if (other !== undefined) {
      throw new ModelFileError(
        'MODEL_FORMAT',
        `The shards of ${label} are in different folders (${folder}, ${other}); put them into one folder.`,
      );
    }
    this.folder = folder;
  }

  static of(label: string, files: readonly SafetensorsFile[]): Weights {
    const entries = new Map(files.flatMap((file) => [...file.entries]));
    return new Weights(
      label,
      entries,
      files.map(({ state }) => state),
    );
  }

  /** @throws ModelFileError (`MODEL_CHANGED`) when a file has changed since its header was read */
  async checkUnchanged(): Promise<void> {
    const unchanged = await Promise.all(this.files.map(isUnchanged));
    const changed = this.files[unchanged.indexOf(false)];
    if (changed) throw changedFile(changed.path);
  }

  /** Differs when a file is another one or has changed since its header was read; empty if that is not known. */
  get state(): string {
    return this.files.length === 0
      ? ''
      : digestList(this.files.flatMap((file) => Object.values(file).map(String)));
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** @throws TensorError when there is no such tensor, or its shape is not `shape` (where one is given) */
  get(name: string, shape?: readonly number[]): TensorEntry {
    const entry = this.entries.get(name);
    if (!entry) {
      throw new TensorError(
        'TENSOR_MISSING',
        `${this.label} has no tensor ${name}; its config.json belongs to other weights.`,
      );
    }
    if (shape && (shape.length !== entry.shape.length || shape.some((side, i) => side !== entry.shape[i]))) {
      throw new TensorError(
        'TENSOR_SHAPE',
        `${this.label}: tensor ${name} is [${entry.shape}], but its config.json requires [${shape}].`,
      );
    }
    return entry;
  }

  get parameters(): number {
    let sum = 0;
    for (const { shape } of this.entries.values()) sum += shape.reduce((product, side) => product * side, 1);
    return sum;
  }

  get bytes(): number {
    let sum = 0;
    for (const { length } of this.entries.values()) sum += length;
    return sum;
  }
}

/**
 * Finds and reads the weights of one network: a single file, shards with an index, or a precision variant
 * (`*.fp16.safetensors`) if there is nothing else.
 *
 * @throws ModelFileError when there are none, or only a `.bin` or `.pt` file
 */
export async function readWeights(folder: string): Promise<Weights> {
  const names = await listFolder(folder);
  for (const stem of STEMS) {
    const single = `${stem}.safetensors`;
    if (names.includes(single))
      return Weights.of(folder, [await readSafetensorsHeader(join(folder, single))]);
    const index = names.find(
      (name) => name.startsWith(`${stem}.safetensors.index`) && name.endsWith('.json'),
    );
    if (index) return Weights.of(folder, await readShards(folder, index));
    const variant = names.find(
      (name) => name.startsWith(`${stem}.`) && name.endsWith('.safetensors') && !/-\d+-of-\d+/.test(name),
    );
    if (variant) return Weights.of(folder, [await readSafetensorsHeader(join(folder, variant))]);
  }
  const pickled = names.find((name) => /\.(bin|pt|pth|ckpt)$/.test(name));
  if (pickled) {
    throw new ModelFileError(
      'MODEL_FORMAT',
      `${folder} has only ${pickled}, a pickle that can run code when opened; save the model as .safetensors.`,
    );
  }
  throw new ModelFileError('MODEL_NOT_FOUND', `There are no .safetensors weights in ${folder}.`);
}

/** The error for a file of weights that has changed since its header was read. */
export function changedFile(path: string): ModelFileError {
  return new ModelFileError('MODEL_CHANGED', `${path} has changed since it was read; load the model again.`);
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    throw new ModelFileError(
      'MODEL_NOT_FOUND',
      `No such folder: ${folder}. Give the folder of a model in the diffusers layout.`,
      { cause },
    );
  }
}

async function readShards(folder: string, index: string): Promise<SafetensorsFile[]> {
  const path = join(folder, index);
  const { weight_map: map } = (await readJsonObject(path)) as { weight_map?: Record<string, string> };
  if (typeof map !== 'object' || map === null) {
    throw new ModelFileError('MODEL_FORMAT', `${path} has no weight_map.`);
  }
  const files: SafetensorsFile[] = [];
  let left = MAX_HEADER_BYTES;
  for (const shard of new Set(Object.values(map))) {
    if (typeof shard !== 'string' || /[/\\\0]|^\.{0,2}$/.test(shard)) {
      throw new ModelFileError(
        'MODEL_FORMAT',
        `${path} names the shard ${show(shard)}; it must be a file in the same folder.`,
      );
    }
    const file = await readSafetensorsHeader(join(folder, shard), left);
    left -= file.headerBytes;
    files.push(file);
  }
  for (const [name, shard] of Object.entries(map)) {
    if (!files.some(({ entries }) => entries.has(name))) {
      throw new TensorError(
        'TENSOR_MISSING',
        `${path} lists tensor ${name} in ${shard}, which does not have it.`,
      );
    }
  }
  return files;
}
