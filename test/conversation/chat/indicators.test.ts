/** The yearly evaluation of a group, as its pilots and the chargée de mission live it in the chat. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form, FormValues } from '../../../src/conversation/form.ts';
import { createMessageRenderer } from '../../../src/conversation/messages.ts';
import { renderCard } from '../../../src/platforms/slack/render-card.ts';
import { findEvaluation } from '../../../src/store/evaluations.ts';
import { settle } from '../../../src/store/outbox.ts';
import { withoutLane } from '../../../src/store/outbox-turns.ts';
import type { Person } from '../../../src/store/people.ts';
import { currentReadings } from '../../../src/store/readings.ts';
import { declareUpdate } from '../../../src/use-cases/declare-update.ts';
import { verifyStore } from '../../../src/use-cases/verify-store.ts';
import {
  buttonsOf,
  type Chat,
  cardOf,
  errorsOf,
  formOf,
  openChat,
  prefilled,
  pressOf,
  wordsOf,
} from '../../support/chat.ts';
import { type IndicatorScene, indicatorScene, year } from '../../support/indicator-scene.ts';
import { value } from '../../support/world.ts';

let s: IndicatorScene;
let chat: Chat;

beforeEach(async () => {
  s = await indicatorScene();
  chat = openChat(s.world);
});

afterEach(() => s[Symbol.asyncDispose]());

const notesOf = (form: Form) =>
  form.fields
    .flatMap((one) => (one.kind === 'note' ? [one.text] : []))
    .join(' ')
    .replaceAll(/[\u00a0\u202f]/g, ' ');

const labels = (answer: Parameters<typeof buttonsOf>[0]) =>
  buttonsOf(answer).map(({ label }) => label.replaceAll(/[\u00a0\u202f]/g, ' '));

/** What a person fills in, by the beginning of the label of each field. */
function filled(form: Form, said: Readonly<Record<string, string>>): FormValues {
  const values: Record<string, string | readonly string[] | undefined> = { ...prefilled(form) };
  for (const [label, typed] of Object.entries(said)) {
    const field = form.fields.find((one) => one.kind !== 'note' && one.label.startsWith(label));
    if (!field || field.kind === 'note') throw new Error(`no field «${label}»`);
    values[field.name] = typed === '' ? undefined : typed;
  }
  return values;
}

async function fill(who: Person, words: string, said: Readonly<Record<string, string>>) {
  const form = formOf(await chat.say(who, words));
  return chat.submit(who, form, filled(form, said));
}

const all = {
  Personnes: '39 personnes',
  Taux: '39,5 %',
  Qualité: 'Trois conventions signées',
};

interface Sent {
  readonly intent: string;
  readonly words: string;
}

async function sent(): Promise<readonly Sent[]> {
  const render = createMessageRenderer();
  const all: Sent[] = [];
  for (;;) {
    const one = await s.world.db.transaction().execute(async (tx) => {
      const [row] = await withoutLane(tx, s.world.now, 1);
      if (!row) return undefined;
      const card = await render(tx, row, s.world.now);
      await settle(tx, row.id, card ? 'sent' : 'superseded', s.world.now);
      if (card) renderCard(card, { strict: true });
      return { intent: row.intent, words: card ? wordsOf({ kind: 'card', card }) : '' };
    });
    if (!one) return all;
    all.push(one);
  }
}

const stateNow = async () =>
  (await findEvaluation(s.world.db, { groupId: s.group.id, year }))?.state;

