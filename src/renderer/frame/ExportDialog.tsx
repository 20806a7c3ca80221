import { Button, CloseButton, Group, Modal, Radio } from '@mantine/core';
import { curveFormats } from '@shared/exchange/curves';
import { parameterFormats } from '@shared/exchange/networks/formats';
import { closeExport, type ExportKind, performExport, useExport } from '../state/export-store';
import { useWords } from '../words/use-words';
import classes from './ExportDialog.module.css';

interface Choice {
  readonly type: string;
  readonly label: string;
  readonly help: string;
}

const choices: Readonly<Record<ExportKind, readonly Choice[]>> = {
  network: parameterFormats.filter(({ write }) => write !== null),
  curves: curveFormats,
};

/** Takes a trained network, or its curves, away in a format that is chosen here. */
export function ExportDialog() {
  const { t, text } = useWords();
  const { run, kind, type } = useExport();
  const title = run ? t('export.title', { name: text(run.name) }) : '';
  return (
    <Modal opened={run !== null} onClose={closeExport} withCloseButton={false} size="lg" attributes={{ content: { 'aria-label': title } }}>
      <Group justify="space-between">
        <h2 className={classes.title}>{title}</h2>
        <CloseButton aria-label={t('notice.close')} onClick={closeExport} />
      </Group>
      <Radio.Group
        aria-label={t('export.format')}
        value={`${kind} ${type}`}
        onChange={(value) => {
          const [chosen = '', format = ''] = value.split(' ');
          useExport.setState({ kind: chosen as ExportKind, type: format });
        }}
      >
        {(['network', 'curves'] as const).map((each) => (
          <section key={each} className={classes.group}>
            <h3>{t(`export.${each}`)}</h3>
            {choices[each].map((choice) => (
              <Radio
                key={choice.type}
                size="sm"
                value={`${each} ${choice.type}`}
                label={text(choice.label)}
                description={text(choice.help)}
                data-autofocus={each === kind && choice.type === type ? true : undefined}
              />
            ))}
          </section>
        ))}
      </Radio.Group>
      {type === 'params-json' && run?.isDense === false && <p className={classes.warning}>{t('export.layersUntold')}</p>}
      <p className={classes.note}>{t(kind === 'network' ? 'export.checked' : 'export.plain')}</p>
      <Group justify="flex-end">
        <Button variant="default" size="xs" onClick={closeExport}>
          {t('export.cancel')}
        </Button>
        <Button size="xs" onClick={performExport}>
          {t('export.save')}
        </Button>
      </Group>
    </Modal>
  );
}
