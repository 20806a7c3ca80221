import { Kbd } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { type Action, labelOf, performIfEnabled } from '../actions/action';
import { shortcutText } from '../actions/shortcut-text';
import { useLabel, useReason } from '../actions/use-reason';
import { useInContext } from '../state/context';
import { useWords } from '../words/use-words';
import { type ActionMenu, menus } from './menus';

/** For its scroll area, to scroll it by keys; the list passes it on, though its type does not say so. */
const focusable = { viewportProps: { tabIndex: 0 } };

/** The command palette: every action, found by typing parts of its name. */
export function ActionPalette() {
  const { t } = useWords();
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={460}
      attributes={{ content: { 'aria-label': t('action.openPalette') } }}
    >
      <Spotlight.Search leftSection={<IconSearch size={18} />} placeholder={t('palette.search')} aria-label={t('palette.search')} />
      <Spotlight.ActionsList {...focusable}>
        <Found query={query} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Drawn only while the palette is open. */
function Found({ query }: { query: string }) {
  const words = useWords();
  const context = useInContext((all) => all);
  const isFound = (action: Action) => matches(labelOf(action, words, context), query);
  const groups = menus.map((menu) => ({ ...menu, actions: menu.actions.filter(isFound) }));
  const found = groups.filter(({ actions }) => actions.length > 0);
  if (found.length === 0) return <Spotlight.Empty>{words.t('palette.nothing')}</Spotlight.Empty>;
  return found.map((menu) => <Group key={menu.id} menu={menu} />);
}

/** Whether a label has every word of the query in it. */
const matches = (label: string, query: string) =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((part) => label.toLowerCase().includes(part));

function Group({ menu }: { menu: ActionMenu }) {
  const { t } = useWords();
  return (
    <Spotlight.ActionsGroup label={t(menu.label)}>
      {menu.actions.map((action) => (
        <Entry key={action.id} action={action} />
      ))}
    </Spotlight.ActionsGroup>
  );
}

function Entry({ action }: { action: Action }) {
  const label = useLabel(action);
  const reason = useReason(action);
  const shortcut = action.shortcuts?.[0];
  return (
    <Spotlight.Action
      label={label}
      {...(reason !== null && { description: reason })}
      disabled={reason !== null}
      leftSection={<action.Icon size={18} aria-hidden />}
      rightSection={shortcut && <Kbd size="xs">{shortcutText(shortcut)}</Kbd>}
      onClick={() => performIfEnabled(action)}
    />
  );
}
