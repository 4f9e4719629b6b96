/**
 * What people type around a validation: asking for one, answering, following it, being away.
 * Collected before the grammar knew any of it; spoken on Wednesday 3 March 2027.
 */
import type { Command } from '../../src/conversation/grammar/command.ts';
import { asks, type Phrasing, row } from './phrasings-kit.ts';

type Ask = Omit<Extract<Command, { name: 'ask' }>, 'name'>;
type Simulate = Omit<Extract<Command, { name: 'simulate' }>, 'name'>;
type Absence = Omit<Extract<Command, { name: 'absence' }>, 'name'>;
type Act = Extract<Command, { name: 'admin' }>['act'];

const demand = (rest: Ask = {}): Command => ({ name: 'ask', ...rest });
const toAnswer: Command = { name: 'toAnswer' };
const request = (code: string): Command => ({ name: 'request', request: code });
const requests = (page = 1): Command => ({ name: 'requests', page });
const mine = (page = 1): Command => ({ name: 'requests', mine: true, page });
const simulate = (rest: Simulate = {}): Command => ({ name: 'simulate', ...rest });
const away = (rest: Absence = {}): Command => ({ name: 'absence', ...rest });
const assent: Command = { name: 'assent' };
const admin = (act: Act): Command => ({ name: 'admin', act });
const show = (action: string): Command => ({ name: 'action', action });
const help = (topic: string): Command => ({ name: 'help', topic });

const realisation = { circuit: 'réalisation' } as const;
const creation = { circuit: 'création' } as const;
const pilotage = { circuit: 'pilotage' } as const;
const inAugust = { from: '2027-08-01', until: '2027-08-15' } as const;
const inApril = { from: '2027-04-03', until: '2027-04-10' } as const;

const asking: readonly Phrasing[] = [
  row('demander', demand()),
  row('demander réalisation THA-3', demand({ ...realisation, action: 'THA-3' })),
  row('demander realisation tha3', demand({ ...realisation, action: 'THA-3' })),
  row('DEMANDER RÉALISATION THA 3 svp', demand({ ...realisation, action: 'THA-3' })),
  row('demander THA-3 réalisation', demand({ ...realisation, action: 'THA-3' }), 'another order'),
  row('demander réal THA-3', demand({ ...realisation, action: 'THA-3' }), 'unique beginning'),
  row('demander réalisaton THA-3', asks(demand({ ...realisation, action: 'THA-3' })), 'misspelt'),
  row('demander réalisation', demand(realisation), 'of which action: the form'),
  row('demander THA-3', demand({ action: 'THA-3' }), 'which circuit: the form'),
  row('demander création THA-5', demand({ ...creation, action: 'THA-5' })),
  row('demander le lancement de THA-5', demand({ ...creation, action: 'THA-5' })),
  row('demander pilotage THA-G2', demand({ ...pilotage, group: 'THA-G2' })),
  row('demander pilotage groupe mobilité thau', demand({ ...pilotage, group: 'THA-G1' })),
  row(
    'demander pilotage THA-3',
    asks(demand({ ...pilotage, group: 'THA-G1' })),
    'the pilot is of the group',
  ),
  row(
    'demander réalisation THA-G1',
    asks(demand({ ...realisation, action: 'THA-3' }), demand({ ...realisation, action: 'THA-4' })),
    'a group is not an action',
  ),
  row('demander indicateurs BIT-3', demand({ circuit: 'indicateurs', action: 'BIT-3' })),
  row('demander indic bit3', demand({ circuit: 'indicateurs', action: 'BIT-3' })),
  row(
    'demander réalisation THA-3 : le bilan est dans le dossier partagé',
    demand({
      ...realisation,
      action: 'THA-3',
      comment: 'le bilan est dans le dossier partagé',
    }),
  ),
  row(
    "demander réalisation THA-3 L'équipe a fini !",
    demand({ ...realisation, action: 'THA-3', comment: "L'équipe a fini !" }),
    'kept as typed',
  ),
  row(
    'demander réalisation permis solidaire thau',
    demand({ ...realisation, action: 'THA-3' }),
    'by its title',
  ),
  row(
    'demander réalisation permis solidaire',
    asks(demand({ ...realisation, action: 'THA-3' }), demand({ ...realisation, action: 'PCA-3' })),
  ),
  row(
    'demander réalisation transport à la demande',
    demand({ ...realisation, action: 'CHP-2' }),
    '«demande» in a title',
  ),
  row('transport à la demande', show('CHP-2'), '«demande» in a title'),
  row('demande de validation pour THA-3', demand({ action: 'THA-3' })),
  row('demander une validation', demand()),
  row('Bonjour, je voudrais demander la validation de THA-3', demand({ action: 'THA-3' })),
  row('je voudrais faire valider la création de THA-5', demand({ ...creation, action: 'THA-5' })),
  row('faire valider THA-3', demand({ action: 'THA-3' })),
  row(
    'demander la validation de la réalisation du permis solidaire de Thau',
    demand({ ...realisation, action: 'THA-3' }),
  ),
  row('nouvelle demande', demand()),
  row('soumettre THA-3 à validation', demand({ action: 'THA-3' })),
  row(
    'demander réalisation THA-3 et THA-4',
    asks(demand({ ...realisation, action: 'THA-3' }), demand({ ...realisation, action: 'THA-4' })),
    'one at a time',
  ),
  row('changement de pilote THA-G2', asks(demand({ ...pilotage, group: 'THA-G2' }))),
  row('demander réalisation THA-99', 'refused', 'no such action'),
  row('demander une augmentation', 'refused', 'no such circuit'),
  row('demadner réalisation THA-3', asks(demand({ ...realisation, action: 'THA-3' }))),
];

