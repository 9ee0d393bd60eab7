import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { Harmonizer } from 'harmonidiff';
import { type App, type AppOptions, buildApp } from '../../src/app.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/limits.js';
import { Model } from '../../src/model.js';

const root = join(import.meta.dirname, '../../../..');

/** The small checkpoint of the library's tests: a canvas of 128 px, and a step takes a few milliseconds. */
export const mini = join(root, 'test/fixtures/mini');
export const villa = join(root, 'examples/villa');

export const target = await readFile(join(mini, 'target.png'));
export const source = await readFile(join(mini, 'source.png'));

/** A place and prompts, as fields. */
export const FIELDS = {
  box: '40,32,48,56',
  sourcePrompt: 'a satellite image of a hospital',
  targetPrompt: 'a satellite image of a forest',
  steps: '4',
};
/** Runs no network but the classifier. */
export const PASTE = { box: FIELDS.box, method: 'copy-paste' };
/** Runs until it is stopped. */
export const ENDLESS = { ...FIELDS, steps: '900', candidateRange: '0-1' };

/** Loading takes a second, so the tests of a file share a model unless they change it. */
let shared: Promise<Harmonizer> | undefined;

export interface Settings extends Partial<Omit<AppOptions, 'model' | 'limits'>> {
  limits?: Partial<Limits>;
  folder?: string;
  /** Whether the service has a model of its own. */
  own?: boolean;
}

/** The service with a model, without a socket, and what ends both. */
export async function start(settings: Settings = {}) {
  const { limits: given, folder = mini, own = false, ...others } = settings;
  const isShared = !own && folder === mini && given?.maxQueue === undefined;
  // The tests themselves hold up the event loop.
  const limits = { ...DEFAULT_LIMITS, maxEventLoopDelay: 0, ...given };
  const model = new Model();
  const app = await buildApp({ model, limits, ...others });
  const open = () => Harmonizer.load(folder, { threads: 1, device: 'cpu', maxQueue: limits.maxQueue });
  if (isShared) shared ??= open();
  await model.use(await (isShared ? shared! : open()));
  const close = async () => {
    app.context.works.stopAll(new Error('the test is over'));
    await app.close();
    if (!isShared) await model.close();
  };
  return { app, close };
}

/** The service with a model, without a socket; it ends with the test. */
export async function open(t: ExecutionContext, settings: Settings = {}): Promise<App> {
  const { app, close } = await start(settings);
  t.teardown(close);
  return app;
}

/** The service on a socket of its own. */
export async function listen(t: ExecutionContext, settings: Settings = {}) {
  const app = await open(t, settings);
  return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) };
}

/** A form with texts and files. */
export function formOf(
  texts: Record<string, string>,
  files: Record<string, Uint8Array<ArrayBuffer> | Buffer> = { target, source },
): FormData {
  const form = new FormData();
  for (const [name, text] of Object.entries(texts)) form.append(name, text);
  for (const [name, bytes] of Object.entries(files))
    form.append(name, new Blob([new Uint8Array(bytes)]), name);
  return form;
}

/** Sends a form, without a socket. */
export async function post(app: App, url: string, form: FormData, headers: Record<string, string> = {}) {
  const encoded = new Response(form);
  const type = { 'content-type': encoded.headers.get('content-type')! };
  const payload = Buffer.from(await encoded.arrayBuffer());
  return app.inject({ method: 'POST', url, payload, headers: { ...type, ...headers } });
}

/** Asks until an answer fits. */
export async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
