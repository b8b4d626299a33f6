import { Session } from 'node:inspector/promises';

/**
 * How many functions a piece of work calls, Node's own left out, on average over some runs of it. It does not depend on the machine, and
 * right behind a start, before anything is compiled, and where the processor has to fetch all code anew, it is what the time goes by.
 */
export async function calledFunctions(runs: number, run: (i: number) => unknown): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await session.post('Profiler.takePreciseCoverage');
  for (let i = 0; i < runs; i++) run(i);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  const counts = result
    .filter(({ url }) => !url.startsWith('node:'))
    .flatMap(({ functions }) => functions.map(({ ranges }) => ranges[0]?.count ?? 0));
  return Math.round(counts.reduce((sum, count) => sum + count, 0) / runs);
}
