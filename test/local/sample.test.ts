import { describe, expect, it } from 'vitest';
import { actionStatuses } from '../../src/domain/terms.ts';
import { readPactFile } from '../../src/files/pact-file.ts';
import { readSample, type SampleAction, sampleStatus } from '../../src/local/sample/read-sample.ts';

const sample = readSample();
const read = readPactFile('pacts/herault-2022-2025.yaml');
if (!read.ok) throw new Error(JSON.stringify(read.errors));
const { pact } = read;

const codesOf = (items: readonly { code: string }[]) => items.map((item) => item.code);
const emails = sample.people.map((person) => person.email);
const structureOf = (email: string) => sample.people.find((p) => p.email === email)?.structure;
const group = (code: string) => {
  const found = sample.groups.find((g) => g.code === code);
  if (found === undefined) throw new Error(`no ${code}`);
  return found;
};
const isComplete = (action: SampleAction) =>
  action.objectives !== '' &&
  action.means !== '' &&
  action.deliverables !== '' &&
  action.indicators.length > 0;

describe('the sample refers only to what exists', () => {
  it('people to structures of the pact, each address once', () => {
    expect(new Set(emails).size).toBe(emails.length);
    const structures = codesOf(pact.structures);
    for (const person of sample.people) expect(structures).toContain(person.structure);
  });

  it('mandates, seats, entries, readings and absences to people', () => {
    const cited = [
      ...sample.mandates.map((m) => m.person),
      ...sample.groups.flatMap((g) => [g.pilot, ...(g.coPilot === null ? [] : [g.coPilot])]),
      ...sample.actions.flatMap((a) => a.history.map((entry) => entry.by)),
      ...sample.actions.flatMap((a) => (a.blocker === undefined ? [] : [a.blocker.by])),
      ...sample.readings.map((r) => r.by),
      ...sample.absences.flatMap((a) => [a.person, a.substitute ?? a.person]),
    ];
    for (const email of cited) expect(emails).toContain(email);
  });

  it('mandates to roles, structures and territories of the pact', () => {
    for (const mandate of sample.mandates) {
      if (mandate.role === 'named') expect(codesOf(pact.roles)).toContain(mandate.namedRole);
      if (mandate.role === 'territoryReferent') {
        expect(codesOf(pact.territories)).toContain(mandate.territory);
        expect(structureOf(mandate.person)).toBe('DEPARTEMENT');
      }
      if (mandate.role === 'referent') {
        expect(structureOf(mandate.person)).toBe(mandate.structure);
      }
    }
  });

  it('groups and actions to axes, themes, audiences, territories and structures of the pact', () => {
    for (const { territories } of sample.groups) {
      for (const territory of territories) expect(codesOf(pact.territories)).toContain(territory);
    }
    for (const action of sample.actions) {
      expect(codesOf(sample.groups)).toContain(action.group);
      for (const axis of action.axes) expect(codesOf(pact.axes)).toContain(axis);
      for (const audience of action.audiences) expect(codesOf(pact.audiences)).toContain(audience);
      for (const code of action.structures) expect(codesOf(pact.structures)).toContain(code);
      for (const theme of action.themes) {
        const known = pact.themes.find((t) => t.code === theme);
        expect(action.axes, `${action.code}: ${theme}`).toContain(known?.axis);
      }
    }
  });

  it('meetings to groups, readings to an indicator of their action', () => {
    for (const meeting of sample.meetings) {
      expect(codesOf(sample.groups)).toContain(meeting.group);
    }
    for (const { action, indicator } of sample.readings) {
      const found = sample.actions.find((a) => a.code === action);
      expect(found?.indicators.map((i) => i.label)).toContain(indicator);
    }
  });
});

