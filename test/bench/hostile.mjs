/**
 * `npm run bench -- hostile`: the worst that is known of each reader, as whole commands: seconds, and the most memory the
 * process held, in MB (Node's own 45 included). What is refused is to take 2 s and 500 MB at most; a run of ten million
 * iterations is listed, resumed and exported within 500 MB.
 */
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { attempt, kasane } from './kasane-cli.mjs';

const MEGABYTE = 2 ** 20;
const ITERATIONS = 10_000_000;

export function hostile() {
  const folder = mkdtempSync(join(tmpdir(), 'kasane-hostile-'));
  try {
    return Object.assign({}, ...cases.map((measure) => measure(folder)), longRun(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that is refused by a command, in words. */
const refused = (title, name, bytes, parameters) => (folder) => {
  const path = join(folder, name);
  writeFileSync(path, typeof bytes === 'function' ? bytes() : bytes);
  const found = attempt(...parameters(path));
  rmSync(path);
  if (found.status !== 2 || !/^kasane: /m.test(found.stderr))
    throw new Error(`${title}: ended with ${found.status}:\n${found.stderr.slice(0, 500)}`);
  return figures(title, found);
};

const figures = (title, { seconds, megabytes }) => ({ [`${title}, s`]: seconds, [`${title}, MB`]: megabytes });

const evaluate = (path) => ['evaluate', '--params', path];
const predict = (path) => ['predict', path];
const trainSpec = (path) => ['train', '--spec', path];

const filled = (pieces) => Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
const repeated = (text, megabytes) => Buffer.alloc(megabytes * MEGABYTE - ((megabytes * MEGABYTE) % text.length), text);

function keys(megabytes) {
  const parts = [];
  for (let key = 0, size = 0; size < megabytes * MEGABYTE; key++) {
    const part = `"k${key}":1,`;
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
}

function safetensorsOf(header) {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header]);
}

function pickleOf(operation, count) {
  const bytes = Buffer.alloc(count + 3, operation);
  bytes.set([0x80, 4, 0x7d]);
  return bytes;
}

/** A directory that claims so many entries of nothing. */
function zipOf(entries) {
  const entry = Buffer.alloc(46 + 8);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 28);
  const directory = Buffer.alloc(entry.length * entries);
  for (let index = 0; index < entries; index++) {
    entry.write(String(index).padStart(8, '0'), 46, 'latin1');
    entry.copy(directory, index * entry.length);
  }
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(BigInt(entries), 32);
  end64.writeBigUInt64LE(4n, 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(4 + directory.length), 8);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), directory, end64, locator, end]);
}

/** A model of one tensor whose shape takes that many bytes. */
function onnxOf(bytes) {
  const varint = (value) => {
    const digits = [];
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
      digits.push(rest < 128 ? rest : (rest % 128) | 128);
      if (rest < 128) return Buffer.from(digits);
    }
  };
  const field = (tag, content) => Buffer.concat([varint(tag * 8 + 2), varint(content.length), content]);
  return Buffer.concat([Buffer.from([8, 8]), field(7, field(5, field(1, Buffer.alloc(bytes, 1))))]);
}

