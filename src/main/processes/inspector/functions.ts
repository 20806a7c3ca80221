/** All functions of the inspector: the page's questions, each with the models that main found for it, and main's own. */
import type { InspectorApi, Surroundings } from '@shared/contracts/processes';
import type { QuestionInput, QuestionName } from '@shared/contracts/questions';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { modelOf } from '../../models/ready-models';
import type { RequestContext, RequestFunctions } from '../serve';
import { files } from './files';
import { type QuestionContext, questions } from './questions';

interface PageQuestion {
  readonly question: QuestionInput<QuestionName>;
  readonly surroundings: Surroundings;
}

export function createInspectorFunctions(): RequestFunctions<InspectorApi> {
  const ofPage = Object.entries(questions).map(([name, answer]) => {
    // Each question takes the input of its own name; the compiler cannot follow that through an index.
    const perform = answer as (question: unknown, context: QuestionContext) => unknown;
    return [
      name,
      ({ question, surroundings }: PageQuestion, context: RequestContext<number>) =>
        perform(question, { ...context, surroundings, model: (id) => modelIn(surroundings, id), refOf: (id) => refIn(surroundings, id) }),
    ];
  });
  return { ...files, ...(Object.fromEntries(ofPage) as Omit<RequestFunctions<InspectorApi>, keyof typeof files>) };
}

/** Throws a KasaneError where main knows no model of that id. */
function refIn({ models }: Surroundings, id: string) {
  const ref = models[id];
  if (!ref) throw new KasaneError(phrase`${id}: there is no such network any more; choose another`);
  return ref;
}

const modelIn = async (surroundings: Surroundings, id: string) => modelOf(refIn(surroundings, id));
