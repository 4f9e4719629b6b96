/** What `npm run playground:teams` says at the terminal: where to click, as whom, what to type. */
import { frenchSpaces } from '../french/typography.ts';

export interface PlaygroundFacts {
  readonly url: string;
  readonly name: string;
  readonly botUrl: string;
  /** The bot answers already. */
  readonly botReady: boolean;
}

export function playgroundWelcome({ url, name, botUrl, botReady }: PlaygroundFacts): string {
  const lines = [
    'L’Agents Playground de Microsoft imite Teams, sur cet ordinateur seulement.',
    ...(botReady
      ? []
      : [
          '',
          `Le bot ne répond pas encore à l’adresse ${botUrl} : dans un autre terminal, lancez`,
          '     npm start',
        ]),
    '',
    '1. Ouvrez dans votre navigateur :',
    `     ${url}`,
    `2. Vous êtes ${name}. Pour jouer une autre personne, arrêtez puis relancez, par exemple :`,
    '     npm run playground:teams -- --as karim.haddad@exemple.fr',
    '3. Cliquez sur « Personal Chat » : c’est la conversation avec le bot. Écrivez par exemple :',
    '     accueil',
    '     actions thau',
    '     maj THA-4 : vingt-huit diagnostics réalisés',
    '4. Dans « Groupe PTI » ou dans un canal, tapez @ et choisissez « Relais PTI » dans la liste,',
    '   puis écrivez. La réponse vous arrive dans « Personal Chat ».',
    '5. Le bouton + sous la zone de saisie ouvre l’extension de message. L’outil ne lit pas le',
    '   manifeste : il demande l’identifiant de la commande, searchAction ou declareUpdate.',
    '',
    'Pour arrêter : Ctrl-C.',
  ];
  // What is copied stays as it is.
  const typeset = lines.map((line) => (/^ {5}/.test(line) ? line : frenchSpaces(line)));
  return `\n${typeset.join('\n')}\n\n`;
}
