import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

function config(environment: Record<string, string>) {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.errors.join('\n'));
  return read.config;
}

function errors(environment: Record<string, string>): readonly string[] {
  const read = readConfig(environment);
  return read.ok ? [] : read.errors;
}

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

describe('local mode', () => {
  it('is what an empty environment means', () => {
    expect(config({})).toEqual({
      databasePath: 'var/relais.sqlite',
      pactFile: 'pacts/herault-2022-2025.yaml',
      host: '127.0.0.1',
      port: 3978,
      logLevel: 'warn',
      local: { slackPort: 3100 },
    });
  });

  it('takes its clock and its port', () => {
    expect(config({ RELAIS_CLOCK: '2027-03-01T09:00', LOCAL_SLACK_PORT: '0' }).local).toEqual({
      slackPort: 0,
      clock: '2027-03-01T09:00',
    });
    expect(config({ RELAIS_CLOCK: '2027-03-01' }).local?.clock).toBe('2027-03-01');
  });

  it.each(['127.0.0.1', '::1', 'localhost'])('listens on %s', (HOST) => {
    expect(config({ HOST }).host).toBe(HOST);
  });

  it.each(['0.0.0.0', '192.168.1.10', '::', 'relais.exemple.fr'])('refuses %s', (HOST) => {
    expect(errors({ HOST })).toEqual([expect.stringMatching(/HOST=127\.0\.0\.1/)]);
  });

  it('refuses one port for two things', () => {
    expect(errors({ LOCAL_SLACK_PORT: '3978' })).toHaveLength(1);
    expect(errors({ PORT: '0', LOCAL_SLACK_PORT: '0' })).toEqual([]);
  });

  it.each(['2027-02-30', '2027-03-01T24:00', '1er mars', '2027-03-01T09:00Z'])(
    'refuses the clock %s',
    (RELAIS_CLOCK) => {
      expect(errors({ RELAIS_CLOCK })).toEqual([expect.stringMatching(/^RELAIS_CLOCK doit/)]);
    },
  );
});

describe('Slack', () => {
  it('connects by Socket Mode or signed HTTP', () => {
    expect(config(slack)).toMatchObject({ slack: { botToken: 'xoxb-1', appToken: 'xapp-1' } });
    expect(config(slack).local).toBeUndefined();
    expect(config(slack).logLevel).toBe('info');
    expect(config({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' }).slack).toEqual({
      botToken: 'xoxb-1',
      signingSecret: 's',
    });
  });

  it('keeps the address of its API whole', () => {
    const read = config({ ...slack, SLACK_API_URL: 'http://127.0.0.1:3100/api' });
    expect(read.slack?.apiUrl).toBe('http://127.0.0.1:3100/api/');
  });

  it('is refused when half configured', () => {
    expect(errors({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      expect.stringMatching(/SLACK_APP_TOKEN.*SLACK_SIGNING_SECRET/),
    ]);
    expect(errors({ SLACK_APP_TOKEN: 'xapp-1' })).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN manque/),
    ]);
  });

  it('notices two tokens put in each other’s place', () => {
    expect(errors({ SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' })).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN doit commencer/),
      expect.stringMatching(/^SLACK_APP_TOKEN doit commencer/),
    ]);
  });

  it('has no movable clock', () => {
    expect(errors({ ...slack, RELAIS_CLOCK: '2027-03-01' })).toEqual([
      expect.stringMatching(/mode local/),
    ]);
  });

  it('may listen on any address', () => {
    expect(config({ ...slack, HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
  });
});

describe('Teams', () => {
  const teams = { TEAMS_APP_ID: 'a', TEAMS_APP_PASSWORD: 'p', TEAMS_TENANT_ID: 't' };

  it('needs its three variables', () => {
    expect(config(teams)).toMatchObject({
      teams: { appId: 'a', appPassword: 'p', tenantId: 't' },
    });
    expect(config(teams).local).toBeUndefined();
    expect(errors({ TEAMS_APP_ID: 'a' })).toEqual([
      expect.stringMatching(/TEAMS_APP_PASSWORD et TEAMS_TENANT_ID/),
    ]);
  });
});

describe('errors', () => {
  it('are all said at once, without any secret', () => {
    const read = errors({
      SLACK_BOT_TOKEN: 'secret-value',
      TEAMS_APP_ID: 'a',
      PORT: '99999',
      PUBLIC_URL: 'relais',
      LOG_LEVEL: 'loud',
    });
    expect(read.map((error) => error.split(' ')[0])).toEqual(
      expect.arrayContaining(['SLACK_BOT_TOKEN', 'PORT', 'PUBLIC_URL', 'LOG_LEVEL', 'Pour']),
    );
    expect(read.join()).not.toContain('secret-value');
  });

  it('count an empty variable as absent', () => {
    expect(config({ SLACK_BOT_TOKEN: '', PORT: ' ' })).toEqual(config({}));
  });
});

it('the example file names every variable and starts local mode as it is', () => {
  const example = parseEnv(readFileSync('.env.example', 'utf8')) as Record<string, string>;
  expect(config(example)).toEqual(config({}));
  const source = readFileSync('src/config.ts', 'utf8');
  const schema = /const variables = z\.object\(\{\n(.*?)\n\}\);/s.exec(source)?.[1] ?? '';
  const named = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map((match) => match[1]);
  expect(named.length).toBeGreaterThan(10);
  expect(Object.keys(example).sort()).toEqual([...named].sort());
});
