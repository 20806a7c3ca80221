/** Moments of columns and the normalisation by them, some columns a turn, those left one by one; see kernels.ts. */
import { plus } from './functions';
import { at, bytesOf } from './memory';
import { NUMBERS, put, second } from './vectors';

export function columnMoments(x: i32, blockStride: i32, blocks: i32, rows: i32, columns: i32, mean: i32, squares: i32): void {
  const count = <f32>(blocks * rows);
  const step = bytesOf(columns);
  let c = 0;
  for (; c + NUMBERS <= columns; c += NUMBERS) {
    let sum0 = f32x4.splat(0), sum1 = f32x4.splat(0);
    for (let block = 0; block < blocks; block++) {
      let from = at(x + block * blockStride + c);
      for (let row = 0; row < rows; row++) {
        sum0 = f32x4.add(sum0, v128.load(from)), sum1 = f32x4.add(sum1, second(from));
        from += step;
      }
    }
    const middle0 = f32x4.div(sum0, f32x4.splat(count)), middle1 = f32x4.div(sum1, f32x4.splat(count));
    let total0 = f32x4.splat(0), total1 = f32x4.splat(0);
    for (let block = 0; block < blocks; block++) {
      let from = at(x + block * blockStride + c);
      for (let row = 0; row < rows; row++) {
        const deviation0 = f32x4.sub(v128.load(from), middle0), deviation1 = f32x4.sub(second(from), middle1);
        total0 = plus(total0, deviation0, deviation0), total1 = plus(total1, deviation1, deviation1);
        from += step;
      }
    }
    put(at(mean + c), middle0, middle1);
    put(at(squares + c), total0, total1);
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
      for (; c + NUMBERS <= columns; c += NUMBERS) {
        const from = at(x + place + c), middle = at(mean + c), factor = at(scale + c), start = at(shift + c);
        const deviation0 = f32x4.sub(v128.load(from), v128.load(middle)), deviation1 = f32x4.sub(second(from), second(middle));
        put(at(y + place + c), plus(v128.load(start), deviation0, v128.load(factor)), plus(second(start), deviation1, second(factor)));
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
  for (; c + NUMBERS <= columns; c += NUMBERS) {
    const middle0 = v128.load(at(mean + c)), middle1 = second(at(mean + c));
    let sum0 = f32x4.splat(0), sum1 = f32x4.splat(0), product0 = f32x4.splat(0), product1 = f32x4.splat(0);
    for (let block = 0; block < blocks; block++) {
      let place = block * blockStride + c;
      for (let row = 0; row < rows; row++) {
        const gradient0 = v128.load(at(dy + place)), gradient1 = second(at(dy + place));
        sum0 = f32x4.add(sum0, gradient0), sum1 = f32x4.add(sum1, gradient1);
        const from = at(x + place);
        product0 = plus(product0, gradient0, f32x4.sub(v128.load(from), middle0));
        product1 = plus(product1, gradient1, f32x4.sub(second(from), middle1));
        place += columns;
      }
    }
    put(at(sums + c), sum0, sum1);
    put(at(products + c), product0, product1);
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
      for (; c + NUMBERS <= columns; c += NUMBERS) {
        const from = at(x + place + c), middle = at(mean + c), steep = at(slope + c);
        const factor = at(scale + c), gradient = at(dy + place + c), start = at(shift + c);
        const scaled0 = f32x4.mul(v128.load(factor), v128.load(gradient)), scaled1 = f32x4.mul(second(factor), second(gradient));
        const tilted0 = plus(scaled0, v128.load(steep), f32x4.sub(v128.load(from), v128.load(middle)));
        const tilted1 = plus(scaled1, second(steep), f32x4.sub(second(from), second(middle)));
        put(at(dx + place + c), f32x4.add(tilted0, v128.load(start)), f32x4.add(tilted1, second(start)));
      }
      for (; c < columns; c++) {
        const deviation = load<f32>(at(x + place + c)) - load<f32>(at(mean + c));
        const scaled = load<f32>(at(scale + c)) * load<f32>(at(dy + place + c));
        store<f32>(at(dx + place + c), scaled + load<f32>(at(slope + c)) * deviation + load<f32>(at(shift + c)));
      }
    }
  }
}
