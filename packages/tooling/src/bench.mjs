// `npm run bench`: prints the tables of docs/performance.md. `--quick` takes fewer samples.
import os from 'node:os';
import './build.mjs';
import { keystrokeBench } from '../../../tests/bench/keystroke.mjs';
import { startUpBench } from '../../../tests/bench/start-up.mjs';

const quick = process.argv.includes('--quick');
console.log(`Node ${process.version}, ${os.cpus().length} x ${os.cpus()[0]?.model}\n`);
console.log(startUpBench({ runs: quick ? 5 : 21 }));
console.log(await keystrokeBench({ sizes: [100, 1_000, 10_000, 30_000], keystrokes: quick ? 9 : 60 }));
