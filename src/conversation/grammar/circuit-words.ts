/** The ways people name the commands of a validation, and those of being away. */

export const circuitWords = {
  ask: `
    demander, demander une validation, demander la validation, demander validation, demander un
    visa, demander le visa, demande de validation, demande validation, demande de visa, faire
    valider, nouvelle demande, nouvelle demande de validation, faire une demande, faire une
    demande de validation, creer une demande, lancer une demande, lancer la validation, lancer
    une validation, lancer le circuit, soumettre, soumettre a validation, envoyer en validation,
    mettre en validation
  `,
  pilotChange: `
    changement de pilote, changer de pilote, changer le pilote, nouveau pilote, nouvelle pilote,
    changement de copilote, changement de co pilote, changer de copilote, changer de co pilote
  `,
  toAnswer: `
    valider, a valider, mes validations, ma validation, validation, validations, validations en
    attente, mes validations en attente, validations a faire, approuver, a approuver, refuser,
    viser, a viser, mes visas, visas, demandes a valider, mes demandes a valider, demandes a
    traiter, que dois je valider, ce que je dois valider, qu est ce que j ai a valider, qu est
    ce que je dois valider, qu ai je a valider, j ai quoi a valider, quoi a valider, rien a
    valider, en attente de ma validation, repondre, repondre a une demande
  `,
  requests: `
    demandes, demande, mes demandes, ma demande, demandes en cours, mes demandes en cours,
    demandes de validation, mes demandes de validation, ma demande de validation, validations en
    cours, suivi des demandes, suivi de mes demandes, ou en est ma demande, ou en est la demande,
    ou en sont mes demandes, ou en sont les demandes, ou en est ma validation, ou en est la
    validation, annuler ma demande, annuler la demande, annuler une demande, retirer ma demande,
    retirer la demande
  `,
  simulate: `simuler, simulation, simulations, simule`,
  whoDecides: `
    qui valide, qui va valider, qui validera, qui doit valider, qui va devoir valider, qui devra
    valider, qui devrait valider, qui doit repondre, qui va repondre, qui decide, qui doit
    decider, qui va decider, par qui passe, circuit, circuits, circuit de validation, circuits
    de validation, quel circuit, quels circuits
  `,
  absence: `
    absence, absences, mon absence, mes absences, absent, absente, je suis absent, je suis
    absente, je serai absent, je serai absente, je vais etre absent, je vais etre absente, je
    m absente, je m absenterai, je suis en conge, je suis en conges, je serai en conge, je serai
    en conges, je pars en conge, je pars en conges, en conge, en conges, conge, conges, mes
    conges, mes vacances, vacances, en vacances, je suis en vacances, je serai en vacances, je
    pars en vacances, je suis en arret, en arret, arret maladie, je ne suis pas la, je ne serai
    pas la, je serai pas la, declarer une absence, declarer mon absence, declarer mes conges,
    declarer des conges, poser une absence, poser des conges, poser mes conges, suppleant,
    suppleante, suppleance, mon suppleant, ma suppleante, me remplace, me remplacera, me supplee
  `,
  absenceEnd: `
    annuler mon absence, annuler une absence, annuler l absence, annuler absence, annuler mes
    conges, annulation de mon absence, supprimer mon absence, supprimer l absence, supprimer
    absence, retirer mon absence, absence annulee, mon absence est annulee, absence annuler
  `,
  comeBack: `
    je suis de retour, de retour, je suis rentre, je suis rentree, fin d absence, fin de mon
    absence, je ne suis plus absent, je ne suis plus absente, plus absent, plus absente
  `,
} as const;

/** Typed alone under a request: a wish to answer, never an answer. */
export const assentWords = `
  ok, okay, okey, oki, oui, valide, validee, je valide, on valide, nous validons, c est valide,
  c est ok, c est bon, tout est bon, bon pour accord, d accord, daccord, je suis d accord, nous
  sommes d accord, on est d accord, accord, pas d accord, je ne suis pas d accord, approuve,
  approuvee, j approuve, on approuve, nous approuvons, lu et approuve, vu et valide, refuse,
  refusee, je refuse, on refuse, nous refusons, c est refuse, rejete, rejetee, je rejette,
  favorable, avis favorable, defavorable, avis defavorable, ca me va, ca nous va
`;
