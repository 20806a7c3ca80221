/** Pooling windows, four channels at a time, the channels that are left one by one; see kernels.ts. */
import { at, bytesOf } from './memory';

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
        for (; c + 4 <= channels; c += 4) {
          const from = corner + bytesOf(c);
          const upper = f32x4.max(v128.load(from), v128.load(from + pixel));
          const lower = f32x4.max(v128.load(from + line), v128.load(from + line + pixel));
          v128.store(output + bytesOf(c), f32x4.max(upper, lower));
        }
      }
      for (; c + 4 <= channels; c += 4) {
        let largest = f32x4.splat(-Infinity);
        for (let v = top; v < bottom; v++) {
          for (let u = left; u < right; u++) largest = f32x4.max(largest, v128.load(at(x + (v * width + u) * channels + c)));
        }
        v128.store(output + bytesOf(c), largest);
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
  if (!whole || (channels & 3) != 0) memory.fill(at(dx), 0, bytesOf(height * width * channels));
  for (let row = 0; row < outputHeight; row++) {
    const top = max(row * stride - padTop, 0), bottom = min(row * stride - padTop + windowHeight, height);
    for (let across = 0; across < outputWidth; across++) {
      const left = max(across * stride - padLeft, 0), right = min(across * stride - padLeft + windowWidth, width);
      const output = (row * outputWidth + across) * channels;
      let c = 0;
      if (whole) {
        // Every place belongs to one window of 2×2: its gradient is written, not added.
        const pixel = bytesOf(channels), line = bytesOf(width * channels);
        for (; c + 4 <= channels; c += 4) {
          const largest = v128.load(at(y + output + c));
          let gradient = v128.load(at(dy + output + c));
          const place = (top * width + left) * channels + c;
          const from = at(x + place), to = at(dx + place);
          let wins = f32x4.eq(v128.load(from), largest);
          v128.store(to, v128.and(gradient, wins));
          gradient = v128.andnot(gradient, wins);
          wins = f32x4.eq(v128.load(from + pixel), largest);
          v128.store(to + pixel, v128.and(gradient, wins));
          gradient = v128.andnot(gradient, wins);
          wins = f32x4.eq(v128.load(from + line), largest);
          v128.store(to + line, v128.and(gradient, wins));
          gradient = v128.andnot(gradient, wins);
          wins = f32x4.eq(v128.load(from + line + pixel), largest);
          v128.store(to + line + pixel, v128.and(gradient, wins));
        }
      }
      for (; c + 4 <= channels; c += 4) {
        const largest = v128.load(at(y + output + c));
        let gradient = v128.load(at(dy + output + c));
        for (let v = top; v < bottom; v++) {
          for (let u = left; u < right; u++) {
            const place = (v * width + u) * channels + c;
            const wins = f32x4.eq(v128.load(at(x + place)), largest);
            v128.store(at(dx + place), f32x4.add(v128.load(at(dx + place)), v128.and(gradient, wins)));
            gradient = v128.andnot(gradient, wins);
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
      for (; c + 4 <= channels; c += 4) {
        let sum = f32x4.splat(0);
        for (let v = top; v < bottom; v++) {
          for (let u = left; u < right; u++) sum = f32x4.add(sum, v128.load(at(x + (v * width + u) * channels + c)));
        }
        v128.store(output + bytesOf(c), f32x4.div(sum, f32x4.splat(places)));
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
      for (; c + 4 <= channels; c += 4) {
        const share = f32x4.div(v128.load(at(dy + output + c)), f32x4.splat(places));
        for (let v = top; v < bottom; v++) {
          for (let u = left; u < right; u++) {
            const place = at(dx + (v * width + u) * channels + c);
            v128.store(place, f32x4.add(v128.load(place), share));
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
