/** Tells the chargée de mission whom nothing reaches any more: each of them once. */

import { onDateAt } from '../french/format-date.ts';
import { count } from '../french/plural.ts';
import { unreachableAfter } from '../store/accounts.ts';
import { lastSent } from '../store/outbox.ts';
import { officerChannel } from '../use-cases/choose-channel.ts';
import { button, buttons, item, note, say, text } from './answers.ts';
import type { Card, CardBlock } from './card.ts';
import { fullName } from './labels.ts';
import type { Message } from './messages.ts';

/** More are counted: `admin` tells the rest. */
const mostNamed = 20;

export async function unreachableMessage({
  db,
  row,
  today,
  names,
  platforms,
}: Message): Promise<Card | undefined> {
  // Said once: a copy is never brought up to date.
  if (row.recipient.kind === 'copy') return undefined;
  const since = (await lastSent(db, row.intent, row.id)) ?? '';
  const accounts = (await unreachableAfter(db, since)).flatMap((account) => {
    const person = names.personsById.get(account.personId);
    return person ? [{ ...account, person }] : [];
  });
  const channel = await officerChannel(db);
  const channelLost = channel?.unreachableSince !== undefined && channel.unreachableSince > since;
  if (accounts.length === 0 && !channelLost) return undefined;
  const where = (code: string) => platforms.find((one) => one.code === code)?.label ?? code;
  const blocks: CardBlock[] = [];
  if (channelLost)
    blocks.push(
      text(
        { bold: 'Le canal choisi pour vos messages n’accepte plus ceux du bot.' },
        ' Ils vous sont adressés directement. Invitez le bot dans ce canal, puis tapez-y ',
        { code: '/pti admin canal', typedIn: 'channel' },
        '.',
      ),
    );
  if (accounts.length > 0)
    blocks.push(
      text(
        `${count(accounts.length, 'compte ne reçoit plus', 'comptes ne reçoivent plus')} les messages du bot : compte fermé, bot bloqué ou application désinstallée. Rien n’y est plus envoyé, sauf un nouvel essai chaque semaine ou dès que la personne écrit au bot.`,
      ),
    );
  for (const { person, platform, unreachableSince } of accounts.slice(0, mostNamed))
    blocks.push(
      item([
        { bold: fullName(person) },
        `, ${where(platform)}, constaté ${onDateAt(unreachableSince, today)}`,
      ]),
    );
  if (accounts.length > mostNamed)
    blocks.push(note(`Et ${count(accounts.length - mostNamed, 'autre', 'autres')}.`));
  if (accounts.length > 0) blocks.push(buttons(button('Annuaire', say('qui'))));
  return {
    title: 'Messages qui n’arrivent plus',
    summary:
      accounts.length > 0
        ? `${count(accounts.length, 'compte ne reçoit plus', 'comptes ne reçoivent plus')} les messages du bot.`
        : 'Le canal choisi pour vos messages n’accepte plus ceux du bot.',
    blocks,
  };
}
