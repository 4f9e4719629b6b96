import { describe, expect, it } from 'vitest';
import { findEvaluation } from '../../../src/store/evaluations.ts';
import { currentReadings, readingHistory } from '../../../src/store/readings.ts';
import { readTexts } from '../../../src/store/texts.ts';
import { closePact } from '../../../src/use-cases/close-pact.ts';
import { decideCampaign } from '../../../src/use-cases/indicators/manage-campaign.ts';
import { everything, indicatorScene, year } from '../../support/indicator-scene.ts';
import { refusal, value } from '../../support/world.ts';

const count = (number: number) => ({ kind: 'value', value: number }) as const;

describe('saying the values of a year', () => {
  it('begins the evaluation of the group, as a draft', async () => {
    await using s = await indicatorScene();
    const { readings, evaluation } = value(await s.record(s.pilot, [count(39)]));
    expect(readings).toMatchObject([{ year, period: '2027', value: 39, authorId: s.pilot.id }]);
    expect(evaluation).toMatchObject({ groupId: s.group.id, year, state: 'draft' });
    expect(await s.world.journal()).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ act: 'reading.recorded', subjectId: readings[0]?.id }),
        expect.objectContaining({ act: 'evaluation.started', subjectId: evaluation?.id }),
      ]),
    );
  });

  it('keeps what it corrects, and who said it', async () => {
    await using s = await indicatorScene();
    value(await s.record(s.pilot, [count(39)]));
    s.world.later({ minutes: 5 });
    value(await s.record(s.coPilot, [count(41)]));
    const [indicator] = s.indicators;
    const history = await readingHistory(s.world.db, indicator?.id ?? '', '2027');
    expect(history.map(({ value, authorId }) => [value, authorId])).toEqual([
      [39, s.pilot.id],
      [41, s.coPilot.id],
    ]);
    const { pactId } = s.action;
    expect(await currentReadings(s.world.db, { pactId })).toMatchObject([{ value: 41 }]);
  });

  it('keeps words and reasons as texts that can be erased, hashed in the journal', async () => {
    await using s = await indicatorScene();
    const words = [undefined, { kind: 'notApplicable', reason: 'Pas de suivi' } as const];
    value(await s.record(s.pilot, [...words, { kind: 'text', text: 'Trois conventions' }]));
    const all = await currentReadings(s.world.db, { pactId: s.action.pactId });
    const texts = await readTexts(
      s.world.db,
      all.flatMap(({ textId }) => textId ?? []),
    );
    const said = all.map(({ notApplicable, textId }) => [notApplicable, texts.get(textId ?? '')]);
    expect(said).toEqual(
      expect.arrayContaining([
        [true, 'Pas de suivi'],
        [false, 'Trois conventions'],
      ]),
    );
    expect(JSON.stringify(await s.world.journal())).not.toMatch(/suivi|conventions/);
  });

  it('writes nothing when nothing changes, and takes back what is emptied', async () => {
    await using s = await indicatorScene();
    value(await s.record(s.pilot, everything));
    const before = await s.world.journal();
    expect(value(await s.record(s.coPilot, everything)).readings).toEqual([]);
    expect(await s.world.journal()).toEqual(before);
    expect(value(await s.record(s.pilot, [null])).readings).toMatchObject([{ value: null }]);
    expect(await currentReadings(s.world.db, { pactId: s.action.pactId })).toHaveLength(2);
    expect(value(await s.record(s.pilot, [null])).readings).toEqual([]);
  });

  it('does not overwrite unseen what somebody else said meanwhile', async () => {
    await using s = await indicatorScene();
    const [first] = value(await s.record(s.pilot, [count(39)])).readings;
    expect(refusal(await s.record(s.coPilot, [count(41)], { seen: null }))).toMatchObject({
      ...{ kind: 'readingChanged', by: s.pilot.id },
    });
    expect(value(await s.record(s.coPilot, [count(39)], { seen: null })).readings).toEqual([]);
    const seen = { seen: first?.id ?? '' };
    expect(value(await s.record(s.coPilot, [count(41)], seen)).readings).toHaveLength(1);
  });

  it.each([
    ['a percentage above 100', 1, count(100.5), 'outOfRange'],
    ['a percentage below 0', 1, count(-1), 'outOfRange'],
    ['a negative count', 0, count(-1), 'outOfRange'],
    ['a count that is no number', 0, count(Number.NaN), 'outOfRange'],
    ['words for a count', 0, { kind: 'text', text: 'beaucoup' } as const, 'unknown'],
    ['a figure for words', 2, count(3), 'unknown'],
    ['«sans objet» without a reason', 0, { kind: 'notApplicable', reason: '' } as const, 'empty'],
  ])('refuses %s', async (_, index, said, why) => {
    await using s = await indicatorScene();
    const values = [undefined, undefined, undefined].map((none, at) =>
      at === index ? said : none,
    );
    const field = `${s.indicators[index]?.id}/2027`;
    expect(refusal(await s.record(s.pilot, values))).toEqual({ kind: 'invalid', field, why });
    expect(await findEvaluation(s.world.db, { groupId: s.group.id, year })).toBeUndefined();
  });

  it('keeps all of what is sent or none of it', async () => {
    await using s = await indicatorScene();
    expect((await s.record(s.pilot, [count(39), count(400)])).ok).toBe(false);
    expect(await currentReadings(s.world.db, { pactId: s.action.pactId })).toEqual([]);
  });

  it('refuses data on people who receive help, whatever the field', async () => {
    await using s = await indicatorScene();
    const number = 'allocataire 1234567';
    const texts = [
      { kind: 'notApplicable', reason: number } as const,
      undefined,
      { kind: 'text', text: number } as const,
    ];
    for (const at of [0, 2])
      expect(
        refusal(
          await s.record(
            s.pilot,
            texts.map((one, index) => (index === at ? one : undefined)),
          ),
        ),
      ).toMatchObject({ kind: 'personalData' });
  });
});

