import { describe, expect, test } from 'vitest';
import type { Field, Form } from '../../../src/conversation/form.ts';
import { readForm, renderFieldErrors } from '../../../src/platforms/slack/read-form.ts';
import { FormTooLarge, renderForm } from '../../../src/platforms/slack/render-form.ts';
import { brokenLimits } from './block-limits.ts';

const choices = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `c${index}`, label: `Choix ${index}` }));
const fields: Field[] = [
  { kind: 'text', name: 'title', label: 'Titre', required: true, value: 'Permis <solidaire>' },
  {
    kind: 'text',
    name: 'why',
    label: 'Motif',
    hint: 'Sans donnée sur une personne aidée',
    required: false,
    multiline: true,
    maxLength: 500,
    placeholder: 'Quelques mots',
  },
  { kind: 'date', name: 'day', label: 'Jour', required: true, value: '2027-03-12' },
  {
    kind: 'choice',
    name: 'status',
    label: 'Statut',
    required: true,
    choices: choices(5),
    value: 'c2',
  },
  {
    kind: 'choices',
    name: 'axes',
    label: 'Axes',
    required: true,
    choices: choices(4),
    values: ['c1'],
  },
  {
    kind: 'choices',
    name: 'themes',
    label: 'Thèmes',
    required: true,
    choices: choices(23),
    values: ['c0', 'c12'],
  },
];
const form: Form = {
  name: 'update',
  title: 'Déclarer une avancée',
  submit: 'Enregistrer',
  fields: [{ kind: 'note', text: 'Action *THA-3*' }, ...fields],
  state: { action: 'a1' },
};
const from = {
  via: 'command',
  user: 'U1',
  channel: 'C1',
  responseUrl: 'https://hooks.slack.com/x',
} as const;

type Values = Record<string, Record<string, unknown>>;
/** The view as Slack sends it back, with the values given by block. */
function sent(view: object, values: Values): unknown {
  return { ...JSON.parse(JSON.stringify(view)), id: 'V1', hash: 'h', state: { values } };
}
const options = (...values: string[]) => values.map((value) => ({ text: {}, value }));

describe('a form', () => {
  test('keeps the limits of a modal', () => {
    const view = renderForm(form, from, { strict: true });
    expect(brokenLimits(view.blocks, 100)).toEqual([]);
    expect(view.title.text).toBe('Déclarer une avancée');
    expect(view.close?.text).toBe('Annuler');
    expect(view.private_metadata?.length).toBeLessThanOrEqual(3000);
  });

  test('shows what is known already', () => {
    const { blocks } = renderForm(form);
    expect(blocks).toContainEqual(
      expect.objectContaining({
        block_id: 'Titre',
        optional: false,
        element: expect.objectContaining({ initial_value: 'Permis <solidaire>' }),
      }),
    );
    expect(blocks).toContainEqual(
      expect.objectContaining({
        block_id: 'Jour',
        element: expect.objectContaining({ initial_date: '2027-03-12' }),
      }),
    );
    expect(blocks).toContainEqual(
      expect.objectContaining({
        block_id: 'Statut',
        element: expect.objectContaining({
          initial_option: expect.objectContaining({ value: 'c2' }),
        }),
      }),
    );
    expect(blocks).toContainEqual(
      expect.objectContaining({
        block_id: 'Thèmes (suite)',
        label: expect.objectContaining({ text: 'Thèmes (suite)' }),
        element: expect.objectContaining({
          initial_options: [expect.objectContaining({ value: 'c12' })],
        }),
      }),
    );
  });

  test('gives its values back: trimmed, the empty ones absent, groups joined', () => {
    const view = renderForm(form, from);
    const read = readForm(
      sent(view, {
        Titre: { 'field:title': { type: 'plain_text_input', value: '  Permis  ' } },
        Motif: { 'field:why': { type: 'plain_text_input', value: '   ' } },
        Jour: { 'field:day': { type: 'datepicker', selected_date: '2027-03-13' } },
        Statut: { 'field:status': { type: 'static_select', selected_option: options('c3')[0] } },
        Axes: { 'field:axes': { type: 'checkboxes', selected_options: [] } },
        Thèmes: { 'field:themes': { type: 'checkboxes', selected_options: options('c1') } },
        'Thèmes (suite) 8': {
          'field:themes:3': { type: 'checkboxes', selected_options: options('c20', 'c21') },
        },
      }),
    );
    expect(read).toEqual({
      form: 'update',
      state: { action: 'a1' },
      from,
      values: { title: 'Permis', day: '2027-03-13', status: 'c3', themes: ['c1', 'c20', 'c21'] },
    });
  });

  test('refills what the local workspace does not send back, and only there', () => {
    const untouched = sent(renderForm(form), {
      Titre: { 'field:title': { type: 'plain_text_input', value: null } },
      Motif: { 'field:why': { type: 'plain_text_input', value: null } },
      Jour: { 'field:day': { type: 'datepicker', selected_date: null } },
      Statut: { 'field:status': { type: 'static_select', selected_option: null } },
      Axes: { 'field:axes': { type: 'checkboxes', selected_options: [] } },
    });
    expect(readForm(untouched, true).values).toEqual({
      title: 'Permis <solidaire>',
      day: '2027-03-12',
      status: 'c2',
      axes: ['c1'],
      themes: ['c0', 'c12'],
    });
    expect(readForm(untouched, false).values).toEqual({});
  });

  test('a text that was emptied stays empty', () => {
    const emptied = sent(renderForm(form), {
      Titre: { 'field:title': { type: 'plain_text_input', value: '' } },
    });
    expect(readForm(emptied, true).values.title).toBeUndefined();
  });

  test('leaves out where it was asked rather than its state', () => {
    const full = renderForm({ ...form, state: { draft: 'x'.repeat(2900) } }, from);
    expect(JSON.parse(full.private_metadata ?? '')).toEqual({
      form: 'update',
      state: { draft: 'x'.repeat(2900) },
    });
    expect(() => renderForm({ ...form, state: { draft: 'x'.repeat(3000) } })).toThrow(FormTooLarge);
  });

  test('cuts a title that is too long, or refuses it when strict', () => {
    const long = { ...form, title: 'Un titre de plus de vingt-quatre caractères' };
    expect(renderForm(long).title.text).toBe('Un titre de plus de vin…');
    expect(() => renderForm(long, undefined, { strict: true })).toThrow(FormTooLarge);
  });

  test('says errors under their field, or under the first one', () => {
    const view = sent(renderForm(form), {});
    expect(renderFieldErrors({ day: 'Ce jour est passé.', unknown: 'Autre chose.' }, view)).toEqual(
      {
        Jour: 'Ce jour est passé.',
        Titre: 'Autre chose.',
      },
    );
    expect(
      renderFieldErrors({ x: 'y' }, sent(renderForm({ ...form, fields: [] }), {})),
    ).toBeUndefined();
  });

  test('refuses a view that is not of the bot', () => {
    expect(() =>
      readForm({ state: { values: {} }, blocks: [], private_metadata: '{"form":1}' }),
    ).toThrow();
  });
});
