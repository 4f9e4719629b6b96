/** The commands and options of `relais`, in French. */
import { Command, CommanderError } from 'commander';
import { frenchSpaces } from '../french/typography.ts';
import { backup } from './backup.ts';
import { type Console, type ExitStatus, say } from './console.ts';
import { doctor } from './doctor.ts';
import { exportTo } from './export.ts';
import { importPact } from './import-pact.ts';
import { importPeople } from './import-people.ts';
import { type PlanOptions, showPlan } from './plan.ts';
import { restore } from './restore.ts';
import { type ReviewOptions, writeReview } from './review.ts';
import { verify } from './verify.ts';

/** Runs one command line; `args` are what follows `relais`. Throws on broken infrastructure only. */
export async function run(args: readonly string[], console: Console): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const program = createProgram(console, (result) => {
    status = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    say(console.complain, misuse(error));
    return 2;
  }
  return status;
}

function createProgram(console: Console, end: (status: ExitStatus) => void): Command {
  const program = speakFrench(new Command('relais'), console)
    .description('Relais PTI : la ligne de commande.')
    .usage('<commande> [options]');
  const command = (parent: Command, name: string, words: string) =>
    speakFrench(parent.command(name), console).description(frenchSpaces(words));

  const imports = command(program, 'import', 'importe des personnes ou un pacte');
  imports.usage('<commande> [options]');
  command(
    imports,
    'people',
    'montre ce qu’un fichier de personnes changerait ; --apply l’enregistre',
  )
    .argument('<fichier>', 'classeur XLSX ou fichier CSV')
    .option('--apply', 'enregistre les changements, tous ou aucun')
    .action(async (file: string, options: { apply?: boolean }) =>
      end(await importPeople(console, file, options.apply ?? false)),
    );
  command(imports, 'pact', 'charge ou recharge un fichier de pacte')
    .argument('<fichier>', 'fichier YAML du pacte')
    .action(async (file: string) => end(await importPact(console, file)));

  command(program, 'plan', 'montre les rappels qui partiraient si personne n’agissait')
    .requiredOption('--from <jour>', 'premier jour, par exemple 2027-01-01')
    .requiredOption('--to <jour>', 'dernier jour, compris')
    .option('--json', 'un objet JSON par ligne')
    .action(async (options: PlanOptions) => end(await showPlan(console, options)));
  command(program, 'verify', 'vérifie le journal, les textes, les états et les références').action(
    async () => end(await verify(console)),
  );
  command(program, 'export', 'écrit les données en CSV, ou celles d’une personne')
    .argument('<dossier>', 'dossier nouveau ou vide')
    .option('--person <adresse>', 'adresse e-mail de la personne dont on veut les données')
    .action(async (directory: string, options: { person?: string }) =>
      end(await exportTo(console, directory, options.person)),
    );
  command(program, 'bilan', 'écrit le bilan d’une année : document, tableur, images et CSV')
    .requiredOption('--year <année>', 'par exemple 2027')
    .requiredOption('--out <dossier>', 'dossier nouveau ou vide')
    .option('--territory <territoire>', 'le code, le nom ou un autre nom d’un territoire')
    .action(async (options: ReviewOptions) => end(await writeReview(console, options)));
  command(program, 'backup', 'copie toute la base, bot en marche, et vérifie la copie')
    .argument('<fichier>', 'fichier à écrire ; il ne doit pas exister')
    .action(async (file: string) => end(await backup(console, file)));
  command(program, 'restore', 'remet une sauvegarde à la place de la base, bot arrêté')
    .argument('<fichier>', 'sauvegarde à remettre')
    .action(async (file: string) => end(await restore(console, file)));
  command(program, 'doctor', 'dit comment va l’installation, et ce qu’il reste à faire').action(
    async () => end(await doctor(console)),
  );
  return program;
}

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Utilisation :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Commands:': 'Commandes :',
};

function speakFrench(command: Command, console: Console): Command {
  return command
    .exitOverride()
    .helpOption('-h, --help', 'affiche cette aide')
    .helpCommand(false)
    .showHelpAfterError(false)
    .configureHelp({ styleTitle: (title) => frenchSpaces(titles[title] ?? title) })
    .configureOutput({
      writeOut: console.write,
      // Commander's own sentences are English: ours are said when it throws.
      outputError: () => undefined,
      writeErr: console.complain,
    });
}

function misuse(error: CommanderError): string {
  const named = /'([^']+)'/u.exec(error.message)?.[1] ?? '';
  const help = 'Tapez « relais --help » pour l’aide.';
  switch (error.code) {
    case 'commander.missingArgument':
      return `Il manque <${named}>. ${help}`;
    case 'commander.missingMandatoryOptionValue':
      return `Il manque l’option « ${named} ». ${help}`;
    case 'commander.unknownCommand':
      return `La commande « ${named} » n’existe pas. ${help}`;
    case 'commander.unknownOption':
      return `L’option « ${named} » n’existe pas. ${help}`;
    case 'commander.optionMissingArgument':
      return `L’option « ${named} » attend une valeur. ${help}`;
    case 'commander.excessArguments':
      return `Il y a trop de mots après la commande. ${help}`;
    case 'commander.help':
      return 'Indiquez une commande parmi celles-ci.';
    default:
      return `Cette ligne n’est pas comprise. ${help}`;
  }
}
