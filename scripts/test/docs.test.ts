import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { root } from '../root.js';

t.test('every link from a page leads to a file, and to a heading that is there', async (t) => {
  const broken = pages().flatMap((page) =>
    linksOf(page)
      .filter((link) => !leadsSomewhere(page, link))
      .map((link) => `${page} → ${link}`),
  );
  t.strictSame(broken, []);
});

t.test('the index leads to every page', async (t) => {
  const index = linksOf('docs/README.md').map((link) => `docs/${link}`);
  const missing = pages().filter(
    (page) => page.startsWith('docs/') && page !== 'docs/README.md' && !index.includes(page),
  );
  t.strictSame(missing, []);
});

t.test('a page of a decision names the tests that keep it, and they are there', async (t) => {
  const tests = [...below('packages'), ...below('services'), 'scripts'].flatMap(testsOf);
  for (const page of pages().filter((one) => one.startsWith('docs/decisions/'))) {
    const [, keptBy = ''] = read(page).split('**Kept by**');
    const named = keptBy.match(/[\w./-]+\.test\.ts/g) ?? [];
    t.ok(named.length > 0, `${page} names a test`);
    const gone = named.filter((name) => !tests.some((test) => test === name || test.endsWith(`/${name}`)));
    t.strictSame(gone, [], page);
  }
});

t.test('the tree in architecture.md is the tree', async (t) => {
  const named = namedFolders(read('docs/architecture.md'));
  t.strictSame(
    named.filter((folder) => !existsSync(join(root, folder))),
    [],
    'it names nothing that is not there',
  );
  const rooms = [...below('services'), ...below('packages'), 'scripts'].flatMap((folder) => [
    folder,
    ...below(folder).filter((one) => !/\/(dist|node_modules|src)$/.test(one)),
    ...(existsSync(join(root, folder, 'src')) ? below(`${folder}/src`) : []),
  ]);
  t.strictSame(
    rooms.filter((room) => !named.includes(room)),
    [],
    'and misses no room',
  );
});

function pages(): string[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`);
  return [...readdirSync(root), ...inDocs].filter((name) => name.endsWith('.md'));
}

/** Those within this checkout. */
function linksOf(page: string): string[] {
  return [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link!)
    .filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  return (
    existsSync(join(root, file)) && (heading === undefined || headings(file).includes(decodeURIComponent(heading)))
  );
}

function testsOf(project: string): string[] {
  const folder = join(root, project, 'test');
  return existsSync(folder) ? readdirSync(folder).map((name) => `${project}/test/${name}`) : [];
}

/** GitHub's way to name a heading. */
function headings(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Each line of the tree as a path: two spaces of indentation are one folder deeper. */
function namedFolders(page: string): string[] {
  const tree = page.split('## The tree')[1]!.split('```')[1]!;
  const path: string[] = [];
  return [...tree.matchAll(/^( *)([\w-]+)\//gm)].map(([, indentation, name]) => {
    path.splice(indentation!.length / 2, path.length, name!);
    return path.join('/');
  });
}

function below(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => `${folder}/${name}`);
}

function read(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

function withoutCode(page: string): string {
  return page.replace(/```.*?```/gs, '').replace(/`[^`\n]*`/g, '');
}
