import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  update(iteration: number, loss: number): void;
  /** A line above the bar; nothing in a pipe. */
  tell(text: string): void;
  stop(): void;
}

/** A progress bar where stderr is a terminal, silence in a pipe. */
export function createProgress(iterations: number): Progress {
  if (!process.stderr.isTTY) return { update: () => undefined, tell: () => undefined, stop: () => undefined };
  const format = '{bar} {percentage} % · {value} of {total} iterations · loss {loss} · {eta_formatted} left';
  const bar = new SingleBar({ format, fps: 10, hideCursor: true, gracefulExit: true, stream: process.stderr }, Presets.shades_classic);
  bar.start(iterations, 0, { loss: '–' });
  return {
    update: (iteration, loss) => bar.update(iteration, { loss: loss.toFixed(4) }),
    tell: (text) => void process.stderr.write(`\r\x1b[K${text}\n`),
    stop: () => bar.stop(),
  };
}
