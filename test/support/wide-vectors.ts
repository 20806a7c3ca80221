/** Loaded before tests where KASANE_EXPECT_WIDE asks for it: kernels are compiled as processes that compute do, with wide vectors. */
import { isPhrase, say } from '@shared/phrase';
import { revectorizerHere } from '../../src/main/engine/revectorizer';

const revectorizer = revectorizerHere();
if (isPhrase(revectorizer)) throw new Error(say(revectorizer));
revectorizer.start();
