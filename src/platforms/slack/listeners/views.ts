import { createHash } from 'node:crypto';
import type { App } from '@slack/bolt';
import { z } from 'zod';
import { PLATFORM, type SlackDeps } from '../deps.ts';
import { carryOut } from '../exchange.ts';
import { readForm, type SentForm } from '../read-form.ts';
import { FORM_CALLBACK } from '../render-form.ts';
import { placeOf, type ReplyTo } from '../reply-to.ts';

const bodySchema = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string().optional(),
  view: z.object({ id: z.string(), hash: z.string().optional() }),
});

export function register(app: App, deps: SlackDeps): void {
  app.view({ callback_id: FORM_CALLBACK, type: 'view_submission' }, async ({ body, view, ack }) => {
    const { user, trigger_id: triggerId, view: id } = bodySchema.parse(body);
    const sent = readForm(view, deps.refillForms);
    const reply: ReplyTo = sent.from ?? { via: 'form', user: user.id };
    await carryOut(deps, {
      inbound: {
        key: `form:${id.id}:${id.hash ?? ''}:${digest(sent)}`,
        account: { platform: PLATFORM, tenant: deps.team, user: user.id },
        place: placeOf(reply, 'direct'),
        request: { kind: 'submit', form: sent.form, state: sent.state, values: sent.values },
      },
      // The form is the person's own, whatever its metadata says.
      reply: { ...reply, user: user.id },
      triggerId,
      view,
      ack: {
        plain: () => ack(),
        form: (next) => ack({ response_action: 'update', view: next }),
        errors: (errors) => ack({ response_action: 'errors', errors }),
      },
    });
  });
}

/**
 * Id and hash of a view stay the same when it is sent again after an error: what was typed tells a
 * mended form (another request) from one sent twice because the answer was lost (the same).
 */
function digest({ values }: SentForm): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22);
}
