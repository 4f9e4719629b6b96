/** The words that ask for the bilan. */
export const reviewWords = {
  review: `
    bilan, bilans, bilan annuel, bilan de l annee, bilan d activite, rapport annuel, rapport d
    activite, chiffres cles, statistiques, stats, chiffres
  `,
  pictures: `graphiques, graphiques du bilan, images du bilan`,
} as const;
