import { MantineProvider } from '@mantine/core';
import classes from './App.module.css';
import { useShortcuts } from './actions/use-shortcuts';
import { ActionPalette } from './frame/ActionPalette';
import { Announcer } from './frame/Announcer';
import { ErrorBoundary } from './components/ErrorBoundary';
import { ExportDialog } from './frame/ExportDialog';
import { Footer } from './frame/Footer';
import { Notice } from './frame/Notice';
import { Rail } from './frame/Rail';
import { TopBar } from './frame/TopBar';
import { panels } from './views';
import { useView } from './state/view-store';
import { nonce } from './theme/nonce';
import { schemeManager } from './state/scheme';
import { cssVariables, theme } from './theme/theme';

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
      <Studio />
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
      <Footer />
      <Notice />
      <ActionPalette />
      <ExportDialog />
      <Announcer />
    </div>
  );
}
