import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/conversation/exchange.ts';
import { renderCard } from '../../../src/platforms/slack/render-card.ts';
import { touchNames } from '../../../src/store/names.ts';
import type { Person } from '../../../src/store/people.ts';
import { buttonsOf, type Chat, cardOf, openChat, pressOf, wordsOf } from '../../support/chat.ts';
import { reviewScene } from '../../support/review-scene.ts';
import { openWorld } from '../../support/world.ts';

async function scene() {
  const made = await reviewScene();
  const chat = openChat(made.world);
  return { ...made, chat, [Symbol.asyncDispose]: () => made[Symbol.asyncDispose]() };
}

/** What comes once the card has been given; rendered under Slack's limits too. */
async function followed(answer: Answer) {
  if (answer.kind !== 'card' || !answer.after) throw new Error('nothing follows');
  const next = await answer.after();
  if (next.kind === 'card') renderCard(next.card, { strict: true });
  return next;
}

const filesOf = (answer: Answer) =>
  answer.kind === 'card' ? (answer.files ?? []).map(({ name }) => name) : [];

describe('bilan', () => {
  it('gives the figures in words at once, then the pictures with theirs', async () => {
    await using s = await scene();
    const given = await s.chat.say(s.officer, 'bilan 2027');
    expect(cardOf(given).title).toBe('Bilan 2027 - Tout le pacte');
    expect(wordsOf(given)).toContain('chiffres au 31 décembre 2027');
    expect(wordsOf(given)).toContain('2 actions : 1 réalisée, 1 en cours.');
    expect(filesOf(given)).toEqual([]);
    const pictures = await followed(given);
    expect(filesOf(pictures)).toEqual([
      ...['statuts-par-axe.png', 'instances.png', 'delais-du-circuit.png'],
      ...['indicateurs-et-objectifs.png', 'annee-par-annee.png', 'comparaison-des-pactes.png'],
    ]);
    expect(wordsOf(pictures)).toContain('Étang de Thau : 1 tenu sur 1');
  });

  it.each([
    ['Document (DOCX)', 'Voici le document du bilan 2027 - Tout le pacte.', 'bilan-2027.docx'],
    ['Tableur (XLSX)', 'Voici le tableur du bilan 2027 - Tout le pacte.', 'bilan-2027.xlsx'],
    ['Données (CSV)', 'Voici les tableaux CSV du bilan 2027 - Tout le pacte.', 'bilan-2027.zip'],
  ])('announces what takes long, then gives it: %s', async (label, words, file) => {
    await using s = await scene();
    const card = await s.chat.say(s.officer, 'bilan 2027');
    const pressed = await s.chat.press(s.officer, pressOf(card, label));
    expect(wordsOf(pressed)).toMatch(/prépare(?:nt)? : ils? arrive(?:nt)? dans quelques secondes/u);
    const given = await followed(pressed);
    expect(wordsOf(given)).toContain(words);
    expect(filesOf(given)).toEqual([file]);
  });

  it('is of this year when none is said, and says that it is not over', async () => {
    await using s = await scene();
    const card = await s.chat.say(s.officer, 'bilan');
    expect(cardOf(card).title).toBe('Bilan 2028 - Tout le pacte');
    expect(wordsOf(card)).toContain('au 1er mars 2028, année en cours');
    expect(wordsOf(card)).toContain(
      'Actions : 3 (2 en 2027). Réalisées dans l’année : 0 (1 en 2027).',
    );
    const before = await s.chat.press(s.officer, pressOf(card, 'Bilan 2027'));
    expect(cardOf(before).title).toBe('Bilan 2027 - Tout le pacte');
  });

  it('reads «non suivi» for a year before the bot followed the pact', async () => {
    await using s = await scene();
    const card = await s.chat.say(s.officer, 'bilan 2025');
    expect(wordsOf(card)).toContain('2025 : non suivi. Le suivi commence le 1er mars 2027.');
    expect(wordsOf(card)).not.toContain('action');
    expect(wordsOf(await s.chat.say(s.officer, 'bilan 2029'))).toContain(
      '2029 est en dehors du pacte, qui va du 1er janvier 2022 au 31 décembre 2028.',
    );
    expect(wordsOf(await s.chat.say(s.officer, 'bilan pacte'))).toContain(
      'Suivi depuis le 1er mars 2027 : ce qui précède n’est pas suivi.',
    );
  });

  it('shows the territories side by side, in the order of the pact', async () => {
    await using s = await scene();
    const card = await s.chat.say(s.officer, 'bilan 2027 par territoire');
    const rows = cardOf(card).blocks.flatMap((block) => (block.kind === 'item' ? [block] : []));
    expect(rows).toHaveLength(6);
    expect(wordsOf(card)).toContain('Biterrois\n1 action : 1 en cours (dont 1 partagée).');
    const thau = await s.chat.press(s.officer, buttonsOf(card)[5]?.press);
    expect(cardOf(thau).title).toBe('Bilan 2027 - Étang de Thau');
  });

  it('saves nothing: the same words are answered again', async () => {
    await using s = await scene();
    const key = 'delivery-of-bilan';
    const first = await s.chat.say(s.officer, 'bilan 2027', { key });
    const again = await s.chat.say(s.officer, 'bilan 2027', { key });
    expect(wordsOf(again)).toBe(wordsOf(first));
    expect(filesOf(await followed(again))).toHaveLength(6);
  });
});

