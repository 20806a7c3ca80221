/** Loaded before tests where KASANE_EXPECT_WIDE asks for it: kernels are compiled as processes that compute do, with wide vectors. */
import { processorFeatures, revectorizerFlags, revectorizerWith } from '../../src/main/engine/revectorizer';

const flags = revectorizerFlags(process.versions.v8, processorFeatures());
if ('template' in flags) throw new Error(`this Node (V8 ${process.versions.v8}) makes no wide vectors`);
revectorizerWith(flags).start();
