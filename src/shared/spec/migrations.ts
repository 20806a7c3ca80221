/**
 * Brings specs of older versions up to the current one, a step a version. A change of the schema adds the function that
 * lifts the version before it, also where new settings have defaults: an older Kasane must not take the spec for its own.
 */
import { DIGIT_CLASSES } from '../data/digits/digit-classes';
import { isRecord } from '../is-record';
import { phrase } from '../phrase';
import { type SpecProblem, valueText } from './issue-text';
import { SPEC_VERSION } from './run-spec';

/** migrations[v] lifts a spec of version v to v + 1. */
const migrations: Readonly<Record<number, (spec: Record<string, unknown>) => Record<string, unknown>>> = {
  // Version 2 knows data.augmentation; before, training images were never changed.
  1: (spec) => spec,
  // Version 3 names the classes in network.classes, and in network.recipe how a picture becomes an input; before, they were the digits as MNIST has them.
  2: ({ network, ...spec }) => ({
    ...spec,
    network: isRecord(network) ? { classes: [...DIGIT_CLASSES], recipe: 'mnist', ...network } : network,
  }),
  // Version 4 knows training.averaging; before, no average of the parameters was kept.
  3: (spec) => spec,
};

export function migrate(input: unknown, refuse: (problem: SpecProblem) => never): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return refuse({ path: 'spec', text: phrase`${valueText(input)} is not an object; give { "version": ${SPEC_VERSION}, … }` });
  }
  let spec: Record<string, unknown> = { ...input };
  if (typeof spec.version !== 'number' || !Number.isInteger(spec.version) || spec.version < 1) {
    return refuse({ path: 'version', text: phrase`${valueText(spec.version)} is not a version; use ${SPEC_VERSION}` });
  }
  if (spec.version > SPEC_VERSION) {
    const text = phrase`${spec.version} was written by a newer Kasane than this one, which reads up to ${SPEC_VERSION}; update Kasane`;
    return refuse({ path: 'version', text });
  }
  for (let version = spec.version; version < SPEC_VERSION; version++) {
    const lift = migrations[version];
    if (!lift) return refuse({ path: 'version', text: phrase`${version} can no longer be read; open it with an older Kasane` });
    spec = { ...lift(spec), version: version + 1 };
  }
  return spec;
}
