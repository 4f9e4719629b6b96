/** The ways people name indicators, their campaign and the evaluation of a group. */

export const indicatorWords = {
  indicators: `
    indicateurs, indicateur, mes indicateurs, nos indicateurs, saisir les indicateurs, saisir mes
    indicateurs, saisir un indicateur, saisir indicateurs, saisir indicateur, saisie des
    indicateurs, saisie indicateurs, remplir les indicateurs, remplir mes indicateurs, remplir
    indicateurs, renseigner les indicateurs, renseigner mes indicateurs, renseigner indicateurs,
    completer les indicateurs, completer mes indicateurs, completer indicateurs, donner les
    indicateurs, mettre a jour les indicateurs, ou en sont les indicateurs, ou en sont mes
    indicateurs, ou en sont nos indicateurs, ou en est la campagne, campagne indicateurs, campagne
    des indicateurs, campagne d indicateurs, evaluation annuelle, mon evaluation, mes evaluations,
    notre evaluation, valeurs des indicateurs
  `,
  allIndicators: `
    tous les indicateurs, tous indicateurs, ensemble des indicateurs, relancer les indicateurs,
    relancer les pilotes, relance des indicateurs, qui n a pas repondu aux indicateurs, qui n a pas
    rempli les indicateurs, qui n a pas saisi les indicateurs, qui n a pas envoye les indicateurs, qui
    n a pas envoye son evaluation, qui doit encore repondre, qui n a pas repondu a la campagne, qui a
    repondu aux indicateurs, qui a repondu a la campagne
  `,
  /** Words that a title may begin with: taken so only when nothing else follows. */
  evaluation: `evaluation, evaluations, campagne, campagnes`,
  submitIndicators: `
    envoyer les indicateurs, envoyer mes indicateurs, envoyer nos indicateurs, envoyer indicateurs,
    j envoie mes indicateurs, j envoie les indicateurs, j envoie mon evaluation, j envoie l
    evaluation, envoyer l evaluation, envoyer mon evaluation, envoyer notre evaluation, envoyer une evaluation,
    envoyer evaluation, transmettre les indicateurs, transmettre mes indicateurs, transmettre
    indicateurs, transmettre l evaluation, transmettre mon evaluation, soumettre les indicateurs,
    soumettre mes indicateurs, soumettre l evaluation, soumettre mon evaluation, soumettre
    indicateurs, rendre les indicateurs, rendre mes indicateurs
  `,
} as const;
