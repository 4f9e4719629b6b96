import { describe, expect, it } from 'vitest';
import type { CircuitFacts } from '../../../src/domain/circuit/facts.ts';
import { resolveSeats } from '../../../src/domain/circuit/seats.ts';
import type { SeatRule } from '../../../src/domain/pact.ts';
import {
  circuit,
  facts,
  mission,
  monday,
  named,
  officer,
  onTerritory,
  people,
  pilot,
  referent,
  step,
  structures,
  territory,
} from './builders.ts';

function seatsOf(
  rules: SeatRule | readonly SeatRule[],
  change: Partial<CircuitFacts> = {},
  requester = 'rita',
  last = false,
): readonly string[] {
  return resolveSeats(step('s', rules), facts(change), { requester, last }).map(
    ({ id, status, persons }) =>
      `${id} ${status} ${persons.map(({ personId, via }) => `${personId}/${via}`).join('+')}`.trim(),
  );
}

describe('who a step asks', () => {
  const cases: readonly [string, readonly string[], readonly string[]][] = [
    [
      'each engaged structure has one seat',
      seatsOf(structures),
      ['structure:CAF held ana/mandate', 'structure:MSA held max/mandate'],
    ],
    [
      'several référents of one structure share its seat',
      seatsOf(structures, { mandates: [...people, referent('bob', 'CAF')] }),
      ['structure:CAF held ana/mandate+bob/mandate', 'structure:MSA held max/mandate'],
    ],
    [
      'a shared group gives one seat for each of its territories',
      seatsOf(territory, {
        mandates: [...people, onTerritory('bea', 'BIT')],
        subject: { structures: [], territories: ['THA', 'BIT'], groupId: 'g1' },
      }),
      ['territory:THA held tom/mandate', 'territory:BIT held bea/mandate'],
    ],
    [
      'pilot and co-pilot have a seat each, and a missing co-pilot is a vacant seat',
      seatsOf({ kind: 'pilots' }, { mandates: [pilot('pia')] }),
      ['pilot held pia/mandate', 'coPilot vacant'],
    ],
    [
      'a named role is one seat',
      seatsOf({ kind: 'role', role: 'oversight' }),
      ['role:oversight held olga/mandate'],
    ],
    [
      'a structure without chain is asked through its référents',
      seatsOf({ kind: 'structure', structure: 'CAF' }),
      ['structure:CAF held ana/mandate'],
    ],
    [
      'a structure without référent is a vacant seat',
      seatsOf(structures, { mandates: [referent('ana', 'CAF'), referent(null, 'MSA')] }),
      ['structure:CAF held ana/mandate', 'structure:MSA vacant'],
    ],
    [
      'a mandate that ended or has not begun holds nothing',
      seatsOf(
        { kind: 'structure', structure: 'CAF' },
        {
          mandates: [
            { ...referent('old', 'CAF'), endsOn: '2027-02-28' },
            { ...referent('new', 'CAF'), startsOn: '2027-03-02' },
          ],
        },
      ),
      ['structure:CAF vacant'],
    ],
    [
      'somebody who left holds nothing',
      seatsOf({ kind: 'structure', structure: 'CAF' }, { departed: ['ana'] }),
      ['structure:CAF vacant'],
    ],
    [
      'the substitute of somebody away answers too',
      seatsOf(
        { kind: 'structure', structure: 'CAF' },
        { absences: [{ personId: 'ana', from: monday, until: monday, substituteId: 'sam' }] },
      ),
      ['structure:CAF held ana/mandate+sam/substitute'],
    ],
    [
      'a substitute who is away hands on to their own',
      seatsOf(
        { kind: 'structure', structure: 'CAF' },
        {
          absences: [
            { personId: 'ana', from: monday, until: monday, substituteId: 'sam' },
            { personId: 'sam', from: monday, until: monday, substituteId: 'zoe' },
          ],
        },
      ),
      ['structure:CAF held ana/mandate+zoe/substitute'],
    ],
    [
      'two people who stand in for each other while both away: nobody else is asked',
      seatsOf(
        { kind: 'structure', structure: 'CAF' },
        {
          absences: [
            { personId: 'ana', from: monday, until: monday, substituteId: 'max' },
            { personId: 'max', from: monday, until: monday, substituteId: 'ana' },
          ],
        },
      ),
      ['structure:CAF held ana/mandate'],
    ],
    [
      'two rules that name the same seat ask it once',
      seatsOf([structures, { kind: 'structure', structure: 'CAF' }]),
      ['structure:CAF held ana/mandate', 'structure:MSA held max/mandate'],
    ],
  ];
  it.each(cases)('%s', (_, found, expected) => expect(found).toEqual(expected));
});

