import { describe, expect, it } from 'vitest';
import { computeReview } from '../../src/domain/figures/review.ts';
import { lastDay, type PactDefinition } from '../../src/domain/pact.ts';
import { readPactFile } from '../../src/files/pact-file.ts';
import { listPacts, readPact } from '../../src/store/pacts.ts';
import { signatoriesOf } from '../../src/store/structures.ts';
import { raiseAlert } from '../../src/use-cases/alerts/raise-alert.ts';
import { amendAction } from '../../src/use-cases/amend-action.ts';
import { closePact } from '../../src/use-cases/close-pact.ts';
import { createAction } from '../../src/use-cases/create-action.ts';
import { createGroup } from '../../src/use-cases/create-group.ts';
import { holdUnplanned } from '../../src/use-cases/hold-meeting.ts';
import { loadPact } from '../../src/use-cases/load-pact.ts';
import { proroguePact } from '../../src/use-cases/prorogue-pact.ts';
import { readReviewFacts } from '../../src/use-cases/read-review-facts.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import {
  completeFields,
  openWorld,
  pactFile,
  refusal,
  value,
  type World,
} from '../support/world.ts';

const load = (world: World, definition: PactDefinition, hash: string, current = true) =>
  world.actAs(null, (context) => loadPact(context, { definition, hash, current }));

const without = (code: string): PactDefinition => {
  const { pact } = pactFile();
  const drop = <Item extends { code: string }>(items: readonly Item[]) =>
    items.filter((item) => item.code !== code);
  return {
    ...pact,
    territories: drop(pact.territories),
    themes: drop(pact.themes),
    structures: drop(pact.structures),
  };
};

describe('loading a pact', () => {
  it('changes nothing when the file is the same', async () => {
    await using world = await openWorld();
    const before = await world.journal();
    world.later({ days: 1 });
    const { pact, hash } = pactFile();
    expect(await load(world, pact, hash)).toMatchObject({ outcome: 'unchanged', retired: [] });
    expect(await world.journal()).toEqual(before);
    expect((await world.pact()).trackedFrom).toBe('2027-03-01');
  });

  it('keeps the day it was first followed and what the file does not rule', async () => {
    await using world = await openWorld();
    world.later({ days: 30 });
    expect((await load(world, pactFile().pact, 'other')).outcome).toBe('reloaded');
    expect(await world.pact()).toMatchObject({ trackedFrom: '2027-03-01', isCurrent: true });
  });

  it('lets a past pact in beside it, closed and without taking its place', async () => {
    await using world = await openWorld();
    const past = readPactFile('pacts/herault-2017-2021.yaml');
    if (!past.ok) throw new Error('the past pact is malformed');
    const { outcome } = await load(world, past.pact, past.hash, false);
    expect(outcome).toBe('loaded');
    expect(await load(world, past.pact, past.hash, false)).toMatchObject({ outcome: 'unchanged' });
    expect(await listPacts(world.db)).toEqual([
      { id: past.pact.id, isCurrent: false },
      { id: 'herault-2022-2025', isCurrent: true },
    ]);
    expect((await readPact(world.db, past.pact.id))?.closedAt).not.toBeNull();
    expect((await verifyStore(world.db)).faults).toEqual([]);
  });

  it('makes a new pact current and leaves the former one readable', async () => {
    await using world = await openWorld();
    await load(world, { ...pactFile().pact, id: 'herault-2029' }, 'new');
    expect((await world.pact()).definition.id).toBe('herault-2029');
    expect((await readPact(world.db, 'herault-2022-2025'))?.isCurrent).toBe(false);
    expect((await verifyStore(world.db)).faults).toEqual([]);
  });
});

