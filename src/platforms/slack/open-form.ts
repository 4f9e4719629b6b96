/** Opening a form, or offering it when there is no moment to, or it has passed. */
import type { types } from '@slack/bolt';
import type { Card } from '../../conversation/card.ts';
import type { Request } from '../../conversation/exchange.ts';
import type { Form } from '../../conversation/form.ts';
import { type Press, pressSchema } from '../../conversation/press.ts';
import type { SlackDeps } from './deps.ts';
import { slackErrorCode } from './logging.ts';
import { sendCard } from './outlet.ts';
import type { ReplyTo } from './reply-to.ts';
import { sentence, TEXTS } from './texts.ts';

const TOO_LATE = new Set([
  'expired_trigger_id',
  'exchanged_trigger_id',
  'invalid_trigger_id',
  'trigger_expired',
  'trigger_exchanged',
]);

/** A trigger lives three seconds: after that, one button opens the form. */
export async function openForm(
  deps: SlackDeps,
  from: {
    readonly inbound: { readonly request: Request };
    readonly reply: ReplyTo;
    readonly triggerId?: string | undefined;
  },
  form: Form,
  view: types.ModalView,
): Promise<void> {
  if (from.triggerId !== undefined) {
    try {
      await deps.openView(from.triggerId, view);
      return;
    } catch (error) {
      const code = slackErrorCode(error);
      if (code !== undefined && !TOO_LATE.has(code)) {
        throw error;
      }
    }
  }
  // A line typed in a conversation comes without a trigger: nothing was late.
  const late = from.triggerId !== undefined;
  await sendCard(deps, from.reply, offer(form, from.inbound.request, late));
}

function offer(form: Form, request: Request, late: boolean): Card {
  const press = pressAgain(form, request);
  if (press === undefined) {
    return sentence(TEXTS.formTooLate);
  }
  const words = late ? `${TEXTS.formTooLate} ${TEXTS.formTooLateAgain}` : TEXTS.formToComplete;
  return {
    summary: late ? TEXTS.formTooLate : TEXTS.formToComplete,
    blocks: [
      { kind: 'text', text: [words] },
      {
        kind: 'buttons',
        buttons: [{ label: TEXTS.openForm, press, style: 'primary' }],
      },
    ],
  };
}

/** Asks again what was asked, with the words that were typed: the form opens as it would have. */
function pressAgain(form: Form, request: Request): Press | undefined {
  const wanted =
    request.kind === 'words'
      ? { do: 'say', words: request.words }
      : request.kind === 'press'
        ? request.value
        : undefined;
  const again = pressSchema.safeParse(wanted).data;
  // A draft is taken up once, and a line may be too long for a button: the form alone is offered.
  return again?.do === 'say' || again?.do === 'form'
    ? again
    : pressSchema.safeParse({ do: 'form', form: form.name, params: form.state }).data;
}
