import sharp from 'sharp';
import { type Manifest, type ManifestItem, openComposite } from '../../dataset/index.js';
import { provenance } from '../../image/provenance.js';
import type { RgbImage } from '../../image/raw-image.js';
import { throwIfAborted } from '../../values/abort.js';
import { COLUMNS, formatNumber } from '../columns.js';
import type { Files } from '../files.js';
import { makePaste } from '../measures.js';
import type { Row } from '../rows.js';
import type { Table } from '../table.js';
import type { Variant } from '../variants.js';
import { breakable, html, type Markup, raw } from './html.js';

/** Keeps the file small enough to send. */
const MOST = 24;
/** The largest size at which images are shown, in pixels. */
const SIDE = 320;

export interface GalleryInput {
  table: Table;
  /** The rows of all variants in the table. */
  rows: readonly Row[];
  variants: readonly Variant[];
  manifest: Manifest;
  files: Files;
  signal: AbortSignal | undefined;
}

/** The variant whose scores decide which composites are the worst. */
export function judgeOf(variants: readonly Variant[]): Variant | undefined {
  return (
    variants.find(({ name }) => name === 'harmonidiff') ??
    variants.findLast(({ method }) => method === 'harmonidiff') ??
    variants.at(-1)
  );
}

/** Target, plain paste and every variant side by side, the worst composites first. */
export async function gallery(input: GalleryInput): Promise<Markup> {
  const { variants, manifest, rows } = input;
  const judge = judgeOf(variants);
  if (!judge) return html``;
  const byKey = new Map(rows.map((row) => [JSON.stringify([row.id, row.variant]), row]));
  const rowOf = (id: string, variant: string) => byKey.get(JSON.stringify([id, variant]))!;
  const harmony = ({ id }: ManifestItem) => rowOf(id, judge.name).measures.harmony ?? 0;
  const order = manifest.items.toSorted((a, b) => harmony(a) - harmony(b));
  const shown = order.slice(0, MOST);
  const articles: Markup[] = [];
  for (const item of shown) {
    throwIfAborted(input.signal);
    articles.push(await article(input, item, (variant) => rowOf(item.id, variant)));
  }
  const left = order.length - shown.length;
  return html`<section><h2>Pictures</h2>
<p>The worst first, by the harmony score of <code>${judge.name}</code>.${
    left > 0 &&
    ` ${shown.length} of ${order.length} composites are shown; the images of the other ${left} are in the folder next to this file.`
  } The dashed box on the target is where the patch goes.</p>
${articles}</section>`;
}

async function article(
  { table, variants, manifest, files }: GalleryInput,
  item: ManifestItem,
  rowOf: (variant: string) => Row,
): Promise<Markup> {
  const { canvas } = table.settings;
  const { target, paste, box } = await makePaste(await openComposite(manifest, item, canvas), canvas);
  const percent = (value: number, of: number) => `${((value / of) * 100).toFixed(2)}%`;
  const outline = `left:${percent(box.x, canvas.width)};top:${percent(box.y, canvas.height)};width:${percent(box.width, canvas.width)};height:${percent(box.height, canvas.height)}`;
  // The measurements of the plain paste are those of the variant that makes it.
  const [real, pasted] = ['real', 'copy-paste'].map((method) =>
    variants.find((variant) => variant.method === method && Object.keys(variant.options).length === 0),
  );
  const others = variants.filter((variant) => variant !== real && variant !== pasted);
  const figures = [
    figure(
      item,
      'target',
      await embed(target, provenance()),
      real && rowOf(real.name),
      raw(`<span class="outline" style="${outline}"></span>`),
    ),
    figure(
      item,
      pasted?.name ?? 'plain paste',
      await embed(paste, provenance('compositeCapture')),
      pasted && rowOf(pasted.name),
    ),
  ];
  for (const { name } of others) {
    figures.push(figure(item, name, await embed(files.image(item.id, name)), rowOf(name)));
  }
  return html`<article><h3>${item.id}</h3>
<p>Target: ${item.prompts.target}. Source: ${item.prompts.source}.</p>
<div class="pictures">${figures}</div></article>
`;
}

function figure({ id }: ManifestItem, name: string, uri: string, row?: Row, over?: Markup): Markup {
  const numbers = row
    ? COLUMNS.flatMap(({ title, unit, digits, of }) => {
        const value = of?.(row) ?? null;
        return value === null ? [] : [{ title, text: `${formatNumber(value, digits)}${unit && ` ${unit}`}` }];
      })
    : [];
  const harmony = row?.measures.harmony ?? null;
  const alt = `Composite ${id}, ${name}${harmony === null ? '' : `: harmony score ${harmony.toFixed(3)}`}`;
  return html`<figure><div class="picture"><img src="${uri}" alt="${alt}" loading="lazy">${over}</div>
<figcaption><b>${breakable(name)}</b>
<dl>${numbers.map(({ title, text }) => html`<div><dt>${title}</dt><dd>${text}</dd></div>`)}${
    typeof row?.timestep === 'number' && html`<div><dt>Timestep</dt><dd>${row.timestep}</dd></div>`
  }</dl></figcaption></figure>`;
}

/** A small, lossy copy for the page, with the provenance of the picture. The folder has the pixels themselves. */
async function embed(image: RgbImage | string, xmp?: string): Promise<string> {
  // The file of a result has its provenance in it.
  const input = typeof image === 'string' ? sharp(image).keepXmp() : sharp(image.data, { raw: image });
  if (xmp !== undefined) input.withXmp(xmp);
  const data = await input
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 85 })
    .toBuffer();
  return `data:image/webp;base64,${data.toString('base64')}`;
}
