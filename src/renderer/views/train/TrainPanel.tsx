import { ContinueCard } from './ContinueCard';
import { Curves } from './Curves';
import { Filters } from './Filters';
import { Hardest } from './Hardest';
import { Health } from './Health';
import { Hints } from './Hints';
import { ImportedCard } from './ImportedCard';
import { RepeatsCard } from './RepeatsCard';
import { ResultCard } from './ResultCard';
import { RunNotes } from './RunNotes';
import { RunProgress } from './RunProgress';
import { RunSettings } from './RunSettings';
import { RunTrouble } from './RunTrouble';
import classes from './TrainPanel.module.css';

/** The run as it trains: progress, curves and its hardest digits on the left, a look inside and its settings on the right. */
export function TrainPanel() {
  return (
    <div className={classes.layout}>
      <div className={classes.main}>
        <RepeatsCard />
        <RunProgress />
        <RunTrouble />
        <Curves />
        <Hardest />
      </div>
      <div className={classes.side}>
        <ResultCard />
        <Hints />
        <Health />
        <Filters />
        <RunSettings />
        <ContinueCard />
        <RunNotes />
        <ImportedCard />
      </div>
    </div>
  );
}
