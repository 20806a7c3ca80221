/** The command line: plain Node, the same session as the studio. `npm run -s kasane -- COMMAND` */
import { KasaneError } from '@shared/kasane-error';
import { Command, CommanderError } from 'commander';
import { computeByProof } from '../engine/choose-engine';
import { fileError } from '../files/whole-files';
import { dataCommand } from './data';
import { engineCommand } from './engine';
import { evaluateCommand } from './evaluate';
import { exportCommand } from './export';
import { importCommand } from './import';
import { labCommand } from './lab';
import { lessonCommand } from './lesson';
import { lrFindCommand } from './lr-find';
import { predictCommand } from './predict';
import { reportCommand } from './report';
import { robustnessCommand } from './robustness';
import { runsCommand } from './runs';
import { searchCommand } from './search';
import { specCommand } from './spec';
import { trainCommand } from './train';

const BAD_INPUT = 2;

const program = new Command('kasane')
  .description('Train and evaluate networks that recognise small pictures, and predict with them.')
  .addCommand(trainCommand())
  .addCommand(evaluateCommand())
  .addCommand(predictCommand())
  .addCommand(robustnessCommand())
  .addCommand(exportCommand())
  .addCommand(importCommand())
  .addCommand(reportCommand())
  .addCommand(runsCommand())
  .addCommand(lrFindCommand())
  .addCommand(searchCommand())
  .addCommand(labCommand())
  .addCommand(lessonCommand())
  .addCommand(specCommand())
  .addCommand(dataCommand())
  .addCommand(engineCommand());

for (const command of [program, ...program.commands.flatMap((each) => [each, ...each.commands])]) {
  // One line is all an error gets; commander's own would add the usage.
  command
    .exitOverride()
    .configureOutput({ outputError: () => undefined, writeErr: () => undefined })
    .showSuggestionAfterError(false);
}

// A reader that has seen enough, such as head, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  computeByProof();
  await program.parseAsync(process.argv, { from: 'node' });
} catch (error) {
  process.exitCode = report(error);
}

/** Of the program, or of the command that was named without one of its own. */
function commandNames(): string {
  const named = program.commands.find((each) => each.name() === process.argv[2]) ?? program;
  return named.commands.map((each) => each.name()).join(', ');
}

/** Prints an error the way its kind deserves; gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    console.error(
      error.code === 'commander.help' ? `kasane: name a command: ${commandNames()}` : `kasane: ${error.message.replace(/^error: /, '')}`,
    );
    return BAD_INPUT;
  }
  if (error instanceof KasaneError) {
    console.error(`kasane: ${error.message}`);
    return BAD_INPUT;
  }
  // What the system refuses, such as one more open file, is no defect of ours.
  if (error instanceof Error && 'syscall' in error) {
    console.error(`kasane: ${fileError('path' in error ? String(error.path) : String(error.syscall), 'read', error).message}`);
    return 1;
  }
  console.error(error);
  return 1;
}