describe('the sample is large and varied enough to play with', () => {
  it('has at least 40 people, on Slack, on Teams and on both', () => {
    expect(sample.people.length).toBeGreaterThanOrEqual(40);
    const kinds = new Set(sample.people.map((p) => p.platforms.join('+')));
    expect([...kinds].sort()).toEqual(['slack', 'slack+teams', 'teams']);
  });

  it('has three groups a territory and one shared by two', () => {
    for (const { code } of pact.territories) {
      expect(sample.groups.filter((g) => g.territories.join() === code)).toHaveLength(3);
    }
    expect(sample.groups).toHaveLength(19);
    expect(sample.groups.filter((g) => g.territories.length === 2)).toHaveLength(1);
  });

  it('has at least 40 actions, each status among them, none twice, numbered without a gap', () => {
    expect(sample.actions.length).toBeGreaterThanOrEqual(40);
    for (const status of actionStatuses) {
      expect(
        sample.actions.some((a) => sampleStatus(a) === status),
        status,
      ).toBe(true);
    }
    for (const { code, prefix } of pact.territories) {
      const own = sample.actions.filter((a) => group(a.group).territories[0] === code);
      expect(own.map((a) => a.code)).toEqual(own.map((_, i) => `${prefix}-${i + 1}`));
    }
  });

  it('has one chargée de mission, one élue and one oversight', () => {
    const holders = (role: string) => sample.mandates.filter((m) => m.role === role);
    expect(holders('programmeOfficer').map((m) => m.person)).toEqual(['claire.vidal@exemple.fr']);
    expect(holders('electedOfficial')).toHaveLength(1);
    expect(holders('named')).toMatchObject([{ namedRole: 'oversight' }]);
  });

  it('leaves seats vacant: a territory, a signatory, a co-pilot', () => {
    const held = sample.mandates.flatMap((m) =>
      m.role === 'territoryReferent' ? m.territory : [],
    );
    expect(codesOf(pact.territories).filter((t) => !held.includes(t))).toEqual(['HLO']);
    const served = sample.mandates.flatMap((m) => (m.role === 'referent' ? m.structure : []));
    const signatories = codesOf(pact.structures.filter((s) => s.signatory));
    expect(signatories.filter((s) => !served.includes(s))).toEqual(['REGION']);
    expect(sample.groups.filter((g) => g.coPilot === null).map((g) => g.code)).toEqual(['CPS-G3']);
  });

  it('has one group whose pilots share a structure, and says why', () => {
    const same = sample.groups.filter(
      (g) => g.coPilot !== null && structureOf(g.pilot) === structureOf(g.coPilot),
    );
    expect(same.map((g) => g.code)).toEqual(['HLO-G3']);
    expect(sample.groups.filter((g) => g.sameStructureReason !== undefined)).toEqual(same);
  });

  it('has incomplete projects, blockers, experimentations, news, meetings, readings, an absence', () => {
    const incomplete = sample.actions.filter((a) => !isComplete(a));
    expect(incomplete.length).toBeGreaterThanOrEqual(3);
    for (const action of incomplete) expect(sampleStatus(action)).toBe('project');
    expect(sample.actions.filter((a) => a.blocker !== undefined).length).toBeGreaterThan(2);
    expect(sample.actions.filter((a) => a.experimentation).length).toBeGreaterThan(2);
    expect(sample.meetings.length).toBeGreaterThan(10);
    expect(sample.readings.length).toBeGreaterThan(10);
    expect(sample.absences).toHaveLength(1);
  });

  it('keeps THA-3 a complete project of the Étang de Thau, piloted from outside the Département', () => {
    const action = sample.actions.find((a) => a.code === 'THA-3');
    if (action === undefined) throw new Error('no THA-3');
    expect(isComplete(action)).toBe(true);
    expect(sampleStatus(action)).toBe('project');
    expect(group(action.group).territories).toEqual(['THA']);
    expect(structureOf(group(action.group).pilot)).not.toBe('DEPARTEMENT');
    const served = sample.mandates.flatMap((m) => (m.role === 'referent' ? m.structure : []));
    for (const structure of action.structures) expect(served).toContain(structure);
  });
});

describe('the sample tells a likely story', () => {
  it('begins each action as a project and goes on in order, a reason behind each abandonment', () => {
    for (const { code, history, blocker } of sample.actions) {
      expect(history[0]?.to, code).toBe('project');
      const days = history.map((entry) => entry.day);
      expect(days, code).toEqual([...days].sort((a, b) => a - b));
      for (const entry of history) {
        if (entry.to === 'abandoned') expect(entry.text, code).toBeDefined();
      }
      if (blocker !== undefined) expect(blocker.day).toBeGreaterThanOrEqual(days.at(-1) ?? 0);
    }
  });

  it('happens in the first twenty days of January, the end of one mandate and the absence apart', () => {
    const days = [
      ...sample.actions.flatMap((a) => a.history.map((entry) => entry.day)),
      ...sample.actions.flatMap((a) => (a.blocker === undefined ? [] : [a.blocker.day])),
      ...sample.meetings.map((m) => m.day),
      ...sample.readings.map((r) => r.day),
    ];
    expect(Math.max(...days)).toBeLessThanOrEqual(20);
    expect(sample.mandates.filter((m) => m.until !== undefined)).toHaveLength(1);
  });

  it('is plainly marked as an example wherever it is read', () => {
    for (const { title } of [...sample.groups, ...sample.actions]) {
      expect(title).toMatch(/ \(exemple\)$/);
    }
    for (const email of emails) expect(email).toMatch(/@exemple\.fr$/);
  });
});
