import { CloseButton, Group, Modal } from '@mantine/core';
import type { AboutState, EngineState } from '@shared/contracts/state';
import { useEffect, useState } from 'react';
import { request } from '../state/bridge';
import { useWords } from '../words/use-words';
import classes from './HelpDialog.module.css';
import { closeHelp, useHelp } from './help-store';
import { Logo } from './Logo';

/** Which Kasane this is, on what it runs, and where it keeps what the user makes. */
export function AboutDialog() {
  const { t } = useWords();
  const opened = useHelp(({ open }) => open === 'about');
  return (
    <Modal opened={opened} onClose={closeHelp} withCloseButton={false} attributes={{ content: { 'aria-label': t('about.title') } }}>
      <Group justify="space-between">
        <Group gap={10}>
          <Logo />
          <h2 className={classes.title}>{t('about.title')}</h2>
        </Group>
        <CloseButton aria-label={t('notice.close')} onClick={closeHelp} data-autofocus />
      </Group>
      {opened && <Content />}
    </Modal>
  );
}

const facts = ['version', 'licence', 'folder', 'processor', 'engine', 'electron', 'chromium', 'v8', 'node'] as const;

function Content() {
  const { t, text } = useWords();
  const engineText = (engine: EngineState | null) => (engine ? `${engine.name} (${text(engine.reason)})` : '–');
  const [about, setAbout] = useState<AboutState | null>(null);
  useEffect(() => {
    let wanted = true;
    // Without an answer there is nothing to show but the words above.
    request('about').then(
      (found) => wanted && setAbout(found),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, []);
  return (
    <>
      <p>{t('about.text')}</p>
      {about && (
        <dl className={classes.facts}>
          {facts.map((fact) => (
            <FactRow key={fact} name={t(`about.fact.${fact}`)} value={fact === 'engine' ? engineText(about.engine) : about[fact]} />
          ))}
        </dl>
      )}
    </>
  );
}

const FactRow = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);
