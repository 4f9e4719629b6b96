import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  ImportChange,
  ImportEntry,
  ImportedMandate,
  ImportedPerson,
  ImportPlan,
  KnownMandate,
  KnownPeople,
  KnownPerson,
} from '../../src/domain/import-plan.ts';
import { planImport } from '../../src/domain/plan-import.ts';

const today = '2027-03-01';

const anne: KnownPerson = {
  id: 'p1',
  firstName: 'Anne',
  lastName: 'Durand',
  email: 'anne@exemple.fr',
  title: 'Directrice',
  structure: 'mlij',
  prefers: null,
};

const seat: ImportedMandate = {
  role: 'referent',
  namedRole: null,
  structure: 'mlij',
  territory: null,
  group: null,
};

const held: KnownMandate = {
  ...{ id: 'm1', personId: 'p1', role: 'referent', namedRole: null, structure: 'mlij' },
  ...{ territory: null, group: null, startsOn: '2026-01-01', endsOn: null },
};

function row(fields: Partial<ImportedPerson> = {}, line = 2): ImportedPerson {
  return {
    ...{ kind: 'person', at: { line }, firstName: 'Anne', lastName: 'Durand' },
    ...{ email: 'anne@exemple.fr', structure: 'mlij', ...fields },
  };
}

function known(fields: Partial<KnownPeople> = {}): KnownPeople {
  const structures = [{ code: 'mlij', signatory: true, aliases: [] }];
  return { today, structures, persons: [anne], mandates: [], ...fields };
}

function accepted(plan: ImportPlan) {
  if (!plan.ok) throw new Error(plan.errors.map((error) => error.sentence).join('\n'));
  return plan;
}

const changesOf = (entries: readonly ImportEntry[], state: KnownPeople) =>
  accepted(planImport(entries, state)).changes;