describe('whose bilan one may read', () => {
  const territory = 'bilan 2027 thau';
  const other = 'bilan 2027 biterrois';
  const structure = 'bilan 2027 CAF';
  const otherStructure = 'bilan 2027 MSA';
  const whole = 'bilan 2027 par territoire';

  /** SPEC §8, by hand: who, and what each line gives them. */
  const table: readonly (readonly [
    who: string,
    allowed: readonly string[],
    refused: readonly string[],
  ])[] = [
    ['officer', [whole, territory, other, structure, otherStructure], []],
    ['elected', [whole, territory, other, structure, otherStructure], []],
    ['pilot', [territory], [whole, other, structure]],
    ['territory', [territory], [whole, other, structure]],
    ['elsewhere', [other], [whole, territory]],
    ['caf', [structure], [whole, territory, otherStructure]],
    ['nobody', [], [whole, territory, structure]],
  ];

  it.each(table)('%s', async (who, allowed, refused) => {
    await using s = await scene();
    const people: Readonly<Record<string, Person>> = {
      ...{ officer: s.officer, elected: s.elected, elsewhere: s.elsewhere, nobody: s.nobody },
      ...{ pilot: s.circuit.pilot, territory: s.circuit.territory, caf: s.circuit.caf },
    };
    const person = people[who];
    if (!person) throw new Error(who);
    for (const words of allowed)
      expect(cardOf(await s.chat.say(person, words)).title).toMatch(/^Bilan 2027 - /u);
    for (const words of refused) {
      const answer = await s.chat.say(person, words);
      expect(wordsOf(answer)).toMatch(/réservé.* Adressez-vous à /u);
      expect(answer.kind === 'card' && answer.after).toBeFalsy();
      // Nor by the button of somebody else's card.
      const form = await s.chat.say(person, `${words} docx`);
      expect(form.kind === 'card' && form.after).toBeFalsy();
    }
    const journaled = (await s.world.journal()).filter(({ act }) => act === 'refused');
    expect(journaled.map(({ payload }) => payload.act)).toHaveLength(2 * refused.length);
  });

  it('is their own when they say no place', async () => {
    await using s = await scene();
    const titles = async (person: Person, words = 'bilan 2027') =>
      cardOf(await s.chat.say(person, words)).title;
    expect(await titles(s.circuit.pilot)).toBe('Bilan 2027 - Étang de Thau');
    expect(await titles(s.circuit.territory)).toBe('Bilan 2027 - Étang de Thau');
    expect(await titles(s.elsewhere)).toBe('Bilan 2027 - Biterrois');
    expect(await titles(s.circuit.caf)).toBe('Bilan 2027 - Caisse d’allocations familiales (CAF)');
    expect(await titles(s.elected)).toBe('Bilan 2027 - Tout le pacte');
    expect(wordsOf(await s.chat.say(s.nobody, 'bilan 2027'))).toContain('réservé');
  });

  it('is asked when several are theirs', async () => {
    await using s = await scene();
    const several = await s.world.person({ role: 'territoryReferent', territory: 'MTP' });
    await s.world.actAs(null, async (context) => {
      const { giveMandate } = await import('../../../src/use-cases/give-mandate.ts');
      await giveMandate(context, {
        ...{ person: several.id, role: 'referent', structure: 'FT', startsOn: context.today },
      });
    });
    const asked = await s.chat.say(several, 'bilan 2027 word');
    expect(buttonsOf(asked).map(({ label }) => label)).toEqual([
      'Montpelliérain',
      'France Travail',
    ]);
    const given = await s.chat.press(several, buttonsOf(asked)[0]?.press);
    expect(wordsOf(given)).toContain('Le document se prépare');
  });

  it('is offered on the home screen to those who have one', async () => {
    await using s = await scene();
    const home = async (person: Person, chat: Chat = s.chat) =>
      buttonsOf(await chat.say(person, 'accueil')).map(({ label }) => label);
    expect(await home(s.officer)).toContain('Bilan');
    expect(await home(s.circuit.caf)).toContain('Bilan');
    expect(await home(s.nobody)).not.toContain('Bilan');
  });
});

describe('the bilan of a past pact', () => {
  it('is counts, beside those of the current one, and every member may read it', async () => {
    await using s = await scene();
    for (const person of [s.officer, s.nobody]) {
      const card = await s.chat.say(person, 'bilan 2017-2021');
      const words = wordsOf(card);
      expect(words).toContain(
        '38 actions : 9 réalisées, 10 en fonctionnement, 15 en cours, 4 au stade du projet.',
      );
      expect(words).toContain('17 groupes, dont 1 partagé');
      expect(words).toContain('7 groupes sont pilotés par deux structures');
      expect(words).toContain('Réalisées : 9 (23,7 %) ; 1 (33,3 %)');
      expect(words).toContain('Groupes de travail : 17 ; 2');
    }
    const given = await followed(await s.chat.say(s.officer, 'bilan ancien pacte'));
    expect(filesOf(given)).toEqual(['comparaison-des-pactes.png']);
  });
});

describe('a very large pact', () => {
  it('is announced first: nobody waits behind its computation', async () => {
    await using world = await openWorld();
    const officer = await world.person({ role: 'programmeOfficer' });
    const action = await world.action(await world.group());
    await world.actAs(null, async ({ db }) => {
      const row = await db.selectFrom('action').selectAll().executeTakeFirstOrThrow();
      const copies = Array.from({ length: 3000 }, (_, at) => ({
        ...{ ...row, id: `${action.id}-${at}`, code: `THA-${at + 1000}` },
      }));
      for (let from = 0; from < copies.length; from += 500)
        await db
          .insertInto('action')
          .values(copies.slice(from, from + 500))
          .execute();
      await touchNames(db);
    });
    const answer = await openChat(world).say(officer, 'bilan');
    expect(wordsOf(answer)).toContain('Le bilan se prépare : il arrive dans quelques secondes.');
    const given = await followed(answer);
    expect(wordsOf(given)).toContain('3 001 actions');
    expect(filesOf(given)).toContain('statuts-par-axe.png');
  });
});
