import { Button, CloseButton, Group, Modal, Radio } from '@mantine/core';
import { MOST_MODELS } from '@shared/contracts/limits';
import { curveFormats } from '@shared/exchange/curves';
import { parameterFormats } from '@shared/exchange/networks/formats';
import { Fragment } from 'react';
import { ModelsPicker } from '../components/ModelPicker';
import { useCatalogue } from '../state/catalogue-store';
import { closeExport, type ExportKind, performExport, takesSeveral, useExport } from '../state/export-store';
import { useStudio } from '../state/studio-store';
import { useWords } from '../words/use-words';
import { useWriter } from '../words/use-writer';
import classes from './ExportDialog.module.css';

interface Choice {
  readonly type: string;
  readonly label: string;
  readonly help: string;
}

const choices: Readonly<Record<ExportKind, readonly Choice[]>> = {
  network: parameterFormats.filter(({ write }) => write !== null),
  curves: curveFormats,
  report: [
    {
      type: 'html',
      label: 'Report (HTML)',
      help: 'The network, settings, curves, accuracy, mistakes, notes and how to repeat it, on one page that prints on A4.',
    },
    { type: 'pdf', label: 'Report (PDF)', help: 'The same as printed.' },
  ],
};

/** Takes a trained network, or its curves, away in a format that is chosen here. */
export function ExportDialog() {
  const { t, text } = useWords();
  const writer = useWriter();
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
        {(['network', 'curves', 'report'] as const).map((each) => (
          <section key={each} className={classes.group}>
            <h3>{t(`export.${each}`)}</h3>
            {choices[each].map((choice) => (
              <Fragment key={choice.type}>
                <Radio
                  size="sm"
                  value={`${each} ${choice.type}`}
                  label={text(choice.label)}
                  description={text(choice.help)}
                  data-autofocus={each === kind && choice.type === type ? true : undefined}
                />
                {each === kind && choice.type === type && (each === 'report' || takesSeveral(type)) && <Beside kind={each} />}
              </Fragment>
            ))}
          </section>
        ))}
      </Radio.Group>
      {type === 'params-json' && run?.isDense === false && <p className={classes.warning}>{t('export.layersUntold')}</p>}
      <p className={classes.note}>
        {t(({ network: 'export.checked', curves: 'export.plain', report: 'export.evaluated' } as const)[kind])}
      </p>
      <Group justify="flex-end">
        <Button variant="default" size="xs" onClick={closeExport}>
          {t('export.cancel')}
        </Button>
        <Button size="xs" onClick={() => performExport(writer)}>
          {t('export.save')}
        </Button>
      </Group>
    </Modal>
  );
}

/** Which other models go into the same file. */
function Beside({ kind }: { readonly kind: ExportKind }) {
  const { t } = useWords();
  const { run, beside } = useExport();
  const models = useCatalogue((state) => state.models);
  const label = kind === 'report' ? 'compared' : 'beside';
  const atHand = useStudio((state) => state.run?.folder);
  return (
    <div className={classes.beside}>
      <p>{t(`export.${label}`)}</p>
      <ModelsPicker
        label={t(`export.${label}`)}
        models={models.filter(({ id, kind: of }) => (kind !== 'report' || of === 'run') && id !== `run:${run?.folder ?? atHand}`)}
        value={beside}
        onChange={(ids) => useExport.setState({ beside: ids })}
        most={MOST_MODELS - 1}
        placeholder={t('export.besideNone')}
      />
    </div>
  );
}
