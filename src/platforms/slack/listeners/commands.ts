import type { App } from '@slack/bolt';
import { PLATFORM, type SlackDeps } from '../deps.ts';
import { carryOut } from '../exchange.ts';
import { isDirect } from '../reply-to.ts';
import { decodeText } from '../words.ts';

/** The one command of the bot, as the manifest declares it. */
export const COMMAND = '/pti';

export function register(app: App, deps: SlackDeps): void {
  app.command(COMMAND, async ({ command, ack }) => {
    const { user_id: user, channel_id: channel, trigger_id: triggerId } = command;
    await carryOut(deps, {
      inbound: {
        key: `command:${triggerId}`,
        account: { platform: PLATFORM, tenant: deps.team, user },
        place: { kind: isDirect(channel) ? 'direct' : 'channel', id: channel },
        request: { kind: 'words', words: decodeText(command.text ?? '') },
      },
      reply: { via: 'command', user, channel, responseUrl: command.response_url },
      triggerId,
      ack: {
        plain: () => ack(),
        card: ({ text, blocks }) => ack({ response_type: 'ephemeral', text, blocks }),
      },
    });
  });
}
