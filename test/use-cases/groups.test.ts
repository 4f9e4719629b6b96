import { describe, expect, it } from 'vitest';
import { findGroupById } from '../../src/store/groups.ts';
import { pilotsOf } from '../../src/store/mandates.ts';
import { readTexts } from '../../src/store/texts.ts';
import { createGroup } from '../../src/use-cases/create-group.ts';
import { giveMandate } from '../../src/use-cases/give-mandate.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { openWorld, refusal, value } from '../support/world.ts';

describe('creating a group', () => {
  it('numbers it under its first territory, and all of them as the département', async () => {
    await using world = await openWorld();
    const shared = await world.group({ territories: ['THA', 'PCA'] });
    const all = await world.group({ territories: ['BIT', 'CPS', 'HLO', 'MTP', 'PCA', 'THA'] });
    expect([shared.code, all.code]).toEqual(['THA-G1', 'DEP-G1']);
    expect(await findGroupById(world.db, shared.id)).toEqual(shared);
  });

  it.each([
    [
      { title: '', territories: ['THA'] },
      { field: 'title', why: 'empty' },
    ],
    [
      { title: 'Mobilité', territories: [] },
      { field: 'territories', why: 'empty' },
    ],
    [
      { title: 'Mobilité', territories: ['XYZ'] },
      { field: 'territories', why: 'unknown' },
    ],
    [{ title: 'matricule 1234567', territories: ['THA'] }, { kind: 'personalData' }],
  ])('refuses %j', async (input, expected) => {
    await using world = await openWorld();
    const result = await world.actAs(null, (context) => createGroup(context, input));
    expect(refusal(result)).toMatchObject(expected);
  });

  it('is for the chargée de mission alone', async () => {
    await using world = await openWorld();
    const referent = await world.person({ role: 'territoryReferent' });
    const officer = await world.person({ role: 'programmeOfficer' });
    const input = { title: 'Logement', territories: ['THA'] };
    const refusedOne = await world.actAs(referent, (context) => createGroup(context, input));
    expect(refusal(refusedOne)).toMatchObject({ kind: 'notAllowed', act: 'manageGroups' });
    value(await world.actAs(officer, (context) => createGroup(context, input)));
  });
});

describe('the pilots of a group', () => {
  it('come from two structures, else a justification is asked for and kept', async () => {
    await using world = await openWorld();
    const group = await world.group();
    await world.person({ role: 'pilot', group, structure: 'CAF' });
    const second = await world.person({ structure: 'CAF' });
    const mandate = {
      ...{ person: second.id, role: 'coPilot' as const, group: group.code },
      startsOn: world.today,
    };
    const give = (justification?: string) =>
      world.actAs(null, (context) =>
        giveMandate(context, { ...mandate, ...(justification !== undefined && { justification }) }),
      );
    expect(refusal(await give())).toEqual({
      ...{ kind: 'invalid', field: 'justification', why: 'sameStructure' },
    });
    expect(await pilotsOf(world.db, group.id, world.today)).toHaveLength(1);
    expect(refusal(await give('allocataire 1234567')).kind).toBe('personalData');

    expect(value(await give('Seule structure présente')).sameStructure).toBe(true);
    const reason = (await findGroupById(world.db, group.id))?.samePilotStructureReason;
    const texts = await readTexts(world.db, [reason ?? '']);
    expect([...texts.values()]).toEqual(['Seule structure présente']);
    expect((await verifyStore(world.db)).faults).toEqual([]);
  });

  it('need no justification when their structures differ', async () => {
    await using world = await openWorld();
    const group = await world.group();
    await world.person({ role: 'pilot', group, structure: 'CAF' });
    const other = await world.person({ role: 'coPilot', group, structure: 'MSA' });
    const seats = await pilotsOf(world.db, group.id, world.today);
    expect(seats.map(({ role }) => role).sort()).toEqual(['coPilot', 'pilot']);
    expect(seats.some(({ personId }) => personId === other.id)).toBe(true);
  });
});
