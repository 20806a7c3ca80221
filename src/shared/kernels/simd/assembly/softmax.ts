/** Softmax with cross-entropy for the rows [from, to); addresses in bytes. Rows are short (10 classes), so lanes are taken one by one. */
import { exp4 } from './exp';

export function softmaxCrossEntropy(
  logits: usize, rowStride: usize, classes: i32, labels: usize,
  probabilities: usize, gradient: usize, losses: usize, predictions: usize,
  from: i32, to: i32, gradientScale: f32,
): void {
  for (let row = from; row < to; row++) {
    const start = <usize>row * rowStride;
    const x = logits + start;
    const probability = probabilities + start;
    let prediction = 0;
    let largest = load<f32>(x);
    for (let n = 1; n < classes; n++) {
      const logit = load<f32>(x + (<usize>n << 2));
      if (logit > largest) {
        largest = logit;
        prediction = n;
      }
    }
    let sum: f32 = 0;
    let e = f32x4.splat(0);
    for (let n = 0; n < classes; n++) {
      if ((n & 3) == 0) {
        e = exp4(f32x4.sub(v128.load(x + (<usize>n << 2)), f32x4.splat(largest)));
        v128.store(probability + (<usize>n << 2), e);
      }
      sum += load<f32>(probability + (<usize>n << 2));
    }
    const label = <i32>load<u8>(labels + row);
    for (let n = 0; n < classes; n++) {
      const at = <usize>n << 2;
      const share = load<f32>(probability + at) / sum;
      store<f32>(probability + at, share);
      store<f32>(gradient + start + at, (share - (n == label ? <f32>1 : <f32>0)) * gradientScale);
    }
    store<f32>(losses + (<usize>row << 2), logarithm(sum) + largest - load<f32>(x + (<usize>label << 2)));
    store<f32>(predictions + (<usize>row << 2), <f32>prediction);
  }
}

/**
 * ln x for finite x ≥ 1, relative error below 1e-7: x = m·2ᵉ with m in [√½, √2), ln m = 2·artanh(s), s = (m − 1)/(m + 1),
 * by the odd series to s⁹ (|s| ≤ 0.172, remainder below 1e-9).
 */
function logarithm(x: f32): f32 {
  const bits = reinterpret<i32>(x);
  let exponent = (bits >> 23) - 127;
  let m = reinterpret<f32>((bits & 0x7fffff) | 0x3f800000);
  if (m > 1.41421356) {
    m *= 0.5;
    exponent += 1;
  }
  const s = (m - 1) / (m + 1);
  const s2 = s * s;
  const series: f32 = 1 + s2 * (0.333333333 + s2 * (0.2 + s2 * (0.142857143 + s2 * 0.111111111)));
  return <f32>exponent * 0.693147181 + 2 * s * series;
}
