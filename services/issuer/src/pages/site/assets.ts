import { loadAssets, sharedAssets } from '@e-surety/service-kit/pages';

const ours = (name: string) => new URL(`../../../public/${name}`, import.meta.url);

/** From files beside `src` and `dist`. */
export const assets = loadAssets({
  ...sharedAssets,
  'net-desk.css': ours('net-desk.css'),
  'work.css': ours('work.css'),
  'guarantees.css': ours('guarantees.css'),
  'pages.js': ours('pages.js'),
});