describe('what leaves the file', () => {
  it('is retired when it is used, and gone when it is not', async () => {
    await using world = await openWorld();
    const action = await world.action(await world.group(), { themes: ['logement'] });
    expect((await load(world, without('logement'), 'h1')).retired).toEqual(['Logement']);
    await load(world, without('HLO'), 'h2');
    const { themes, territories } = (await world.pact()).definition;
    expect(territories.map(({ code }) => code)).not.toContain('HLO');
    expect(themes.find(({ code }) => code === 'logement')).not.toHaveProperty('retiredOn');
    await load(world, without('logement'), 'h3');
    const retired = (await world.pact()).definition.themes.find(({ code }) => code === 'logement');
    expect(retired).toMatchObject({ label: 'Logement', retiredOn: world.today });
    expect(await world.reread(action)).toMatchObject({ themes: ['logement'] });
    expect((await verifyStore(world.db)).faults).toEqual([]);
  });

  it('stays where it was chosen, and is chosen no more', async () => {
    await using world = await openWorld();
    const group = await world.group();
    const action = await world.action(group, { themes: ['logement'] });
    const other = await world.action(group);
    await load(world, without('logement'), 'h1');
    await load(world, { ...without('logement'), territories: without('THA').territories }, 'h2');
    const fields = { ...completeFields, themes: ['logement'], title: 'Autre titre' };
    const amend = (code: string) =>
      world.actAs(null, (context) => amendAction(context, { action: code, fields }));
    value(await amend(action.code));
    const unknown = { kind: 'invalid', why: 'unknown' };
    expect(refusal(await amend(other.code))).toMatchObject({ ...unknown, field: 'themes' });
    const created = await world.actAs(null, (context) =>
      createAction(context, { group: group.code, fields }),
    );
    expect(refusal(created)).toMatchObject({ ...unknown, field: 'themes' });
    const input = { title: 'Thau', territories: ['THA'] };
    const grouped = await world.actAs(null, (context) => createGroup(context, input));
    expect(refusal(grouped)).toMatchObject({ ...unknown, field: 'territories' });
  });

  it('takes a signature with it when the file had given it', async () => {
    await using world = await openWorld();
    const { pact } = pactFile();
    const [first] = await signatoriesOf(world.db, pact.id);
    if (!first) throw new Error('the sample has signatories');
    const structures = pact.structures.map((structure) =>
      structure.code === first ? { ...structure, signatory: false } : structure,
    );
    await load(world, { ...pact, structures }, 'h1');
    expect(await signatoriesOf(world.db, pact.id)).not.toContain(first);
  });

  it('takes a signature with the structure that had given it', async () => {
    await using world = await openWorld();
    const { pact } = pactFile();
    const before = await signatoriesOf(world.db, pact.id);
    await world.person({ role: 'referent', structure: 'CAF' });
    const gone = ['CAF', before.find((code) => code !== 'CAF') ?? ''];
    const structures = pact.structures.filter(({ code }) => !gone.includes(code));
    await load(world, { ...pact, structures }, 'h1');
    // The CAF is in use, and kept as retired: it has signed no more than the other.
    const facts = await readReviewFacts(world.db, await world.pact(), world.now);
    const options = {
      span: { kind: 'pact' },
      scope: { kind: 'pact' },
      today: world.today,
    } as const;
    const { partners } = computeReview(facts, options);
    expect(before).toEqual(expect.arrayContaining(gone));
    expect(partners.signatories).toBe(before.length - 2);
    expect((await verifyStore(world.db)).faults).toEqual([]);
  });

  it('is kept for a committee or a COPIL held, and for an alert', async () => {
    await using world = await openWorld();
    const { pact } = pactFile();
    const [rule] = pact.bodies.steeringCommittee;
    const officer = await world.person({ role: 'programmeOfficer' });
    await world.actAs(null, async (context) => {
      const held = { heldOn: world.today, participants: 9 };
      value(await holdUnplanned(context, { kind: 'committee', territory: 'THA' }, held));
      value(await holdUnplanned(context, { kind: 'steering', rule: rule?.code ?? '' }, held));
    });
    await world.actAs(officer, async (context) =>
      value(await raiseAlert(context, { about: { kind: 'territory', code: 'BIT' }, text: 'Aide' })),
    );
    const gone = ['BIT', 'THA', rule?.code];
    await load(
      world,
      {
        ...pact,
        territories: pact.territories.filter(({ code }) => !gone.includes(code)),
        bodies: {
          ...pact.bodies,
          steeringCommittee: pact.bodies.steeringCommittee.filter(
            ({ code }) => code !== rule?.code,
          ),
        },
      },
      'h1',
    );
    const { territories, bodies } = (await world.pact()).definition;
    const kept = [...territories, ...bodies.steeringCommittee].filter(({ retiredOn }) => retiredOn);
    expect(kept.map(({ code }) => code)).toEqual(gone);
  });
});

describe('a prorogation', () => {
  it('moves the last day and survives a reload of the file', async () => {
    await using world = await openWorld();
    const officer = await world.person({ role: 'programmeOfficer' });
    const input = { until: '2029-12-31', reason: 'Décision du COPIL' };
    const done = await world.actAs(officer, (context) => proroguePact(context, input));
    expect(value(done)).toEqual({ before: '2028-12-31', until: '2029-12-31' });
    await load(world, pactFile().pact, 'other');
    expect(lastDay((await world.pact()).definition)).toBe('2029-12-31');
    expect((await verifyStore(world.db)).faults).toEqual([]);
  });

  it('is of the day that it is in Paris', async () => {
    await using world = await openWorld();
    world.now = '2027-03-31T22:30:00.000Z';
    value(await world.actAs(null, (context) => proroguePact(context, { until: '2029-12-31' })));
    expect((await world.pact()).definition.prorogations.slice(1)).toEqual([
      { until: '2029-12-31', decidedOn: '2027-04-01' },
    ]);
  });

  it('only ever goes further', async () => {
    await using world = await openWorld();
    const result = await world.actAs(null, (context) =>
      proroguePact(context, { until: '2028-12-31' }),
    );
    expect(refusal(result)).toMatchObject({ kind: 'tooEarly', limit: '2029-01-01' });
  });
});

describe('closing a pact', () => {
  it('waits for its term, and is done once by the chargée de mission', async () => {
    await using world = await openWorld();
    const close = () => world.actAs(null, (context) => closePact(context));
    const pilot = await world.person({ role: 'referent' });
    const refusedOne = await world.actAs(pilot, (context) => closePact(context));
    expect(refusal(refusedOne)).toMatchObject({ kind: 'notAllowed', act: 'managePact' });
    world.now = '2028-12-31T12:00:00Z';
    expect(refusal(await close())).toMatchObject({ kind: 'tooEarly', limit: '2029-01-01' });
    world.now = '2029-01-01T12:00:00Z';
    value(await close());
    expect((await world.pact()).closedAt).toBe(world.now);
    expect(refusal(await close()).kind).toBe('pactClosed');
    await load(world, pactFile().pact, 'other');
    expect((await world.pact()).closedAt).toBe(world.now);
    expect((await verifyStore(world.db)).faults).toEqual([]);
  });
});
