/**
 * Generated inputs are the same at every run, so that a failure is somebody's change and not chance.
 * To look further: `FC_SEED=$RANDOM npm test`.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_270_301) });
