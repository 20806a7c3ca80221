import { useEffect, useState } from 'react';
import { dropData } from '../../state/data-store';
import { runIsActive } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import classes from './DataDialog.module.css';

/** Files dropped anywhere on the window are opened as data, unless what they land on takes them. */
export function DropTarget() {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // What takes files itself says so.
      setOver(!event.defaultPrevented);
      event.preventDefault();
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0 && !runIsActive()) void dropData(files);
    };
    addEventListener('dragover', drag);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  if (!over) return null;
  return (
    <div className={classes.drop} aria-hidden>
      {t('data.drop')}
    </div>
  );
}
