/** Pooling windows, some channels a turn, those left one by one; see kernels.ts. */
import { at, bytesOf } from './memory';
import { NUMBERS, put, second } from './vectors';

export function maxPool(
  x: i32, y: i32, height: i32, width: i32, channels: i32, windowHeight: i32, windowWidth: i32, stride: i32, padTop: i32, padLeft: i32,
  outputHeight: i32, outputWidth: i32,
): void {
  for (let row = 0; row < outputHeight; row++) {
    const top = max(row * stride - padTop, 0), bottom = min(row * stride - padTop + windowHeight, height);
    for (let across = 0; across < outputWidth; across++) {
      const left = max(across * stride - padLeft, 0), right = min(across * stride - padLeft + windowWidth, width);
      const output = at(y + (row * outputWidth + across) * channels);
      let c = 0;
      if (bottom - top == 2 && right - left == 2) {
        const pixel = bytesOf(channels), line = bytesOf(width * channels);
        const corner = at(x + (top * width + left) * channels);
        for (; c + NUMBERS <= channels; c += NUMBERS) {
          const upper = corner + bytesOf(c), lower = upper + line;
          const upper0 = f32x4.max(v128.load(upper), v128.load(upper + pixel)), upper1 = f32x4.max(second(upper), second(upper + pixel));
          const lower0 = f32x4.max(v128.load(lower), v128.load(lower + pixel)), lower1 = f32x4.max(second(lower), second(lower + pixel));
          put(output + bytesOf(c), f32x4.max(upper0, lower0), f32x4.max(upper1, lower1));
        }
      }
      for (; c + NUMBERS <= channels; c += NUMBERS) {
        let largest0 = f32x4.splat(-Infinity), largest1 = largest0;
        for (let v = top; v < bottom; v++) {
          for (let u = left; u < right; u++) {
            const from = at(x + (v * width + u) * channels + c);
            largest0 = f32x4.max(largest0, v128.load(from)), largest1 = f32x4.max(largest1, second(from));
          }
        }
        put(output + bytesOf(c), largest0, largest1);
      }
      for (; c < channels; c++) {
        let largest: f32 = -Infinity;
        for (let v = top; v < bottom; v++) {
          for (let u = left; u < right; u++) largest = max(largest, load<f32>(at(x + (v * width + u) * channels + c)));
        }
        store<f32>(output + bytesOf(c), largest);
      }
    }
  }
}

export function maxPoolGradient(
  x: i32, y: i32, dy: i32, dx: i32, height: i32, width: i32, channels: i32,
  windowHeight: i32, windowWidth: i32, stride: i32, padTop: i32, padLeft: i32, outputHeight: i32, outputWidth: i32,
): void {
  const whole = windowHeight == 2 && windowWidth == 2 && stride == 2 && padTop == 0 && padLeft == 0
    && height == 2 * outputHeight && width == 2 * outputWidth;
  if (!whole || channels % NUMBERS != 0) memory.fill(at(dx), 0, bytesOf(height * width * channels));
  for (let row = 0; row < outputHeight; row++) {
    const top = max(row * stride - padTop, 0), bottom = min(row * stride - padTop + windowHeight, height);
    for (let across = 0; across < outputWidth; across++) {
      const left = max(across * stride - padLeft, 0), right = min(across * stride - padLeft + windowWidth, width);
      const output = (row * outputWidth + across) * channels;
      let c = 0;
      if (whole) {
        // Every place belongs to one window of 2×2: its gradient is written, not added.
        const pixel = bytesOf(channels), line = bytesOf(width * channels);
        for (; c + NUMBERS <= channels; c += NUMBERS) {
          const winner = at(y + output + c), from = at(dy + output + c), place = (top * width + left) * channels + c;
          const largest0 = v128.load(winner), largest1 = second(winner);
          let gradient0 = v128.load(from), gradient1 = second(from);
          let seen = at(x + place), to = at(dx + place);
          let wins0 = f32x4.eq(v128.load(seen), largest0), wins1 = f32x4.eq(second(seen), largest1);
          put(to, v128.and(gradient0, wins0), v128.and(gradient1, wins1));
          gradient0 = v128.andnot(gradient0, wins0), gradient1 = v128.andnot(gradient1, wins1);
          wins0 = f32x4.eq(v128.load(seen + pixel), largest0), wins1 = f32x4.eq(second(seen + pixel), largest1);
          put(to + pixel, v128.and(gradient0, wins0), v128.and(gradient1, wins1));
          gradient0 = v128.andnot(gradient0, wins0), gradient1 = v128.andnot(gradient1, wins1);
          seen += line;
          to += line;
          wins0 = f32x4.eq(v128.load(seen), largest0), wins1 = f32x4.eq(second(seen), largest1);
          put(to, v128.and(gradient0, wins0), v128.and(gradient1, wins1));
          gradient0 = v128.andnot(gradient0, wins0), gradient1 = v128.andnot(gradient1, wins1);
          wins0 = f32x4.eq(v128.load(seen + pixel), largest0), wins1 = f32x4.eq(second(seen + pixel), largest1);
          put(to + pixel, v128.and(gradient0, wins0), v128.and(gradient1, wins1));
        }
      }
      for (; c + NUMBERS <= channels; c += NUMBERS) {
        const winner = at(y + output + c), from = at(dy + output + c);
        const largest0 = v128.load(winner), largest1 = second(winner);
        let gradient0 = v128.load(from), gradient1 = second(from);
        for (let v = top; v < bottom; v++) {
          for (let u = left; u < right; u++) {
            const place = (v * width + u) * channels + c, seen = at(x + place), to = at(dx + place);
            const wins0 = f32x4.eq(v128.load(seen), largest0), wins1 = f32x4.eq(second(seen), largest1);
            put(to, f32x4.add(v128.load(to), v128.and(gradient0, wins0)), f32x4.add(second(to), v128.and(gradient1, wins1)));
            gradient0 = v128.andnot(gradient0, wins0), gradient1 = v128.andnot(gradient1, wins1);
          }
        }
      }
      for (; c < channels; c++) {
        const largest = load<f32>(at(y + output + c));
        let gradient = load<f32>(at(dy + output + c));
        for (let v = top; v < bottom; v++) {
          for (let u = left; u < right; u++) {
            const place = (v * width + u) * channels + c;
            if (load<f32>(at(x + place)) == largest) {
              store<f32>(at(dx + place), load<f32>(at(dx + place)) + gradient);
              gradient = 0;
            }
          }
        }
      }
    }
  }
}

