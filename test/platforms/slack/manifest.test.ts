import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMAND } from '../../../src/platforms/slack/listeners/commands.ts';
import {
  ATTACH_MESSAGE,
  DECLARE_UPDATE,
} from '../../../src/platforms/slack/listeners/shortcuts.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('manifest/slack/manifest.json'));

test('declares the command and the shortcuts that the bot listens to', () => {
  expect(
    manifest.features.slash_commands.map(({ command }: { command: string }) => command),
  ).toEqual([COMMAND]);
  const shortcuts = manifest.features.shortcuts.map(
    (shortcut: { callback_id: string; type: string }) => [shortcut.callback_id, shortcut.type],
  );
  expect(shortcuts).toEqual([
    [DECLARE_UPDATE, 'global'],
    [ATTACH_MESSAGE, 'message'],
  ]);
});

test('asks for the least scopes, each justified in the guide', () => {
  const scopes: string[] = manifest.oauth_config.scopes.bot;
  const guide = read('docs/slack.md');
  const table = [...guide.matchAll(/^\| `([a-z:._]+)` \|/gm)].map(([, scope]) => scope);
  expect([...scopes].sort()).toEqual(table.sort());
  expect(manifest.oauth_config.scopes.user).toBeUndefined();
});

test('hears the Home, mentions, direct messages and answers under its own messages; works without a public address', () => {
  expect(manifest.settings.event_subscriptions.bot_events).toEqual([
    'app_home_opened',
    'app_mention',
    'message.channels',
    'message.groups',
    'message.im',
  ]);
  expect(manifest.settings.socket_mode_enabled).toBe(true);
  expect(manifest.settings.interactivity.is_enabled).toBe(true);
  expect(manifest.features.app_home).toMatchObject({
    home_tab_enabled: true,
    messages_tab_enabled: true,
  });
  expect(JSON.stringify(manifest)).not.toContain('_url');
});
