import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { build } from 'esbuild';
import { banner, keepPlaces } from './keep-places.mjs';

/** Binaries, whole compilers, and what starts threads that must share its own modules: loaded from where it was installed. */
const leftOut = /^(?:@node-rs\/argon2|openapi-typescript|piscina|playwright-core|tap|typescript)$/;

/**
 * Makes of each program (name → file) one file in `folder`, and of what several share another: a process that loads three
 * files starts in a third of the time of one that looks for two thousand. Types are not checked here (`npm run types`).
 */
export async function bundle({ folder, programs }) {
  const { outputFiles } = await build({
    write: false,
    entryPoints: programs,
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['e-surety-source'],
    chunkNames: 'shared-[hash]',
    sourcemap: 'linked',
    sourcesContent: false,
    banner: { js: banner },
    plugins: [leaveOut(folder), keepPlaces(folder)],
    logLevel: 'warning',
  });
  // Only now: what could not be built leaves what was there.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
}

/** By name where `folder` finds the package too, else by where it lies. */
function leaveOut(folder) {
  const seen = Symbol('what is resolved here needs no second look');
  return {
    name: 'leave-out',
    setup({ onResolve, resolve }) {
      onResolve({ filter: leftOut }, async ({ path, pluginData, ...from }) => {
        if (pluginData === seen) return undefined;
        const [here, there] = await Promise.all(
          [from.resolveDir, folder].map((resolveDir) => resolve(path, { ...from, resolveDir, pluginData: seen })),
        );
        return { path: here.path === there.path ? path : `./${relative(folder, here.path)}`, external: true };
      });
    },
  };
}
