import { beforeEach, expect, it } from 'vitest';
import { createGate, type Gate } from '../../src/delivery/gate.ts';
import type { Messenger } from '../../src/delivery/messenger.ts';

let now: number;
let gate: Gate;

beforeEach(() => {
  now = 0;
  const timer = { now: () => now, after: () => () => {} };
  gate = createGate({ platform: 'teams' } as Messenger, timer, () => 0);
});

const refuse = (conversation: string, of?: 'conversation') =>
  gate.refused(
    'send',
    { kind: 'later', error: '429', afterSeconds: 30, ...(of && { of }) },
    `row of ${conversation}`,
    conversation,
  );

it('holds the conversation alone when the limit is its own, as long as was said', () => {
  refuse('a', 'conversation');
  expect(gate.wait('send', 'a')).toBe(30_000);
  expect(gate.wait('send', 'b')).toBe(0);
  expect(gate.waiting('send')).toBe(1);
  gate.answered('send');
  expect(gate.wait('send', 'a')).toBe(30_000);
  now = 30_000;
  expect(gate.wait('send', 'a')).toBeLessThanOrEqual(0);
  expect(gate.waiting('send')).toBe(0);
});

it('holds all when the limit is everybody’s', () => {
  refuse('a');
  expect(gate.wait('send', 'b')).toBe(30_000);
});

it('holds all when so many conversations are refused together that it is not their own', () => {
  for (const conversation of ['a', 'b', 'c', 'd']) refuse(conversation, 'conversation');
  expect(gate.wait('send', 'z')).toBe(0);
  refuse('e', 'conversation');
  expect(gate.wait('send', 'z')).toBe(30_000);
});
