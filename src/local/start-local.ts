/** What local mode adds to the bot: its sample, its movable clock, its workspace in the browser. */
import type { Logger } from 'pino';
import type { Db } from '../store/database.ts';
import { readPact } from '../store/pacts.ts';
import { listPersons } from '../store/people.ts';
import { loadSample } from './load-sample.ts';
import { type LocalSlack, type NoLocalSlack, startLocalSlack } from './local-slack.ts';
import { readSample, type Sample } from './sample/read-sample.ts';
import { describeWorkspace, officerChannelId } from './workspace.ts';

export interface LocalOptions {
  readonly db: Db;
  /** UTC instant of the movable clock. */
  readonly now: string;
  readonly newId: () => string;
  readonly slackPort: number;
  readonly logger: Logger;
}

export interface LocalMode {
  readonly workspace: LocalSlack | NoLocalSlack;
  /** Absent when the database holds other people than the sample's. */
  readonly sample?: Sample;
}

/** The workspace is always the same one, so that accounts stay tied from one start to the next. */
const workspaceId = 'TRELAIS';

export async function startLocal(options: LocalOptions): Promise<LocalMode> {
  const { db, now, newId, logger } = options;
  const sample = readSample();
  const channel = { platform: 'slack', tenant: workspaceId, id: officerChannelId };
  const loaded = await loadSample({ db, now, newId, sample, officerChannel: channel });
  const shown = loaded === 'databaseInUse' ? {} : { sample };
  const pact = await readPact(db);
  if (!pact) throw new Error('local mode needs a current pact');
  const workspace = await startLocalSlack({
    port: options.slackPort,
    workspace: describeWorkspace({
      ...shown,
      pact: pact.definition,
      persons: await listPersons(db),
    }),
    onLine: (line) => logger.debug({ line }, 'local workspace'),
  });
  return { workspace, ...shown };
}
