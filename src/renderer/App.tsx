import { MantineProvider } from '@mantine/core';
import classes from './App.module.css';
import { ErrorBoundary } from './components/ErrorBoundary';
import { EditorsProvider } from './form/editors';
import { AboutDialog } from './frame/AboutDialog';
import { ActionPalette } from './frame/ActionPalette';
import { Announcer } from './frame/Announcer';
import { DataDialog } from './frame/data/DataDialog';
import { DropTarget } from './frame/data/DropTarget';
import { ExportDialog } from './frame/ExportDialog';
import { editors } from './frame/editors';
import { Footer } from './frame/Footer';
import { HelpDialog } from './frame/HelpDialog';
import { Notices } from './frame/Notices';
import { Rail } from './frame/Rail';
import { TopBar } from './frame/TopBar';
import { useShortcuts } from './frame/use-shortcuts';
import { schemeManager } from './state/scheme';
import { useView } from './state/view-store';
import { nonce } from './theme/nonce';
import { cssVariables, theme } from './theme/theme';
import { panels } from './views';

const schemes = schemeManager();

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={schemes}
      getStyleNonce={() => nonce}
    >
      <EditorsProvider value={editors}>
        <Studio />
      </EditorsProvider>
    </MantineProvider>
  );
}

/** The frame: rail, top bar, the chosen view, footer. */
function Studio() {
  useShortcuts();
  const view = useView((state) => state.view);
  const panel = panels.find((each) => each.id === view);
  return (
    <div className={classes.frame}>
      <Rail />
      <TopBar />
      <main className={classes.view} id="view" tabIndex={-1}>
        <ErrorBoundary of={view}>{panel && <panel.Component panel={panel} />}</ErrorBoundary>
      </main>
      <Notices />
      <Footer />
      <ActionPalette />
      <ExportDialog />
      <DataDialog />
      <DropTarget />
      <HelpDialog />
      <AboutDialog />
      <Announcer />
    </div>
  );
}