function pngOf(width, height, extra = []) {
  const chunk = (type, content) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(content.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const more = extra.map(([type, content]) => chunk(type, content));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const rows = deflateSync(Buffer.alloc((width + 1) * height));
  return Buffer.concat([signature, chunk('IHDR', header), ...more, chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** Four packed IDX files, the images claiming to be a gigabyte. */
function idxBombs(folder) {
  const data = join(folder, 'bombs');
  mkdirSync(data);
  const header = (...numbers) => {
    const bytes = Buffer.alloc(4 * numbers.length);
    for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * index);
    return bytes;
  };
  for (const stem of ['train', 't10k']) {
    const zeros = Buffer.alloc(1000 * MEGABYTE);
    writeFileSync(join(data, `${stem}-images-idx3-ubyte.gz`), gzipSync(Buffer.concat([header(0x803, 1000, 28, 28), zeros])));
    writeFileSync(join(data, `${stem}-labels-idx1-ubyte.gz`), gzipSync(Buffer.concat([header(0x801, 1000), zeros])));
  }
  const found = attempt('train', '--data', data, '--iterations', '1');
  rmSync(data, { recursive: true });
  return figures('four packed IDX files of a gigabyte each', found);
}

const nested = (depth) => (depth === 0 ? { type: 'relu' } : { type: 'residual', layers: [nested(depth - 1)] });
const spec = (layers) => JSON.stringify({ version: 2, name: 'Hostile', network: { layers } });

const cases = [
  refused('64 MB of keys in JSON', 'a.json', () => `{${keys(60)}"W1":[[1]]}`, evaluate),
  refused('64 MB of texts in JSON', 'a.json', () => filled(['{"W1":[', repeated('"",', 60), '""]}']), evaluate),
  refused('64 MB of numbers in JSON', 'a.json', () => filled(['{"W1":[', repeated('1,', 60), '1]}']), evaluate),
  refused('a safetensors header of 93 MB', 'a.safetensors', () => safetensorsOf(Buffer.from(`{${keys(93)}"a":1}`)), evaluate),
  refused(
    '150,000 empty tensors',
    'a.safetensors',
    () =>
      safetensorsOf(
        Buffer.from(
          JSON.stringify(
            Object.fromEntries(
              Array.from({ length: 150_000 }, (_, index) => [`t${index}`, { dtype: 'F32', shape: [0], data_offsets: [0, 0] }]),
            ),
          ),
        ),
      ),
    evaluate,
  ),
  refused('ten million dicts in a pickle', 'a.pkl', () => pickleOf(0x7d, 10_000_000), evaluate),
  refused('ten million lists in a pickle', 'a.pkl', () => pickleOf(0x5d, 10_000_000), evaluate),
  refused('ten million Nones in a pickle', 'a.pkl', () => pickleOf(0x4e, 10_000_000), evaluate),
  refused('ten million memories in a pickle', 'a.pkl', () => pickleOf(0x94, 10_000_000), evaluate),
  refused('a zip of four million entries', 'a.npz', () => zipOf(4_000_000), evaluate),
  refused('an ONNX shape of 140 MB', 'a.onnx', () => onnxOf(140 * MEGABYTE), evaluate),
  refused('a PNG of 50,000,000×1', 'a.png', () => pngOf(50_000_000, 1), predict),
  refused('a design of 88 MB', 'a.json', () => filled([`{"version":2,"name":"`, repeated('x', 88), '"}']), trainSpec),
  refused('blocks nested 40 deep', 'a.json', spec([nested(40), { type: 'affine', units: 10 }]), trainSpec),
  refused(
    '199 layers that do not fit',
    'a.json',
    spec([{ type: 'affine', units: 10 }, ...Array.from({ length: 199 }, (_, index) => ({ type: 'max-pool', window: 2 + (index % 60) }))]),
    trainSpec,
  ),
  idxBombs,
  () => figures('a design that is /dev/zero', attempt('train', '--spec', '/dev/zero')),
];

/** Listed, exported and resumed from its last checkpoint; its metrics are those of a short run, again and again. */
function longRun(folder) {
  const runs = join(folder, 'runs');
  const short = kasane('train', '--iterations', '50', '--limit', '1000', '--runs', runs).result.run;
  const run = join(runs, short);
  const record = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'));
  const metrics = openSync(join(run, 'metrics.jsonl'), 'w');
  for (let from = 0; from < ITERATIONS; from += 10_000) {
    const lines = Array.from(
      { length: 10_000 },
      (_, index) => `{"iteration":${from + index + 1},"loss":0.123456789,"accuracy":0.97,"learningRate":0.1,"seconds":${from / 1000}}\n`,
    );
    writeSync(metrics, lines.join(''));
  }
  closeSync(metrics);
  const size = statSync(join(run, 'metrics.jsonl')).size / MEGABYTE;
  record.spec.training.duration = { unit: 'iterations', count: ITERATIONS };
  record.iterations = ITERATIONS;
  record.status = { phase: 'paused' };
  record.outcome = null;
  writeFileSync(join(run, 'run.json'), JSON.stringify(record));
  const listed = attempt('runs', 'list', '--runs', runs);
  const again = attempt('runs', 'list', '--runs', runs);
  const exported = attempt('export', '--params', short, '--runs', runs, '--out', join(folder, 'curves.csv'));
  // From the checkpoint of iteration 50 to 100: what came after it is forgotten.
  record.spec.training.duration.count = 100;
  record.iterations = 100;
  writeFileSync(join(run, 'run.json'), JSON.stringify(record));
  const resumed = attempt('train', '--resume', short, '--runs', runs);
  for (const [what, { status, stderr }] of Object.entries({ listed, again, exported, resumed }))
    if (status !== 0) throw new Error(`${what} ended with ${status}:\n${stderr.slice(0, 500)}`);
  return {
    'its metrics, MB': size,
    ...figures('ten million iterations listed', listed),
    ...figures('… and listed again', again),
    ...figures('… exported as CSV', exported),
    ...figures('… resumed', resumed),
  };
}
