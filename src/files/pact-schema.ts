/**
 * Shape of a pact file, key by key, in the French a chargée de mission writes (docs/pacte.md).
 * Blocks are strict: a key that is not known is refused, not ignored.
 */
import { z } from 'zod';
import { block, count, day, label, positive, text, word, yesNo } from './pact-blocks.ts';
import { calendar, circuit, reminders, retention } from './pact-schema-policies.ts';
import { categoryWords, familyWords, periodWords, unitWords, windowWords } from './pact-words.ts';

const code = label.refine((typed) => /^[\p{L}\p{N}][\p{L}\p{N}-]*$/u.test(typed), {
  error: 'Un code s’écrit sans espace ni ponctuation, avec des lettres, des chiffres et « - ».',
});

const item = {
  code,
  libellé: text,
  alias: z.array(label).default([]),
  source: text.optional(),
};

const axis = block({ ...item, numéro: positive, objectif: text.optional() });
const theme = block({ ...item, axe: label, exemples: z.array(text).default([]) });
const audience = block(item);
const territory = block({ ...item, préfixe: text });
const structure = block({
  ...item,
  catégorie: word(categoryWords),
  signataire: yesNo.default(false),
});

const steeringMeeting = block({
  code,
  libellé: text,
  alias: z.array(label).default([]),
  période: word(windowWords),
  mois: positive,
});

const bodies = block({
  copil: z.array(steeringMeeting).default([]),
  'comités locaux par an': count.default(0),
  'pilotes de deux structures': yesNo.default(false),
});

const indicator = block({
  code,
  libellé: text,
  famille: word(familyWords),
  unité: word(unitWords),
  période: word(periodWords).default('year'),
  thèmes: z.array(label).default([]),
  source: text.optional(),
});

const history = block({
  groupes: z.array(
    block({
      code,
      libellé: text,
      territoires: z.array(label).min(1),
      pilotes: z.array(label).min(1),
      copilotes: z.array(label).default([]),
      source: text,
    }),
  ),
  actions: z.array(
    block({ titre: text, territoires: z.array(label).min(1), description: text, source: text }),
  ),
  recensement: block({
    au: day,
    réalisées: count,
    'en fonctionnement': count,
    'en cours': count,
    'au stade du projet': count,
    source: text,
  }),
});

export const pactSchema = block({
  identifiant: code,
  titre: text,
  département: text,
  début: day,
  fin: day,
  prorogations: z
    .array(
      block({
        "jusqu'au": day,
        'décidée le': day.optional(),
        motif: text.optional(),
        exemple: yesNo.optional(),
        source: text.optional(),
      }),
    )
    .default([]),
  'suivi depuis': day.optional(),
  'clos le': day.optional(),
  axes: z.array(axis).min(1),
  thèmes: z.array(theme).default([]),
  publics: z.array(audience).default([]),
  territoires: z.array(territory).min(1),
  structures: z.array(structure).min(1),
  instances: bodies.prefault({}),
  indicateurs: z.array(indicator).default([]),
  rôles: z.array(block(item)).optional(),
  circuits: z.array(circuit).optional(),
  'circuits internes': z
    .array(block({ structure: label, rôles: z.array(label).min(1) }))
    .default([]),
  rappels: reminders.optional(),
  calendrier: calendar.optional(),
  conservation: retention.optional(),
  historique: history.optional(),
});

/** A pact file once its shape is right, before cross checks and defaults. */
export type PactFile = z.output<typeof pactSchema>;
