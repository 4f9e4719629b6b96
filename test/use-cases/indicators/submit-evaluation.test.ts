import { describe, expect, it } from 'vitest';
import { findEvaluation } from '../../../src/store/evaluations.ts';
import { findGoodPractice, goodPractices } from '../../../src/store/good-practice.ts';
import type { Person } from '../../../src/store/people.ts';
import { currentReadings } from '../../../src/store/readings.ts';
import { findRequest } from '../../../src/store/requests.ts';
import { giveMandate } from '../../../src/use-cases/give-mandate.ts';
import { decideCampaign } from '../../../src/use-cases/indicators/manage-campaign.ts';
import { markGoodPractice } from '../../../src/use-cases/indicators/mark-good-practice.ts';
import { readSheets } from '../../../src/use-cases/indicators/read-sheets.ts';
import { submitEvaluation } from '../../../src/use-cases/indicators/submit-evaluation.ts';
import { readObligations } from '../../../src/use-cases/read-obligations.ts';
import { actOnRequest } from '../../../src/use-cases/validation/act-on-request.ts';
import {
  everything,
  type IndicatorScene,
  indicatorScene,
  year,
} from '../../support/indicator-scene.ts';
import { refusal, value } from '../../support/world.ts';

const count = (number: number) => ({ kind: 'value', value: number }) as const;

const stateOf = async (s: IndicatorScene) =>
  (await findEvaluation(s.world.db, { groupId: s.group.id, year }))?.state;

/** What the campaign knows of the group: it answered, or was asked again since an instant. */
async function answered(s: IndicatorScene) {
  const facts = await readObligations(s.world.db, await s.world.pact());
  return { answers: facts.answers, reopened: facts.reopened };
}

async function submitted(options = {}) {
  const s = await indicatorScene(options);
  value(await s.record(s.pilot, everything));
  const { request } = value(await s.submit(s.pilot));
  return { s, code: request?.code ?? '' };
}

/** The chargée de mission's answer to the version that she was shown. */
function decide(
  s: IndicatorScene,
  code: string,
  decision: 'approve' | 'askForChanges' | 'refuse',
  version = 1,
  who: Person = s.officer,
) {
  return s.world.actAs(who, (context) =>
    actOnRequest(context, {
      request: code,
      ...(decision === 'approve' ? {} : { text: 'Le taux paraît trop haut' }),
      act: (by, textId) => ({ kind: 'answer', by, step: 'visa', version, decision, textId }),
    }),
  );
}

