/** The steps of the normalisation, each with a switch: what the networks say without it shows what it is good for. */
import { allSteps, normalisationSteps, type StepChoice } from '@shared/data/digits/steps';
import { element } from './element';
import type { Words } from './words';

export function createSteps(changed: () => void) {
  let taken: StepChoice = allSteps;
  const title = element('summary');
  const switches = normalisationSteps.map(({ id, label, help }) => {
    const box = element('input', { type: 'checkbox', 'data-step': id, checked: '' });
    const name = element('span');
    box.addEventListener('change', () => {
      taken = { ...taken, [id]: box.checked };
      changed();
    });
    return { label, help, name, row: element('label', {}, box, name) };
  });
  return {
    panel: element('details', { class: 'steps' }, title, ...switches.map(({ row }) => row)),
    get taken() {
      return taken;
    },
    speak(words: Words) {
      title.textContent = words.steps;
      for (const { label, help, name, row } of switches) {
        name.textContent = words.step(label);
        row.title = words.step(help);
      }
    },
  };
}
