import { CloseButton, Group, Kbd, Modal } from '@mantine/core';
import { type Action, labelOf } from '../actions/action';
import { shortcutText } from '../actions/shortcut-text';
import { useInContext } from '../state/context';
import { panels } from '../views';
import { useWords } from '../words/use-words';
import classes from './HelpDialog.module.css';
import { closeHelp, useHelp } from './help-store';
import { menus } from './menus';

/** First steps, what each view is for, and every shortcut. */
export function HelpDialog() {
  const { t } = useWords();
  const opened = useHelp(({ open }) => open === 'help');
  return (
    <Modal
      opened={opened}
      onClose={closeHelp}
      withCloseButton={false}
      size="xl"
      attributes={{ content: { 'aria-label': t('help.title') } }}
    >
      <Group justify="space-between">
        <h2 className={classes.title}>{t('help.title')}</h2>
        <CloseButton aria-label={t('notice.close')} onClick={closeHelp} data-autofocus />
      </Group>
      {opened && <Content />}
    </Modal>
  );
}

const steps = ['design', 'train', 'look', 'draw', 'take'] as const;

function Content() {
  const { t } = useWords();
  return (
    <>
      <h3 className={classes.heading}>{t('help.steps')}</h3>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>{t(`help.step.${step}`)}</li>
        ))}
      </ol>
      <h3 className={classes.heading}>{t('help.views')}</h3>
      <dl className={classes.views}>
        {panels.map(({ id, Icon }) => (
          <div key={id}>
            <dt>
              <Icon size={16} aria-hidden /> {t(`view.${id}`)}
            </dt>
            <dd>{t(`help.view.${id}`)}</dd>
          </div>
        ))}
      </dl>
      <h3 className={classes.heading}>{t('help.shortcuts')}</h3>
      <div className={classes.shortcuts}>
        {menus.map(({ id, label, actions }) => {
          const reached = actions.filter(({ shortcuts = [] }) => shortcuts.length > 0);
          if (reached.length === 0) return null;
          return (
            <section key={id}>
              <h4>{t(label)}</h4>
              <ul>
                {reached.map((action) => (
                  <Shortcut key={action.id} action={action} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}

function Shortcut({ action }: { action: Action }) {
  const words = useWords();
  const context = useInContext((all) => all);
  return (
    <li>
      <span>{labelOf(action, words, context)}</span>
      <span className={classes.keys}>
        {action.shortcuts?.map((key) => (
          <Kbd key={key} size="xs">
            {shortcutText(key)}
          </Kbd>
        ))}
      </span>
    </li>
  );
}