describe('the form of indicators', () => {
  it('asks for what the action names, beside what is aimed at and the year before', async () => {
    await s.record(s.officer, [{ kind: 'value', value: 52 }], { year: 2026 });
    const form = formOf(await chat.say(s.pilot, `indicateurs ${s.action.code}`));
    const fields = form.fields.filter((one) => one.kind !== 'note');
    expect(
      fields.map(({ label, hint }) =>
        `${label} | ${hint ?? ''}`.replaceAll(/[\u00a0\u202f]/g, ' '),
      ),
    ).toEqual([
      'Personnes transportées | Objectif 60. 52 en 2026.',
      'Taux de retour à l’emploi (en %) | Objectif 40 %.',
      'Qualité du partenariat | En quelques mots, sans objectif chiffré.',
    ]);
  });

  it('is prefilled with what is saved, and leaves what is not touched as it is', async () => {
    await fill(s.pilot, 'indicateurs THA-G1', {
      Personnes: '1 234,5',
      Taux: 'sans objet : pas de suivi',
    });
    const form = formOf(await chat.say(s.coPilot, 'indicateurs THA-G1'));
    expect(Object.values(prefilled(form)).map((one) => `${one}`.replaceAll(/\s/g, ' '))).toEqual([
      ...['1 234,5', 'sans objet : pas de suivi'],
    ]);
    const again = await chat.submit(s.coPilot, form, filled(form, { Qualité: 'Bonne' }));
    expect(wordsOf(again)).toContain('1 valeur enregistrée');
    const said = await currentReadings(s.world.db, { pactId: s.action.pactId });
    expect(said.filter(({ authorId }) => authorId === s.coPilot.id)).toHaveLength(1);
  });

  it('says under each field what to write instead', async () => {
    const form = formOf(await chat.say(s.pilot, 'indicateurs THA-G1'));
    const errors = errorsOf(
      await chat.submit(
        s.pilot,
        form,
        filled(form, { Personnes: '12 %', Taux: '139', Qualité: 'allocataire 1234567' }),
      ),
    );
    expect(Object.keys(errors)).toHaveLength(2);
    const words = errorsOf(
      await chat.submit(s.pilot, form, filled(form, { ...all, Qualité: 'allocataire 1234567' })),
    );
    expect(Object.values(words)[0]).toContain('numéro d’allocataire');
    expect(await currentReadings(s.world.db, { pactId: s.action.pactId })).toEqual([]);
  });

  it('asks before contact data is kept', async () => {
    const asked = await fill(s.pilot, 'indicateurs THA-G1', { Qualité: 'voir 06 12 34 56 78' });
    await chat.press(s.pilot, pressOf(asked, 'Enregistrer quand même'));
    expect(await currentReadings(s.world.db, { pactId: s.action.pactId })).toHaveLength(1);
  });

  it('saves half, and goes on later where something is missing', async () => {
    const other = await s.world.action(s.group, {
      title: 'Autre action',
      indicators: Array.from({ length: 9 }, (_, index) => ({
        ...{ label: `Ateliers numéro ${index}`, unit: 'count' as const },
      })),
    });
    await s.world.actAs(null, async (context) => {
      const actor = { ...context.actor, takingOver: true as const };
      value(
        await declareUpdate({ ...context, actor }, { action: other.code, status: 'operating' }),
      );
    });
    const form = formOf(await chat.say(s.pilot, 'indicateurs THA-G1'));
    expect(form.title).toBe(`Indicateurs ${s.action.code}`);
    const saved = await chat.submit(s.pilot, form, filled(form, all));
    expect(wordsOf(saved)).toContain('Il reste 9 valeurs à saisir');
    const next = formOf(await chat.press(s.pilot, pressOf(saved, `Continuer avec ${other.code}`)));
    expect(next.title).toBe(`Indicateurs ${other.code}`);
  });

  it('does not overwrite unseen what the other pilot said meanwhile', async () => {
    const form = formOf(await chat.say(s.pilot, 'indicateurs THA-G1'));
    await fill(s.coPilot, 'indicateurs THA-G1', { Personnes: '41' });
    const errors = errorsOf(await chat.submit(s.pilot, form, filled(form, { Personnes: '39' })));
    expect(Object.values(errors)[0]).toContain('a changé depuis');
    // What it did not show, it does not take back either.
    await chat.submit(s.pilot, form, filled(form, { Taux: '10' }));
    const said = await currentReadings(s.world.db, { pactId: s.action.pactId });
    expect(said.map((one) => one.value)).toEqual(expect.arrayContaining([41, 10]));
  });

  it('takes back what is emptied', async () => {
    await fill(s.pilot, 'indicateurs THA-G1', all);
    await fill(s.pilot, 'indicateurs THA-G1', { Personnes: '' });
    expect(await currentReadings(s.world.db, { pactId: s.action.pactId })).toHaveLength(2);
  });

  it('is read, not written, by whoever may not', async () => {
    const elected = await s.world.person({ role: 'electedOfficial' });
    const read = await chat.say(elected, `indicateurs ${s.action.code}`);
    expect(wordsOf(read)).toContain('Personnes transportées : à saisir (objectif 60)');
    expect(labels(read)).not.toContain('Saisir');
  });
});

