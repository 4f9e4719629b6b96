/** The one folding of names of the project, under the short name the readers of files use. */
export { foldText as fold } from '../domain/fold.ts';
