import { describe, expect, it } from 'vitest';
import { declareUpdate } from '../../../src/use-cases/declare-update.ts';
import { buttonsOf, cardOf, formOf, prefilled, wordsOf } from '../../support/chat.ts';
import { digestScene, nineMonthsBefore, offered, said } from '../../support/digest-scene.ts';
import { value } from '../../support/world.ts';

describe('silent actions', () => {
  async function silent() {
    const s = await digestScene();
    const group = await s.world.group();
    const yanis = await s.world.person({ firstName: 'Yanis', role: 'pilot', group });
    for (const title of ['Une', 'Deux', 'Trois']) await s.world.action(group, { title });
    await s.until('2027-07-01T18:00:00.000Z');
    return { ...s, yanis, digest: s.lastOf(yanis), [Symbol.asyncDispose]: s[Symbol.asyncDispose] };
  }

  it('are said to have nothing new, one by one, then all that are left at once', async () => {
    await using s = await silent();
    expect(offered(s.digest).filter((label) => label === 'Rien de neuf')).toHaveLength(3);
    await s.press(s.yanis, 'Rien de neuf');
    expect(said(s.digest)).toContain('1 action a eu des nouvelles depuis');
    expect(offered(s.digest).filter((label) => label === 'Rien de neuf')).toHaveLength(2);
    const answer = await s.press(s.yanis, 'Rien de neuf pour les 2');
    expect(wordsOf(answer)).toContain('enregistré pour 2 actions');
    expect(offered(s.digest)).toEqual([]);
    const entries = await s.world.db
      .selectFrom('actionEntry')
      .select(['authorId', 'nothingNew'])
      .where('kind', '=', 'update')
      .execute();
    expect(entries).toEqual(Array(3).fill({ authorId: s.yanis.id, nothingNew: 1 }));
  });

  it('that have had news are left as they are by a button pressed late', async () => {
    await using s = await silent();
    const press = buttonsOf({ kind: 'card', card: s.digest.card }).find(({ label }) =>
      label.startsWith('Rien de neuf pour'),
    )?.press;
    for (const code of ['THA-1', 'THA-2', 'THA-3'])
      await s.world.actAs(s.yanis, async (context) =>
        value(await declareUpdate(context, { action: code, comment: 'Du nouveau' })),
      );
    expect(wordsOf(await s.chat.press(s.yanis, press))).toContain('déjà eu des nouvelles');
    expect(wordsOf(await s.chat.press(s.nadia, press))).toContain('rien n’a été enregistré');
  });
});

describe('old buttons', () => {
  it('say what is planned, and that a date was cancelled', async () => {
    await using s = await digestScene();
    await s.reminding.tick(nineMonthsBefore);
    const [plan] = buttonsOf({ kind: 'card', card: s.lastOf(s.nadia).card });
    await s.chat.say(s.nadia, 'comité thau 15/06/2027');
    const form = formOf(await s.chat.press(s.nadia, plan?.press));
    expect(JSON.stringify(form.fields)).toContain('Prévu le mardi 15');
    await s.until('2027-05-15');
    const [postpone] = buttonsOf({ kind: 'card', card: s.lastOf(s.nadia).card });
    await s.chat.say(s.nadia, 'comité thau annulé : salle fermée');
    expect(wordsOf(await s.chat.press(s.nadia, postpone?.press))).toContain('déjà annulée');
  });
});

describe('«Plus tard»', () => {
  it('is said in the digest, then the reminder comes back with its answers', async () => {
    await using s = await digestScene();
    await s.reminding.tick(nineMonthsBefore);
    const digest = s.lastOf(s.nadia);
    await s.press(s.nadia, 'Plus tard');
    expect(said(digest)).toContain('Remis à plus tard, jusqu’au 6 avril 2027');
    expect(offered(digest)).toEqual(['Planifier une date']);
    await s.reminding.tick('2027-04-06T07:00:00.000Z');
    expect(s.digestsOf(s.nadia)).toHaveLength(1);
    s.reminding.restart();
    await s.reminding.tick('2027-04-07T07:00:00.000Z');
    expect(s.digestsOf(s.nadia)).toHaveLength(2);
    const again = s.lastOf(s.nadia);
    expect(said(again)).toContain('Aucune date en 2027');
    expect(said(again)).not.toContain('Prévu le');
    expect(offered(again)).toEqual(['Planifier une date', 'Plus tard']);
    await s.fill(s.nadia, 'Planifier une date', { day: '2027-06-15' });
    expect(offered(again)).toEqual([]);
    await s.reminding.tick('2027-04-08T07:00:00.000Z');
    expect(s.digestsOf(s.nadia)).toHaveLength(2);
  });

  it('brings nothing back once its subject is answered', async () => {
    await using s = await digestScene();
    await s.reminding.tick(nineMonthsBefore);
    await s.press(s.nadia, 'Plus tard');
    await s.fill(s.nadia, 'Planifier une date', { day: '2027-06-15' });
    await s.reminding.tick('2027-04-07T07:00:00.000Z');
    expect(s.digestsOf(s.nadia)).toHaveLength(1);
  });
});