it('shows the last value of each indicator, and its target, on the card of the action', async () => {
  await fill(s.pilot, 'indicateurs THA-G1', all);
  expect(wordsOf(await chat.say(s.pilot, `action ${s.action.code}`))).toContain(
    'Personnes transportées : 39 en 2027 (objectif 60) ; Taux de retour à l’emploi : 39,5 % en 2027 (objectif 40 %)',
  );
});

describe('one line', () => {
  it('is saved at once, and said twice is saved once', async () => {
    const words = `indicateurs ${s.action.code} personnes transportées 39`;
    expect(wordsOf(await chat.say(s.pilot, words))).toContain('Personnes transportées : 39');
    expect(wordsOf(await chat.say(s.pilot, words))).toContain('Déjà enregistré');
    expect(await currentReadings(s.world.db, { pactId: s.action.pactId })).toMatchObject([
      ...[{ value: 39 }],
    ]);
  });

  it('opens the form when the indicator or the value is not certain', async () => {
    formOf(await chat.say(s.pilot, `indicateurs ${s.action.code} participants 39`));
    formOf(await chat.say(s.pilot, `indicateurs ${s.action.code} 39`));
    expect(await currentReadings(s.world.db, { pactId: s.action.pactId })).toEqual([]);
  });

  it('takes a rate for the only one there is, and says what it could not place', async () => {
    await chat.say(s.pilot, `indicateur ${s.action.code} 39,5 %`);
    expect(await currentReadings(s.world.db, { pactId: s.action.pactId })).toMatchObject([
      { indicatorId: s.indicators[1]?.id, value: 39.5 },
    ]);
    const unsure = formOf(await chat.say(s.pilot, `indicateurs ${s.action.code} visites 12`));
    expect(notesOf(unsure)).toContain('Vous avez écrit « visites 12 »');
    await fill(s.pilot, 'indicateurs THA-G1', all);
    await chat.say(s.pilot, 'envoyer les indicateurs');
    const sent = await chat.say(s.pilot, `indicateurs ${s.action.code} visites 13`);
    expect(wordsOf(sent)).toContain('Rien n’est enregistré : « visites 13 »');
  });

  it('offers the value beside the news, when the code comes first', async () => {
    const asked = await chat.say(s.pilot, `${s.action.code} taux 39,5`);
    const choice = labels(asked).find((label) => label.startsWith('Indicateurs')) ?? '';
    await chat.press(s.pilot, pressOf(asked, choice));
    expect(await currentReadings(s.world.db, { pactId: s.action.pactId })).toMatchObject([
      { value: 39.5 },
    ]);
  });

  it('is taken as it is when it is odd, and pointed at', async () => {
    const say = (words: string) => chat.say(s.pilot, `indicateurs ${s.action.code} ${words}`);
    expect(wordsOf(await say('personnes 12,5'))).toContain('12,5 n’est pas un nombre entier');
    expect(wordsOf(await say('taux 0,395'))).toContain('moins d’un pour cent');
    expect(wordsOf(await say('personnes 12'))).not.toContain('erreur');
  });

  it('leads to the form when it is no value, too long or too large', async () => {
    const wrong = ['personnes -3', 'personnes 10-12', 'taux 120 %', `personnes ${'9'.repeat(60)}`];
    for (const words of [...wrong, `qualité ${'très bonne '.repeat(120)}`]) {
      const answer = await chat.say(s.pilot, `indicateurs ${s.action.code} ${words}`);
      formOf(await chat.press(s.pilot, pressOf(answer, 'Ouvrir le formulaire')));
    }
    expect(await currentReadings(s.world.db, { pactId: s.action.pactId })).toEqual([]);
  });

  it('is refused with what to write, or to whom to turn', async () => {
    const line = `indicateurs ${s.action.code} taux de retour 139 %`;
    expect(wordsOf(await chat.say(s.pilot, line))).toContain('0 à 100');
    const stranger = await s.world.person({ structure: 'CAF', role: 'referent' });
    const refused = await chat.say(stranger, `indicateurs ${s.action.code} personnes 39`);
    expect(wordsOf(refused)).toMatch(/réservé aux pilotes.*Sarah/);
  });
});

