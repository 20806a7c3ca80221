/** The steps that make of a drawing what MNIST's makers made of theirs. Each can be left out, to see what it is good for. */
export const normalisationSteps = [
  { id: 'polarity', label: 'Polarity', help: 'Ink is bright and paper dark, whatever the picture has' },
  { id: 'crop', label: 'Crop', help: 'Looks at the box around the ink, not at the whole sheet' },
  { id: 'fit', label: 'Fit 20×20', help: 'Brings the longer side of that box to 20 pixels' },
  { id: 'antialias', label: 'Anti-alias', help: 'Each pixel is the mean of what lies under it, not just its middle' },
  { id: 'stroke', label: 'Constant stroke', help: 'Strokes become as wide as MNIST’s, whatever the pen and the size of the digit' },
  { id: 'centre', label: 'Centre of mass', help: 'Moves the digit so that its ink balances on the middle' },
] as const;

export type NormalisationStep = (typeof normalisationSteps)[number]['id'];

/** Which steps are taken. */
export type StepChoice = Readonly<Record<NormalisationStep, boolean>>;

const choice = (taken: boolean) => Object.fromEntries(normalisationSteps.map(({ id }) => [id, taken])) as StepChoice;

export const allSteps = choice(true);
/** As the first app did: the sheet shrunk to 28×28 pixel by pixel. Ink stays ink. */
export const naiveSteps: StepChoice = { ...choice(false), polarity: true };

export const without = (step: NormalisationStep, from: StepChoice = allSteps): StepChoice => ({ ...from, [step]: false });
