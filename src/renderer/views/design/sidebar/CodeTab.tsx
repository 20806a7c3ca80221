import { Button, CloseButton, Group, Modal, SegmentedControl } from '@mantine/core';
import { type DesignSource, designSources } from '@shared/exchange/networks/sources';
import { useMemo, useRef, useState } from 'react';
import { useWords } from '../../../words/use-words';
import { fittedSpec, useExamination } from '../state/examination';
import { useSidebar } from '../state/sidebar-store';
import classes from './CodeTab.module.css';

const [usual] = designSources as readonly [DesignSource, ...DesignSource[]];

/** The design as source of a framework that is chosen here; it follows every edit. */
export function CodeTab() {
  const { t } = useWords();
  const framework = useSidebar((state) => state.framework);
  const [isWhole, setWhole] = useState(false);
  const examination = useExamination();
  const source = designSources.find(({ id }) => id === framework) ?? usual;
  // What is wrong with the data or the training is none of the code's.
  const isSound = examination.layers.length > 0 && examination.problems.every(({ layer }) => layer === null);
  // The examination is another object whenever the design is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: fittedSpec reads what the examination was made of
  const code = useMemo(() => (isSound ? source.write(fittedSpec()) : ''), [examination, source]);
  const title = `${source.label}: ${source.file}`;
  return (
    <div className={classes.tab}>
      <SegmentedControl
        size="xs"
        aria-label={t('code.framework')}
        data={designSources.map(({ id, label }) => ({ value: id, label }))}
        value={source.id}
        onChange={(id) => useSidebar.setState({ framework: id })}
      />
      {isSound ? (
        <>
          <Code label={source.file} code={source.heart(code)}>
            <Button size="compact-xs" variant="default" onClick={() => setWhole(true)}>
              {t('code.whole')}
            </Button>
          </Code>
          <p className={classes.none}>{t('code.exported')}</p>
        </>
      ) : (
        <p className={classes.none}>{t('code.unsound')}</p>
      )}
      <Modal
        opened={isWhole && isSound}
        onClose={() => setWhole(false)}
        withCloseButton={false}
        size="xl"
        attributes={{ content: { 'aria-label': title } }}
      >
        <Group justify="space-between" mb="xs">
          <h2 className={classes.title}>{title}</h2>
          <CloseButton aria-label={t('notice.close')} onClick={() => setWhole(false)} />
        </Group>
        <Code label={source.file} code={code} />
      </Modal>
    </div>
  );
}

function Code({ label, code, children }: { readonly label: string; readonly code: string; readonly children?: React.ReactNode }) {
  const { t } = useWords();
  const text = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState('');
  return (
    <>
      <div className={classes.head}>
        <code>{label}</code>
        {children}
        <Button size="compact-xs" variant="default" onClick={() => text.current && copy(text.current) && setCopied(code)}>
          {t(copied === code ? 'code.copied' : 'code.copy')}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className={classes.code} tabIndex={0} aria-label={label} data-testid="design-code">
        <pre ref={text}>
          <code>{code}</code>
        </pre>
      </section>
    </>
  );
}

/** By selecting it, which needs no permission. */
function copy(element: HTMLElement): boolean {
  const selection = getSelection();
  selection?.selectAllChildren(element);
  const done = document.execCommand('copy');
  selection?.removeAllRanges();
  return done;
}
