import classes from './DesignPanel.module.css';
import { LayerMenu } from './LayerMenu';
import { Palette } from './Palette';
import { Stack } from './Stack';
import { StackDrag } from './StackDrag';
import { Sidebar } from './sidebar/Sidebar';

/** The design: the layers there are, the stack, and what is looked at of it. */
export function DesignPanel() {
  return (
    <div className={classes.layout}>
      <StackDrag>
        <Palette />
        <Stack />
      </StackDrag>
      <Sidebar />
      <LayerMenu />
    </div>
  );
}
