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
import { ClassStrip } from './sets/ClassStrip';
import { SetBar } from './sets/SetBar';
import { SetDialog } from './sets/SetDialog';
import { SetSamples } from './sets/SetSamples';
import { TrainSet } from './sets/TrainSet';
import { useSetKeys } from './sets/use-set-keys';
import { useSets } from './state/set-store';
import { useFirstForm } from './use-predicting-models';
import { Views } from './Views';

/** A sheet to draw on, or a picture where ink is not what the network reads; what becomes of it, and what the network predicts. */
export function DrawPanel() {
  usePaste();
  useSetKeys();
  const form = useFirstForm();
  const set = useSets((state) => state.open);
  const isInk = set !== null || isForInk(form.recipe);
  return (
    <div className={classes.layout}>
      <div className={classes.left}>
        <SetBar />
        {set && <ClassStrip set={set} />}
        {isInk ? <Pad /> : <PicturePanel />}
        {isInk && <PadTools />}
        {set ? (
          <SetSamples set={set} />
        ) : (
          <>
            <KeepDrawing />
            <KeptDrawings />
          </>
        )}
      </div>
      <div className={classes.right}>
        {set && <TrainSet set={set} />}
        <Views />
        <Predictions />
        {isAsMnist(form) && <Steps />}
      </div>
      <SetDialog />
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
