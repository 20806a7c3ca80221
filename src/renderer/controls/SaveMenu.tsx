import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { asPng, picturesAsSvg, type TitledPicture, tableAsSvg } from '../charts/save-picture';
import { request } from '../state/bridge';
import { attempt } from '../state/operations';
import { useWords } from '../words/use-words';

interface SaveMenuProps {
  /** What the file is called unless told otherwise. */
  readonly name: string;
  /** Made when it is chosen. */
  readonly contents: Partial<Record<'png' | 'svg' | 'csv' | 'html' | 'pdf', () => Promise<Content> | Content>>;
}

type Content = string | Uint8Array<ArrayBuffer>;

/** A chart as a picture, as a drawing, and its numbers as a table. `legend`: what holds for all pictures. */
export const chartContents = (
  pictures: () => readonly TitledPicture[],
  csv: () => string,
  legend: () => readonly Element[] = () => [],
): SaveMenuProps['contents'] => ({
  png: () => asPng(picturesAsSvg(pictures(), legend())),
  svg: () => picturesAsSvg(pictures(), legend()).text,
  csv,
});

/** A table in the same ways. */
export const tableContents = (table: () => HTMLTableElement, title: string, csv: () => string): SaveMenuProps['contents'] => ({
  png: () => asPng(tableAsSvg(table(), title)),
  svg: () => tableAsSvg(table(), title).text,
  csv,
});

/** Saves what a card shows as a picture, a table or a report. */
export function SaveMenu({ name, contents }: SaveMenuProps) {
  const { t } = useWords();
  const save = (extension: keyof typeof contents) =>
    void attempt(`saveFile:${name}`, async () => {
      const content = await contents[extension]?.();
      if (content === undefined) return null;
      const written = await request('saveFile', { name, extension, content });
      return written && { kind: 'success', text: (words) => words.t('notice.fileSaved', { path: written.path }) };
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('save.title')}>
          <ActionIcon variant="default" aria-label={t('save.title')}>
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {(['png', 'svg', 'csv', 'html', 'pdf'] as const)
          .filter((extension) => contents[extension])
          .map((extension) => (
            <Menu.Item key={extension} onClick={() => save(extension)}>
              {t(`save.${extension}`)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
