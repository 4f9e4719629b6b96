/**
 * The pages that a messaging platform links from the description of the bot: what it is, what it
 * keeps, how it is to be used. No script, nothing fetched from elsewhere, no name of anybody.
 */
import { Router } from 'express';
import type { PactDefinition } from '../domain/pact.ts';
import { count } from '../french/plural.ts';
import { frenchSpaces } from '../french/typography.ts';

type NoticeFacts = Pick<PactDefinition, 'title' | 'retention'>;

interface Notice {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export function noticeRoutes(facts: NoticeFacts): Router {
  const router = Router();
  const pages = { '/': presentation, '/confidentialite': privacy, '/conditions': terms };
  for (const [path, notice] of Object.entries(pages)) {
    const page = toHtml(notice(facts));
    router.get(path, (_request, response) => {
      response.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
      response.type('html').send(page);
    });
  }
  return router;
}

function presentation({ title }: NoticeFacts): Notice {
  return {
    title: 'Relais PTI',
    paragraphs: [
      `Relais PTI tient à jour, dans la messagerie, la gouvernance du « ${title} » : où en est chaque action, qui la pilote, ce qui attend une réponse.`,
      'Pour l’utiliser, écrivez « aide » au bot. Pour y être inscrit, adressez-vous à la chargée de mission du pacte.',
    ],
  };
}

function privacy({ retention }: NoticeFacts): Notice {
  const { inboundDays, draftDays, textDaysAfterClosing } = retention;
  const texts =
    textDaysAfterClosing === null
      ? 'les textes écrits par les partenaires, aussi longtemps que la base'
      : `les textes écrits par les partenaires, ${days(textDaysAfterClosing)} après la clôture du pacte`;
  return {
    title: 'Relais PTI : données personnelles',
    paragraphs: [
      'Ce qui est gardé : le nom, la fonction, la structure, l’adresse e-mail professionnelle, le compte de messagerie et les mandats des partenaires du pacte ; ce qu’ils déclarent des actions et les réponses qu’ils donnent aux demandes de validation.',
      'Ce qui ne l’est jamais : une donnée sur une personne accompagnée. Les numéros de sécurité sociale, d’allocataire et de matricule sont refusés.',
      `Combien de temps : les réponses du bot, ${days(inboundDays)} ; les brouillons, ${days(draftDays)} ; ${texts}. Au départ d’une personne, son nom, son adresse et ses comptes sont effacés ; ses décisions restent, sans son nom.`,
      'Où : dans une seule base, sur le serveur de l’organisme qui administre le bot. Rien n’en sort que les messages que le bot échange avec vous. Aucun outil de mesure d’audience, aucune publicité, aucun entraînement de modèle.',
      'Vos droits : pour consulter, corriger ou faire effacer vos données, adressez-vous à la chargée de mission du pacte ou au délégué à la protection des données de l’organisme qui administre le bot.',
    ],
  };
}

/** French people count long durations in years. */
function days(number: number): string {
  return number >= 730 && number % 365 === 0
    ? count(number / 365, 'an', 'ans')
    : count(number, 'jour', 'jours');
}

function terms(): Notice {
  return {
    title: 'Relais PTI : conditions d’utilisation',
    paragraphs: [
      'Relais PTI est réservé aux partenaires du pacte que la chargée de mission a inscrits.',
      'N’y écrivez jamais de donnée sur une personne accompagnée : ni nom, ni numéro, ni situation.',
      'Ce que vous déclarez est enregistré à votre nom et visible des autres partenaires. Une réponse à une demande de validation se donne par les boutons ; elle vous engage au titre de votre mandat.',
      'Le bot est fourni par l’organisme qui l’administre, sans garantie de disponibilité : en cas d’arrêt, rien de ce qui a été enregistré n’est perdu.',
    ],
  };
}

function toHtml({ title, paragraphs }: Notice): string {
  const body = paragraphs.map((text) => `<p>${escaped(frenchSpaces(text))}</p>`).join('\n');
  const heading = escaped(frenchSpaces(title));
  return `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${heading}</title>
<style>body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.5 sans-serif}</style>
<h1>${heading}</h1>
${body}
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
