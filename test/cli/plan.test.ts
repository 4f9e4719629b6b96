import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { insertAbsence } from '../../src/store/absences.ts';
import { insertMeeting } from '../../src/store/meetings.ts';
import { declareUpdate } from '../../src/use-cases/declare-update.ts';
import { decideCampaign } from '../../src/use-cases/indicators/manage-campaign.ts';
import { openWorld, value } from '../support/world.ts';

interface Line {
  readonly at: string;
  readonly key: string;
  readonly obligation: string;
  readonly stage: string;
  readonly subject: string;
  readonly recipient: string;
}

function terminal() {
  const directory = mkdtempSync(join(tmpdir(), 'relais-plan-'));
  const database = join(directory, 'relais.sqlite');
  const relais = async (...args: string[]) => {
    let said = '';
    let complained = '';
    const status = await run(args, {
      environment: { DATABASE_PATH: database },
      write: (text) => {
        said += text;
      },
      complain: (text) => {
        complained += text;
      },
    });
    return { status, said, complained };
  };
  const [from, to] = ['2027-01-01', '2027-12-31'];
  const year = async () => {
    const { status, said } = await relais('plan', '--from', from, '--to', to, '--json');
    expect(status).toBe(0);
    return said
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  };
  return { relais, year, database, [Symbol.dispose]: () => rmSync(directory, { recursive: true }) };
}

async function fill(database: string) {
  const world = await openWorld({ path: database, circuits: true });
  const officer = await world.person({ firstName: 'Claire', role: 'programmeOfficer' });
  const nadia = await world.person({
    firstName: 'Nadia',
    lastName: 'Benali',
    role: 'territoryReferent',
  });
  const group = await world.group();
  const pilot = await world.person({ role: 'pilot', group, structure: 'ML' });
  const action = await world.action(group);
  return { world, officer, nadia, group, pilot, action };
}

describe('relais plan', () => {
  it('prints the year, one JSON object a line', async () => {
    using t = terminal();
    await using world = (await fill(t.database)).world;
    const lines = await t.year();
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) {
      const parts = ['at', 'key', 'obligation', 'stage', 'subject', 'recipient'];
      expect(Object.keys(line)).toEqual(parts);
      expect(line.key.startsWith(`${line.obligation}:${line.subject}:`)).toBe(true);
      expect(line.key.endsWith(`:${line.stage}:${line.recipient}`)).toBe(true);
    }
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
    expect([...new Set(lines.map(({ obligation }) => obligation))].sort()).toEqual([
      'indicator-campaign',
      'local-committee',
      'silent-action',
      'vacant-seat',
    ]);
    expect(world.now).toBe('2027-03-01T09:00:00Z');
  });

  it('follows what is planned, who is away and what waits in a circuit', async () => {
    using t = terminal();
    const { world, nadia, officer, pilot, action } = await fill(t.database);
    await using _ = world;
    const empty = { groupId: null, ruleCode: null, place: null, heldOn: null, participants: null };
    await world.actAs(nadia, async ({ db, pact, now }) => {
      await insertMeeting(db, {
        ...{ ...empty, id: 'committee', pactId: pact.definition.id, body: 'localCommittee' },
        ...{ territory: 'THA', state: 'planned', plannedDay: '2027-06-15', plannedTime: '14:00' },
        ...{ textId: null, createdAt: now, createdBy: nadia.id },
      });
      await insertAbsence(db, {
        ...{ id: 'absence', personId: nadia.id, startsOn: '2027-06-01', endsOn: '2027-06-10' },
        ...{ substituteId: officer.id, createdAt: now },
      });
    });
    const karim = await world.person({ firstName: 'Karim', structure: 'FT', role: 'referent' });
    const { asked } = await world.actAs(pilot, async (context) =>
      value(await declareUpdate(context, { action: action.code, status: 'completed' })),
    );
    const lines = await t.year();
    const committee = lines.filter(
      ({ subject, key }) => subject === 'THA' && key.includes(':2027-06-15:'),
    );
    expect(committee.map(({ at, stage }) => `${at.slice(0, 10)} ${stage}`)).toContain(
      '2027-05-14 J-30',
    );
    const week = committee.filter(({ stage }) => stage === 'J-7').map(({ recipient }) => recipient);
    expect(week.sort()).toEqual([officer.id, pilot.id].sort());
    const steps = lines.filter(({ obligation }) => obligation === 'validation-step');
    expect(
      steps.map(({ subject, stage, recipient }) => [subject, stage, recipient]),
    ).toContainEqual([asked?.request.code, 'after5', karim.id]);
    expect(lines.some(({ subject, stage }) => subject === 'THA' && stage === 'M-9')).toBe(false);
  });

  it('prints a table in French otherwise', async () => {
    using t = terminal();
    await using _ = (await fill(t.database)).world;
    const { status, said } = await t.relais('plan', '--from', '2027-03-31', '--to', '2027-03-31');
    expect(status).toBe(0);
    expect(said).toContain('Destinataire');
    expect(said).toMatch(/31\/03\/2027 {2}09:00 {2}Comité local {2}M-9 .*Nadia Benali/u);
    expect(said).toContain('1 rappel prévu, si personne n’agit.');
    const none = await t.relais('plan', '--from', '2027-03-28', '--to', '2027-03-29');
    expect(none).toMatchObject({ status: 0, said: 'Aucun rappel prévu.\n' });
  });

  it('says that a campaign was opened again, on its day', async () => {
    using t = terminal();
    const { world, officer } = await fill(t.database);
    await using _ = world;
    for (const [day, open] of [
      ['2027-12-10', false],
      ['2027-12-15', true],
    ] as const) {
      world.now = `${day}T09:00:00.000Z`;
      await world.actAs(officer, async (context) =>
        value(await decideCampaign(context, { year: 2027, open })),
      );
    }
    const { said } = await t.relais('plan', '--from', '2027-12-01', '--to', '2027-12-16');
    expect(said).toMatch(/15\/12\/2027 .*Indicateurs +réouverture J\+0/u);
    expect(said).not.toContain(' ouverture J+0');
  });

  it.each([
    [['--from', '2027-01-01'], 'Il manque l’option «\u00a0--to'],
    [['--from', '2027-02-30', '--to', '2027-12-31'], 'n’est pas un jour'],
    [['--from', '2027-12-31', '--to', '2027-01-01'], 'doit suivre'],
  ])('is misused by %j', async (args, sentence) => {
    using t = terminal();
    const { status, complained } = await t.relais('plan', ...args);
    expect(status).toBe(2);
    expect(complained).toContain(sentence);
  });

  it('is refused without a store', async () => {
    using t = terminal();
    const { status, complained } = await t.relais(
      'plan',
      '--from',
      '2027-01-01',
      '--to',
      '2027-12-31',
    );
    expect(status).toBe(1);
    expect(complained).toContain('n’existe pas encore');
  });
});
