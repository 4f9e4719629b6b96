/** What the bot has to say and could not: messages given up, messages that wait too long. */
import { Temporal } from 'temporal-polyfill';
import { parisDay, parisTime } from '../../domain/paris-time.ts';
import { longDateAt } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import type { Recipient } from '../../store/outbox.ts';
import { findPerson } from '../../store/people.ts';
import { type Finding, type Look, toDo, well } from './finding.ts';

/** Given up longer ago, a message is history. */
const recentDays = 7;
/** The tick comes every minute, and a failure is tried again sooner than that. */
const patienceMinutes = 10;

export async function messageFindings(look: Look): Promise<readonly Finding[]> {
  return [await givenUp(look), await waiting(look)];
}

async function givenUp({ db, now }: Look): Promise<Finding> {
  const dead = await db
    .selectFrom('outbox')
    .select(['recipient', 'lastError'])
    .where('state', '=', 'dead')
    .where('settledAt', '>=', before(now, { hours: recentDays * 24 }))
    .execute();
  if (dead.length === 0) return well('Aucun message n’a été abandonné ces sept derniers jours.');
  const names = await Promise.all(dead.map(({ recipient }) => nameOf(db, recipient)));
  const errors = new Set(dead.flatMap(({ lastError }) => lastError ?? []));
  return toDo(
    `${count(dead.length, 'message abandonné', 'messages abandonnés')} ces sept derniers jours, pour ${[...new Set(names)].join(', ')} (${[...errors].join(', ')}). Vérifiez que ces comptes existent encore dans la messagerie et que le bot y est autorisé ; ce qui était demandé reste visible dans « accueil ».`,
  );
}

async function waiting({ db, now }: Look): Promise<Finding> {
  const due = await db
    .selectFrom('outbox')
    .select(['notBefore', 'createdAt', 'recipient', 'lastError'])
    .where('state', 'in', ['pending', 'sending'])
    .where('createdAt', '<=', before(now, { minutes: patienceMinutes }))
    // One that failed waits for its next attempt: it is late all the same.
    .where((row) =>
      row.or([
        row('notBefore', '<=', before(now, { minutes: patienceMinutes })),
        row('attempts', '>', 0),
      ]),
    )
    .orderBy('createdAt')
    .execute();
  const [oldest] = due;
  if (!oldest) return well('Aucun message n’est en retard.');
  const since = longDateAt(parisDay(oldest.createdAt), parisTime(oldest.createdAt));
  const why = oldest.lastError === null ? '' : ` (${oldest.lastError})`;
  return toDo(
    `${count(due.length, 'message attend', 'messages attendent')} de partir, le plus ancien, pour ${await nameOf(db, oldest.recipient)}, depuis le ${since}${why}. Vérifiez que le bot tourne et qu’il est relié à la messagerie ; s’il l’est, cette personne doit lui écrire une fois.`,
  );
}

async function nameOf(db: Look['db'], recipient: string): Promise<string> {
  const read = JSON.parse(recipient) as Recipient;
  if (read.kind === 'officerChannel') return 'le canal de la chargée de mission';
  if (read.kind === 'copy') return 'la réécriture d’un message';
  const person = await findPerson(db, read.person);
  return person ? `${person.firstName} ${person.lastName}` : 'une personne partie';
}

function before(instant: string, duration: { hours?: number; minutes?: number }): string {
  return Temporal.Instant.from(instant)
    .subtract(duration)
    .toString({ smallestUnit: 'millisecond' });
}