describe('a structure’s own internal chain', () => {
  const chains = [{ structure: 'CAF', roles: ['adjoint', 'directeur'] }];
  const mandates = [...people, named('ada', 'adjoint', 'CAF'), named('dan', 'directeur')];
  const links = (rule: SeatRule) =>
    resolveSeats(step('s', rule), facts({ chains, mandates }), {
      requester: 'rita',
      last: false,
    }).map(({ id, after, voice, persons }) => [id, after, voice, persons[0]?.personId]);

  it('is asked in order when a step names the structure', () =>
    expect(links({ kind: 'structure', structure: 'CAF' })).toEqual([
      ['structure:CAF/adjoint', null, 'structure:CAF', 'ada'],
      ['structure:CAF/directeur', 'structure:CAF/adjoint', 'structure:CAF', 'dan'],
    ]));
  it('follows the référent when a step asks the engaged structures, with one voice', () =>
    expect(links(structures)).toEqual([
      ['structure:CAF', null, 'structure:CAF', 'ana'],
      ['structure:CAF/adjoint', 'structure:CAF', 'structure:CAF', 'ada'],
      ['structure:CAF/directeur', 'structure:CAF/adjoint', 'structure:CAF', 'dan'],
      ['structure:MSA', null, 'structure:MSA', 'max'],
    ]));
});

describe('the requester’s own seat', () => {
  const away = [{ personId: 'mia', substituteId: 'sam', from: monday, until: null }];
  const cases: readonly [string, readonly string[], readonly string[]][] = [
    [
      'is withdrawn',
      seatsOf(structures, {}, 'ana'),
      ['structure:CAF withdrawn', 'structure:MSA held max/mandate'],
    ],
    [
      'stays with a colleague who shares it',
      seatsOf(structures, { mandates: [...people, referent('bob', 'CAF')] }, 'ana'),
      ['structure:CAF held bob/mandate', 'structure:MSA held max/mandate'],
    ],
    [
      'is not answered by their substitute at an earlier step',
      seatsOf(structures, { substitutions: [{ ...away[0], personId: 'ana' } as never] }, 'ana'),
      ['structure:CAF withdrawn', 'structure:MSA held max/mandate'],
    ],
    [
      'goes to their substitute when it leaves the last step empty',
      seatsOf(mission, { substitutions: away }, 'mia', true),
      ['programmeOfficer held sam/standIn'],
    ],
    [
      'goes to the oversight role when there is no substitute',
      seatsOf(mission, {}, 'mia', true),
      ['programmeOfficer held olga/standIn'],
    ],
    [
      'waits in plain sight when there is neither',
      seatsOf(mission, { mandates: [officer('mia')] }, 'mia', true),
      ['programmeOfficer vacant'],
    ],
    [
      'is answered by the other programme officer at the last step',
      seatsOf(mission, { mandates: [...people, officer('lea')] }, 'mia', true),
      ['programmeOfficer held lea/mandate'],
    ],
    [
      'is not given to a substitute who is the requester',
      seatsOf(
        { kind: 'structure', structure: 'CAF' },
        { absences: [{ personId: 'ana', from: monday, until: monday, substituteId: 'rita' }] },
      ),
      ['structure:CAF held ana/mandate'],
    ],
  ];
  it.each(cases)('%s', (_, found, expected) => expect(found).toEqual(expected));

  it('is said: the seat names who was withdrawn', () => {
    const [own, other] = resolveSeats(
      circuit(step('s', structures)).steps[0] ?? step('', []),
      facts(),
      {
        requester: 'ana',
        last: false,
      },
    );
    expect([own?.withdrawn, other?.withdrawn]).toEqual(['ana', null]);
  });

  it('a last step that concerns nobody goes to the oversight role', () =>
    expect(
      seatsOf(
        structures,
        { subject: { structures: [], territories: [], groupId: null } },
        'rita',
        true,
      ),
    ).toEqual(['role:oversight held olga/mandate']));

  it('and never to the requester, even when that is the oversight role', () =>
    expect(
      seatsOf(
        structures,
        { subject: { structures: [], territories: [], groupId: null } },
        'olga',
        true,
      ),
    ).toEqual(['role:oversight vacant']));

  it('has no stand-in at a last step that somebody else can answer', () =>
    expect(seatsOf([mission, structures], {}, 'mia', true)).toEqual([
      'programmeOfficer withdrawn',
      'structure:CAF held ana/mandate',
      'structure:MSA held max/mandate',
    ]));
});
