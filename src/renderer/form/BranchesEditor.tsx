import { Button } from '@mantine/core';
import type { KindSpec } from '@shared/kind';
import { MOST_BRANCHES } from '@shared/nn/layers/parallel';
import { IconPlus } from '@tabler/icons-react';
import { useWords } from '../words/use-words';
import type { EditorProps } from './editors';
import { LayersEditor } from './LayersEditor';
import classes from './LayersEditor.module.css';

/** Branches of layers side by side: a list of layers for each. */
export function BranchesEditor({ label, help, value, onChange, disabled }: EditorProps) {
  const { t } = useWords();
  const branches = value as readonly (readonly KindSpec[])[];
  return (
    <fieldset className={classes.list} disabled={disabled}>
      <legend className={classes.legend}>{label}</legend>
      {help && <p className={classes.help}>{help}</p>}
      {branches.map((layers, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a branch has no name but its place
        <div key={index} className={classes.branch}>
          <LayersEditor
            label={t('layers.branch', { number: index + 1 })}
            {...(layers.length === 0 && { help: t('layers.emptyBranch') })}
            value={layers}
            disabled={disabled}
            fewest={0}
            onChange={(changed) => onChange(branches.with(index, changed as KindSpec[]))}
          />
          {branches.length > 1 && (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange(branches.toSpliced(index, 1))}>
              {t('layers.removeBranch', { number: index + 1 })}
            </Button>
          )}
        </div>
      ))}
      <Button
        disabled={branches.length >= MOST_BRANCHES}
        size="compact-xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...branches, []])}
      >
        {t('layers.addBranch')}
      </Button>
    </fieldset>
  );
}
