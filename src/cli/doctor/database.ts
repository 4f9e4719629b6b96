/** The file of the database, its version, its last copy, and the disk under it. */
import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { daysBetween } from '../../domain/days.ts';
import { parisDay } from '../../domain/paris-time.ts';
import { plainDate } from '../../french/format-date.ts';
import { formatNumber } from '../../french/format-number.ts';
import { damagesOf, type SchemaState } from '../../store/backup.ts';
import { readSetting } from '../../store/settings.ts';
import { lastBackupSetting } from '../../use-cases/record-restoration.ts';
import { type Finding, type Look, toDo, toKnow, well } from './finding.ts';

/** Below this, SQLite may soon be unable to write. */
const scarceBytes = 500e6;
const backupDays = 7;

/** Of another version, the rest of the database is not looked at. */
export function schemaFinding(state: SchemaState): Finding {
  switch (state) {
    case 'current':
      return well('La base est à jour.');
    case 'older':
      return toDo(
        'La base est d’une version antérieure. Sauvegardez-la, puis démarrez le bot : il la met à jour.',
      );
    case 'newer':
      return toDo(
        'La base vient d’une version plus récente du bot. Mettez le programme à jour avant de le démarrer.',
      );
    case 'foreign':
      return toDo(
        'Le fichier de la base ne se lit pas, ou n’est pas une base de Relais PTI. Vérifiez DATABASE_PATH, ou remettez une sauvegarde : relais restore <fichier>.',
      );
  }
}

export async function fileFindings({ db, config }: Look): Promise<readonly Finding[]> {
  const { databasePath } = config;
  const damages = await damagesOf(db);
  return [
    damages.length === 0
      ? well('Le fichier de la base est entier.')
      : toDo(
          `Le fichier de la base est abîmé (${damages[0]}). Arrêtez le bot et remettez une sauvegarde : relais restore <fichier>.`,
        ),
    ...rightsFinding(databasePath),
    diskFinding(databasePath),
  ];
}

function rightsFinding(path: string): readonly Finding[] {
  if ((statSync(path).mode & 0o077) === 0) return [];
  return [
    toDo(
      `D’autres comptes de cet ordinateur peuvent lire la base, qui contient des données personnelles : chmod 600 ${path}*`,
    ),
  ];
}

function diskFinding(path: string): Finding {
  const { bavail, bsize } = statfsSync(dirname(path));
  const free = `Place libre sur le disque de la base : ${formatNumber((bavail * bsize) / 1e9)} Go`;
  return bavail * bsize < scarceBytes
    ? toDo(`${free}. C’est trop peu : libérez de la place, sans quoi le bot ne pourra plus écrire.`)
    : well(`${free}.`);
}

const backupSchema = z.object({ at: z.string(), path: z.string() });

export async function backupFinding({ db, config, today }: Look): Promise<Finding> {
  const last = backupSchema.optional().parse(await readSetting(db, lastBackupSetting));
  // The data of local mode are fictitious.
  const wanting = config.local ? toKnow : toDo;
  const how = 'relais backup <fichier>, chaque jour (docs/deploiement.md)';
  if (!last) return wanting(`Aucune sauvegarde n’a été faite avec le bot : ${how}.`);
  const day = parisDay(last.at);
  const words = `Dernière sauvegarde : le ${plainDate(day)} (${last.path})`;
  return daysBetween(day, today) > backupDays
    ? wanting(`${words}. Faites-en une : ${how}.`)
    : well(`${words}.`);
}