describe('whether a year may be written', () => {
  it('is as the year goes, and until its campaign closes', async () => {
    await using s = await indicatorScene();
    const days = [
      ['2027-06-01', true],
      ['2028-01-15', true],
      ['2028-03-30', true],
      ['2028-03-31', false],
    ] as const;
    for (const [index, [day, allowed]] of days.entries()) {
      s.world.now = `${day}T09:00:00.000Z`;
      expect((await s.record(s.pilot, [count(index)])).ok, day).toBe(allowed);
    }
    expect(refusal(await s.record(s.pilot, [count(9)]))).toMatchObject({
      ...{ kind: 'campaign', standing: 'closed', day: '2028-03-31' },
    });
  });

  it('stays open to the chargée de mission, and to all once she opens it again', async () => {
    await using s = await indicatorScene();
    s.world.now = '2028-05-02T09:00:00.000Z';
    value(await s.record(s.officer, [count(3)]));
    await s.world.actAs(s.officer, (context) => decideCampaign(context, { year, open: true }));
    value(await s.record(s.pilot, [count(4)]));
  });

  it('is not for a year to come, nor before the pact', async () => {
    await using s = await indicatorScene();
    for (const other of [year + 1, 2021])
      expect(refusal(await s.record(s.officer, [count(1)], { year: other }))).toEqual({
        ...{ kind: 'invalid', field: 'year', why: 'outOfRange' },
      });
  });

  it('is not for a year before the bot followed the pact, but for the chargée de mission', async () => {
    await using s = await indicatorScene();
    expect(refusal(await s.record(s.pilot, [count(1)], { year: 2026 }))).toMatchObject({
      ...{ kind: 'campaign', standing: 'untracked' },
    });
    value(await s.record(s.officer, [count(1)], { year: 2026 }));
  });

  it('is no longer once the pact is closed', async () => {
    await using s = await indicatorScene();
    s.world.now = '2029-01-10T09:00:00.000Z';
    value(await s.record(s.officer, [count(1)]));
    value(await s.world.actAs(null, (context) => closePact(context)));
    expect(refusal(await s.record(s.officer, [count(2)]))).toMatchObject({ kind: 'pactClosed' });
  });
});

describe('who may say values', () => {
  it('is whoever keeps the action up to date; others are told so, and it is journaled', async () => {
    await using s = await indicatorScene();
    const engaged = await s.world.person({ structure: 'FT', role: 'referent' });
    const territory = await s.world.person({ structure: 'DEPARTEMENT', role: 'territoryReferent' });
    const others = [
      await s.world.person({ structure: 'CAF', role: 'referent' }),
      await s.world.person({ role: 'electedOfficial' }),
      await s.world.person({ role: 'territoryReferent', territory: 'BIT' }),
    ];
    for (const [index, who] of [engaged, territory, s.coPilot, s.officer].entries())
      value(await s.record(who, [count(index)]));
    for (const who of others)
      expect(refusal(await s.record(who, [count(50)]))).toMatchObject({
        ...{ kind: 'notAllowed', act: 'fillIndicators' },
      });
    expect((await s.world.journal()).filter(({ act }) => act === 'refused')).toHaveLength(3);
  });
});
