// Contenders take turns, so that neither a warm machine nor noise from another program favours one.

/**
 * Runs every contender once in each round, in rotating order. A contender that fails is not run again; what it has
 * reported before is kept, and `problem` says why it failed.
 *
 * @param runOnce runs a contender and returns its report; called with the contender and the number of the round
 * @param afterEach called after every run
 * @returns the contenders, each with its `reports`
 */
export async function alternate(contenders, rounds, runOnce, afterEach) {
  const entries = contenders.map((contender) => ({ ...contender, reports: [] }));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[(round + i) % entries.length];
      if (entry.problem !== undefined) continue;
      try {
        entry.reports.push(await runOnce(entry, round));
      } catch (error) {
        entry.problem = error.message;
      }
      await afterEach?.(entries, entry);
    }
  }
  return entries;
}
