/**
 * By class, its predicted probability averaged over its images, 0 … 1; null of a class without images.
 * `labels`: the class of each image. `probabilities`: [image][class], 0 … 1.
 */
export function meanClassProbabilities(labels: ArrayLike<number>, probabilities: ArrayLike<number>, classes: number): (number | null)[] {
  const sums = new Float64Array(classes);
  const images = new Uint32Array(classes);
  for (let image = 0; image < labels.length; image++) {
    const label = labels[image] as number;
    sums[label] = (sums[label] as number) + (probabilities[image * classes + label] as number);
    images[label] = (images[label] as number) + 1;
  }
  return Array.from(sums, (sum, label) => (images[label] === 0 ? null : sum / (images[label] as number)));
}