describe('submitting the evaluation of a group', () => {
  it('asks for the visa of the pact’s circuit, and answers the campaign for both pilots', async () => {
    const { s, code } = await submitted();
    await using _ = s;
    expect(await stateOf(s)).toBe('submitted');
    expect(await findRequest(s.world.db, { code })).toMatchObject({
      ...{ circuit: 'indicateurs', subjectKind: 'group', subjectId: s.group.id },
      ...{ requesterId: s.pilot.id, effect: { kind: 'evaluation', year } },
    });
    expect(await answered(s)).toEqual({
      ...{ answers: [{ groupId: s.group.id, year }], reopened: [] },
    });
    const asked = await s.world.db.selectFrom('outbox').select(['intent', 'recipient']).execute();
    expect(asked).toEqual([{ intent: 'requestAsked', recipient: '{"kind":"officerChannel"}' }]);
  });

  it('needs every value of the actions that run, «sans objet» included', async () => {
    await using s = await indicatorScene();
    expect(refusal(await s.submit(s.pilot))).toEqual({
      ...{ kind: 'readingsMissing', group: s.group.code, year, missing: 3 },
    });
    value(await s.record(s.pilot, [count(1), { kind: 'notApplicable', reason: 'Pas de suivi' }]));
    expect(refusal(await s.submit(s.pilot))).toMatchObject({ missing: 1 });
    value(await s.record(s.pilot, [undefined, undefined, everything[2]]));
    value(await s.submit(s.pilot));
  });

  it('needs nothing of a project, and every period of a half-yearly indicator', async () => {
    await using s = await indicatorScene();
    value(await s.record(s.pilot, everything));
    await s.world.action(s.group, { title: 'Encore un projet' });
    value(await s.submit(s.pilot));
    const other = await s.world.group({ title: 'Santé' });
    await s.world.action(other, {
      indicators: [{ label: 'Visites', unit: 'count', period: 'halfYear' }],
    });
    expect(
      await s.world.actAs(s.officer, async (context) => {
        const pactId = other.pactId;
        const [sheet] = await readSheets(context.db, {
          pactId,
          year,
          today: context.today,
          groups: [other.id],
        });
        return sheet?.actions[0]?.cells.map(({ period }) => period);
      }),
    ).toEqual(['2027-S1', '2027-S2']);
  });

  it('is accepted at once when the circuit is switched off', async () => {
    const { s } = await submitted({ circuits: false });
    await using _ = s;
    expect(await stateOf(s)).toBe('accepted');
    expect((await answered(s)).answers).toHaveLength(1);
  });

  it('is accepted at once from the chargée de mission, unless she pilots the group', async () => {
    await using s = await indicatorScene();
    value(await s.record(s.officer, everything));
    expect(value(await s.submit(s.officer))).toMatchObject({ evaluation: { state: 'accepted' } });
    await using t = await indicatorScene();
    const both = await t.world.person({ role: 'programmeOfficer' });
    await t.world.actAs(null, async (context) => {
      value(
        await giveMandate(context, {
          ...{ person: both.id, role: 'pilot', group: t.group.code, startsOn: context.today },
          ...{ justification: 'Effectif réduit' },
        }),
      );
    });
    value(await t.record(both, everything));
    expect(value(await t.submit(both)).request?.code).toBe('V-1');
  });

  it('is for its pilots, the territory’s référent and the chargée de mission', async () => {
    await using s = await indicatorScene();
    value(await s.record(s.pilot, everything));
    const engaged = await s.world.person({ structure: 'FT', role: 'referent' });
    expect(refusal(await s.submit(engaged))).toMatchObject({
      ...{ kind: 'notAllowed', act: 'submitEvaluation' },
    });
    const territory = await s.world.person({ structure: 'DEPARTEMENT', role: 'territoryReferent' });
    value(await s.submit(territory));
  });

  it('waits for the campaign to open, and is no longer taken once it is closed', async () => {
    await using s = await indicatorScene();
    value(await s.record(s.pilot, everything));
    s.world.now = '2027-11-30T09:00:00.000Z';
    expect(refusal(await s.submit(s.pilot))).toMatchObject({
      ...{ kind: 'campaign', standing: 'ahead', day: '2027-12-01' },
    });
    s.world.now = '2028-04-03T09:00:00.000Z';
    expect(refusal(await s.submit(s.pilot))).toMatchObject({ standing: 'closed' });
    value(
      await s.world.actAs(s.officer, (context) => decideCampaign(context, { year, open: true })),
    );
    value(await s.submit(s.pilot));
  });

  it('is sent once: a second time says where it stands', async () => {
    const { s, code } = await submitted();
    await using _ = s;
    const again = { kind: 'awaitingVisa', request: code, requester: s.pilot.id };
    expect(refusal(await s.submit(s.coPilot))).toMatchObject(again);
    expect(refusal(await s.record(s.pilot, [count(50)]))).toMatchObject(again);
    value(await decide(s, code, 'approve'));
    expect(refusal(await s.submit(s.pilot))).toMatchObject({ kind: 'alreadyAccepted' });
  });

  it('has nothing to send for a group that follows no indicator', async () => {
    await using s = await indicatorScene();
    const none = await s.world.group({ title: 'Sans action' });
    const sent = await s.world.actAs(s.officer, async (context) => {
      return submitEvaluation(context, { group: none.code, year });
    });
    expect(refusal(sent)).toMatchObject({ kind: 'nothingAsked' });
  });
});

