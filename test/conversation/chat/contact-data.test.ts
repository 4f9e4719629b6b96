/**
 * Every form and line that takes a free text: with a phone number it is asked about, and told to be
 * professional it is kept. A field that must be filled is refused empty.
 */
import { expect, it } from 'vitest';
import type { Answer } from '../../../src/conversation/exchange.ts';
import type { FormValues } from '../../../src/conversation/form.ts';
import { openForms } from '../../../src/conversation/handlers/forms.ts';
import type { Person } from '../../../src/store/people.ts';
import {
  buttonsOf,
  errorsOf,
  formOf,
  openChat,
  prefilled,
  pressOf,
  wordsOf,
} from '../../support/chat.ts';
import { openWorld } from '../../support/world.ts';

const phone = '04 67 67 67 67';
const words = `Voir avec l’accueil au ${phone}`;

async function openScene() {
  const world = await openWorld({ circuits: true });
  const chat = openChat(world);
  const group = await world.group();
  const action = await world.action(group, { structures: ['FT'] });
  const pilot = await world.person({ structure: 'ML', role: 'pilot', group });
  const coPilot = await world.person({ structure: 'CAF', role: 'coPilot', group });
  const referent = await world.person({ structure: 'FT', role: 'referent' });
  const territory = await world.person({ structure: 'DEPARTEMENT', role: 'territoryReferent' });
  const officer = await world.person({ structure: 'DEPARTEMENT', role: 'programmeOfficer' });
  await world.db.updateTable('action').set({ status: 'inProgress' }).execute();
  const scene = {
    ...{ world, chat, group, action, pilot, coPilot, referent, territory, officer },
    async ask() {
      await chat.say(pilot, `maj ${action.code} réalisée : tout est en place`);
    },
    async askedForChanges() {
      await scene.ask();
      const asked = await chat.say(referent, 'V-1');
      const form = formOf(await chat.press(referent, pressOf(asked, 'Demander des modifications')));
      await chat.submit(referent, form, { text: 'préciser le livrable' });
    },
    async alert() {
      await chat.say(pilot, `alerte ${action.code} : la navette ne passe plus`);
    },
    async planned() {
      await chat.say(territory, 'comité thau planifié le 20 mars 2027');
    },
    /** Everything that was written, without what waits. */
    async kept() {
      const tables = ['freeText', 'workingGroup', 'action', 'meeting'] as const;
      const rows = await Promise.all(
        tables.map((table) => world.db.selectFrom(table).selectAll().execute()),
      );
      return JSON.stringify(rows);
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
  return scene;
}

type Scene = Awaited<ReturnType<typeof openScene>>;

interface Case {
  /** A form and what its button carries. */
  readonly form: keyof typeof openForms;
  readonly who: (s: Scene) => Person;
  readonly before?: (s: Scene) => Promise<unknown>;
  /** What a press of a card opens it with; else `params`. */
  readonly from?: (s: Scene) => Promise<Answer>;
  readonly button?: string;
  readonly params?: (s: Scene) => Record<string, string> | Promise<Record<string, string>>;
  readonly values: (s: Scene) => FormValues | Promise<FormValues>;
  /** The field refused when it is empty. */
  readonly required?: string;
}

const pilot = (s: Scene) => s.pilot;
const officer = (s: Scene) => s.officer;
const territory = (s: Scene) => s.territory;
const text = () => ({ text: words });
const ofRequest = () => ({ request: 'V-1' });

async function ofMeeting({ world }: Scene) {
  const { id } = await world.db.selectFrom('meeting').select('id').executeTakeFirstOrThrow();
  return { meeting: id };
}

const cases: readonly Case[] = [
  {
    ...{ form: 'update', who: pilot, params: (s) => ({ action: s.action.code }) },
    values: () => ({ comment: words }),
  },
  {
    ...{ form: 'newAction', who: pilot, params: (s) => ({ group: s.group.code }) },
    ...{ values: () => ({ title: 'Ateliers', axes: ['A1'], objectives: words }) },
    required: 'title',
  },
  {
    ...{ form: 'amendAction', who: pilot, params: (s) => ({ action: s.action.code }) },
    ...{ values: () => ({ indicators: `Appels reçus ; source ${words}` }), required: 'title' },
  },
  {
    ...{ form: 'newGroup', who: officer, required: 'title' },
    values: () => ({ title: words, territories: ['THA'] }),
  },
  {
    ...{ form: 'prorogation', who: officer },
    values: () => ({ until: '2029-12-31', reason: words }),
  },
  {
    ...{ form: 'newMandate', who: officer, params: (s) => ({ person: s.referent.id }) },
    before: async (s) => {
      const group = await s.world.group({ title: 'Numérique' });
      await s.world.person({ structure: 'FT', role: 'pilot', group });
    },
    values: () => ({ role: 'coPilot', group: 'THA-G2', justification: words }),
    required: 'justification',
  },
  {
    ...{ form: 'alert', who: pilot, params: (s) => ({ action: s.action.code }) },
    ...{ values: text, required: 'text' },
  },
  {
    ...{ form: 'answerAlert', who: officer, before: (s) => s.alert() },
    ...{ params: () => ({ alert: 'AL-1' }), values: text, required: 'text' },
  },
  {
    ...{ form: 'closeAlert', who: officer, before: (s) => s.alert() },
    ...{ params: () => ({ alert: 'AL-1' }), values: text },
  },
  {
    ...{ form: 'askValidation', who: pilot, params: (s) => ({ action: s.action.code }) },
    values: () => ({ circuit: 'réalisation', comment: words }),
  },
  {
    ...{ form: 'answerRequest', who: (s) => s.referent, before: (s) => s.ask() },
    ...{ from: (s) => s.chat.say(s.referent, 'V-1'), button: 'Refuser' },
    ...{ values: text, required: 'text' },
  },
  {
    ...{ form: 'amendRequest', who: pilot, before: (s) => s.askedForChanges() },
    ...{ from: (s) => s.chat.say(s.pilot, 'V-1'), button: 'Renvoyer la demande' },
    ...{ values: text, required: 'text' },
  },
  {
    ...{ form: 'cancelRequest', who: officer, before: (s) => s.ask() },
    ...{ params: ofRequest, values: text, required: 'text' },
  },
  {
    ...{ form: 'reassignRequest', who: officer, before: (s) => s.ask(), params: ofRequest },
    values: (s) => ({ text: words, person: s.coPilot.id }),
  },
  {
    form: 'decideFor',
    who: officer,
    before: async (s) => {
      await s.ask();
      s.world.later({ days: 40 });
    },
    ...{ params: ofRequest, values: () => ({ decision: 'approve', text: words }) },
    required: 'text',
  },
  {
    ...{ form: 'planBody', who: territory, params: () => ({ territory: 'THA' }) },
    values: () => ({ day: '2027-03-20', place: words }),
  },
  {
    ...{ form: 'holdBody', who: territory, params: () => ({ territory: 'THA' }) },
    values: () => ({ heldOn: '2027-03-01', participants: '12', comment: words }),
  },
  {
    ...{ form: 'postponeBody', who: territory, before: (s) => s.planned(), params: ofMeeting },
    values: () => ({ day: '2027-03-27', comment: words }),
  },
  {
    ...{ form: 'cancelBody', who: territory, before: (s) => s.planned(), params: ofMeeting },
    ...{ values: () => ({ comment: words }), required: 'comment' },
  },
];

/** They hold no free text: days, choices, numbers; or a directory, which contact data is for. */
const withoutWords = [
  ...['absence', 'chooseReminders', 'departure', 'endMandate', 'holdRequest', 'meeting'],
  ...['newPerson', 'pauseReminders', 'simulate'],
];

it('knows every form', () => {
  // Values are read one by one: test/conversation/chat/readings.test.ts has that form.
  const known = [...cases.map(({ form }) => form), ...withoutWords, 'indicators'];
  expect(Object.keys(openForms).sort()).toEqual(known.sort());
});

async function open(s: Scene, one: Case) {
  await one.before?.(s);
  const press = one.from
    ? pressOf(await one.from(s), one.button ?? '')
    : { do: 'form', form: one.form, params: (await one.params?.(s)) ?? {} };
  return formOf(await s.chat.press(one.who(s), press));
}

it.each(cases)('$form: a phone number is asked about, then kept', async (one) => {
  await using s = await openScene();
  const form = await open(s, one);
  const values = { ...prefilled(form), ...(await one.values(s)) };
  const asked = await s.chat.submit(one.who(s), form, values);
  expect(wordsOf(asked)).toContain(`Ce texte contient des coordonnées (${phone})`);
  expect(await s.kept()).not.toContain(phone);
  const confirmed = await s.chat.press(one.who(s), pressOf(asked, 'Enregistrer quand même'));
  expect(wordsOf(confirmed)).not.toContain('coordonnées');
  expect(await s.kept()).toContain(phone);
});

it.each(cases.filter(({ required }) => required))(
  '$form: an empty $required is refused',
  async (one) => {
    await using s = await openScene();
    const form = await open(s, one);
    const values = { ...prefilled(form), ...(await one.values(s)), [one.required ?? '']: '  ' };
    const refused = await s.chat.submit(one.who(s), form, values);
    expect(Object.keys(errorsOf(refused))).toEqual([one.required]);
  },
);

const lines: readonly (readonly [string, (s: Scene) => Person, string])[] = [
  ['maj', pilot, `maj THA-1 en fonctionnement : ${words}`],
  ['alerte', pilot, `alerte THA-1 : ${words}`],
  ['comité', territory, `comité thau tenu le 26 février, 12 participants : ${words}`],
];

it.each(lines)('«%s» in a line: a phone number is asked about, then kept', async (_, who, line) => {
  await using s = await openScene();
  const asked = await s.chat.say(who(s), line);
  await s.chat.press(who(s), pressOf(asked, 'Enregistrer quand même'));
  expect(await s.kept()).toContain(phone);
});

it('asks about a phone number after it was asked which action is meant', async () => {
  await using s = await openScene();
  await s.world.action(s.group, { title: 'Ateliers de mobilité douce' });
  const which = await s.chat.say(s.pilot, `maj ateliers en fonctionnement : ${words}`);
  const asked = await s.chat.press(s.pilot, buttonsOf(which)[0]?.press);
  const saved = await s.chat.press(s.pilot, pressOf(asked, 'Enregistrer quand même'));
  expect(wordsOf(saved)).toContain('THA-1 mise à jour');
  expect(await s.kept()).toContain(phone);
});
