import { Menu } from '@mantine/core';
import { layerKinds } from '@shared/nn/layers';
import { layerFamilies } from '@shared/nn/layers/layer';
import { Fragment } from 'react';
import { useWords } from '../../words/use-words';
import classes from './LayerMenu.module.css';
import { addLayer } from './state/layer-edits';
import { useLayerMenu } from './state/layer-menu-store';

/** The layers there are, offered at the gap of the stack that asked for them. One menu serves all gaps. */
export function LayerMenu() {
  const { t, text } = useWords();
  const { place, at, close } = useLayerMenu();
  return (
    <Menu opened={place !== null} onChange={(opened) => !opened && close()} position="right-start" width={220} trapFocus returnFocus>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('action.offerLayers')}
          className={classes.anchor}
          style={at ? { left: at.x, top: at.y } : undefined}
        />
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {layerFamilies.map((family) => (
          <Fragment key={family}>
            <Menu.Label>{t(`family.${family}`)}</Menu.Label>
            {layerKinds
              .filter((kind) => kind.family === family)
              .map((kind) => (
                <Menu.Item
                  key={kind.type}
                  leftSection={<span className={classes.chip} data-family={family} aria-hidden />}
                  onClick={() => addLayer(kind.type, place ?? undefined)}
                >
                  {text(kind.label)}
                </Menu.Item>
              ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
