/** Before any schema is made: the page's policy allows no code that is made on the way. */
import { z } from 'zod';

z.config({ jitless: true });
