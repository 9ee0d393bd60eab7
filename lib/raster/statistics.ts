// Statistics that a patch makes untrue. GDAL and other programs use them for display without reading the pixels.

/** The XML of the tag GDAL_METADATA without the statistics of some bands, counted from 0. */
export function withoutStatistics(xml: string, bands: ReadonlySet<number>): string {
  return xml.replace(
    /[ \t]*<Item\b([^<>]*)(?:\/>|>[^<]*<\/Item>)[ \t]*\r?\n?/g,
    (item, attributes: string) => {
      const band = attribute(attributes, 'sample');
      const isStatistic = attribute(attributes, 'name')?.startsWith('STATISTICS_');
      return isStatistic && (band === undefined || bands.has(Number(band))) ? '' : item;
    },
  );
}

/**
 * The text of an .aux.xml file without the statistics and the histograms of some bands, counted from 0.
 *
 * @returns undefined if nothing is left
 */
export function auxiliaryWithoutStatistics(xml: string, bands: ReadonlySet<number>): string | undefined {
  const left = xml.replace(
    /[ \t]*<PAMRasterBand\b([^<>]*)>([\s\S]*?)<\/PAMRasterBand>[ \t]*\r?\n?/g,
    (element, attributes: string, content: string) => {
      if (!bands.has(Number(attribute(attributes, 'band') ?? 1) - 1)) return element;
      const without = content
        .replace(/[ \t]*<Histograms>[\s\S]*?<\/Histograms>[ \t]*\r?\n?/g, '')
        .replace(/[ \t]*<MDI\b([^<>]*)>[^<]*<\/MDI>[ \t]*\r?\n?/g, (item, of: string) =>
          attribute(of, 'key')?.startsWith('STATISTICS_') ? '' : item,
        )
        .replace(/[ \t]*<Metadata\b[^<>]*>\s*<\/Metadata>[ \t]*\r?\n?/g, '');
      if (without === content) return element;
      return without.trim() === '' ? '' : element.replace(content, () => without);
    },
  );
  return left !== xml && /<PAMDataset\b[^<>]*>\s*<\/PAMDataset>\s*$/.test(left) ? undefined : left;
}

function attribute(attributes: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes) ?? [];
  return double ?? single;
}
