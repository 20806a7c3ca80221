/**
 * TensorBoard's event file: records of u64 length, masked CRC-32C of it, the Event, masked CRC-32C of that. The first Event
 * names the version, each other one a step with its scalars.
 * https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/event.proto, lib/io/record_writer.h
 */
import { PbfWriter } from 'pbf';
import { crc32c } from '../../formats/crc32';
import type { CurveFormat, CurvePoint } from './format';

export const tensorboard: CurveFormat = {
  type: 'tensorboard',
  label: 'Curves (TensorBoard)',
  help: 'An event file: tensorboard --logdir with the folder it is in.',
  extensions: ['tfevents'],
  begin: (began) =>
    record((pbf) => {
      pbf.writeDoubleField(1, began.getTime() / 1000);
      pbf.writeStringField(3, 'brain.Event:2');
    }),
  write(points, began) {
    const records = points.map((point) => record((pbf) => writePoint(pbf, point, began.getTime() / 1000)));
    const bytes = new Uint8Array(records.reduce((sum, each) => sum + each.length, 0));
    let at = 0;
    for (const each of records) {
      bytes.set(each, at);
      at += each.length;
    }
    return bytes;
  },
};

/** Event: wall_time = 1, step = 2, summary = 5; Summary: value = 1; Value: tag = 1, simple_value = 2. */
function writePoint(pbf: PbfWriter, { iteration, seconds, values }: CurvePoint, began: number): void {
  pbf.writeDoubleField(1, began + seconds);
  pbf.writeVarintField(2, iteration);
  pbf.writeMessage(
    5,
    (entries, summary) => {
      for (const entry of entries) summary.writeMessage(1, writeValue, entry);
    },
    Object.entries(values),
  );
}

function writeValue([tag, value]: readonly [string, number], pbf: PbfWriter): void {
  pbf.writeStringField(1, tag);
  pbf.writeFloatField(2, value);
}

function record(write: (pbf: PbfWriter) => void): Uint8Array<ArrayBuffer> {
  const pbf = new PbfWriter();
  write(pbf);
  const event = pbf.finish();
  const bytes = new Uint8Array(8 + 4 + event.length + 4);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(event.length), true);
  view.setUint32(8, masked(bytes.subarray(0, 8)), true);
  bytes.set(event, 12);
  view.setUint32(12 + event.length, masked(event), true);
  return bytes;
}

/** A checksum of data that holds checksums itself is turned and shifted, so that it is none of those. */
function masked(bytes: Uint8Array): number {
  const sum = crc32c(bytes);
  return (((sum >>> 15) | (sum << 17)) + 0xa282ead8) >>> 0;
}
