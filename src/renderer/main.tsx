import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/noto-sans-jp/index.css';
import '@mantine/core/styles.css';
import '@mantine/spotlight/styles.css';
import './theme/global.css';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './App';
import { holdDoubleClicks } from './frame/double-clicks';
import { startState } from './state/start';
import { nonce } from './theme/nonce';
import { startI18n } from './words';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// The content security policy forbids the code that zod would otherwise generate for itself.
z.config({ jitless: true });
// What locks scrolling behind dialogs adds a style element of its own, which needs the page's nonce too.
Object.assign(globalThis, { __webpack_nonce__: nonce });
startI18n();
holdDoubleClicks(window);
void startState();
createRoot(root).render(<App />);
