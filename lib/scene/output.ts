import { OptionError } from '../errors.js';
import { type Destination, findDestination } from '../files/destination.js';
import { writeAtomically } from '../files/write.js';
import type { RgbImage } from '../image/raw-image.js';
import { encodeImage, imageFormat } from '../image/save.js';
import type { ComposeOptions, Composition } from '../request/compose.js';
import { outputKind } from './names.js';

/** What is written: a scene, a picture of the window, or nothing. */
export type Output = { kind: 'scene' | 'picture' | 'none'; path: string };

/** What is read, by the names that messages use. Only paths matter. */
export type Inputs = Readonly<Record<string, unknown>>;

/** The images and files that a composition reads. */
export function inputsOf({
  scene,
  source,
  place,
}: Pick<ComposeOptions, 'scene' | 'source' | 'place'>): Inputs {
  return { scene, source, mask: place?.mask, polygon: place?.polygon };
}

/**
 * Finds what is written, before any image is read.
 *
 * @throws OptionError, OutputError
 */
export async function checkOutput(
  {
    scene,
    out,
    inPlace,
    preview,
  }: Pick<Composition, 'scene' | 'out' | 'inPlace'> & { preview?: string | undefined },
  inputs: Inputs,
): Promise<Output> {
  if (preview !== undefined) {
    imageFormat(preview);
    await refuseInput('preview', await findDestination(preview), inputs);
  }
  if (inPlace) return { kind: 'scene', path: scene };
  if (out === undefined) return { kind: 'none', path: '' };
  const destination = await findDestination(out);
  await refuseInput('out', destination, inputs);
  const kind = outputKind(out);
  if (kind === 'scene' && destination.kind !== 'file')
    throw new OptionError(`out is ${out}, which is not a regular file; a scene can only be written to one.`);
  return { kind, path: out };
}

/** @throws OptionError for an output that would replace a file which the composition reads */
export async function refuseInput(
  name: string,
  { path, kind, identity }: Destination,
  inputs: Inputs,
): Promise<void> {
  if (kind !== 'file') return;
  for (const [input, given] of Object.entries(inputs)) {
    if (typeof given !== 'string') continue;
    const original = await findDestination(given).catch(() => undefined);
    if (original?.identity !== identity) continue;
    const remedy = name === 'out' && input === 'scene' ? ', or set inPlace to replace the scene' : '';
    throw new OptionError(
      `${name} is ${path}, which is the ${input} itself; write to another file${remedy}.`,
    );
  }
}

/** Writes a picture in the format that its file's extension names. */
export async function writePicture(
  path: string,
  picture: RgbImage,
  xmp: string | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  await writeAtomically(path, [await encodeImage(picture, imageFormat(path), { xmp })], signal);
}
