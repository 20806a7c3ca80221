import { isForInk } from '@shared/data/recipe';
import { isAsMnist } from '@shared/data/sheet-input';
import { useEffect } from 'react';
import { openPictureFile } from './actions';
import classes from './DrawPanel.module.css';
import { KeepDrawing } from './KeepDrawing';
import { KeptDrawings } from './KeptDrawings';
import { Pad } from './Pad';
import { PadTools } from './PadTools';
import { PicturePanel } from './PicturePanel';
import { Predictions } from './Predictions';
import { Steps } from './Steps';
import { useFirstForm } from './use-predicting-models';
import { Views } from './Views';

/** A sheet to draw on, or a picture where ink is not what the network reads; what becomes of it, and what the network predicts. */
export function DrawPanel() {
  usePaste();
  const form = useFirstForm();
  const isInk = isForInk(form.recipe);
  return (
    <div className={classes.layout}>
      <div className={classes.left}>
        {isInk ? <Pad /> : <PicturePanel />}
        {isInk && <PadTools />}
        <KeepDrawing />
        <KeptDrawings />
      </div>
      <div className={classes.right}>
        <Views />
        <Predictions />
        {isAsMnist(form) && <Steps />}
      </div>
    </div>
  );
}

/** A picture that is pasted is opened. */
function usePaste(): void {
  useEffect(() => {
    const take = (event: ClipboardEvent) => {
      const [file] = event.clipboardData?.files ?? [];
      if (file) openPictureFile(file, file.name);
    };
    addEventListener('paste', take);
    return () => removeEventListener('paste', take);
  }, []);
}
