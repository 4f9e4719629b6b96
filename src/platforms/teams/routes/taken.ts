/** What a button or a form sent, wherever it was: in a card, in a dialog, by `Action.Submit`. */
import { z } from 'zod';
import type { Inbound } from '../../../conversation/conversation.ts';
import type { TeamsActivity } from '../activity.ts';
import { readForm } from '../read-form.ts';
import { accountOf, keyOf, placeOf, type ReplyTo, replyTo } from '../reply-to.ts';

const pressSchema = z.object({ press: z.unknown().optional() });

export interface Taken {
  readonly inbound: Inbound;
  readonly reply: ReplyTo;
}

/** @param within `card`: where the button or the form stands; another place has no card. */
export function takenFrom(
  activity: TeamsActivity,
  data: unknown,
  within: 'card' | 'dialog' | 'extension' = 'card',
): Taken {
  const sent = readForm(data);
  const pressed = within === 'card' && activity.replyToId ? { pressed: activity.replyToId } : {};
  if (sent === undefined) {
    // What is not of the bot goes on as it is, and is refused with a sentence.
    const value = pressSchema.safeParse(data).data?.press;
    const opened = within === 'dialog' && activity.replyToId ? { from: activity.replyToId } : {};
    const via = within === 'card' ? 'press' : within;
    return taken(activity, replyTo(activity, via, { ...pressed, ...opened }), {
      kind: 'press',
      value,
    });
  }
  const { form, state, values, from } = sent;
  const opened = from === undefined ? {} : { from };
  const via = within === 'card' ? 'form' : within;
  return taken(activity, replyTo(activity, via, { ...pressed, ...opened }), {
    kind: 'submit',
    form,
    state,
    values,
  });
}

export function taken(
  activity: TeamsActivity,
  reply: ReplyTo,
  request: Inbound['request'],
  key = keyOf(activity),
): Taken {
  return {
    reply,
    inbound: { key, account: accountOf(reply), place: placeOf(reply), request },
  };
}
