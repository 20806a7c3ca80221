import { presetSpec, presets } from '@shared/spec/presets';
import { Command, Option } from 'commander';
import { print } from './output';

export function specCommand(): Command {
  return new Command('spec')
    .description('Print the complete spec of a preset, to edit and train with --spec.')
    .addOption(new Option('--preset <name>', `one of ${presets.map((preset) => preset.name).join(', ')}`).makeOptionMandatory())
    .action(({ preset }: { preset: string }) => print(JSON.stringify(presetSpec(preset), null, 2)));
}