export function averagePool(
  x: i32, y: i32, height: i32, width: i32, channels: i32, windowHeight: i32, windowWidth: i32, stride: i32, padTop: i32, padLeft: i32,
  outputHeight: i32, outputWidth: i32,
): void {
  for (let row = 0; row < outputHeight; row++) {
    const top = max(row * stride - padTop, 0), bottom = min(row * stride - padTop + windowHeight, height);
    for (let across = 0; across < outputWidth; across++) {
      const left = max(across * stride - padLeft, 0), right = min(across * stride - padLeft + windowWidth, width);
      const output = at(y + (row * outputWidth + across) * channels);
      const places = <f32>((bottom - top) * (right - left));
      let c = 0;
      for (; c + NUMBERS <= channels; c += NUMBERS) {
        let sum0 = f32x4.splat(0), sum1 = f32x4.splat(0);
        for (let v = top; v < bottom; v++) {
          for (let u = left; u < right; u++) {
            const from = at(x + (v * width + u) * channels + c);
            sum0 = f32x4.add(sum0, v128.load(from)), sum1 = f32x4.add(sum1, second(from));
          }
        }
        put(output + bytesOf(c), f32x4.div(sum0, f32x4.splat(places)), f32x4.div(sum1, f32x4.splat(places)));
      }
      for (; c < channels; c++) {
        let sum: f32 = 0;
        for (let v = top; v < bottom; v++) {
          for (let u = left; u < right; u++) sum += load<f32>(at(x + (v * width + u) * channels + c));
        }
        store<f32>(output + bytesOf(c), sum / places);
      }
    }
  }
}

export function averagePoolGradient(
  x: i32, y: i32, dy: i32, dx: i32, height: i32, width: i32, channels: i32,
  windowHeight: i32, windowWidth: i32, stride: i32, padTop: i32, padLeft: i32, outputHeight: i32, outputWidth: i32,
): void {
  memory.fill(at(dx), 0, bytesOf(height * width * channels));
  for (let row = 0; row < outputHeight; row++) {
    const top = max(row * stride - padTop, 0), bottom = min(row * stride - padTop + windowHeight, height);
    for (let across = 0; across < outputWidth; across++) {
      const left = max(across * stride - padLeft, 0), right = min(across * stride - padLeft + windowWidth, width);
      const output = (row * outputWidth + across) * channels;
      const places = <f32>((bottom - top) * (right - left));
      let c = 0;
      for (; c + NUMBERS <= channels; c += NUMBERS) {
        const from = at(dy + output + c);
        const share0 = f32x4.div(v128.load(from), f32x4.splat(places)), share1 = f32x4.div(second(from), f32x4.splat(places));
        for (let v = top; v < bottom; v++) {
          for (let u = left; u < right; u++) {
            const place = at(dx + (v * width + u) * channels + c);
            put(place, f32x4.add(v128.load(place), share0), f32x4.add(second(place), share1));
          }
        }
      }
      for (; c < channels; c++) {
        const share = load<f32>(at(dy + output + c)) / places;
        for (let v = top; v < bottom; v++) {
          for (let u = left; u < right; u++) {
            const place = at(dx + (v * width + u) * channels + c);
            store<f32>(place, load<f32>(place) + share);
          }
        }
      }
    }
  }
}
