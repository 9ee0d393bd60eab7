import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';
import { smallModel } from 'harmonidiff';
import sharp from 'sharp';
import { generateApi } from 'swagger-typescript-api';
import { listen, villa } from './support/service.js';

// The client is generated from what the server itself says about its API, and knows nothing else of it.

interface Client {
  v1: {
    harmonize(form: object, parameters?: object): Promise<Response>;
    getModel(): Promise<{ data: { canvas: { width: number } } }>;
    createJob(form: object): Promise<{ data: { id: string } }>;
    getJob(id: string): Promise<{ data: { state: string; error: unknown } }>;
    getJobResult(id: string, parameters?: object): Promise<Response>;
    score(form: object): Promise<{ data: { mean: number } }>;
  };
}

test('a client generated from /openapi.json harmonises the demo', async (t) => {
  const { url } = await listen(t, { folder: smallModel });
  const folder = await mkdtemp(join(import.meta.dirname, 'generated-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const spec = await (await fetch(`${url}/openapi.json`)).json();
  await generateApi({ fileName: 'client.ts', output: folder, spec, silent: true } as Parameters<
    typeof generateApi
  >[0]);
  const { Api } = await import(pathToFileURL(join(folder, 'client.ts')).href);
  const client: Client = new Api({ baseUrl: url });

  const { box, prompts, metadata } = JSON.parse(await readFile(join(villa, 'example.json'), 'utf8'));
  const file = async (name: string) => new File([new Uint8Array(await readFile(join(villa, name)))], name);
  const form = {
    target: await file('target.png'),
    source: await file('source.png'),
    box: box.join(','),
    targetPrompt: prompts.target,
    sourcePrompt: prompts.source,
    gsd: metadata.gsd,
    steps: 6,
  };
  const answer = await client.v1.harmonize(form, { format: 'arrayBuffer' });
  t.is(answer.status, 200);
  const { data } = answer as unknown as { data: ArrayBuffer };
  const picture = sharp(Buffer.from(data));
  const { width } = (await client.v1.getModel()).data.canvas;
  t.is((await picture.metadata()).width, width);

  // The winner must look more as if it had always been there than the plain paste.
  const image = new File([new Uint8Array(data)], 'winner.png');
  const paste = await client.v1.harmonize({ ...form, method: 'copy-paste' }, { format: 'arrayBuffer' });
  const [winner, pasted] = [
    Number(answer.headers.get('harmonidiff-score')),
    Number(paste.headers.get('harmonidiff-score')),
  ];
  t.true(winner > pasted, `${winner} > ${pasted}`);
  const { mean } = (await client.v1.score({ image, box: form.box })).data;
  t.is(mean.toFixed(6), winner.toFixed(6));

  const { id } = (await client.v1.createJob(form)).data;
  for (;;) {
    const { state, error } = (await client.v1.getJob(id)).data;
    if (state === 'done') break;
    t.true(state === 'queued' || state === 'running', JSON.stringify(error));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const result = await client.v1.getJobResult(id, { format: 'arrayBuffer' });
  t.deepEqual(Buffer.from((result as unknown as { data: ArrayBuffer }).data), Buffer.from(data));
});
