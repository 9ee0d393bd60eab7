import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { until } from './service.js';

/** A Redis of a test's own, which keeps its data when it is started again. */
export class TestRedis {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private child: ChildProcess,
  ) {}

  static async start(t: Pick<ExecutionContext, 'teardown'>): Promise<TestRedis> {
    const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-redis-'));
    const port = await freePort();
    const redis = new TestRedis(folder, port, await launch(folder, port));
    t.teardown(async () => {
      await redis.kill();
      await rm(folder, { recursive: true });
    });
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  async startAgain(): Promise<void> {
    this.child = await launch(this.folder, this.port);
  }
}

async function launch(folder: string, port: number): Promise<ChildProcess> {
  const options = { port, dir: folder, appendonly: 'yes', appendfsync: 'always', save: '' };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  let log = '';
  child.stdout!.on('data', (data) => {
    log += data;
  });
  await until(
    async () => log,
    (text) => text.includes('Ready to accept connections'),
  );
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
