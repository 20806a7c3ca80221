/** What the studio says of a run that does not learn, on the command line: when it arises on a terminal, and at the end. */
import { say } from '@shared/phrase';
import type { TrainingEvent } from '@shared/training/events';
import { hintsOf } from '@shared/training/hints';
import type { Hint } from '@shared/training/hints/hint';
import type { Insight } from '@shared/training/observer';
import type { TrainingSession } from '@shared/training/session';
import { smoothed } from '@shared/training/smoothed';

/** `arises` hears each hint once, as soon as a look into the run shows it. */
export function createHints(session: TrainingSession, arises: (text: string) => void) {
  const [losses, accuracies]: [number[], number[]] = [[], []];
  const validations: { iteration: number; loss: number; accuracy: number }[] = [];
  const told = new Set<string>();
  let insight: Insight | null = null;

  const found = (): Hint[] =>
    hintsOf({
      ...{ spec: session.currentSpec, iteration: session.iteration, iterations: session.iterations, insight, validations },
      ...{ losses: smoothed(losses), accuracies: smoothed(accuracies) },
    });

  return {
    receive(event: TrainingEvent): void {
      if (event.type === 'iteration') {
        losses.push(event.loss);
        accuracies.push(event.accuracy);
      }
      if (event.type === 'evaluated' && event.set === 'validation')
        validations.push({ iteration: event.iteration, loss: event.evaluation.loss, accuracy: event.evaluation.accuracy });
    },
    see(seen: Insight): void {
      insight = seen;
      for (const hint of found()) {
        if (told.has(hint.text.template)) continue;
        told.add(hint.text.template);
        arises(textOf(hint));
      }
    },
    /** What there is to say now; nothing before anything was looked into. */
    texts: (): string[] => (insight ? found().map(textOf) : []),
  };
}

/** With what could be done about it. */
const textOf = ({ text, fixes }: Hint) => [say(text), ...fixes.map(({ label }) => `${say(label)}.`)].join(' ');
