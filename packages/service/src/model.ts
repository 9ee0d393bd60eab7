import type { Harmonizer, HarmonizerStats } from 'harmonidiff';
import { ServiceError, stopping } from './errors.js';

export type State = 'loading' | 'ready' | 'broken' | 'stopping';

/** The model that a server runs, which is loaded while the server already listens. */
export class Model {
  private harmonizer?: Harmonizer;
  private now: State = 'loading';
  /** Whether the model can choose a winner and score images. */
  hasClassifier = false;

  get state(): State {
    return this.now;
  }

  /** @throws ServiceError while there is no model to run */
  get(): Harmonizer {
    if (this.now === 'stopping') throw stopping();
    if (this.now === 'loading')
      throw new ServiceError(503, 'LOADING', 'The model is being loaded; try again later.', 5);
    return this.harmonizer!;
  }

  stats(): HarmonizerStats | undefined {
    return this.harmonizer?.stats();
  }

  /** Takes a loaded model into use. A first call warms it up, and shows whether it has a classifier. */
  async use(harmonizer: Harmonizer): Promise<void> {
    this.harmonizer = harmonizer;
    const grey = { data: new Uint8Array(64 * 64 * 3).fill(128), width: 64, height: 64, channels: 3 } as const;
    const { winner } = await harmonizer.harmonize({
      target: grey,
      source: grey,
      box: { x: 0, y: 0, ...harmonizer.canvas },
      method: 'copy-paste',
    });
    this.hasClassifier = winner !== null;
    if (this.now === 'loading') this.now = 'ready';
  }

  /** From now on the server is not healthy, because only a new process can work again. */
  breakDown(): void {
    if (this.now === 'ready') this.now = 'broken';
  }

  stop(): void {
    this.now = 'stopping';
  }

  /** Frees the memory of the model. */
  async close(): Promise<void> {
    await this.harmonizer?.close();
  }
}