describe('persons', () => {
  it('adds who is not known, once for several lines', () => {
    const rows = [
      row({ mandate: seat }),
      row({ mandate: { ...seat, role: 'programmeOfficer' } }, 3),
    ];
    const changes = changesOf(rows, known({ persons: [] }));
    expect(changes.map((change) => change.kind)).toEqual(['newPerson', 'newMandate', 'newMandate']);
    expect(changes[1]).toMatchObject({
      at: { line: 2 },
      mandate: { startsOn: today, endsOn: null },
    });
  });

  it.each<[string, Partial<ImportedPerson>, unknown]>([
    ['nothing said', {}, []],
    ['capitals', { lastName: 'DURAND' }, []],
    ['first name', { firstName: 'Hannah' }, [{ field: 'firstName', from: 'Anne', to: 'Hannah' }]],
    ['last name', { lastName: 'Petit' }, [{ field: 'lastName', from: 'Durand', to: 'Petit' }]],
    ['accent', { lastName: 'Dûrand' }, [{ field: 'lastName', from: 'Durand', to: 'Dûrand' }]],
    ['title', { title: 'Chef' }, [{ field: 'title', from: 'Directrice', to: 'Chef' }]],
    ['structure', { structure: 'plie' }, [{ field: 'structure', from: 'mlij', to: 'plie' }]],
    ['preference', { prefers: 'x' }, [{ field: 'prefers', from: null, to: 'x' }]],
  ])('changes only what the file says: %s', (_name, fields, expected) => {
    const changes = changesOf([row(fields)], known());
    const fieldsChanged = changes.flatMap((change) =>
      change.kind === 'changedPerson' ? change.fields : [],
    );
    expect(fieldsChanged).toEqual(expected);
    if (fieldsChanged.length === 0) expect(changes).toMatchObject([{ kind: 'unchanged' }]);
  });

  it('keeps the known structure of a person whose lines name several', () => {
    const rows = [row({ structure: 'plie' }), row({ structure: 'mlij' }, 3)];
    expect(changesOf(rows, known()).map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged']);
  });

  it('tells of somebody of the same name under another address', () => {
    const plan = accepted(planImport([row({ email: 'a.durand@exemple.fr' })], known()));
    expect(plan.notices).toMatchObject([{ kind: 'homonym', otherEmail: 'anne@exemple.fr' }]);
  });
});

describe('one address for two persons', () => {
  it.each<[string, readonly ImportedPerson[], Partial<KnownPeople>, RegExp]>([
    ['in the file', [row(), row({ firstName: 'Luc', lastName: 'Petit' }, 9)], {}, /ligne 2/],
    ['in the file, half the name', [row(), row({ firstName: 'Luc' }, 9)], {}, /ligne 2/],
    [
      'known as somebody else',
      [row({ firstName: 'Luc', lastName: 'Petit' }, 9)],
      {},
      /celle d’Anne Durand.*départ/,
    ],
    [
      'known twice',
      [row({}, 9)],
      { persons: [anne, { ...anne, id: 'p2', email: 'ANNE@exemple.fr' }] },
      /plusieurs personnes/,
    ],
  ])('is refused: %s', (_name, rows, state, sentence) => {
    const plan = planImport(rows, known(state));
    expect(plan).toMatchObject({
      ok: false,
      errors: [{ line: 9, column: 'Adresse e-mail', sentence: expect.stringMatching(sentence) }],
    });
  });
});

describe('mandates', () => {
  it.each<[string, Partial<ImportedMandate>, Partial<KnownMandate>, string]>([
    ['in force', {}, {}, 'unchanged'],
    ['in force since another day', { startsOn: '2026-06-01' }, {}, 'unchanged'],
    ['yet to begin', {}, { startsOn: '2027-06-01' }, 'unchanged'],
    ['with the end it has', { endsOn: '2027-12-31' }, { endsOn: '2027-12-31' }, 'unchanged'],
    ['with an end it keeps', {}, { endsOn: '2027-12-31' }, 'unchanged'],
    ['with a new end', { endsOn: '2027-12-31' }, {}, 'changedMandateEnd'],
    ['after one that ended', { startsOn: '2027-01-01' }, { endsOn: '2026-12-31' }, 'newMandate'],
    ['ended, and not reopened', {}, { endsOn: '2026-12-31' }, 'unchanged'],
    ['another role', { role: 'electedOfficial' }, {}, 'newMandate'],
    ['another territory', { territory: 'thau' }, {}, 'newMandate'],
    ['another group', { role: 'pilot', group: 'G1' }, { role: 'pilot', group: 'G2' }, 'newMandate'],
    ['of somebody else', {}, { personId: 'p2' }, 'newMandate'],
  ])('%s', (_name, said, before, kind) => {
    const state = known({ mandates: [{ ...held, ...before }] });
    expect(changesOf([row({ mandate: { ...seat, ...said } })], state)).toMatchObject([{ kind }]);
  });

  it('says that an ended mandate is not reopened', () => {
    const state = known({ mandates: [{ ...held, endsOn: '2026-12-31' }] });
    expect(accepted(planImport([row({ mandate: seat })], state)).notices).toMatchObject([
      { kind: 'mandateAlreadyEnded', endedOn: '2026-12-31' },
    ]);
  });

  it('never ends those the file does not mention, and counts them', () => {
    const others: KnownMandate[] = [
      { ...held, id: 'kept', personId: 'p9' },
      { ...held, id: 'over', personId: 'p9', endsOn: '2026-12-31' },
    ];
    const state = known({ mandates: [held, ...others] });
    const plan = accepted(planImport([row({ mandate: seat })], state));
    expect(plan.keptMandates).toEqual(['kept']);
    expect(plan.changes).toMatchObject([{ kind: 'unchanged' }]);
  });

  it.each<[string, Partial<ImportedMandate>, Partial<ImportedMandate>, RegExp]>([
    ['the same, without days', {}, { endsOn: '2028-01-01' }, /ligne 2/],
    ['on days that overlap', { startsOn: '2027-01-01' }, { startsOn: '2027-06-01' }, /ligne 2/],
  ])('refuses one given twice: %s', (_name, first, second, sentence) => {
    const rows = [
      row({ mandate: { ...seat, ...first } }),
      row({ mandate: { ...seat, ...second } }, 3),
    ];
    expect(planImport(rows, known())).toMatchObject({
      ok: false,
      errors: [{ line: 3, column: 'Rôle', sentence: expect.stringMatching(sentence) }],
    });
  });

  it('takes the same line twice as said once', () => {
    const changes = changesOf([row({ mandate: seat }), row({ mandate: seat }, 3)], known());
    expect(changes.map(({ kind }) => kind)).toEqual(['newMandate', 'unchanged']);
  });

  it.each<[string, Partial<KnownPeople>, Partial<ImportedMandate>]>([
    ['before today, without a beginning', {}, { endsOn: '2027-02-01' }],
    ['before the one in force began', { mandates: [held] }, { endsOn: '2025-12-31' }],
  ])('refuses an end %s', (_name, state, said) => {
    const plan = planImport([row({ mandate: { ...seat, ...said } })], known(state));
    expect(plan).toMatchObject({ ok: false, errors: [{ line: 2, column: 'Fin' }] });
  });
});

describe('structures', () => {
  const plie: ImportEntry = {
    ...{ kind: 'structure', at: { line: 2 }, code: 'plie', label: 'PLIE', category: 'plie' },
    aliases: ['PLIE 34'],
  };

  it('come before people, whatever the order of the file', () => {
    const changes = changesOf([row({ structure: 'plie' }), plie], known({ persons: [] }));
    expect(changes.map(({ kind }) => kind)).toEqual(['newStructure', 'newPerson']);
    expect(changes[0]).toMatchObject({ category: 'plie', signatory: false });
  });

  it('receive aliases and a signature, and lose neither', () => {
    const before = { code: 'plie', signatory: false, aliases: ['ancien'] };
    const said: ImportEntry = { ...plie, signatory: true };
    expect(changesOf([said], known({ structures: [before] }))).toMatchObject([
      { kind: 'changedStructure', aliases: ['PLIE 34'], becomesSignatory: true },
    ]);
    const signed = { code: 'plie', signatory: true, aliases: ['PLIE 34'] };
    const plan = accepted(
      planImport([{ ...plie, signatory: false }], known({ structures: [signed] })),
    );
    expect(plan.changes).toMatchObject([{ kind: 'unchanged' }]);
    expect(plan.notices).toMatchObject([{ kind: 'stillSignatory' }]);
  });
});

/** What a store does with a plan, as simply as can be. */
function apply(state: KnownPeople, changes: readonly ImportChange[]): KnownPeople {
  const structures = state.structures.map((item) => ({ ...item }));
  const persons = state.persons.map((item) => ({ ...item }));
  const mandates = state.mandates.map((item) => ({ ...item }));
  const idOf = (email: string) => persons.find((item) => item.email === email)?.id ?? '';
  for (const change of changes) {
    if (change.kind === 'newStructure') structures.push(change);
    if (change.kind === 'newPerson') {
      const { title, structure, prefers } = change;
      persons.push({ ...change.person, id: `p-${persons.length}-new`, title, structure, prefers });
    }
    if (change.kind === 'changedPerson') {
      const at = persons.findIndex((item) => item.id === change.person.personId);
      const fields = Object.fromEntries(change.fields.map(({ field, to }) => [field, to]));
      persons[at] = { ...(persons[at] ?? anne), ...fields };
    }
    if (change.kind === 'newMandate') {
      const personId = idOf(change.person.email);
      mandates.push({ ...change.mandate, id: `m-${mandates.length}-new`, personId });
    }
    if (change.kind === 'changedMandateEnd') {
      const at = mandates.findIndex((item) => item.id === change.mandateId);
      mandates[at] = { ...(mandates[at] ?? held), endsOn: change.to };
    }
  }
  return { ...state, structures, persons, mandates };
}

describe('planning again after the plan was applied', () => {
  const day = fc.constantFrom('2026-01-01', '2026-12-31', '2027-01-01', '2027-06-30', '2028-01-01');
  const optionalDay = fc.option(day, { nil: undefined });
  const place = fc.constantFrom('mlij', 'plie');
  const mandate = fc
    .record({ startsOn: optionalDay, endsOn: optionalDay, structure: place })
    .filter(({ startsOn, endsOn }) => !startsOn || !endsOn || startsOn <= endsOn)
    .map(
      ({ startsOn, endsOn, structure }): ImportedMandate => ({
        ...seat,
        structure,
        ...(startsOn === undefined ? {} : { startsOn }),
        ...(endsOn === undefined ? {} : { endsOn }),
      }),
    );
  const entry = fc
    .record({
      email: fc.constantFrom('anne@exemple.fr', 'nouvelle@exemple.fr'),
      title: fc.option(fc.constantFrom('Directrice', 'Cheffe'), { nil: undefined }),
      structure: place,
      mandate: fc.option(mandate, { nil: undefined }),
    })
    .map(({ email, title, structure, mandate: given }) =>
      row({
        email,
        structure,
        ...(title === undefined ? {} : { title }),
        ...(given === undefined ? {} : { mandate: given }),
      }),
    );
  const before = fc
    .array(
      fc
        .record({ startsOn: day, endsOn: fc.option(day, { nil: null }), structure: place })
        .filter(({ startsOn, endsOn }) => endsOn === null || startsOn <= endsOn),
      { maxLength: 1 },
    )
    .map((items) => items.map((item, index) => ({ ...held, ...item, id: `m${index}` })));

  it('changes nothing when one mandate is ended and the next begins', () => {
    const rows = [
      row({ mandate: { ...seat, startsOn: '2026-01-01', endsOn: '2026-12-31' } }),
      row({ mandate: { ...seat, startsOn: '2027-01-01' } }, 3),
    ];
    const state = known({ mandates: [held] });
    const changes = changesOf(rows, state);
    expect(changes.map(({ kind }) => kind)).toEqual(['changedMandateEnd', 'newMandate']);
    expect(changesOf(rows, apply(state, changes)).map(({ kind }) => kind)).toEqual([
      'unchanged',
      'unchanged',
    ]);
  });

  it('changes nothing, whatever the file and what was known', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), before, (entries, mandates) => {
        const state = known({ mandates });
        const plan = planImport(entries, state);
        if (!plan.ok) return;
        const again = accepted(planImport(entries, apply(state, plan.changes)));
        expect(again.changes.filter(({ kind }) => kind !== 'unchanged')).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });
});