describe('a year that has none', () => {
  it('is said so wherever it is asked about', async () => {
    const all = [
      `indicateurs ${year + 1}`,
      `indicateurs ${s.action.code} ${year + 1}`,
      `envoyer les indicateurs THA-G1 ${year + 1}`,
    ];
    for (const words of all)
      expect(wordsOf(await chat.say(s.pilot, words)), words).toContain('2028 n’a pas commencé');
    for (const words of ['indicateurs 2040', 'indicateurs tous 2019'])
      expect(wordsOf(await chat.say(s.pilot, words))).toContain('en dehors du pacte');
    const officer = await chat.say(s.officer, 'admin campagne ouvrir 2040');
    expect(wordsOf(officer)).toContain('en dehors du pacte');
    expect(labels(officer)).toEqual([`Indicateurs ${year}`]);
  });

  it('is not meant once the pact is over: its last year is', async () => {
    s.world.now = '2029-06-04T08:00:00.000Z';
    expect(wordsOf(await chat.say(s.pilot, 'indicateurs'))).toContain('Indicateurs 2028');
  });

  it('is told of the action that was named', async () => {
    expect(wordsOf(await chat.say(s.pilot, `indicateurs ${s.action.code} 2026`))).toContain(
      `L’action ${s.action.code} n’a aucun indicateur`,
    );
  });
});

describe('what is missing', () => {
  it('is listed for one’s own groups, then goes down to what is to be sent', async () => {
    expect(wordsOf(await chat.say(s.pilot, 'indicateurs'))).toMatch(
      /campagne 2027 est ouverte.*31 janvier 2028.*3 valeurs à saisir.*THA-1 \(3\)/s,
    );
    expect(wordsOf(await chat.say(s.pilot, 'envoyer mes indicateurs'))).toContain(
      'n’est prête à être transmise. Il manque : THA-1 (3)',
    );
    await fill(s.pilot, 'indicateurs THA-G1', all);
    const ready = await chat.say(s.pilot, 'indicateurs');
    expect(wordsOf(ready)).toContain('Il reste à transmettre');
    await chat.press(s.pilot, pressOf(ready, 'Transmettre l’évaluation'));
    expect(await stateNow()).toBe('submitted');
    expect(wordsOf(await chat.say(s.pilot, 'indicateurs'))).toContain('1 en attente de visa');
  });

  it('is listed for a territory, and for all', async () => {
    const other = await s.world.group({ title: 'Santé', territories: ['MTP'] });
    await s.world.action(other, { title: 'Bilans de santé' });
    const here = await chat.say(s.pilot, 'indicateurs thau');
    expect(wordsOf(here)).toContain('THA-G1');
    expect(wordsOf(here)).not.toContain('MTP-G1');
    const everywhere = wordsOf(await chat.say(s.officer, 'indicateurs'));
    expect(everywhere).toMatch(/2 évaluations attendues : 0 acceptée, 2 à transmettre/);
    expect(wordsOf(await chat.say(s.pilot, 'indicateurs tous'))).toContain('MTP-G1');
  });

  it('is of the year said, else of the campaign under way', async () => {
    expect(wordsOf(await chat.say(s.pilot, 'indicateurs 2026'))).toContain('Aucun groupe');
    s.world.now = '2028-01-20T09:00:00.000Z';
    expect(wordsOf(await chat.say(s.pilot, 'indicateurs'))).toContain('Indicateurs 2027');
    s.world.now = '2028-02-20T09:00:00.000Z';
    expect(wordsOf(await chat.say(s.pilot, 'indicateurs'))).toContain('Indicateurs 2027');
    await fill(s.pilot, 'indicateurs THA-G1', all);
    await chat.say(s.pilot, 'envoyer les indicateurs');
    expect(wordsOf(await chat.say(s.pilot, 'indicateurs'))).toContain('Indicateurs 2028');
    expect(wordsOf(await chat.say(s.pilot, 'indicateurs 2027'))).toContain('en attente de visa');
  });
});

