import { describe, expect, it } from 'vitest';
import { mandatesOf } from '../../src/store/mandates.ts';
import { findPersonByEmail } from '../../src/store/people.ts';
import { closePact } from '../../src/use-cases/close-pact.ts';
import { endMandate } from '../../src/use-cases/end-mandate.ts';
import { giveMandate, type MandateInput } from '../../src/use-cases/give-mandate.ts';
import { type PersonInput, registerPerson } from '../../src/use-cases/register-person.ts';
import { openWorld, refusal, value, type World } from '../support/world.ts';

const claire: PersonInput = {
  ...{ firstName: 'Claire', lastName: 'Vidal', email: 'Claire.Vidal@Exemple.fr' },
  structure: 'FT',
};

describe('registering a person', () => {
  it('finds them by their address whatever its capitals', async () => {
    await using world = await openWorld();
    const person = value(await world.actAs(null, (context) => registerPerson(context, claire)));
    expect(await findPersonByEmail(world.db, ' claire.vidal@EXEMPLE.fr')).toEqual(person);
    const journal = JSON.stringify(await world.journal());
    expect(journal).not.toMatch(/claire|vidal|exemple\.fr/i);
  });

  it.each<[Partial<PersonInput>, object]>([
    [{ firstName: '' }, { field: 'firstName', why: 'empty' }],
    [{ lastName: 'x'.repeat(81) }, { field: 'lastName', why: 'tooLong' }],
    [{ title: 'x'.repeat(81) }, { field: 'title', why: 'tooLong' }],
    [{ email: 'claire.vidal@' }, { field: 'email', why: 'badEmail' }],
    [{ structure: 'NASA' }, { field: 'structure', why: 'unknown' }],
    [{ firstName: '1 85 05 78 006 084 91' }, { kind: 'personalData', field: 'firstName' }],
    [{ lastName: 'allocataire 1234567' }, { kind: 'personalData', field: 'lastName' }],
    [{ title: 'matricule 1234567' }, { kind: 'personalData', field: 'title' }],
    [{ email: '185057800608491@exemple.fr' }, { kind: 'personalData', field: 'email' }],
  ])('refuses %j', async (wrong, expected) => {
    await using world = await openWorld();
    const result = await world.actAs(null, (context) =>
      registerPerson(context, { ...claire, ...wrong }),
    );
    expect(refusal(result)).toMatchObject(expected);
  });

  it('refuses an address that is taken', async () => {
    await using world = await openWorld();
    value(await world.actAs(null, (context) => registerPerson(context, claire)));
    const twin = { ...claire, firstName: 'Luc', email: 'claire.vidal@exemple.fr' };
    const result = await world.actAs(null, (context) => registerPerson(context, twin));
    expect(refusal(result)).toMatchObject({ kind: 'alreadyExists', what: 'person' });
  });

  it('is for the chargée de mission alone', async () => {
    await using world = await openWorld();
    const pilot = await world.person({ role: 'referent' });
    const result = await world.actAs(pilot, (context) => registerPerson(context, claire));
    expect(refusal(result)).toMatchObject({ kind: 'notAllowed', act: 'managePeople' });
  });
});

describe('giving a mandate', () => {
  const give = (world: World, input: Omit<MandateInput, 'startsOn'> & { startsOn?: string }) =>
    world.actAs(null, (context) => giveMandate(context, { startsOn: world.today, ...input }));

  it('is in force from its first to its last day', async () => {
    await using world = await openWorld();
    const person = await world.person({
      ...{ role: 'referent' as const, startsOn: '2027-03-10', endsOn: '2027-03-20' },
    });
    const inForce = async (day: string) => (await mandatesOf(world.db, person.id, day)).length;
    const days = ['2027-03-09', '2027-03-10', '2027-03-20', '2027-03-21'];
    expect(await Promise.all(days.map(inForce))).toEqual([0, 1, 1, 0]);
  });

  it.each<[Omit<MandateInput, 'person' | 'startsOn'>, string]>([
    [{ role: 'referent', structure: 'NASA' }, 'structure'],
    [{ role: 'territoryReferent', territory: 'XYZ' }, 'territory'],
    [{ role: 'territoryReferent' }, 'territory'],
    [{ role: 'named', namedRole: 'pape' }, 'namedRole'],
    [{ role: 'pilot' }, 'group'],
    [{ role: 'coPilot', group: 'THA-G9' }, 'group'],
    [{ role: 'programmeOfficer', endsOn: '2027-02-28' }, 'endsOn'],
  ])('refuses %j', async (wrong, field) => {
    await using world = await openWorld();
    const person = await world.person();
    const result = await give(world, { person: person.id, ...wrong });
    expect(refusal(result)).toMatchObject({ kind: 'invalid', field });
  });

  it('refuses a référent of no structure', async () => {
    await using world = await openWorld();
    const person = await world.person({ structure: null });
    const result = await give(world, { person: person.id, role: 'referent' });
    expect(refusal(result)).toMatchObject({ field: 'structure' });
  });

  it('refuses the same seat on days that overlap, not after', async () => {
    await using world = await openWorld();
    const role = 'referent' as const;
    const person = await world.person({ role, startsOn: '2027-06-01', endsOn: '2027-12-31' });
    // The known mandate begins only later: the new one would run into it.
    expect(refusal(await give(world, { person: person.id, role }))).toMatchObject({
      kind: 'alreadyExists',
      what: 'mandate',
    });
    value(await give(world, { person: person.id, role, endsOn: '2027-05-31' }));
    value(await give(world, { person: person.id, role, startsOn: '2028-01-01' }));
    value(await give(world, { person: person.id, role, structure: 'CAF' }));
  });

  it.each([
    [{ startsOn: '2027-02-30' }, 'startsOn'],
    [{ endsOn: '2027-12-31 et plus' }, 'endsOn'],
  ])('refuses %j, which is no day', async (days, field) => {
    await using world = await openWorld();
    const person = await world.person();
    const given = await give(world, { person: person.id, role: 'referent', ...days });
    expect(refusal(given)).toMatchObject({ field, why: 'badDay' });
  });

  it('is refused in a closed pact', async () => {
    await using world = await openWorld();
    const person = await world.person();
    world.now = '2029-01-02T09:00:00Z';
    value(await world.actAs(null, (context) => closePact(context)));
    expect(refusal(await give(world, { person: person.id, role: 'referent' })).kind).toBe(
      'pactClosed',
    );
  });

  it('ends on a day, not before it began', async () => {
    await using world = await openWorld();
    const person = await world.person({ role: 'referent' });
    const [mandate] = await mandatesOf(world.db, person.id, world.today);
    const end = (endsOn: string) =>
      world.actAs(null, (context) => endMandate(context, { mandate: mandate?.id ?? '', endsOn }));
    expect(refusal(await end('2027-02-28'))).toMatchObject({ why: 'endBeforeStart' });
    expect(refusal(await end('2027-03-32'))).toMatchObject({ field: 'endsOn', why: 'badDay' });
    value(await end('2027-03-05'));
    expect(await mandatesOf(world.db, person.id, '2027-03-06')).toEqual([]);
    expect(await mandatesOf(world.db, person.id, '2027-03-05')).toHaveLength(1);
  });
});
