/** Softmax with cross-entropy. Rows are short (10 classes), so lanes are taken one by one. */
import { exp4, logarithm } from './functions';
import { at, atByte, bytesOf } from './memory';

export function softmaxCrossEntropy(
  logits: i32, rowStride: i32, classes: i32, labels: i32,
  probabilities: i32, gradient: i32, losses: i32, predictions: i32,
  from: i32, to: i32, gradientScale: f32, smoothing: f32,
): void {
  const everywhere = smoothing / <f32>classes;
  const onLabel: f32 = <f32>1 - smoothing;
  for (let row = from; row < to; row++) {
    const x = at(logits + row * rowStride);
    const probability = at(probabilities + row * rowStride);
    const dx = at(gradient + row * rowStride);
    let prediction = 0;
    let largest = load<f32>(x);
    let total: f32 = largest;
    for (let n = 1; n < classes; n++) {
      const logit = load<f32>(x + bytesOf(n));
      total += logit;
      if (logit > largest) {
        largest = logit;
        prediction = n;
      }
    }
    let sum: f32 = 0;
    for (let n = 0; n < classes; n++) {
      if ((n & 3) == 0) v128.store(probability + bytesOf(n), exp4(f32x4.sub(v128.load(x + bytesOf(n)), f32x4.splat(largest))));
      sum += load<f32>(probability + bytesOf(n));
    }
    const label = <i32>load<u8>(atByte(labels + row));
    for (let n = 0; n < classes; n++) {
      const share = load<f32>(probability + bytesOf(n)) / sum;
      const target = n == label ? onLabel + everywhere : everywhere;
      store<f32>(probability + bytesOf(n), share);
      store<f32>(dx + bytesOf(n), (share - target) * gradientScale);
    }
    const expected = onLabel * load<f32>(x + bytesOf(label)) + everywhere * total;
    store<f32>(at(losses + row), logarithm(sum) + largest - expected);
    store<f32>(at(predictions + row), <f32>prediction);
  }
}
