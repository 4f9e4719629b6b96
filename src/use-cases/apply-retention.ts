/**
 * Lets go of what has been kept long enough, per kind of record, as the pact file says (SPEC §9):
 * answers to interactions, first contacts that nobody could answer and where they came from, drafts,
 * messages about requests that have ended, pauses that are over, revoked calendar links, and the free texts of a closed pact. Done once a day, journaled as counts.
 *
 * Refusals (`refusalDays`) exist in the journal only, as ids and the name of the act. The journal
 * is append-only and holds no text, so they stay there for as long as it does.
 */
import { addDays } from '../domain/days.ts';
import { parisDay, parisInstant } from '../domain/paris-time.ts';
import type { Db, Tx } from '../store/database.ts';
import { appendToJournal } from '../store/journal.ts';
import { listPacts, type Pact, readPact } from '../store/pacts.ts';
import {
  removeAlertMessagesBefore,
  removeAnswersBefore,
  removeContactsBefore,
  removeDigestMessagesBefore,
  removeDraftsBefore,
  removeLinksBefore,
  removeMessagesBefore,
  removePausesBefore,
  removeReferencesBefore,
  textsOfPact,
} from '../store/retention.ts';
import { readSetting, saveSetting } from '../store/settings.ts';
import { eraseTexts } from '../store/texts.ts';
import { digestsKeptFrom } from './reminders/carried-digests.ts';

export interface Erased {
  readonly answers: number;
  readonly contacts: number;
  /** Addresses of conversations with people who are not of the annuaire. */
  readonly references: number;
  readonly drafts: number;
  readonly messages: number;
  readonly pauses: number;
  readonly links: number;
  readonly texts: number;
}

const settingName = 'retentionDay';
/** SQLite takes some thousands of values in a statement; texts are erased by smaller lots. */
const lot = 500;

/**
 * @param now UTC instant
 * @returns what was erased, or `undefined` when it was already done that day
 */
export async function applyRetention(db: Db, now: string): Promise<Erased | undefined> {
  const today = parisDay(now);
  if (((await readSetting(db, settingName)) ?? '') === today) return undefined;
  return db.transaction().execute(async (tx) => {
    const pact = await readPact(tx);
    if (!pact) return undefined;
    const erased = await erase(tx, pact, now, today);
    await saveSetting(tx, settingName, today);
    // A day on which nothing was due leaves no row behind.
    if (Object.values(erased).some((count) => count > 0))
      await appendToJournal(tx, {
        at: now,
        actorId: null,
        act: 'retention.applied',
        subjectKind: 'pact',
        subjectId: pact.definition.id,
        payload: { ...erased, pausesEndedBefore: keptPausesFrom(pact, today) },
      });
    return erased;
  });
}

async function erase(db: Tx, pact: Pact, now: string, today: string): Promise<Erased> {
  const { inboundDays, draftDays } = pact.definition.retention;
  const ago = (days: number) => parisInstant(addDays(today, -days), '00:00');
  return {
    answers: await removeAnswersBefore(db, ago(inboundDays)),
    contacts: await removeContactsBefore(db, ago(inboundDays)),
    references: await removeReferencesBefore(db, ago(inboundDays)),
    drafts: await removeDraftsBefore(db, ago(draftDays)),
    messages:
      (await removeMessagesBefore(db, ago(inboundDays))) +
      (await removeAlertMessagesBefore(db, ago(inboundDays))) +
      (await removeDigestMessagesBefore(db, parisInstant(digestsKeptFrom(today), '00:00'))),
    pauses: await removePausesBefore(db, keptPausesFrom(pact, today)),
    links: await removeLinksBefore(db, ago(inboundDays)),
    texts: await eraseTextsOfClosedPacts(db, now, today),
  };
}

/** Replaying the journal forgets the same pauses: it is told the day. */
function keptPausesFrom({ definition }: Pact, today: string): string {
  return addDays(today, -definition.retention.inboundDays);
}

/** Each pact says for how long its own texts are kept; one still open keeps them all. */
async function eraseTextsOfClosedPacts(db: Tx, now: string, today: string): Promise<number> {
  let erased = 0;
  for (const { id } of await listPacts(db)) {
    const pact = await readPact(db, id);
    const days = pact?.definition.retention.textDaysAfterClosing ?? null;
    if (!pact?.closedAt || days === null) continue;
    if (addDays(parisDay(pact.closedAt), days) >= today) continue;
    const texts = await textsOfPact(db, id);
    for (let from = 0; from < texts.length; from += lot)
      erased += await eraseTexts(db, texts.slice(from, from + lot), now);
  }
  return erased;
}
