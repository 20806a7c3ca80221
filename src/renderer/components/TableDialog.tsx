import { ActionIcon, CloseButton, Group, Modal, Table, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTable } from '@tabler/icons-react';
import { useWords } from '../words/use-words';
import classes from './TableDialog.module.css';

export interface TableContent {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface TableDialogProps {
  readonly title: string;
  /** What of all there is the table shows. */
  readonly caption?: string;
  /** Made when the table is opened. */
  readonly content: () => TableContent;
}

/** What a chart shows as a table, for those who do not read charts. */
export function TableDialog({ title, caption, content }: TableDialogProps) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Tooltip label={t('table.open')}>
        <ActionIcon variant="default" aria-label={t('table.open')} onClick={open}>
          <IconTable size={16} />
        </ActionIcon>
      </Tooltip>
      {/* Mantine's own header of a dialog would be a second banner of the page. */}
      <Modal opened={opened} onClose={close} withCloseButton={false} size="xl" attributes={{ content: { 'aria-label': title } }}>
        <Group justify="space-between">
          <h2 className={classes.title}>{title}</h2>
          <CloseButton aria-label={t('notice.close')} onClick={close} />
        </Group>
        {opened && <Content {...content()} {...(caption !== undefined && { caption })} />}
      </Modal>
    </>
  );
}

function Content({ heads, rows, caption }: TableContent & { caption?: string }) {
  return (
    <Table striped>
      {caption && <Table.Caption>{caption}</Table.Caption>}
      <Table.Thead>
        <Table.Tr>
          {heads.map((head) => (
            <Table.Th key={head}>{head}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
          <Table.Tr key={row}>
            {cells.map((cell, column) => (
              <Table.Td key={heads[column]}>{cell}</Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
