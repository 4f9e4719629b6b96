/** The `relais` command line. */
import { run } from './cli/run.ts';
import { loadDotEnv } from './environment.ts';

loadDotEnv();
process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
