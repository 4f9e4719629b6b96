/** Reminders and calendar of a pact file: no moment twice, no period inside out. */

import type { Problem } from './pact-checks-names.ts';
import { defaultReminders } from './pact-defaults.ts';
import type { PactFile } from './pact-schema.ts';

export function checkReminders(file: PactFile): Problem[] {
  const problems: Problem[] = [];
  const visit = (value: unknown, path: (string | number)[]): void => {
    if (Array.isArray(value)) {
      const seen = new Set<string>();
      value.forEach((stage, i) => {
        if (typeof stage !== 'object' || stage === null) return;
        const moment = `${stage.unit} ${stage.offset}`;
        if (seen.has(moment)) {
          problems.push({
            path: [...path, i, 'quand'],
            message:
              'Ce moment figure deux fois dans la liste : gardez une seule ligne et réunissez les destinataires dans « à ».',
          });
        }
        seen.add(moment);
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key]);
    }
  };
  visit(file.rappels, ['rappels']);
  return [...problems, ...checkCampaign(file)];
}

/** Its three days follow one another, from the day it opens and through the end of the year. */
function checkCampaign(file: PactFile): Problem[] {
  const { indicatorCampaign: own } = defaultReminders;
  const campaign = file.rappels?.['campagne indicateurs'];
  const { ouverture = own.opensOn, échéance = own.dueOn, clôture } = campaign ?? {};
  const rank = (day: string) => (day < ouverture ? `2 ${day}` : `1 ${day}`);
  if (clôture === undefined || rank(clôture) > rank(échéance)) return [];
  return [
    {
      path: ['rappels', 'campagne indicateurs', 'clôture'],
      message: 'La campagne se clôt avant son échéance : corrigez « clôture » ou « échéance ».',
    },
  ];
}

export function checkCalendar(file: PactFile): Problem[] {
  const problems: Problem[] = [];
  const hours = file.calendrier?.["heures d'envoi"];
  if (hours !== undefined && hours.à <= hours.de) {
    problems.push({
      path: ['calendrier', "heures d'envoi", 'à'],
      message: `Les envois s’arrêtent (${hours.à}) avant de commencer (${hours.de}) : corrigez « de » ou « à ».`,
    });
  }
  file.calendrier?.['années scolaires']?.forEach((year, i) => {
    const path = ['calendrier', 'années scolaires', i];
    if (year.au < year.du) {
      problems.push({ path: [...path, 'au'], message: endsBeforeStart(year.du, year.au) });
    }
    year.périodes.forEach((period, j) => {
      const at = [...path, 'périodes', j];
      if (period.au < period.du) {
        problems.push({ path: [...at, 'au'], message: endsBeforeStart(period.du, period.au) });
      } else if (period.du < year.du || period.au > year.au) {
        problems.push({
          path: at,
          message: `« ${period.libellé} » sort de l’année scolaire ${year.année} : corrigez ses dates ou celles de l’année.`,
        });
      }
    });
  });
  return problems;
}

function endsBeforeStart(from: string, until: string): string {
  return `La fin (${until}) précède le début (${from}) : corrigez « du » ou « au ».`;
}
