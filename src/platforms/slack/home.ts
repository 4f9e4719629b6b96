/** The App Home: the same as `/pti`, kept current for those who opened it. */
import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Card } from '../../conversation/card.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import type { Render } from './deps.ts';
import { LIMITS } from './limits.ts';
import { errorFacts } from './logging.ts';

export interface HomeKeeper {
  /** Shows this card in the person's Home, and keeps it current from now on. */
  show(user: string, card: Card): Promise<void>;
  /** Something may have changed for this person: does nothing when their Home was never opened. */
  refresh(user: string): void;
}

export interface HomeOptions {
  readonly render: Render;
  readonly client: webApi.WebClient;
  readonly conversation: Pick<Conversation, 'home'>;
  readonly account: (user: string) => { platform: string; tenant: string; user: string };
  readonly logger: Logger;
  readonly background: (work: Promise<void>) => void;
}

export function keepHomes(options: HomeOptions): HomeKeeper {
  const opened = new Set<string>();
  /** Being published; true when something changed meanwhile. */
  const publishing = new Map<string, boolean>();

  async function publish(user: string, card: Card): Promise<void> {
    const { blocks } = options.render(card, { maxBlocks: LIMITS.viewBlocks });
    await options.client.views.publish({ user_id: user, view: { type: 'home', blocks } });
  }

  async function republish(user: string): Promise<void> {
    do {
      publishing.set(user, false);
      try {
        const answer = await options.conversation.home(options.account(user));
        if (answer.kind === 'card') {
          await publish(user, answer.card);
        }
      } catch (error) {
        options.logger.warn({ error: errorFacts(error) }, 'a Home could not be refreshed');
      }
    } while (publishing.get(user) === true);
    publishing.delete(user);
  }

  return {
    async show(user, card) {
      opened.add(user);
      await publish(user, card);
    },
    refresh(user) {
      if (!opened.has(user)) {
        return;
      }
      if (publishing.has(user)) {
        publishing.set(user, true);
        return;
      }
      options.background(republish(user));
    },
  };
}
