import { Button, CloseButton, Group, Modal, TextInput, Tooltip } from '@mantine/core';
import type { DrawnSetState } from '@shared/contracts/drawn-sets';
import { MOST_CLASS_NAME } from '@shared/data/image-set';
import { FEWEST_SET_CLASSES, isDistinct, MOST_SET_CLASSES, MOST_SET_NAME } from '@shared/data/sources/drawn-set-file';
import { type ClipboardEvent, useRef, useState } from 'react';
import { attempt, useIsRunning } from '../../../state/operations';
import type { Key } from '../../../words';
import { useWords } from '../../../words/use-words';
import { countsOf, createSet, editOpenSet, showSetDialog, useSets } from '../state/set-store';
import classes from './Sets.module.css';

interface Row {
  readonly key: number;
  /** Its place until now; null of a new one. */
  readonly from: number | null;
  readonly name: string;
}

const examples: readonly (readonly string[])[] = [
  ['あ', 'い', 'う', 'え', 'お'],
  ['○', '△', '□'],
];

/** Names a set and its classes, a new one or the one that is open. */
export function SetDialog() {
  const { t } = useWords();
  const dialog = useSets((state) => state.dialog);
  const open = useSets((state) => state.open);
  const title = t(dialog === 'edit' ? 'ownSet.editTitle' : 'ownSet.newTitle');
  const close = () => showSetDialog(null);
  return (
    <Modal opened={dialog !== null} onClose={close} withCloseButton={false} attributes={{ content: { 'aria-label': title } }}>
      <Group justify="space-between">
        <h2 className={classes.title}>{title}</h2>
        <CloseButton aria-label={t('notice.close')} onClick={close} />
      </Group>
      {dialog !== null && <SetForm key={dialog} set={dialog === 'edit' ? open : null} />}
    </Modal>
  );
}

let keys = 0;
const rowOf = (name: string, from: number | null = null): Row => ({ key: ++keys, from, name });

function SetForm({ set }: { set: DrawnSetState | null }) {
  const { t } = useWords();
  const busy = useIsRunning('nameSet');
  const [name, setName] = useState(set?.name ?? '');
  const [rows, setRows] = useState<readonly Row[]>(() => (set ? set.classes.map(rowOf) : ['', '', ''].map((each) => rowOf(each))));
  const list = useRef<HTMLUListElement>(null);
  const counts = set ? countsOf(set) : [];
  // What was left empty is no class.
  const named = rows.map((row) => ({ ...row, name: row.name.trim() })).filter((row) => row.name !== '' || row.from !== null);
  const trouble = troubleWith(name, named);

  const rename = (key: number, to: string) => setRows(rows.map((row) => (row.key === key ? { ...row, name: to } : row)));
  const remove = (at: number) => {
    setRows(rows.filter((_, place) => place !== at));
    requestAnimationFrame(() => {
      const fields = list.current?.querySelectorAll('input') ?? [];
      fields[Math.min(at, fields.length - 1)]?.focus();
    });
  };
  const paste = (event: ClipboardEvent, at: number) => {
    const names = event.clipboardData.getData('text').split(SEPARATORS).filter(Boolean);
    if (names.length < 2) return;
    event.preventDefault();
    const [first = '', ...more] = names;
    const kept = rows.map((row, place) => (place === at ? { ...row, name: first } : row));
    setRows([
      ...kept.slice(0, at + 1),
      ...more.map((each) => rowOf(each)),
      ...kept.slice(at + 1).filter((row) => row.name !== '' || row.from !== null),
    ]);
  };
  const submit = () =>
    void attempt('nameSet', async () => {
      if (set)
        await editOpenSet(
          name.trim(),
          named.map((row) => ({ from: row.from, name: row.name })),
        );
      else
        await createSet(
          name.trim(),
          named.map((row) => row.name),
        );
      showSetDialog(null);
      return null;
    });

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!trouble) submit();
      }}
    >
      <TextInput
        size="xs"
        label={t('ownSet.name')}
        value={name}
        maxLength={MOST_SET_NAME}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <ul ref={list} className={classes.rows}>
        {rows.map((row, at) => {
          const isKept = row.from !== null && (counts[row.from] ?? 0) > 0;
          return (
            <li key={row.key} className={classes.row}>
              <TextInput
                size="xs"
                aria-label={t('ownSet.className', { number: at + 1 })}
                value={row.name}
                maxLength={MOST_CLASS_NAME}
                onChange={(event) => rename(row.key, event.currentTarget.value)}
                onPaste={(event) => paste(event, at)}
              />
              <Tooltip label={t('ownSet.hasDrawings')} disabled={!isKept}>
                <CloseButton
                  size="sm"
                  aria-label={t('ownSet.removeClass', { number: at + 1 })}
                  aria-disabled={isKept}
                  data-disabled={isKept || undefined}
                  onClick={() => !isKept && remove(at)}
                />
              </Tooltip>
            </li>
          );
        })}
      </ul>
      <div className={classes.examples}>
        <Button
          size="compact-xs"
          variant="default"
          disabled={rows.length >= MOST_SET_CLASSES}
          onClick={() => setRows([...rows, rowOf('')])}
        >
          {t('ownSet.addClass')}
        </Button>
        {!set && (
          <>
            <span>{t('ownSet.examples')}</span>
            {[...examples, t('ownSet.hands').split(SEPARATORS)].map((names) => (
              <Button
                key={names.join()}
                size="compact-xs"
                variant="subtle"
                onClick={() => {
                  setRows(names.map((each) => rowOf(each)));
                  if (name.trim() === '') setName(names.join(' '));
                }}
              >
                {names.join(' ')}
              </Button>
            ))}
          </>
        )}
      </div>
      <p className={classes.empty}>{t('ownSet.paste')}</p>
      <Group justify="flex-end" gap={10}>
        {trouble && (named.length > 0 || name !== '') && (
          <p className={classes.trouble} role="alert">
            {t(trouble)}
          </p>
        )}
        <Button type="submit" size="xs" disabled={trouble !== null} loading={busy}>
          {t(set ? 'ownSet.change' : 'ownSet.create')}
        </Button>
      </Group>
    </form>
  );
}

const SEPARATORS = /\s*[,、，;\n\r\t]+\s*/;

function troubleWith(name: string, rows: readonly Row[]): Key | null {
  if (rows.length < FEWEST_SET_CLASSES) return 'ownSet.trouble.few';
  if (rows.length > MOST_SET_CLASSES) return 'ownSet.trouble.many';
  if (name.trim() === '' || rows.some((row) => row.name === '')) return 'ownSet.trouble.empty';
  return isDistinct(rows.map((row) => row.name)) ? null : 'ownSet.trouble.twice';
}
