import type { Harmonizer } from 'harmonidiff';
import { type TSchema, Type } from 'typebox';
import type { Results } from '../results.js';
import type { KindName, Run } from '../run.js';
import type { SharedFolder } from '../shared-folder.js';

/** One kind of work: how a manifest becomes jobs, and how a job is done. */
export interface Kind {
  name: KindName;
  /** What `make` relies on in `Run.common` and `Task.item`, which has the id of the task. The library checks the rest where it is used. */
  common: TSchema;
  item: TSchema;
  /** Reads a manifest. @throws what the manifest's own reader throws, and QueueError for a file outside the shared folder */
  plan(manifest: string, planning: Planning): Promise<Plan>;
  /** SHA-256 of everything that a result depends on, which names it. A job with another key does not belong to the run. */
  keyOf(run: Keyed, item: unknown): string;
  /** Where a set has the files of a result, relative to its folder. The image is complete if the labels are there. */
  filesInSet?(item: unknown): { image: string; labels: string };
  /** Makes what a job asks for. @returns what `result.json` says of it */
  make(making: Making): Promise<object>;
}

/** What keys are made from besides the item. */
export type Keyed = Pick<Run, 'version' | 'model' | 'settings' | 'common'>;

export interface Planning {
  shared: SharedFolder;
  version: string;
  /** SHA-256 of the model. */
  model: string;
  settings: Record<string, unknown>;
}

export interface Plan {
  /** `Run.common`. */
  common: unknown;
  /** `Run.settings`, if they are not those that were given. */
  settings?: Run['settings'];
  tasks: Task[];
  /** Prepares the folder of the results. */
  begin?(out: string): Promise<void>;
  /** Moves finished results into the set. */
  collect?(results: Results, names: ReadonlyMap<string, string>): Promise<void>;
}

/** An entry of the manifest, before it is added to the queue as a job. */
export interface Task {
  id: string;
  /** As `keyOf` makes it. */
  key: string;
  item: unknown;
}

export interface Making {
  harmonizer: Harmonizer;
  shared: SharedFolder;
  run: Run;
  id: string;
  item: unknown;
  /** Folder for the files. */
  out: string;
  signal: AbortSignal;
  /** Receives the finished fraction, 0…1. */
  onProgress(fraction: number): void;
}

/** A file with its checksum, and an image with the labels beside it. */
export const FILE = Type.Object({ path: Type.String(), sha256: Type.String() });
export const IMAGE = Type.Object({ ...FILE.properties, labels: Type.Optional(FILE) });
