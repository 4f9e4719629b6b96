/** Shapes of the rules of a pact file: circuits, reminders, calendar, retention. French keys. */
import { z } from 'zod';
import { foldText } from '../domain/fold.ts';
import type { SeatRule, StepRule } from '../domain/pact.ts';
import type { ReminderRecipient, ReminderStage } from '../domain/reminder-policy.ts';
import {
  block,
  count,
  day,
  hour,
  label,
  positive,
  text,
  word,
  yearDay,
  yesNo,
} from './pact-blocks.ts';
import {
  escalationWords,
  overseasWords,
  recipientWords,
  seatWords,
  subjectWords,
} from './pact-words.ts';

const namedSeat = block({ rôle: label.optional(), structure: label.optional() }).transform(
  (seat, ctx): SeatRule => {
    if (seat.rôle !== undefined && seat.structure === undefined) {
      return { kind: 'role', role: seat.rôle };
    }
    if (seat.structure !== undefined && seat.rôle === undefined) {
      return { kind: 'structure', structure: seat.structure };
    }
    ctx.addIssue({
      code: 'custom',
      message: 'Ce siège ne nomme personne : écrivez « rôle : … » ou bien « structure : … ».',
    });
    return z.NEVER;
  },
);

/** Either a word of the list or `rôle: x` / `structure: x`; the object form is tried on objects. */
const seat = z.unknown().transform((typed, ctx): SeatRule => {
  const read =
    typeof typed === 'object' && typed !== null
      ? namedSeat.safeParse(typed)
      : word(seatWords)
          .transform((kind): SeatRule => ({ kind }))
          .safeParse(typed);
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    ctx.addIssue({ code: 'custom', message: issue.message, path: issue.path });
  }
  return z.NEVER;
});

const stepRule = label.transform((typed, ctx): StepRule => {
  const said = foldText(typed);
  const quorum = /^quorum (\d+)$/.exec(said);
  if (said === 'tous') return { kind: 'all' };
  if (said === 'un seul') return { kind: 'any' };
  if (quorum && Number(quorum[1]) > 0) return { kind: 'quorum', count: Number(quorum[1]) };
  ctx.addIssue({
    code: 'custom',
    message: `« ${typed} » n’est pas une règle : écrivez « tous », « un seul » ou « quorum 2 ».`,
  });
  return z.NEVER;
});

const step = block({
  code: label,
  libellé: text,
  qui: z.array(seat),
  règle: stepRule.default({ kind: 'all' }),
  'délai en jours ouvrés': positive,
  'rappels après': z.array(positive).default([]),
  'sans réponse': z.array(word(escalationWords)).default(['substitute', 'programmeOfficer']),
  'escalade tous les': positive.optional(),
  'validation interne au plus': positive.optional(),
});

export const circuit = block({
  code: label,
  libellé: text.optional(),
  alias: z.array(label).optional(),
  source: text.optional(),
  actif: yesNo.optional(),
  sujet: word(subjectWords).optional(),
  étapes: z.array(step).optional(),
});

const stage = block({ quand: text, à: z.array(word(recipientWords)).min(1) }).transform(
  (typed, ctx): ReminderStage => {
    const when = /^([JM])\s*([+-])\s*(\d+)$/i.exec(typed.quand.replace('−', '-'));
    if (when) {
      const size = Number(when[3]);
      return {
        unit: when[1]?.toUpperCase() === 'J' ? 'day' : 'month',
        offset: when[2] === '-' && size !== 0 ? -size : size,
        to: typed.à,
      };
    }
    ctx.addIssue({
      code: 'custom',
      message: `« ${typed.quand} » n’est pas un moment : écrivez J-30, J+2 ou M-9.`,
      path: ['quand'],
    });
    return z.NEVER;
  },
);
const stages = z.array(stage).optional();
const recipients = z.array(word<ReminderRecipient>(recipientWords)).optional();

export const reminders = block({
  'comité local': block({
    'sans date': stages,
    'date fixée': stages,
    'après la date': stages,
  }).optional(),
  copil: block({
    'ouverture de la période': stages,
    'fin de la période': stages,
    'date fixée': stages,
    'après la date': stages,
  }).optional(),
  'campagne indicateurs': block({
    ouverture: yearDay.optional(),
    échéance: yearDay.optional(),
    clôture: yearDay.optional(),
    "à l'ouverture": stages,
    "autour de l'échéance": stages,
  }).optional(),
  'action sans nouvelles': block({
    'après mois': positive.optional(),
    'tous les mois': positive.optional(),
    à: recipients,
  }).optional(),
  'sièges vacants': block({
    'tous les mois': positive.optional(),
    'liste inchangée, tous les mois': positive.optional(),
    à: recipients,
  }).optional(),
  'alerte sans réponse': block({
    'après jours ouvrés': positive.optional(),
    à: recipients,
  }).optional(),
  'fin de mandat': stages,
  'fin du pacte': stages,
  'pause maximale en jours': positive.optional(),
});

const schoolYear = block({
  année: label,
  du: day,
  au: day,
  source: text.optional(),
  périodes: z.array(block({ libellé: text, du: day, au: day })),
});

export const calendar = block({
  'Alsace-Moselle': yesNo.optional(),
  'outre-mer': word(overseasWords).optional(),
  'zone scolaire': word({ A: 'A', B: 'B', C: 'C' } as const).optional(),
  'années scolaires': z.array(schoolYear).optional(),
  "heures d'envoi": block({ de: hour, à: hour }).optional(),
});

const keptDays = z.union([z.int().min(1), z.literal('toujours').transform(() => null)], {
  error: 'Écrivez un nombre de jours, ou « toujours ».',
});

export const retention = block({
  'messages reçus': count.min(1).optional(),
  brouillons: count.min(1).optional(),
  refus: count.min(1).optional(),
  'textes après clôture': keptDays.optional(),
});