describe('a request that waits', () => {
  it('is recalled in the digest with the way to answer it, until it is answered', async () => {
    await using s = await digestScene({ circuits: true });
    const group = await s.world.group();
    const action = await s.world.action(group);
    const yanis = await s.world.person({ firstName: 'Yanis', role: 'pilot', group });
    const karim = await s.world.person({ firstName: 'Karim', structure: 'FT', role: 'referent' });
    await s.until('2027-05-03');
    s.world.now = '2027-05-03T08:00:00.000Z';
    await s.world.actAs(yanis, async (context) =>
      value(await declareUpdate(context, { action: action.code, status: 'completed' })),
    );
    await s.reminding.tick();
    expect(s.reminding.posted.at(-1)).toMatchObject({ to: karim.id, intent: 'requestAsked' });
    // Five working days after, Ascension Day left out.
    await s.until('2027-05-11T07:00:00.000Z');
    await s.reminding.tick('2027-05-11T07:00:00.000Z');
    const digest = s.lastOf(karim);
    expect(digest.at).toBe('2027-05-11T07:00:00.000Z');
    expect(said(digest)).toContain('V-1');
    const card = await s.press(karim, 'Répondre');
    const approve = buttonsOf(card).find(({ label }) => label === 'Approuver');
    await s.chat.press(karim, approve?.press);
    await s.reminding.followUp();
    expect(offered(digest)).not.toContain('Répondre');
    expect(said(digest)).toContain('la demande suit son cours');
    await s.until('2027-05-20');
    expect(s.digestsOf(karim)).toHaveLength(1);
  });
});

describe('the chargée de mission', () => {
  it('renews or replaces a mandate that ends, from its reminder', async () => {
    await using s = await digestScene();
    const thierry = await s.world.person({
      ...{ firstName: 'Thierry', lastName: 'Castel', structure: 'MSA', role: 'referent' },
      endsOn: '2027-06-30',
    });
    await s.until('2027-04-10');
    const digest = s.digestsOf(s.claire).find((one) => said(one).includes('Thierry Castel'));
    if (!digest) throw new Error('no reminder of the end of a mandate');
    const [renew, replace] = ['Renouveler', 'Remplacer'].map(
      (label) =>
        buttonsOf({ kind: 'card', card: digest.card }).find((one) => one.label === label)?.press,
    );
    const other = formOf(await s.chat.press(s.claire, replace));
    expect(prefilled(other)).toMatchObject({ role: 'referent', startsOn: '2027-07-01' });
    const form = formOf(await s.chat.press(s.claire, renew));
    expect(form.state).toEqual({ person: thierry.id });
    expect(prefilled(form)).toMatchObject({ structure: 'MSA', startsOn: '2027-07-01' });
    await s.chat.submit(s.claire, form, prefilled(form));
    await s.reminding.followUp();
    expect(said(digest)).toContain('La suite de ce mandat est enregistrée');
  });

  it('decides that the élus are told of a COPIL: they are never written to otherwise', async () => {
    await using s = await digestScene();
    const helene = await s.world.person({ firstName: 'Hélène', role: 'electedOfficial' });
    const to = () => s.reminding.posted.filter(({ to: whom }) => whom === helene.id);
    await s.chat.say(s.claire, 'copil final 15/11/2028 14h Montpellier');
    await s.until('2028-10-17T12:00:00.000Z');
    expect(to()).toEqual([]);
    expect(said(s.lastOf(s.claire))).toContain('mercredi 15 novembre 2028');
    const answer = await s.press(s.claire, 'Prévenir les élus');
    expect(wordsOf(answer)).toContain('Hélène');
    await s.reminding.tick();
    expect(to().map(said)).toEqual([expect.stringContaining('mercredi 15 novembre 2028 à 14 h')]);
    expect(wordsOf(await s.press(s.claire, 'Prévenir les élus'))).toContain('déjà été prévenus');
    await s.reminding.tick();
    expect(to()).toHaveLength(1);
    const refusal = await s.chat.press(s.nadia, {
      ...{ do: 'act', act: 'tellElected' },
      id: (await s.world.db.selectFrom('meeting').select('id').executeTakeFirstOrThrow()).id,
    });
    expect(cardOf(refusal).summary).not.toContain('message');
  });

  it('has what the élus were told of a COPIL say where it stands', async () => {
    await using s = await digestScene();
    const helene = await s.world.person({ firstName: 'Hélène', role: 'electedOfficial' });
    await s.chat.say(s.claire, 'copil final 15/11/2028 14h Montpellier');
    await s.until('2028-10-17T12:00:00.000Z');
    await s.press(s.claire, 'Prévenir les élus');
    await s.reminding.tick();
    const stands = async (words: string) => {
      await s.chat.say(s.claire, words);
      await s.reminding.followUp();
      return s.reminding.posted.filter(({ to }) => to === helene.id).map(said);
    };
    expect(await stands('copil final reporté au 22/11/2028')).toEqual([
      expect.stringContaining('Reporté au mercredi 22 novembre 2028 à 14 h, Montpellier.'),
    ]);
    expect(await stands('copil final annulé : salle fermée')).toEqual([
      expect.stringContaining('Annulé : il était prévu le mercredi 22 novembre 2028.'),
    ]);
  });
});
