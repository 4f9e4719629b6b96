import { expect, it } from 'vitest';
import { defaultCalendar } from '../../src/files/pact-defaults.ts';
import { visitAlong } from '../../src/local/visit-due.ts';

/** The instants visited, of reminders due at those given. */
async function visited(
  from: string,
  to: string,
  reminders: readonly string[] = [],
  hour = '09:00',
) {
  const worked: string[] = [];
  const stood: string[] = [];
  const visit = visitAlong({
    calendar: async () => ({ ...defaultCalendar, sendingHours: { from: hour, until: '18:00' } }),
    work: async (instant) => void worked.push(instant),
    nextReminder: () => reminders.find((at) => at > (worked.at(-1) ?? '')),
  });
  await visit(from, to, (instant) => stood.push(instant));
  // What is due at the start is done without moving.
  expect(worked).toEqual([from, ...stood]);
  return stood;
}

it('visits the opening of each day, through a clock change', async () => {
  expect(await visited('2027-03-26T08:00:00.000Z', '2027-03-29T07:00:00.000Z')).toEqual([
    '2027-03-27T08:00:00.000Z',
    '2027-03-28T07:00:00.000Z',
    '2027-03-29T07:00:00.000Z',
  ]);
  expect(await visited('2027-03-26T08:00:00.000Z', '2027-03-26T20:00:00.000Z')).toEqual([]);
});

it('visits the hours that people chose, in their order', async () => {
  const hours = [
    '2027-03-26T13:00:00.000Z',
    '2027-03-26T15:30:00.000Z',
    '2027-03-29T12:00:00.000Z',
  ];
  expect(await visited('2027-03-26T12:00:00.000Z', '2027-03-27T12:00:00.000Z', hours)).toEqual([
    '2027-03-26T13:00:00.000Z',
    '2027-03-26T15:30:00.000Z',
    '2027-03-27T08:00:00.000Z',
  ]);
});

it('follows the sending hours of the pact', async () => {
  expect(
    await visited('2027-03-26T12:00:00.000Z', '2027-03-27T12:00:00.000Z', [], '08:30'),
  ).toEqual(['2027-03-27T07:30:00.000Z']);
});