describe('an evaluation the whole way', () => {
  /** The card of the request in her channel, as it was sent. */
  const decide = async (label: string, text?: string) => {
    const card = await chat.say(s.officer, 'valider');
    const pressed = await chat.press(s.officer, pressOf(card, label));
    if (text === undefined) return pressed;
    const form = formOf(pressed);
    return chat.submit(s.officer, form, { text });
  };

  it('comes back with what is to be mended, and is accepted once it is', async () => {
    await fill(s.pilot, 'indicateurs THA-G1', { ...all, Taux: '93,5 %' });
    expect(wordsOf(await chat.say(s.pilot, 'envoyer les indicateurs'))).toContain('Demande V-1');
    const [asked] = await sent();
    expect(asked).toMatchObject({ intent: 'requestAsked' });
    expect(asked?.words).toMatch(/accepter l’évaluation 2027.*Taux de retour à l’emploi : 93,5 %/s);

    s.world.later({ days: 1 });
    await decide('Demander des modifications', 'Le taux paraît trop haut');
    expect(await stateNow()).toBe('toAmend');
    const [told] = await sent();
    expect(told?.words).toMatch(/Des modifications vous sont demandées.*trop haut/s);
    const home = await chat.send(s.pilot, { kind: 'home' });
    expect(wordsOf(home)).toContain('Modifications demandées');

    const mine = await chat.say(s.pilot, 'demande V-1');
    const form = formOf(await chat.press(s.pilot, pressOf(mine, 'Corriger les valeurs')));
    const saved = await chat.submit(s.pilot, form, filled(form, { Taux: '39,5' }));
    // Until it is sent again, the card still says what was submitted.
    expect(wordsOf(await chat.say(s.officer, 'demande V-1'))).toContain('93,5 %');
    await chat.press(s.pilot, pressOf(saved, 'Renvoyer l’évaluation'));
    const again = await chat.say(s.officer, 'valider');
    expect(wordsOf(again)).toMatch(/39,5 % \(objectif 40 %\) - modifié, auparavant : 93,5 %/);
    await decide('Approuver');
    expect(await stateNow()).toBe('accepted');
    expect((await sent()).map(({ words }) => words)).toEqual(
      expect.arrayContaining([expect.stringContaining('est approuvée')]),
    );
    expect(wordsOf(await chat.say(s.pilot, 'indicateurs THA-G1 2027'))).toContain('acceptée');
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
  });

  it('may be answered with words when the values are right', async () => {
    await fill(s.pilot, 'indicateurs THA-G1', all);
    await chat.say(s.pilot, 'envoyer les indicateurs');
    await decide('Demander des modifications', 'À vérifier');
    const nothing = await chat.say(s.pilot, 'envoyer les indicateurs THA-G1');
    expect(wordsOf(nothing)).toContain('Aucune valeur n’a changé');
    const form = formOf(await chat.press(s.pilot, pressOf(nothing, 'Répondre')));
    await chat.submit(s.pilot, form, { text: 'Vérifié, c’est exact' });
    expect(await stateNow()).toBe('submitted');
  });

  it('is not touched while it is looked at, by either pilot', async () => {
    await fill(s.pilot, 'indicateurs THA-G1', all);
    await chat.say(s.pilot, 'envoyer les indicateurs');
    const card = await chat.say(s.coPilot, 'indicateurs THA-G1 2027');
    expect(wordsOf(card)).toContain('Transmise par Sarah');
    expect(labels(card)).not.toContain('Corriger');
    const line = `indicateurs ${s.action.code} 2027 personnes 41`;
    expect(wordsOf(await chat.say(s.coPilot, line))).toContain('attend la réponse');
  });

  it('is corrected after it was accepted: a pilot’s needs a visa, hers does not', async () => {
    await fill(s.pilot, 'indicateurs THA-G1', all);
    await chat.say(s.pilot, 'envoyer les indicateurs');
    await decide('Approuver');
    const hers = await chat.say(s.officer, 'indicateurs THA-G1 2027');
    const form = formOf(await chat.press(s.officer, pressOf(hers, 'Corriger')));
    await chat.submit(s.officer, form, filled(form, { Personnes: '40' }));
    expect(await stateNow()).toBe('accepted');
    const theirs = await chat.say(s.pilot, 'indicateurs THA-G1 2027');
    const own = formOf(await chat.press(s.pilot, pressOf(theirs, 'Corriger')));
    const saved = await chat.submit(s.pilot, own, filled(own, { Personnes: '42' }));
    await chat.press(s.pilot, pressOf(saved, 'Transmettre l’évaluation'));
    expect(wordsOf(await chat.say(s.officer, 'valider'))).toContain('Personnes transportées : 42');
  });

  it('is asked for by its circuit’s name too', async () => {
    await fill(s.pilot, 'indicateurs THA-G1', all);
    await chat.say(s.pilot, `demander indicateurs ${s.action.code}`);
    expect(await stateNow()).toBe('submitted');
  });
});

