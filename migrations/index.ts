/** Every migration, in order. Imported statically so that none can be missed; forward only. */
import type { Migration } from 'kysely/migration';
import * as ground from './001-ground.ts';
import * as circuit from './002-circuit.ts';
import * as appendOnly from './003-append-only.ts';
import * as reminders from './004-reminders.ts';
import * as preferences from './005-preferences.ts';
import * as delivery from './006-alerts.ts';
import * as teams from './007-teams.ts';
import * as indicators from './008-indicators.ts';
import * as practice from './008-indicators-practice.ts';
import * as review from './009-review.ts';
import * as alerts from './010-alerts.ts';
import * as campaignDates from './011-campaign-dates.ts';
import * as turnIndexes from './012-turn-indexes.ts';

export const migrations: Record<string, Migration> = {
  '001-ground': ground,
  '002-circuit': circuit,
  '003-append-only': appendOnly,
  '004-reminders': reminders,
  '005-preferences': preferences,
  '006-alerts': delivery,
  '007-teams': teams,
  '008-indicators': indicators,
  '009-review': review,
  '010-alerts': alerts,
  '011-campaign-dates': campaignDates,
  '012-turn-indexes': turnIndexes,
  '008-indicators-practice': practice,
};
