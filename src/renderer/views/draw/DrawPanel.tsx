import { useEffect } from 'react';
import { openPictureFile } from './actions';
import classes from './DrawPanel.module.css';
import { KeepDrawing } from './KeepDrawing';
import { KeptDrawings } from './KeptDrawings';
import { Pad } from './Pad';
import { PadTools } from './PadTools';
import { Predictions } from './Predictions';
import { Steps } from './Steps';
import { Views } from './Views';

/** A sheet to draw on, what becomes of the drawing on its way to the network, and what the network says. */
export function DrawPanel() {
  usePaste();
  return (
    <div className={classes.layout}>
      <div className={classes.left}>
        <Pad />
        <PadTools />
        <KeepDrawing />
        <KeptDrawings />
      </div>
      <div className={classes.right}>
        <Views />
        <Predictions />
        <Steps />
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
