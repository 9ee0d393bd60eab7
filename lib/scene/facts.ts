import { basename } from 'node:path';
import * as v from 'valibot';
import { openRegular } from '../files/read.js';
import type { RasterMap } from '../raster/map.js';
import { readTags } from '../raster/tags.js';
import { METADATA } from '../request/harmonize.js';
import { dayOf, readStac } from './stac.js';

/** What is known of a scene at one of its pixels, in the units of a request's metadata. */
export interface Facts {
  gsd?: number;
  longitude?: number;
  latitude?: number;
  year?: number;
  month?: number;
  day?: number;
  cloudCover?: number;
  /** Where they come from, such as "georeference", "STAC item scene.json" or "tag DateTime". */
  from: string[];
}

type Values = { [name in keyof typeof METADATA]?: number | undefined };

/**
 * Where, how and when a scene was taken: what the caller states, and otherwise what the scene's files say. The place and
 * the GSD are those of the pixel; without a georeference, they are the centre and the nominal GSD of a STAC item beside the
 * raster. The date and the cloud cover are those of the STAC item, or else of the tags. Values out of range are left out.
 *
 * @param pixel counted from the outer corner of the raster's first pixel
 * @param stated values that come first. If it has one of a group, such as year, month and day, the files add none of it
 * @throws OptionError for a STAC item of this raster that contradicts the format
 */
export async function readFacts(
  path: string,
  map: RasterMap | undefined,
  pixel: readonly [column: number, row: number],
  stated: Omit<Facts, 'from'> = {},
): Promise<Facts> {
  const [longitude, latitude] = map?.toGeographic(...pixel) ?? [];
  const stac = await readStac(path);
  const place = map ? {} : stac?.centre;
  const tags = await fromTags(path);
  const sources: [from: string, values: Values][] = [
    ['georeference', { longitude, latitude, gsd: map?.gsdAt(...pixel) }],
    [`STAC item ${basename(stac?.path ?? '')}`, { ...stac?.values, ...place }],
    ...tags,
  ];
  const facts: Facts = { ...stated, from: [] };
  for (const [from, given] of sources) {
    const values = withinRange(given);
    // Values that only make sense together come from one source.
    const taken = GROUPS.filter(
      (group) => group.every((name) => values[name] !== undefined) && !group.some((name) => name in facts),
    );
    if (taken.length > 0) facts.from.push(from);
    for (const name of taken.flat()) facts[name] = values[name]!;
  }
  return facts;
}

const GROUPS = [['longitude', 'latitude'], ['gsd'], ['year', 'month', 'day'], ['cloudCover']] as const;

function withinRange(values: Values): Values {
  const entries = Object.entries(values) as [keyof Values, number | undefined][];
  return Object.fromEntries(entries.filter(([name, value]) => v.is(METADATA[name].schema, value)));
}

const SOFTWARE = 305;
const DATE_TIME = 306;
const GDAL_METADATA = 42112;

/**
 * GDAL keeps facts of the acquisition in the domain IMAGERY of its metadata. The tag DateTime is the "date and time of
 * image creation" (TIFF 6.0): satellite operators such as Planet write the time of acquisition, programs that edit or export
 * pictures write the time of saving. Those programs also write their names into the tag Software, so DateTime counts only
 * in a file without that tag.
 */
async function fromTags(path: string): Promise<[from: string, values: Values][]> {
  const tags = await tagsOf(path);
  const text = (tag: number) => {
    const value = tags?.get(tag);
    return typeof value === 'string' ? value.split('\0')[0]! : '';
  };
  const metadata = text(GDAL_METADATA);
  const clouds = item(metadata, 'CLOUDCOVER');
  const stamp = /^(\d{4}):(\d\d):(\d\d) /.exec(text(DATE_TIME));
  return [
    [
      'tag GDAL_METADATA',
      {
        ...dayOf(item(metadata, 'ACQUISITIONDATETIME')?.replace(' ', 'T')),
        ...(clouds?.trim() && { cloudCover: Number(clouds) / 100 }),
      },
    ],
    ['tag DateTime', stamp && text(SOFTWARE) === '' ? dayOf(stamp.slice(1, 4).join('-')) : {}],
  ];
}

/** An item of the domain IMAGERY. */
function item(xml: string, name: string): string | undefined {
  for (const [, attributes, text] of xml.matchAll(/<Item\s([^<>]{1,200})>([^<]{0,200})<\/Item>/g)) {
    if (attributes!.includes(`name="${name}"`) && attributes!.includes('domain="IMAGERY"')) return text;
  }
  return undefined;
}

/** Undefined for a damaged TIFF, for which the decoder throws the error, and for other files. */
async function tagsOf(path: string) {
  try {
    const handle = await openRegular(path);
    try {
      return await readTags(handle, new Set([SOFTWARE, DATE_TIME, GDAL_METADATA]));
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
