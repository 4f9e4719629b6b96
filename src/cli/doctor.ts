/** `relais doctor`: how the installation is, line by line, and what to do about it. */
import { existsSync } from 'node:fs';
import { type Config, readConfig } from '../config.ts';
import { parisDay } from '../domain/paris-time.ts';
import { count } from '../french/plural.ts';
import { openAsItIs, schemaStateOf } from '../store/backup.ts';
import type { Db } from '../store/database.ts';
import { latestEntryAt } from '../store/journal.ts';
import { type Console, type ExitStatus, say } from './console.ts';
import { backupFinding, fileFindings, schemaFinding } from './doctor/database.ts';
import { type Finding, toDo } from './doctor/finding.ts';
import { messageFindings } from './doctor/messages.ts';
import { pactFindings } from './doctor/pact.ts';
import {
  botFinding,
  platformFindings,
  type Reach,
  settingFindings,
  theirServers,
} from './doctor/reach.ts';
import { instantNow } from './open-store.ts';

const levels: Readonly<Record<Finding['level'], string>> = {
  well: 'bien    ',
  toKnow: 'à savoir',
  toDo: 'à faire ',
};

export async function doctor(console: Console, reach: Reach = theirServers): Promise<ExitStatus> {
  const read = readConfig(console.environment);
  const findings = read.ok ? await look(read.config, reach) : read.errors.map(toDo);
  const wrong = findings.filter(({ level }) => level === 'toDo').length;
  say(console.write, ...findings.map(({ level, sentence }) => `${levels[level]}  ${sentence}`), '');
  say(
    console.write,
    wrong === 0 ? 'Rien à faire.' : `${count(wrong, 'point à régler', 'points à régler')}.`,
  );
  return wrong === 0 ? 0 : 1;
}

async function look(config: Config, reach: Reach): Promise<readonly Finding[]> {
  return [
    ...settingFindings(config),
    await botFinding(config),
    ...(await platformFindings(config, reach)),
    ...(await databaseFindings(config)),
  ];
}

async function databaseFindings(config: Config): Promise<readonly Finding[]> {
  const { databasePath } = config;
  if (!existsSync(databasePath))
    return [
      toDo(
        `La base « ${databasePath} » n’existe pas encore : démarrez le bot, ou indiquez-la dans DATABASE_PATH.`,
      ),
    ];
  let db: Db;
  try {
    db = openAsItIs(databasePath);
  } catch {
    return [
      toDo(
        `La base « ${databasePath} » ne s’ouvre pas : lancez cette commande avec le compte du bot, ou vérifiez ses droits.`,
      ),
    ];
  }
  try {
    return await storeFindings(db, config);
  } finally {
    await db.destroy();
  }
}

async function storeFindings(db: Db, config: Config): Promise<readonly Finding[]> {
  const state = await schemaStateOf(db);
  const schema = schemaFinding(state);
  if (state !== 'current') return [schema];
  const real = instantNow();
  const latest = config.local ? await latestEntryAt(db) : undefined;
  const now = latest !== undefined && latest > real ? latest : real;
  const seen = { db, config, now, today: parisDay(now) };
  return [
    schema,
    ...(await fileFindings(seen)),
    await backupFinding(seen),
    ...(await pactFindings(seen)),
    ...(await messageFindings(seen)),
  ];
}
