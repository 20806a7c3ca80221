import classes from './DesignPanel.module.css';
import { Inspector } from './inspector/Inspector';
import { LayerMenu } from './LayerMenu';
import { Palette } from './Palette';
import { Stack } from './Stack';
import { StackDrag } from './StackDrag';

/** The design: the layers there are, the stack, and what is looked at of it. */
export function DesignPanel() {
  return (
    <div className={classes.layout}>
      <StackDrag>
        <Palette />
        <Stack />
      </StackDrag>
      <Inspector />
      <LayerMenu />
    </div>
  );
}
