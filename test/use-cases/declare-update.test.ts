import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../src/store/action-entries.ts';
import { openBlockers } from '../../src/store/blockers.ts';
import { readTexts } from '../../src/store/texts.ts';
import { amendAction } from '../../src/use-cases/amend-action.ts';
import { closePact } from '../../src/use-cases/close-pact.ts';
import { declareUpdate } from '../../src/use-cases/declare-update.ts';
import { completeFields, openWorld, refusal, value } from '../support/world.ts';

async function scene() {
  const world = await openWorld();
  const group = await world.group();
  const pilot = await world.person({ role: 'pilot', group });
  const action = await world.action(group);
  const declare = (input: Omit<Parameters<typeof declareUpdate>[1], 'action'>, who = pilot) =>
    world.actAs(who, (context) => declareUpdate(context, { action: action.code, ...input }));
  return {
    world,
    group,
    pilot,
    action,
    declare,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

describe('declaring an update', () => {
  it('keeps who, when, from, to and why', async () => {
    await using s = await scene();
    s.world.later({ days: 2 });
    const declared = value(await s.declare({ status: 'inProgress', comment: 'Premier atelier' }));
    expect(declared).toMatchObject({ from: 'project', to: 'inProgress' });
    const [entry] = await entriesOf(s.world.db, s.action.id, 1);
    expect(entry).toMatchObject({
      ...{ kind: 'update', at: s.world.now, authorId: s.pilot.id, nothingNew: false },
      ...{ fromStatus: 'project', toStatus: 'inProgress' },
    });
    const texts = await readTexts(s.world.db, [entry?.textId ?? '']);
    expect([...texts.values()]).toEqual(['Premier atelier']);
    expect(await s.world.reread(s.action)).toMatchObject({
      status: 'inProgress',
      lastNewsAt: s.world.now,
    });
  });

  it('takes «rien de neuf» as news', async () => {
    await using s = await scene();
    s.world.later({ days: 90 });
    value(await s.declare({ nothingNew: true }));
    const [entry] = await entriesOf(s.world.db, s.action.id, 1);
    expect(entry?.nothingNew).toBe(true);
    expect((await s.world.reread(s.action)).lastNewsAt).toBe(s.world.now);
  });

  it('journals no word of the text', async () => {
    await using s = await scene();
    value(await s.declare({ status: 'inProgress', comment: 'Premier atelier' }));
    const rows = JSON.stringify(await s.world.journal());
    expect(rows).toContain('action.updated');
    expect(rows).not.toMatch(/Premier|atelier|Camille/);
  });

  it('refuses an outsider, and writes nothing but the journal of the refusal', async () => {
    await using s = await scene();
    const outsider = await s.world.person({ role: 'referent', structure: 'CAF' });
    const before = await s.world.journal();
    const entries = await entriesOf(s.world.db, s.action.id, 10);
    const result = await s.declare({ status: 'inProgress', comment: 'Pour voir' }, outsider);
    expect(refusal(result)).toMatchObject({
      kind: 'notAllowed',
      act: 'declareUpdate',
      object: { territories: ['THA'], structures: ['FT'] },
    });
    const after = await s.world.journal();
    expect(after.slice(before.length)).toMatchObject([
      {
        act: 'refused',
        actorId: outsider.id,
        subjectId: s.action.id,
        payload: { act: 'declareUpdate' },
      },
    ]);
    expect(await entriesOf(s.world.db, s.action.id, 10)).toEqual(entries);
    expect(await s.world.reread(s.action)).toEqual(s.action);
    expect(await s.world.db.selectFrom('freeText').select('id').execute()).toEqual([]);
  });

  it('checks the mandate of the day: an ended one gives nothing', async () => {
    await using s = await scene();
    const former = await s.world.person({
      role: 'coPilot',
      group: s.group,
      structure: 'CAF',
      endsOn: '2027-03-31',
    });
    value(await s.declare({ nothingNew: true }, former));
    s.world.now = '2027-03-31T21:59:00Z';
    value(await s.declare({ nothingNew: true }, former));
    s.world.now = '2027-03-31T22:00:00Z'; // midnight in Paris
    expect(refusal(await s.declare({ nothingNew: true }, former)).kind).toBe('notAllowed');
  });

  it('keeps an incomplete action a project, and says what it lacks', async () => {
    await using s = await scene();
    const fields = { ...completeFields, means: '', indicators: [] };
    value(
      await s.world.actAs(s.pilot, (context) =>
        amendAction(context, { action: s.action.code, fields }),
      ),
    );
    expect(refusal(await s.declare({ status: 'inProgress' }))).toEqual({
      ...{ kind: 'incomplete', code: s.action.code },
      missing: ['means', 'indicators'],
    });
    expect((await s.world.reread(s.action)).status).toBe('project');
    value(await s.declare({ comment: 'Les modalités viennent' }));
    value(await s.declare({ status: 'abandoned', comment: 'Faute de moyens' }));
  });

  it('asks for a reason to move backward or to abandon', async () => {
    await using s = await scene();
    value(await s.declare({ status: 'operating' }));
    expect(refusal(await s.declare({ status: 'inProgress' }))).toEqual({
      ...{ kind: 'reasonNeeded', code: s.action.code, from: 'operating', to: 'inProgress' },
    });
    expect(refusal(await s.declare({ status: 'abandoned' })).kind).toBe('reasonNeeded');
    value(await s.declare({ status: 'inProgress', comment: 'Le local a fermé' }));
    value(await s.declare({ status: 'abandoned', comment: 'Plus de financement' }));
    expect(refusal(await s.declare({ status: 'inProgress' })).kind).toBe('reasonNeeded');
    value(await s.declare({ status: 'inProgress', comment: 'Nouveau financement' }));
  });

  it('raises blockers beside the status, and lifts them all', async () => {
    await using s = await scene();
    value(await s.declare({ blocker: { kind: 'awaitingValidation' } }));
    value(await s.declare({ blocker: { kind: 'other' }, comment: 'Le local est fermé' }));
    expect(refusal(await s.declare({ blocker: { kind: 'other' } }))).toMatchObject({
      field: 'comment',
    });
    expect(await openBlockers(s.world.db, [s.action.id])).toHaveLength(2);
    expect((await s.world.reread(s.action)).status).toBe('project');
    expect(value(await s.declare({ blocker: 'lifted' })).blockersLifted).toBe(2);
    expect(await openBlockers(s.world.db, [s.action.id])).toEqual([]);
  });

  it('refuses what says nothing', async () => {
    await using s = await scene();
    expect(refusal(await s.declare({}))).toEqual({ kind: 'nothingToSave', code: s.action.code });
  });

  it('never keeps data on a person who receives help, and asks about contact data', async () => {
    await using s = await scene();
    const nir = 'Dossier 2 85 05 34 172 123 09 à voir';
    expect(refusal(await s.declare({ comment: 'allocataire 1234567' }))).toMatchObject({
      kind: 'personalData',
      what: 'fileNumber',
    });
    const found = refusal(await s.declare({ comment: nir, contactsConfirmed: true }));
    expect(found).toMatchObject({ kind: 'personalData', what: 'nir' });
    const comment = 'Joindre le CCAS au 04 67 00 00 00';
    expect(refusal(await s.declare({ comment }))).toMatchObject({ kind: 'contactData' });
    value(await s.declare({ comment, contactsConfirmed: true }));
    const bodies = await s.world.db.selectFrom('freeText').select('body').execute();
    expect(bodies).toEqual([{ body: comment }]);
  });

  it('refuses an action of a closed pact', async () => {
    await using s = await scene();
    s.world.now = '2029-01-02T09:00:00Z';
    value(await s.world.actAs(null, (context) => closePact(context)));
    expect(refusal(await s.declare({ nothingNew: true }))).toMatchObject({
      kind: 'pactClosed',
      pact: 'herault-2022-2025',
    });
    expect((await s.world.journal()).at(-1)).toMatchObject({
      act: 'refused',
      payload: { reason: 'pactClosed' },
    });
  });

  it('does not know an action that does not exist', async () => {
    await using s = await scene();
    const result = await s.world.actAs(s.pilot, (context) =>
      declareUpdate(context, { action: 'THA-99', nothingNew: true }),
    );
    expect(refusal(result)).toEqual({ kind: 'notFound', what: 'action', id: 'THA-99' });
  });
});
