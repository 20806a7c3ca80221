import { say } from '@shared/phrase';
import { Command } from 'commander';
import { chooseEngine, speedsHere } from '../engine/choose-engine';
import { options, withOptions } from './options';
import { print, printJson } from './output';

/** Long enough for V8 to have compiled for good whatever it runs. */
const MILLISECONDS = 400;

export const engineCommand = () =>
  withOptions(
    new Command('engine').description('Try the engines on this machine, whatever was found out before, and say which one computes.'),
    options.json(),
  ).action(engine);

function engine({ json }: { json?: boolean }): void {
  const choice = chooseEngine({ remember: false });
  const gflops = speedsHere(MILLISECONDS);
  const { v8, node, electron } = process.versions as NodeJS.ProcessVersions & { electron?: string };
  const reason = say(choice.reason);
  if (json) {
    printJson({ engine: choice.engine.name, reason, gflops, v8 });
    return;
  }
  print(`${choice.engine.name}: ${reason}`);
  print(`narrow ${gflops.narrow.toFixed(0)} GFLOP/s, wide ${gflops.wide.toFixed(0)} GFLOP/s on one core`);
  print(`V8 ${v8} in ${electron ? `Electron ${electron} as Node` : `Node ${node}`}`);
}
