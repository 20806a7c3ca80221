/** A network as another program's ONNX: the graph that Kasane writes, without the words that it writes beside it. */
import { onnx } from '@shared/exchange/networks/formats/onnx';
import type { Trained } from './trained';

export const foreignOnnx = ({ spec, tensors }: Trained): Uint8Array =>
  withoutMetadata(
    onnx.write?.({ spec, tensors, name: 'Net', network: spec.network, scaling: spec.data.scaling, testAccuracy: null }) ?? new Uint8Array(),
  );

/** A ModelProto without its field 14: fields are a tag, and for those preceded by their length, that. */
function withoutMetadata(model: Uint8Array): Uint8Array {
  const kept: number[] = [];
  const varint = (from: number): [number, number] => {
    let [value, at] = [0, from];
    for (let shift = 0; ; shift += 7) {
      const byte = model[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return [value, at];
    }
  };
  for (let at = 0; at < model.length; ) {
    const [tag, after] = varint(at);
    const [length, content] = varint(after);
    const end = (tag & 7) === 2 ? content + length : content;
    if (tag >> 3 !== 14) for (const byte of model.subarray(at, end)) kept.push(byte);
    at = end;
  }
  return Uint8Array.from(kept);
}
