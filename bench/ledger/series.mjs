// Which entries of the ledger can be compared: those with the same machine and the same settings.

const GIB = 2 ** 30;

/**
 * Groups the entries of a benchmark into series, in the order of their first entries.
 *
 * @returns `{ conditions, entries }`, where `conditions` is a text that names the machine and the settings
 */
export function seriesOf(entries) {
  const series = new Map();
  for (const entry of entries) {
    const [machine, settings] = [machineOf(entry), settingsOf(entry)];
    const key = [machine, settings].filter(Boolean).join('; ');
    if (!series.has(key)) series.set(key, { conditions: key, entries: [] });
    series.get(key).entries.push(entry);
  }
  return [...series.values()];
}

/** Whether there are enough results to draw a line. */
export function hasTrend({ entries }) {
  return entries.length > 1;
}

/** The values that a benchmark has measured. Ratios come first, because they depend least on how busy the machine was. */
export function valuesOf(entries) {
  const values = new Map(entries.flatMap(({ values }) => values.map((value) => [value.name, value])));
  const all = [...values.values()].map(({ name, unit, better }) => ({ name, unit, better }));
  return [...all.filter(isRatio), ...all.filter((value) => !isRatio(value))];
}

export function isRatio({ unit }) {
  return unit === '×' || unit === '%';
}

/** The hardware. Node, drivers and the system may change within a series, as the package does. */
function machineOf({ machine: { gpu, cpu, cores, memoryBytes } }) {
  const parts = [gpu, cpu, cores && `${cores} cores`, memoryBytes && `${Math.round(memoryBytes / GIB)} GiB`];
  return parts.filter(Boolean).join(', ');
}

function settingsOf({ settings }) {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
