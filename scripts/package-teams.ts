/** Writes the Teams package of this installation: `npm run package:teams`. */
import { packageTeams } from '../src/cli/teams-package.ts';
import { loadDotEnv } from '../src/environment.ts';

loadDotEnv();
const console = {
  environment: process.env,
  write: (text: string) => process.stdout.write(text),
  complain: (text: string) => process.stderr.write(text),
};
process.exitCode = packageTeams(console, 'dist/relais-pti-teams.zip');
