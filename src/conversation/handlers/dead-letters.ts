/** «admin envois»: the messages that could not be given, for the chargée de mission to settle. */

import { onDateAt } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { accountsOf } from '../../store/accounts.ts';
import { findAlert } from '../../store/alerts.ts';
import { type DeadLetter, listDeadLetters } from '../../store/dead-letters.ts';
import { findCopy } from '../../store/outbox.ts';
import { settleDeadLetter } from '../../use-cases/settle-dead-letter.ts';
import {
  actOn,
  answer,
  button,
  buttons,
  item,
  note,
  pageButtons,
  pageOf,
  rewrite,
  say,
  sentence,
  text,
} from '../answers.ts';
import type { Card, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import { personName } from '../labels.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';

export async function deadLetters(turn: Turn, wanted: number): Promise<Answer> {
  const letters = await listDeadLetters(turn.db);
  if (letters.length === 0)
    return sentence('Tous les messages ont pu être remis.', button('Administration', say('admin')));
  return answer(await lettersCard(turn, letters, wanted));
}

/** On the chargée de mission's first screen. */
export async function lettersWaiting(turn: Turn): Promise<readonly CardBlock[]> {
  const { length } = await listDeadLetters(turn.db);
  if (length === 0) return [];
  const words = count(length, 'message n’a pas pu être remis', 'messages n’ont pas pu être remis');
  return [item([words], button('Voir', say('admin envois')))];
}

async function lettersCard(
  turn: Turn,
  letters: readonly DeadLetter[],
  wanted: number,
): Promise<Card> {
  const page = pageOf(letters, wanted);
  const title = count(letters.length, 'message non remis', 'messages non remis');
  const blocks: CardBlock[] = [];
  for (const letter of page.entries) {
    blocks.push(
      text(
        { bold: `${await whatOf(turn, letter)}, pour ${await whomOf(turn, letter)}` },
        `\nÀ envoyer ${onDateAt(letter.createdAt, turn.today)}, non remis ${onDateAt(letter.settledAt, turn.today)}. ${whyOf(letter)}`,
      ),
      buttons(
        (await mayReach(turn, letter))
          ? button('Réessayer', actOn('retryMessage', letter.id))
          : undefined,
        button('Abandonner', actOn('abandonMessage', letter.id)),
      ),
    );
  }
  return {
    summary: `${title}.`,
    title,
    blocks: [
      ...blocks,
      ...(page.pages > 1 ? [note(`Page ${page.page} sur ${page.pages}.`)] : []),
      note('Ce qui était demandé reste visible dans l’accueil de chaque personne.'),
      buttons(...pageButtons(page, 'admin envois'), button('Administration', say('admin'))),
    ],
  };
}

/** Without an account there is nowhere to send it: trying again could only fail. */
async function mayReach({ db }: Turn, letter: DeadLetter): Promise<boolean> {
  const { recipient } = letter;
  if (recipient.kind !== 'person' || whyOf(letter) !== noAccount) return true;
  return (await accountsOf(db, recipient.person)).length > 0;
}

const intents: Readonly<Record<string, string>> = {
  requestAsked: 'Demande de validation',
  requestEscalated: 'Demande de validation en retard',
  requestTold: 'Nouvelles d’une demande de validation',
  alertRaised: 'Alerte',
  alertTold: 'Nouvelles d’une alerte',
  digest: 'Rappels du jour',
  steeringNotice: 'Annonce d’un COPIL',
};

/** By its kind and its code alone. */
async function whatOf({ db }: Turn, { intent, subjectId, recipient }: DeadLetter): Promise<string> {
  const what = intents[intent] ?? 'Message';
  const request = intent.startsWith('request')
    ? await db.selectFrom('request').select('code').where('id', '=', subjectId).executeTakeFirst()
    : undefined;
  const alert = intent.startsWith('alert') ? await alertCode(db, subjectId) : undefined;
  const code = request?.code ?? alert;
  const again = recipient.kind === 'copy' ? ' (mise à jour d’un message)' : '';
  return `${what}${code === undefined ? '' : ` ${code}`}${again}`;
}

async function alertCode(db: Turn['db'], id: string): Promise<string | undefined> {
  return (await findAlert(db, { id }))?.code;
}

async function whomOf(turn: Turn, { recipient }: DeadLetter): Promise<string> {
  if (recipient.kind === 'officerChannel') return 'votre canal';
  if (recipient.kind === 'person') return personName(turn.names, recipient.person);
  const copy = await findCopy(turn.db, recipient.copy);
  return copy?.personId ? personName(turn.names, copy.personId) : 'un canal';
}

const noAccount =
  'Aucun compte de messagerie n’est connu : cette personne doit écrire une fois au bot.';

/** What platforms and the delivery say, in the order they are looked for. */
const reasons: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/no account|cannot_dm|user_not_found|users?_not|no conversation/, noAccount],
  [
    /blocked|refuse|account_inactive|user_disabled|deactivated/,
    'Le compte est fermé, ou Relais PTI n’y est plus accepté.',
  ],
  [
    /channel_not_found|not_in_channel|is_archived/,
    'Le canal n’existe plus, ou le bot n’y est plus invité.',
  ],
  [/message_not_found|cant_update|edit_window/, 'Le message à mettre à jour a été supprimé.'],
  [
    /not connected|timeout|no answer|gateway|unavailable|econn|fetch|ratelimited|5\d\d/,
    'La messagerie n’a pas répondu assez longtemps.',
  ],
  [
    /invalid_auth|token|not_authed|missing_scope|unauthorized|40[13]/,
    'La messagerie refuse les autorisations du bot : prévenez le service informatique.',
  ],
];

function whyOf({ lastError }: DeadLetter): string {
  const error = (lastError ?? '').toLowerCase();
  const known = reasons.find(([pattern]) => pattern.test(error));
  return known?.[1] ?? 'La messagerie l’a refusé.';
}

export async function pressSettleLetter(
  turn: Turn,
  id: string,
  decision: 'retry' | 'abandon',
): Promise<Answer> {
  const result = await settleDeadLetter(turn, id, decision);
  if (!result.ok && result.refusal.kind !== 'notFound') return refusalAnswer(turn, result.refusal);
  const letters = await listDeadLetters(turn.db);
  const done = result.ok
    ? decision === 'retry'
      ? 'Le message repart.'
      : 'Le message est abandonné.'
    : 'Ce message n’est plus en attente : rien n’a changé.';
  turn.outcome.saved = result.ok;
  if (letters.length === 0) {
    const words = `${done} Plus aucun message n’attend.`;
    return rewrite({
      summary: words,
      blocks: [text(words), buttons(button('Administration', say('admin')))],
    });
  }
  const card = await lettersCard(turn, letters, 1);
  return rewrite({
    ...card,
    summary: `${done} ${card.summary}`,
    blocks: [text(done), ...card.blocks],
  });
}
