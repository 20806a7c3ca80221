/** Kinds of checks: a new one is its file and a line here. */
import type { z } from 'zod';
import type { Evidence } from '../evidence';
import { answer } from './answer';
import type { Answer, AnswerForm, CheckKind } from './check';
import { compared } from './compared';
import { diverged } from './diverged';
import { doubts } from './doubts';
import { drawn } from './drawn';
import { experiment } from './experiment';
import { measured } from './measured';
import { searched } from './searched';
import { trained } from './trained';
import { written } from './written';

const kinds = [trained, diverged, compared, measured, doubts, drawn, experiment, searched, answer, written] as const;

export const checkKinds = kinds as unknown as readonly CheckKind[];
export const checkSchemas = kinds.map(({ schema }) => schema);

export type Check = z.output<(typeof kinds)[number]['schema']>;

function kindOf({ type }: Pick<Check, 'type'>): CheckKind {
  const kind = checkKinds.find((each) => each.type === type);
  if (!kind) throw new Error(`there is no check “${type}”`);
  return kind;
}

/** The part of what was done that solves it; null where nothing does. */
export const solve = (check: Check, evidence: Evidence, given: Answer | null): Partial<Evidence> | null =>
  kindOf(check).solve(check, evidence, given);

export const formOf = (check: Check): AnswerForm => kindOf(check).form(check);
