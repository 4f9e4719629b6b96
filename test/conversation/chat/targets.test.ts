/** A target that changes: the action says so, and the bilan of the year before stays as it was. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FormValues } from '../../../src/conversation/form.ts';
import { eraseTexts } from '../../../src/store/texts.ts';
import {
  type Chat,
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

const plain = (words: string) => words.replaceAll(/[\u00a0\u202f]/g, ' ');

/** By the form of the action, as whoever pilots it does. */
async function amend(change: (lines: string) => string): Promise<void> {
  const card = await chat.say(s.pilot, `action ${s.action.code}`);
  const form = formOf(await chat.press(s.pilot, pressOf(card, 'Modifier la fiche')));
  const values: FormValues = prefilled(form);
  const indicators = change(plain(String(values.indicators)));
  await chat.submit(s.pilot, form, { ...values, indicators });
}

describe('a target that changes', () => {
  beforeEach(async () => {
    value(
      await s.record(s.pilot, [
        { kind: 'value', value: 50 },
        { kind: 'value', value: 41 },
      ]),
    );
    s.world.now = `${year + 1}-02-01T09:00:00.000Z`;
    await amend((lines) => lines.replace('objectif 60', 'objectif 45').replace('40', '75,5'));
  });

  it('is told in the history of the action, whose card shows the new one', async () => {
    const card = plain(wordsOf(await chat.say(s.pilot, `action ${s.action.code}`)));
    expect(card).toContain('Objectif de « Personnes transportées » : 60 → 45.');
    expect(card).toContain('Objectif de « Taux de retour à l’emploi » : 40 % → 75,5 %.');
    expect(card).not.toContain('Objectif de « Qualité du partenariat »');
    expect(card).toContain('Personnes transportées : 50 en 2027 (objectif 45)');
  });

  it('is told of an indicator that had none, and of one that has none any more', async () => {
    await amend((lines) => lines.replace(' ; objectif 45', ''));
    await amend((lines) => lines.replace('transportées', 'transportées ; objectif 12'));
    const card = plain(wordsOf(await chat.say(s.pilot, `action ${s.action.code}`)));
    expect(card).toContain('Objectif de « Personnes transportées » : 45 → aucun.');
    expect(card).toContain('Objectif de « Personnes transportées » : aucun → 12.');
  });

  it('is told no more once what was written is erased', async () => {
    const texts = await s.world.db.selectFrom('freeText').select('id').execute();
    const ids = texts.map(({ id }) => id);
    await s.world.actAs(null, ({ db, now }) => eraseTexts(db, ids, now));
    const card = plain(wordsOf(await chat.say(s.pilot, `action ${s.action.code}`)));
    expect(card).toContain('fiche modifiée.');
    expect(card).not.toContain('→');
  });

  it('counts in the bilan of its year, not of the year before', async () => {
    const bilan = async (of: number) => plain(wordsOf(await chat.say(s.officer, `bilan ${of}`)));
    // 50 for 60 and 41 % for 40 %: what is aimed at since would say the contrary of both.
    expect(await bilan(year)).toContain('1 objectif atteint sur 2.');
    await s.record(s.officer, [{ kind: 'value', value: 50 }], { year: year + 1 });
    expect(await bilan(year + 1)).toContain('1 objectif atteint sur 1.');
    expect(await bilan(year)).toContain('1 objectif atteint sur 2.');
  });
});

describe('a target that is none', () => {
  const refused = async (line: string) => {
    const card = await chat.say(s.pilot, `action ${s.action.code}`);
    const form = formOf(await chat.press(s.pilot, pressOf(card, 'Modifier la fiche')));
    const values = prefilled(form);
    const indicators = `${values.indicators}\n${line}`;
    const answer = await chat.submit(s.pilot, form, { ...values, indicators });
    return plain(Object.values(errorsOf(answer)).join());
  };

  it('is not lost, of an indicator in words: it is said that it has none', async () => {
    expect(await refused('Satisfaction (texte) ; objectif 3')).toContain(
      'Un indicateur en texte n’a pas d’objectif chiffré',
    );
  });

  it('is asked for in figures', async () => {
    expect(await refused('Visites ; objectif entre 30 et 40')).toContain('objectif en chiffres');
    await amend((lines) => `${lines}\nVisites ; objectif 40 visites`);
    expect(plain(wordsOf(await chat.say(s.pilot, `action ${s.action.code}`)))).toContain(
      'Visites (objectif 40)',
    );
  });
});
