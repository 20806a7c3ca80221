/** Moments of columns and the normalisation by them, four columns at a time, those left one by one; see kernels.ts. */
import { at, bytesOf } from './memory';

export function columnMoments(x: i32, blockStride: i32, blocks: i32, rows: i32, columns: i32, mean: i32, squares: i32): void {
  const count = <f32>(blocks * rows);
  const step = bytesOf(columns);
  let c = 0;
  for (; c + 4 <= columns; c += 4) {
    let sum = f32x4.splat(0);
    for (let block = 0; block < blocks; block++) {
      let from = at(x + block * blockStride + c);
      for (let row = 0; row < rows; row++) {
        sum = f32x4.add(sum, v128.load(from));
        from += step;
      }
    }
    const middle = f32x4.div(sum, f32x4.splat(count));
    let total = f32x4.splat(0);
    for (let block = 0; block < blocks; block++) {
      let from = at(x + block * blockStride + c);
      for (let row = 0; row < rows; row++) {
        const deviation = f32x4.sub(v128.load(from), middle);
        total = f32x4.add(total, f32x4.mul(deviation, deviation));
        from += step;
      }
    }
    v128.store(at(mean + c), middle);
    v128.store(at(squares + c), total);
  }
  for (; c < columns; c++) {
    let sum: f32 = 0;
    for (let block = 0; block < blocks; block++) {
      for (let row = 0; row < rows; row++) sum += load<f32>(at(x + block * blockStride + row * columns + c));
    }
    const middle = sum / count;
    let total: f32 = 0;
    for (let block = 0; block < blocks; block++) {
      for (let row = 0; row < rows; row++) {
        const deviation = load<f32>(at(x + block * blockStride + row * columns + c)) - middle;
        total += deviation * deviation;
      }
    }
    store<f32>(at(mean + c), middle);
    store<f32>(at(squares + c), total);
  }
}

export function normalize(
  x: i32, y: i32, blockStride: i32, blocks: i32, rows: i32, columns: i32, mean: i32, scale: i32, shift: i32,
): void {
  for (let block = 0; block < blocks; block++) {
    for (let row = 0; row < rows; row++) {
      const place = block * blockStride + row * columns;
      let c = 0;
      for (; c + 4 <= columns; c += 4) {
        const deviation = f32x4.sub(v128.load(at(x + place + c)), v128.load(at(mean + c)));
        v128.store(at(y + place + c), f32x4.add(f32x4.mul(deviation, v128.load(at(scale + c))), v128.load(at(shift + c))));
      }
      for (; c < columns; c++) {
        const deviation = load<f32>(at(x + place + c)) - load<f32>(at(mean + c));
        store<f32>(at(y + place + c), deviation * load<f32>(at(scale + c)) + load<f32>(at(shift + c)));
      }
    }
  }
}

export function gradientMoments(
  x: i32, dy: i32, blockStride: i32, blocks: i32, rows: i32, columns: i32, mean: i32, sums: i32, products: i32,
): void {
  let c = 0;
  for (; c + 4 <= columns; c += 4) {
    const middle = v128.load(at(mean + c));
    let sum = f32x4.splat(0), product = f32x4.splat(0);
    for (let block = 0; block < blocks; block++) {
      let place = block * blockStride + c;
      for (let row = 0; row < rows; row++) {
        const gradient = v128.load(at(dy + place));
        sum = f32x4.add(sum, gradient);
        product = f32x4.add(product, f32x4.mul(gradient, f32x4.sub(v128.load(at(x + place)), middle)));
        place += columns;
      }
    }
    v128.store(at(sums + c), sum);
    v128.store(at(products + c), product);
  }
  for (; c < columns; c++) {
    const middle = load<f32>(at(mean + c));
    let sum: f32 = 0, product: f32 = 0;
    for (let block = 0; block < blocks; block++) {
      for (let row = 0; row < rows; row++) {
        const place = block * blockStride + row * columns + c;
        const gradient = load<f32>(at(dy + place));
        sum += gradient;
        product += gradient * (load<f32>(at(x + place)) - middle);
      }
    }
    store<f32>(at(sums + c), sum);
    store<f32>(at(products + c), product);
  }
}

export function normalizeGradient(
  x: i32, dy: i32, dx: i32, blockStride: i32, blocks: i32, rows: i32, columns: i32, mean: i32, scale: i32, slope: i32, shift: i32,
): void {
  for (let block = 0; block < blocks; block++) {
    for (let row = 0; row < rows; row++) {
      const place = block * blockStride + row * columns;
      let c = 0;
      for (; c + 4 <= columns; c += 4) {
        const deviation = f32x4.sub(v128.load(at(x + place + c)), v128.load(at(mean + c)));
        const steep = f32x4.mul(v128.load(at(slope + c)), deviation);
        const scaled = f32x4.mul(v128.load(at(scale + c)), v128.load(at(dy + place + c)));
        v128.store(at(dx + place + c), f32x4.add(f32x4.add(scaled, steep), v128.load(at(shift + c))));
      }
      for (; c < columns; c++) {
        const deviation = load<f32>(at(x + place + c)) - load<f32>(at(mean + c));
        const scaled = load<f32>(at(scale + c)) * load<f32>(at(dy + place + c));
        store<f32>(at(dx + place + c), scaled + load<f32>(at(slope + c)) * deviation + load<f32>(at(shift + c)));
      }
    }
  }
}