const answering: readonly Phrasing[] = [
  row('valider', toAnswer),
  row('Valider svp', toAnswer),
  row('mes validations', toAnswer),
  row('validations', toAnswer),
  row('à valider', toAnswer),
  row("qu'est-ce que j'ai à valider ?", toAnswer),
  row('Bonjour, que dois-je valider ?', toAnswer),
  row('est-ce que j’ai quelque chose à valider ?', toAnswer),
  row('demandes à valider', toAnswer),
  row('valider V-12', request('V-12')),
  row('approuver v12', request('V-12'), 'shown with its buttons: a text decides nothing'),
  row('refuser la demande V-12', request('V-12')),
  row('je valide V-12', request('V-12')),
  row('V-12 ok', request('V-12')),
  row('ok pour la V-12', request('V-12')),
  row(
    'valider THA-3',
    asks(toAnswer, demand({ action: 'THA-3' })),
    'to answer a request, or to make one',
  ),
  row('vlaider', asks(toAnswer), 'misspelt'),
];

const following: readonly Phrasing[] = [
  row('demande V-12', request('V-12')),
  row('V-12', request('V-12')),
  row('v12', request('V-12')),
  row('v 12', request('V-12')),
  row('V‑12', request('V-12'), 'non-breaking hyphen'),
  row('v-012 ?', request('V-12')),
  row('où en est la demande V-12 ?', request('V-12')),
  row('Bonjour, où en est V12 ? Merci', request('V-12')),
  row('voir la demande v 12', request('V-12')),
  row('historique V-12', request('V-12')),
  row('qui doit répondre à V-12 ?', request('V-12')),
  row('V-12 et V-13', asks(request('V-12'), request('V-13'))),
  row('annuler la demande V-12', request('V-12'), 'the request says what may be done with it'),
  row('V-99999', request('V-99999'), 'any number: it is looked up elsewhere'),
  row('demandes', requests()),
  row('demande', requests()),
  row('demandes en cours', requests()),
  row('les demandes de validation en cours', requests()),
  row('demandes page 2', requests(2)),
  row('mes demandes', mine()),
  row('mes demandes en cours', mine()),
  row('où en est ma demande ?', mine()),
  row('où en sont mes demandes ?', mine()),
  row('voir mes demandes page 3', mine(3)),
  row(
    'demande réalisation THA-3',
    asks(demand({ ...realisation, action: 'THA-3' }), show('THA-3')),
    'to make one, or to see what there is',
  ),
  row('maj THA-3 : v2 du bilan envoyée', {
    name: 'update',
    action: 'THA-3',
    comment: 'v2 du bilan envoyée',
  }),
];