describe('the campaign', () => {
  it('is closed and opened again from the chat, by the chargée de mission', async () => {
    expect(wordsOf(await chat.say(s.officer, 'admin campagne'))).toContain(
      'Le seul groupe attendu n’a pas répondu.',
    );
    await chat.say(s.officer, 'admin campagne clore 2027');
    const late = await chat.say(s.pilot, 'indicateurs THA-G1 2027');
    expect(wordsOf(late)).toContain('est close');
    expect(cardOf(late).blocks.length).toBeGreaterThan(1);
    s.world.later({ minutes: 5 });
    await chat.say(s.officer, 'admin campagne ouvrir 2027');
    formOf(await chat.say(s.pilot, 'indicateurs THA-G1 2027'));
    expect(wordsOf(await chat.say(s.pilot, 'admin campagne clore 2027'))).toContain(
      'Ouvrir ou clore une campagne est réservé à la chargée de mission',
    );
  });
});

it('waits on the first screen of its pilots during the campaign, until it is sent', async () => {
  const home = async () => wordsOf(await chat.say(s.pilot, 'accueil'));
  expect(await home()).toContain('Il manque :');
  await fill(s.pilot, `indicateurs ${s.group.code} ${year}`, all);
  await chat.say(s.pilot, `envoyer les indicateurs ${s.group.code} ${year}`);
  expect(await home()).not.toContain('Il manque :');
});

it('are the results of what the chargée de mission holds up to the other territories', async () => {
  const elsewhere = await s.world.person({
    firstName: 'Nadia',
    role: 'territoryReferent',
    territory: 'MTP',
  });
  const seen = async () => wordsOf(await chat.say(elsewhere, 'inspirations'));
  expect(await seen()).not.toContain('Bonne pratique signalée');
  // What was aimed at is no result.
  expect(await seen()).not.toContain('Résultats');
  await fill(s.pilot, `indicateurs ${s.group.code} ${year}`, all);
  const card = await chat.say(s.officer, `action ${s.action.code}`);
  await chat.press(s.officer, pressOf(card, 'Signaler comme bonne pratique'));
  expect(await seen()).toContain('Bonne pratique signalée par la chargée de mission');
  expect(await seen()).toContain('Personnes transportées : 39');
  expect(wordsOf(await chat.say(s.pilot, `action ${s.action.code}`))).toContain('Signalée comme');
  expect(labels(await chat.say(s.pilot, `action ${s.action.code}`))).not.toContain(
    'Ne plus signaler',
  );
  const again = await chat.say(s.officer, `action ${s.action.code}`);
  await chat.press(s.officer, pressOf(again, 'Ne plus signaler'));
  expect(await seen()).not.toContain('Bonne pratique signalée');
});
