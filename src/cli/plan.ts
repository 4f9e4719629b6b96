/** `relais plan --from DAY --to DAY [--json]`. */

import { isDay } from '../domain/days.ts';
import type { Reminder } from '../domain/obligations/reminder.ts';
import { firstCode } from '../domain/obligations/snooze.ts';
import type { Obligation } from '../domain/obligations/stage.ts';
import { parisDay, parisTime } from '../domain/paris-time.ts';
import { shortDate } from '../french/format-date.ts';
import type { Db } from '../store/database.ts';
import { planReminders } from '../use-cases/plan-reminders.ts';
import { type Console, type ExitStatus, say } from './console.ts';
import { withStore } from './open-store.ts';

export interface PlanOptions {
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

export async function showPlan(console: Console, options: PlanOptions): Promise<ExitStatus> {
  const { from, to, json } = options;
  const misuse = misuseOf(options);
  if (misuse) {
    say(console.complain, misuse);
    return 2;
  }
  return withStore(console, { create: false }, async ({ db }) => {
    // One transaction: a bot that is running cannot write between two readings.
    const planned = await db.transaction().execute(async (trx) => {
      const reminders = await planReminders(trx, from, to);
      return reminders && { reminders, names: await readNames(trx) };
    });
    if (!planned) {
      say(console.complain, 'Aucun pacte en cours n’est chargé : il n’y a rien à prévoir.');
      return 1;
    }
    const { reminders, names } = planned;
    if (json) console.write(reminders.map((reminder) => `${jsonLine(reminder)}\n`).join(''));
    else say(console.write, ...table(reminders, names), conclusion(reminders.length));
    return 0;
  });
}

function misuseOf({ from, to }: PlanOptions): string | undefined {
  for (const day of [from, to])
    if (!isDay(day)) return `« ${day} » n’est pas un jour : écrivez-le comme 2027-01-31.`;
  if (to < from) return 'Le jour de --to doit suivre celui de --from.';
  return undefined;
}

function jsonLine({ at, key, obligation, stage, subject, recipient }: Reminder): string {
  return JSON.stringify({ at, key, obligation, stage, subject, recipient });
}

function conclusion(count: number): string {
  if (count === 0) return 'Aucun rappel prévu.';
  return `${count} rappel${count > 1 ? 's' : ''} prévu${count > 1 ? 's' : ''}, si personne n’agit.`;
}

async function readNames(db: Db): Promise<ReadonlyMap<string, string>> {
  const persons = await db.selectFrom('person').select(['id', 'firstName', 'lastName']).execute();
  const mandates = await db.selectFrom('mandate').select(['id', 'personId']).execute();
  const names = new Map(
    persons.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`]),
  );
  for (const { id, personId } of mandates) names.set(id, names.get(personId ?? '') ?? id);
  return names;
}

const obligationWords: Readonly<Record<Obligation, string>> = {
  'local-committee': 'Comité local',
  'steering-committee': 'COPIL',
  'indicator-campaign': 'Indicateurs',
  'validation-step': 'Validation',
  'silent-action': 'Actions sans nouvelles',
  'vacant-seat': 'Sièges vacants',
  'mandate-end': 'Fin de mandat',
  'pact-end': 'Fin du pacte',
};

const header = ['Jour', 'Heure', 'Rappel', 'Étape', 'Objet', 'Destinataire'];

function table(
  reminders: readonly Reminder[],
  names: ReadonlyMap<string, string>,
): readonly string[] {
  if (reminders.length === 0) return [];
  const rows = reminders.map(({ at, obligation, stage, subject, recipient }) => [
    shortDate(parisDay(at)),
    parisTime(at),
    obligationWords[obligation],
    stageWords(stage),
    names.get(subject) ?? subject,
    names.get(recipient) ?? recipient,
  ]);
  const all = [header, ...rows];
  const widths = header.map((_, column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
  );
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** «M-9» and «J-30» are said as they are; the other stages in words. */
function stageWords(code: string): string {
  const stage = firstCode(code);
  if (stage !== code) return `${stageWords(stage)}, reporté`;
  if (stage === 'bundle') return 'regroupés';
  if (stage === 'list') return 'liste';
  const again = /^reopening-(?:[\d-]{10}-)(.+)$/u.exec(stage)?.[1];
  if (again !== undefined) return `réouverture ${again}`;
  if (stage.startsWith('opening-')) return `ouverture ${stage.slice(8)}`;
  if (stage.startsWith('closing-')) return `clôture ${stage.slice(8)}`;
  if (stage.startsWith('internal-')) return 'validation interne';
  const delay = /^after(\d+)/u.exec(stage)?.[1];
  if (delay !== undefined) return `J+${delay} ouvrés`;
  return stage.startsWith('due') ? 'échéance' : stage;
}
