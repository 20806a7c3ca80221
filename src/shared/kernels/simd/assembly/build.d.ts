/** What the kernel build (scripts/kernels.mjs) sets for an engine. */

/** 1 in the engine whose tiles are cut for vectors of 256 bits: V8's revectorizer makes them of pairs of adjacent ones of 128. */
declare const WIDE: i32;