const simulating: readonly Phrasing[] = [
  row('simuler', simulate()),
  row('simuler réalisation THA-3', simulate({ ...realisation, action: 'THA-3' })),
  row('simuler pilotage tha-g2', simulate({ ...pilotage, group: 'THA-G2' })),
  row('simuler THA-3', simulate({ action: 'THA-3' })),
  row('simuler le circuit création', simulate(creation)),
  row('simulation de la réalisation de la navette', simulate({ ...realisation, action: 'THA-5' })),
  row(
    'qui va devoir valider THA-3 ?',
    asks(simulate({ action: 'THA-3' }), show('THA-3')),
    'what would be, or what is',
  ),
  row(
    'qui doit valider la réalisation de THA-3 ?',
    asks(simulate({ ...realisation, action: 'THA-3' })),
  ),
  row('circuit de validation de THA-3', asks(simulate({ action: 'THA-3' }))),
];

const beingAway: readonly Phrasing[] = [
  row('absence', away()),
  row('je serai absente', away()),
  row('absence du 1er au 15 août', away(inAugust)),
  row('absence du 1er au 15 août suppléant Karim Benali', away({ ...inAugust, substitute: 'p06' })),
  row(
    'absence du 1er au 15 août, suppléante : Nathalie Roques',
    away({ ...inAugust, substitute: 'p05' }),
  ),
  row('absence du 01/08/2027 au 15/08/2027', away(inAugust)),
  row('absent demain', away({ from: '2027-03-04', until: '2027-03-04' })),
  row(
    'je suis absente du 3 au 10 avril, remplacée par yasmina haddad',
    away({ ...inApril, substitute: 'p17' }),
  ),
  row(
    'je suis en congés du 3 au 10 avril, Sophie Delmas me remplace',
    away({ ...inApril, substitute: 'p07' }),
  ),
  row('Bonjour, je pars en vacances du 3 au 10 avril. Merci', away(inApril)),
  row("absent jusqu'au 15 avril", away({ from: '2027-03-03', until: '2027-04-15' })),
  row(
    'absence du 1er au 15 août suppléant @U123ABC',
    away({ ...inAugust, substituteMention: 'U123ABC' }),
  ),
  row(
    'absence du 1er au 15 août suppléant <@U123>',
    away({ ...inAugust, substituteMention: 'U123' }),
  ),
  row('suppléant Karim Benali', away({ substitute: 'p06' }), 'when: the form'),
  row(
    'absence du 1er au 15 août suppléant Martin',
    asks(
      away({ ...inAugust, substitute: 'p01' }),
      away({ ...inAugust, substitute: 'p02' }),
      away({ ...inAugust, substitute: 'p04' }),
    ),
  ),
  row(
    'absence du 1er au 15 août suppléant Karim Bénalli',
    asks(away({ ...inAugust, substitute: 'p06' })),
    'misspelt',
  ),
  row(
    'absence Karim Benali du 1er au 15 août',
    asks(away({ ...inAugust, substitute: 'p06' }), away(inAugust)),
    'a name alone does not say that he stands in',
  ),
  row('absence du 1er au 15 août suppléant Hector Personne', 'refused', 'nobody of that name'),
  row('absence du 15/08/2027 au 01/08/2027', 'refused', 'the end before the start'),
  row('absence du 3 au 10 février 2027', 'refused', 'past'),
  row('absence du 30 au 31 février', 'refused'),
  row('annuler mon absence', away({ cancel: true })),
  row('annuler mon absence du 1er au 15 août', away({ ...inAugust, cancel: true })),
  row('supprimer mon absence', away({ cancel: true })),
  row('je suis de retour', asks(away({ cancel: true }))),
  row('abscence', asks(away()), 'misspelt'),
];

