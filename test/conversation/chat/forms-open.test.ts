/** A form opens whatever the pact holds: nothing to choose from, more than a list shows, long texts. */
import { describe, expect, it } from 'vitest';
import type { Field, Form } from '../../../src/conversation/form.ts';
import { openForms } from '../../../src/conversation/handlers/forms.ts';
import type { PactDefinition } from '../../../src/domain/pact.ts';
import { indicatorsOf } from '../../../src/store/actions.ts';
import type { IndicatorFields } from '../../../src/use-cases/action-fields.ts';
import { loadPact } from '../../../src/use-cases/load-pact.ts';
import {
  buttonsOf,
  errorsOf,
  formOf,
  openChat,
  prefilled,
  pressOf,
  wordsOf,
} from '../../support/chat.ts';
import { openWorld, type World } from '../../support/world.ts';

async function reload(world: World, change: (pact: PactDefinition) => Partial<PactDefinition>) {
  const { definition } = await world.pact();
  await world.actAs(null, ({ db, now, today }) =>
    loadPact(
      { db, now, today },
      { definition: { ...definition, ...change(definition) }, hash: 'changed', current: true },
    ),
  );
}

function fieldOf(form: Form, name: string): Field {
  const found = form.fields.find((field) => field.kind !== 'note' && field.name === name);
  if (!found || found.kind === 'note') throw new Error(`no field ${name}`);
  return found;
}

describe('a pact that begins, without a group, an action nor a circuit', () => {
  const asked = ['nouvelle action', 'réunion', 'maj', 'demander', 'simuler', 'alerte', 'absence'];

  it.each([...asked, 'comité planifié', 'copil planifié', 'copil tenu'])(
    'answers «%s» with what can be done',
    async (words) => {
      await using world = await openWorld();
      await reload(world, (pact) => ({
        ...{ themes: [], audiences: [] },
        bodies: { ...pact.bodies, steeringCommittee: [] },
      }));
      const chat = openChat(world);
      const officer = await world.person({ role: 'programmeOfficer' });
      const answer = await chat.say(officer, words);
      if (answer.kind === 'card') expect(wordsOf(answer)).not.toContain('pas compris');
      else expect(answer.kind).toBe('form');
    },
  );

  it.each(Object.keys(openForms))('opens %s, or says what to do', async (form) => {
    await using world = await openWorld();
    const chat = openChat(world);
    const officer = await world.person({ role: 'programmeOfficer' });
    for (const params of [{}, { kind: 'steering' }]) {
      const answer = await chat.press(officer, { do: 'form', form, params });
      expect(['card', 'form']).toContain(answer.kind);
    }
  });

  it('sends the chargée de mission to the group that is to be created first', async () => {
    await using world = await openWorld();
    const chat = openChat(world);
    const officer = await world.person({ role: 'programmeOfficer' });
    const answer = await chat.say(officer, 'nouvelle action');
    expect(wordsOf(answer)).toContain('pas encore de groupe de travail');
    formOf(await chat.press(officer, pressOf(answer, 'Créer un groupe')));
    const other = await world.person();
    expect(buttonsOf(await chat.say(other, 'réunion')).map(({ label }) => label)).toEqual([
      'Annuaire',
    ]);
  });

  it('opens the form of an action where the pact names neither themes nor audiences', async () => {
    await using world = await openWorld();
    await world.group();
    await reload(world, () => ({ themes: [], audiences: [] }));
    const chat = openChat(world);
    const officer = await world.person({ role: 'programmeOfficer' });
    formOf(await chat.say(officer, 'nouvelle action'));
  });
});

