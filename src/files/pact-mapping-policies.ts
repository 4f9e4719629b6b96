/** Reminders, calendar and retention of a file; what it leaves out comes from the product. */
import type { CalendarOptions, RetentionPolicy } from '../domain/pact.ts';
import type { ReminderPolicy } from '../domain/reminder-policy.ts';
import { defaultCalendar, defaultReminders, defaultRetention } from './pact-defaults.ts';
import type { PactFile } from './pact-schema.ts';
import { present } from './present.ts';

export function toReminders(file: PactFile['rappels']): ReminderPolicy {
  const local = file?.['comité local'];
  const copil = file?.copil;
  const campaign = file?.['campagne indicateurs'];
  const silent = file?.['action sans nouvelles'];
  const vacant = file?.['sièges vacants'];
  const alert = file?.['alerte sans réponse'];
  const d = defaultReminders;
  return {
    localCommittee: {
      undated: local?.['sans date'] ?? d.localCommittee.undated,
      dated: local?.['date fixée'] ?? d.localCommittee.dated,
      unconfirmed: local?.['après la date'] ?? d.localCommittee.unconfirmed,
    },
    steeringCommittee: {
      windowOpening: copil?.['ouverture de la période'] ?? d.steeringCommittee.windowOpening,
      windowClosing: copil?.['fin de la période'] ?? d.steeringCommittee.windowClosing,
      dated: copil?.['date fixée'] ?? d.steeringCommittee.dated,
      unconfirmed: copil?.['après la date'] ?? d.steeringCommittee.unconfirmed,
    },
    indicatorCampaign: {
      opensOn: campaign?.ouverture ?? d.indicatorCampaign.opensOn,
      dueOn: campaign?.échéance ?? d.indicatorCampaign.dueOn,
      opening: campaign?.["à l'ouverture"] ?? d.indicatorCampaign.opening,
      due: campaign?.["autour de l'échéance"] ?? d.indicatorCampaign.due,
      ...present({ closesOn: campaign?.clôture }),
    },
    silentAction: {
      afterMonths: silent?.['après mois'] ?? d.silentAction.afterMonths,
      everyMonths: silent?.['tous les mois'] ?? d.silentAction.everyMonths,
      to: silent?.à ?? d.silentAction.to,
    },
    vacantSeat: {
      everyMonths: vacant?.['tous les mois'] ?? d.vacantSeat.everyMonths,
      unchangedEveryMonths:
        vacant?.['liste inchangée, tous les mois'] ?? d.vacantSeat.unchangedEveryMonths,
      to: vacant?.à ?? d.vacantSeat.to,
    },
    alert: {
      afterWorkingDays: alert?.['après jours ouvrés'] ?? d.alert.afterWorkingDays,
      to: alert?.à ?? d.alert.to,
    },
    mandateEnd: file?.['fin de mandat'] ?? d.mandateEnd,
    pactEnd: file?.['fin du pacte'] ?? d.pactEnd,
    pauseMaxDays: file?.['pause maximale en jours'] ?? d.pauseMaxDays,
  };
}

export function toCalendar(file: PactFile['calendrier']): CalendarOptions {
  const hours = file?.["heures d'envoi"];
  return {
    alsaceMoselle: file?.['Alsace-Moselle'] ?? defaultCalendar.alsaceMoselle,
    ...present({ overseas: file?.['outre-mer'], schoolZone: file?.['zone scolaire'] }),
    schoolYears: (file?.['années scolaires'] ?? []).map((year) =>
      present({
        label: year.année,
        from: year.du,
        until: year.au,
        source: year.source,
        holidays: year.périodes.map((p) => ({ label: p.libellé, from: p.du, until: p.au })),
      }),
    ),
    sendingHours:
      hours === undefined ? defaultCalendar.sendingHours : { from: hours.de, until: hours.à },
  };
}

export function toRetention(file: PactFile['conservation']): RetentionPolicy {
  const texts = file?.['textes après clôture'];
  return {
    inboundDays: file?.['messages reçus'] ?? defaultRetention.inboundDays,
    draftDays: file?.brouillons ?? defaultRetention.draftDays,
    refusalDays: file?.refus ?? defaultRetention.refusalDays,
    // `null` is an answer («toujours»), not an absence.
    textDaysAfterClosing: texts === undefined ? defaultRetention.textDaysAfterClosing : texts,
  };
}