describe('the chargée de mission’s answer', () => {
  it('accepts the evaluation', async () => {
    const { s, code } = await submitted();
    await using _ = s;
    value(await decide(s, code, 'approve'));
    expect(await stateOf(s)).toBe('accepted');
  });

  it('sends it back to be mended, and asks the group again from that day', async () => {
    const { s, code } = await submitted();
    await using _ = s;
    s.world.later({ days: 2 });
    value(await decide(s, code, 'askForChanges'));
    expect(await stateOf(s)).toBe('toAmend');
    expect(await answered(s)).toEqual({
      answers: [],
      reopened: [{ groupId: s.group.id, year, since: s.world.now }],
    });
    value(await s.record(s.coPilot, [undefined, count(29.5)]));
    value(await s.submit(s.pilot));
    expect(await stateOf(s)).toBe('submitted');
    expect(refusal(await decide(s, code, 'approve', 1))).toMatchObject({
      refusal: { kind: 'olderVersion' },
    });
    value(await decide(s, code, 'approve', 2));
    expect(await stateOf(s)).toBe('accepted');
  });

  it('is not asked again on what did not change', async () => {
    const { s, code } = await submitted();
    await using _ = s;
    value(await decide(s, code, 'askForChanges'));
    expect(refusal(await s.submit(s.pilot))).toMatchObject({ refusal: { kind: 'nothingAmended' } });
    expect(refusal(await s.submit(s.coPilot))).toMatchObject({ refusal: { kind: 'notRequester' } });
    expect(await stateOf(s)).toBe('toAmend');
  });

  it('may come after the campaign was closed: what came back is still mended', async () => {
    const { s, code } = await submitted();
    await using _ = s;
    s.world.now = '2028-04-10T09:00:00.000Z';
    value(await decide(s, code, 'askForChanges'));
    value(await s.record(s.pilot, [count(41)]));
    value(await s.submit(s.pilot));
    expect(await stateOf(s)).toBe('submitted');
  });

  it('refuses it: it goes back to be mended, and may be sent anew', async () => {
    const { s, code } = await submitted();
    await using _ = s;
    value(await decide(s, code, 'refuse'));
    expect(await stateOf(s)).toBe('toAmend');
    value(await s.record(s.coPilot, [count(41)]));
    expect(value(await s.submit(s.coPilot)).request?.code).not.toBe(code);
  });

  it('is no longer waited for once the request is cancelled', async () => {
    const { s, code } = await submitted();
    await using _ = s;
    const cancelled = await s.world.actAs(s.pilot, (context) =>
      actOnRequest(context, {
        request: code,
        act: (by, textId) => ({ kind: 'cancel', by, textId }),
      }),
    );
    value(cancelled);
    expect(await stateOf(s)).toBe('draft');
    expect((await answered(s)).answers).toEqual([]);
    value(await s.record(s.pilot, [count(41)]));
  });
});

describe('correcting what was accepted', () => {
  it('asks for the visa again when a pilot does it, without asking the group again', async () => {
    const { s, code } = await submitted();
    await using _ = s;
    value(await decide(s, code, 'approve'));
    value(await s.record(s.coPilot, [count(41)]));
    expect(await stateOf(s)).toBe('draft');
    expect((await answered(s)).answers).toHaveLength(1);
    const { request } = value(await s.submit(s.coPilot));
    value(await decide(s, request?.code ?? '', 'askForChanges'));
    expect((await answered(s)).answers).toHaveLength(1);
  });

  it('needs nobody’s visa from the chargée de mission, and keeps what was there', async () => {
    const { s, code } = await submitted();
    await using _ = s;
    value(await decide(s, code, 'approve'));
    const { readings } = value(await s.record(s.officer, [count(41)]));
    expect(readings[0]?.replaces).not.toBeNull();
    expect(await stateOf(s)).toBe('accepted');
    const all = await currentReadings(s.world.db, { pactId: s.action.pactId });
    expect(all.map(({ value }) => value)).toContain(41);
  });
});

describe('a campaign', () => {
  const move = (s: IndicatorScene, who: Person, open: boolean) =>
    s.world.actAs(who, (context) => decideCampaign(context, { year, open }));

  it('is closed and opened again by the chargée de mission, and by nobody else', async () => {
    await using s = await indicatorScene();
    expect(refusal(await move(s, s.pilot, false))).toMatchObject({ act: 'manageCampaign' });
    expect(refusal(await move(s, s.officer, true))).toMatchObject({ kind: 'campaignUnchanged' });
    value(await move(s, s.officer, false));
    expect(refusal(await s.record(s.pilot, [count(1)]))).toMatchObject({ standing: 'closed' });
    s.world.later({ days: 1 });
    value(await move(s, s.officer, true));
    value(await s.record(s.pilot, [count(1)]));
    const acts = (await s.world.journal()).map(({ act }) => act);
    expect(acts.filter((act) => act.startsWith('campaign.'))).toEqual([
      ...['campaign.closed', 'campaign.opened'],
    ]);
  });
});

describe('good practice', () => {
  const mark = (s: IndicatorScene, who: Person, marked: boolean) =>
    s.world.actAs(who, (context) =>
      markGoodPractice(context, { action: s.action.code, marked, text: 'Facile à reprendre' }),
    );

  it('is marked and unmarked by the chargée de mission alone', async () => {
    await using s = await indicatorScene();
    expect(refusal(await mark(s, s.pilot, true))).toMatchObject({ act: 'markGoodPractice' });
    value(await mark(s, s.officer, true));
    expect(await findGoodPractice(s.world.db, s.action.id)).toMatchObject({
      markedBy: s.officer.id,
    });
    const { pactId } = s.action;
    expect(await goodPractices(s.world.db, pactId)).toMatchObject([{ actionId: s.action.id }]);
    expect(JSON.stringify(await s.world.journal())).not.toMatch(/Facile/);
    value(await mark(s, s.officer, false));
    expect(await findGoodPractice(s.world.db, s.action.id)).toBeUndefined();
  });
});
