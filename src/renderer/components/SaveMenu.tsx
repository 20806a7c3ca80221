import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { picturesAsPng, picturesAsSvg, type TitledPicture } from '../charts/save-picture';
import { useWords } from '../i18n/use-words';
import { ask } from '../state/bridge';
import { attempt } from '../state/studio-store';

interface SaveMenuProps {
  /** What the file is called unless told otherwise. */
  readonly name: string;
  readonly pictures: () => readonly TitledPicture[];
  readonly csv: () => string;
}

/** Saves what a card shows as a picture or a table. */
export function SaveMenu({ name, pictures, csv }: SaveMenuProps) {
  const { t } = useWords();
  const contents = {
    png: () => picturesAsPng(pictures()),
    svg: async () => picturesAsSvg(pictures()).text,
    csv: async () => csv(),
  };
  const save = (extension: keyof typeof contents) =>
    void attempt(async () => {
      const written = await ask('saveFile', { name, extension, content: await contents[extension]() });
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
        {(['png', 'svg', 'csv'] as const).map((extension) => (
          <Menu.Item key={extension} onClick={() => save(extension)}>
            {t(`save.${extension}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