describe('more structures than a list shows', () => {
  async function scene() {
    const world = await openWorld();
    await reload(world, (pact) => ({
      structures: [
        ...pact.structures,
        ...Array.from({ length: 120 }, (_, index) => ({
          ...(pact.structures[0] as PactDefinition['structures'][number]),
          ...{ code: `S${index}`, label: `Association ${index} de l’Orb`, aliases: [] },
          signatory: false,
        })),
      ],
    }));
    const group = await world.group();
    const officer = await world.person({ role: 'programmeOfficer' });
    const chat = openChat(world);
    return {
      world,
      group,
      officer,
      chat,
      [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
    };
  }

  it('takes them by name in a new action, and shows them so when it is amended', async () => {
    await using s = await scene();
    const form = formOf(await s.chat.say(s.officer, 'nouvelle action'));
    const values = { ...prefilled(form), group: s.group.code, title: 'Ateliers', axes: ['A1'] };
    const wrong = await s.chat.submit(s.officer, form, { ...values, structures: 'Association' });
    expect(errorsOf(wrong).structures).toContain('peut désigner');
    const typed = { ...values, structures: 'association 117 de l’orb\nFT' };
    expect(wordsOf(await s.chat.submit(s.officer, form, typed))).toContain('THA-1 créée');
    const row = await s.world.db
      .selectFrom('action')
      .select('structures')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(row.structures)).toEqual(['S117', 'FT']);
    const params = { action: 'THA-1' };
    const amend = formOf(
      await s.chat.press(s.officer, { do: 'form', form: 'amendAction', params }),
    );
    const again = await s.chat.submit(s.officer, amend, prefilled(amend));
    expect(wordsOf(again)).toContain('rien n’avait changé');
  });

  it('takes one by name for a person and for a mandate', async () => {
    await using s = await scene();
    const form = formOf(
      await s.chat.press(s.officer, { do: 'form', form: 'newPerson', params: {} }),
    );
    const person = { firstName: 'Ana', lastName: 'Reix', email: 'ana.reix@exemple.fr' };
    const wrong = await s.chat.submit(s.officer, form, { ...person, structure: 'Inconnue' });
    expect(errorsOf(wrong).structure).toContain('Je ne trouve pas');
    const saved = await s.chat.submit(s.officer, form, {
      ...{ ...person, structure: 'Association 3 de l’Orb' },
    });
    const mandate = formOf(await s.chat.press(s.officer, pressOf(saved, 'Donner un mandat')));
    const given = { ...prefilled(mandate), role: 'referent', structure: 'association 3 de l’orb' };
    expect(wordsOf(await s.chat.submit(s.officer, mandate, given))).toContain(
      'Association 3 de l’Orb',
    );
  });
});

it('takes the code or the name of a group, of an action or of a person among more than a list shows', async () => {
  await using world = await openWorld();
  const chat = openChat(world);
  const officer = await world.person({ role: 'programmeOfficer' });
  for (let index = 1; index <= 101; index += 1) {
    const group = await world.group({ title: `Groupe des ateliers ${index}` });
    if (index === 1)
      for (let one = 1; one <= 101; one += 1)
        await world.action(group, { title: `Atelier ${one}` });
    await world.person({ lastName: `Essai${index}`, role: 'pilot', group });
  }
  const meeting = formOf(await chat.say(officer, 'réunion'));
  expect(fieldOf(meeting, 'group').kind).toBe('text');
  const held = { ...prefilled(meeting), participants: '12', group: 'tha g101' };
  expect(wordsOf(await chat.submit(officer, meeting, held))).toContain('THA-G101');
  const alert = formOf(await chat.say(officer, 'alerte'));
  const about = { text: 'La salle ferme', about: 'tha 99' };
  expect(wordsOf(await chat.submit(officer, alert, about))).toContain('THA-99');
  const update = formOf(await chat.say(officer, 'maj'));
  const news = { ...prefilled(update), comment: 'La salle ouvre', action: 'Atelier 98' };
  expect(wordsOf(await chat.submit(officer, update, news))).toContain('THA-98');
  const ending = await chat.press(officer, { do: 'form', form: 'endMandate', params: {} });
  expect(wordsOf(ending)).toContain('102 mandats sont en cours');
  const absence = formOf(await chat.say(officer, 'absence'));
  const away = { from: '2027-03-02', until: '2027-03-03', substitute: 'Camille Essai77' };
  expect(wordsOf(await chat.submit(officer, absence, away))).toContain('Camille Essai77');
});

describe('what a form opens with', () => {
  const named = (index: number): IndicatorFields => ({
    label: `Indicateur ${index} ${'du nombre de personnes accompagnées '.repeat(2)}`.trim(),
    ...{ unit: 'count', target: index, period: 'quarter' },
  });

  it('loses no indicator of an action that has many', async () => {
    await using world = await openWorld();
    const group = await world.group();
    const indicators = Array.from({ length: 20 }, (_, index) => named(index));
    const action = await world.action(group, { indicators, objectives: 'à fond '.repeat(400) });
    const pilot = await world.person({ role: 'pilot', group });
    const chat = openChat(world);
    const params = { action: action.code };
    const form = formOf(await chat.press(pilot, { do: 'form', form: 'amendAction', params }));
    const before = await indicatorsOf(world.db, [action.id]);
    const saved = await chat.submit(pilot, form, { ...prefilled(form), title: 'Autre titre' });
    expect(wordsOf(saved)).toContain('enregistrée');
    expect(await indicatorsOf(world.db, [action.id])).toEqual(before);
    expect((await world.reread(action)).objectives).toBe('à fond '.repeat(400).trim());
  });

  it('says so when a message is longer than what a field takes', async () => {
    await using world = await openWorld();
    await world.action(await world.group());
    const pilot = await world.person();
    const text = 'La navette passe. '.repeat(300);
    const form = formOf(await openChat(world).send(pilot, { kind: 'attachMessage', text }));
    expect(JSON.stringify(form.fields)).toContain('seul le début est repris');
  });
});