const officer: readonly Phrasing[] = [
  row('admin réattribuer V-12', admin({ kind: 'reassign', request: 'V-12' })),
  row('admin réattribuer', admin({ kind: 'reassign' })),
  row('admin réattribuer la demande v12', admin({ kind: 'reassign', request: 'V-12' })),
  row('admin annuler V-12', admin({ kind: 'cancelRequest', request: 'V-12' })),
  row('admin annuler la demande V 12', admin({ kind: 'cancelRequest', request: 'V-12' })),
  row('admin décider V-12', admin({ kind: 'decideFor', request: 'V-12' })),
  row('admin décider à la place V-12', admin({ kind: 'decideFor', request: 'V-12' })),
  row('admin décider', admin({ kind: 'decideFor' })),
  row(
    'réattribuer V-12',
    asks(admin({ kind: 'reassign', request: 'V-12' }), request('V-12')),
    '«admin» forgotten: proposed',
  ),
  row('admin annuler le mandat de Karim Benali', admin({ kind: 'endMandate', person: 'p06' })),
];

/** Never a decision: the buttons are offered. */
const assenting: readonly Phrasing[] = [
  row('ok', assent),
  row('OK !', assent),
  row('ok merci', assent),
  row('validé', assent),
  row('Validée.', assent),
  row("c'est validé", assent),
  row("d'accord", assent),
  row('je valide', assent),
  row('Bonjour, je valide.', assent),
  row("c'est bon", assent),
  row("C'est bon pour moi", assent),
  row('ok, validé', assent),
  row('ok pour la CAF', assent),
  row('approuvé', assent),
  row('refusé', assent),
  row('je refuse', assent),
  row("pas d'accord", assent),
  row('validé sous réserve du budget', assent),
  row('oui', assent),
  row('non', 'unknown', 'to what, nobody knows'),
  row('ok pour THA-3', asks(toAnswer, show('THA-3'))),
  row("c'est fait", { name: 'update', status: 'completed' }, 'news, not an answer'),
];

/** Collected after the first grammar, to see what it would do with words it was not made for. */
const secondLook: readonly Phrasing[] = [
  row('demander réalisation : THA-3', demand({ ...realisation, action: 'THA-3' })),
  row(
    'demander la réalisation par la CAF de THA-3',
    asks(demand({ ...realisation, action: 'THA-3' })),
    'words that fit nowhere: asked',
  ),
  row(
    'demander pilotage THA-G2 : Karim Benali remplace Sophie Delmas',
    demand({ ...pilotage, group: 'THA-G2', comment: 'Karim Benali remplace Sophie Delmas' }),
  ),
  row('demandes en attente', asks(toAnswer, requests())),
  row('V-12 refusée', request('V-12')),
  row('annuler', 'unknown', 'what, nobody knows'),
  row(
    'du 3 au 10 avril je suis absent, Karim me remplace',
    away({ ...inApril, substitute: 'p06' }),
  ),
  row('Sophie Delmas me remplace du 3 au 10 avril', away({ ...inApril, substitute: 'p07' })),
  row('Karim est absent demain', 'unknown', 'not the absence of who speaks'),
  row('absence du 1er au 15 août sans suppléant', away(inAugust)),
  row('en congés pour les vacances de Noël', away(), 'not Christmas Day alone'),
  row('en vacances de Noël au 5 janvier', away({ from: '2027-12-25', until: '2028-01-05' })),
  row(
    'absence de réponse de la CAF sur THA-3',
    asks(show('THA-3')),
    'not the absence of who speaks',
  ),
  row('THA-3 en attente de validation', {
    name: 'update',
    action: 'THA-3',
    blocker: 'awaitingValidation',
  }),
];

const helping: readonly Phrasing[] = [
  row('aide demander', help('demander')),
  row('aide valider', help('valider')),
  row('aide demande', help('demande')),
  row('aide simuler', help('simuler')),
  row('aide absence', help('absence')),
  row('comment demander une validation ?', help('demander')),
  row('comment déclarer mes congés ?', help('absence')),
];

export const circuitPhrasings: readonly Phrasing[] = [
  ...asking,
  ...answering,
  ...following,
  ...simulating,
  ...beingAway,
  ...officer,
  ...assenting,
  ...helping,
  ...secondLook,
];
