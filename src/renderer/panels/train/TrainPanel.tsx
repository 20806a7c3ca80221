import { Curves } from './Curves';
import { ImportedCard } from './ImportedCard';
import { NextRunCard } from './NextRunCard';
import { ResultCard } from './ResultCard';
import { RunProgress } from './RunProgress';
import { RunTrouble } from './RunTrouble';
import classes from './TrainPanel.module.css';

/** The run as it trains: progress and curves on the left, what it will be and what came of it on the right. */
export function TrainPanel() {
  return (
    <div className={classes.layout}>
      <div className={classes.main}>
        <RunProgress />
        <RunTrouble />
        <Curves />
      </div>
      <div className={classes.side}>
        <NextRunCard />
        <ResultCard />
        <ImportedCard />
      </div>
    </div>
  );
}
