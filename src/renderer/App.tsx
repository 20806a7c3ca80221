import { MantineProvider } from '@mantine/core';
import classes from './App.module.css';
import { useShortcuts } from './actions/use-shortcuts';
import { ActionPalette } from './components/ActionPalette';
import { Announcer } from './components/Announcer';
import { ErrorBoundary } from './components/ErrorBoundary';
import { ExportDialog } from './components/ExportDialog';
import { Footer } from './components/Footer';
import { Notice } from './components/Notice';
import { Rail } from './components/Rail';
import { TopBar } from './components/TopBar';
import { panels } from './panels';
import { useView } from './state/view-store';
import { nonce } from './theme/nonce';
import { schemeManager } from './theme/scheme';
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
