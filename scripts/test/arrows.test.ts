import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize, relative } from 'node:path';
import t from 'tap';
import { root } from '../root.js';

// The arrows of docs/architecture.md, read from the import lines. An import is seen as what it leads to: a path in this tree
// ('services/issuer/src/refusals'), or the name of a package ('@e-surety/seal/open', 'jose').

interface Import {
  from: string;
  to: string;
  /** Types leave no trace at run time. */
  typeOnly: boolean;
}

const imports = ['packages', 'services'].flatMap(sourceFiles).flatMap(importsOf);

/** Packages that are not ours. */
const foreign = /^(?!@e-surety\/|packages\/|services\/|scripts\/)/;

/** What may be imported where: whoever needs more changes this line, and says why. */
const allowed: Record<string, (string | RegExp)[]> = {
  'packages/domain': [],
  'packages/seal': ['@e-surety/domain', 'jose', 'node:crypto'],
  'packages/papers': ['@e-surety/domain', /^node:/, 'fontkit', 'pdfkit', 'piscina', 'qrcode'],
  // Whoever checks a certificate off line needs no service, and no way to print or sign.
  'packages/verify': [
    ...['@e-surety/domain', '@e-surety/papers/verify', '@e-surety/papers/wording'],
    ...['@e-surety/seal/format', '@e-surety/seal/verify', 'node:crypto', 'node:fs', 'node:path', 'node:util'],
  ],
  'packages/issuer-keys': [
    ...[/^@e-surety\/seal\/(format|sign|verify)$/, '@e-surety/service-kit/secret-files', /^node:/],
    ...['@peculiar/x509', 'reflect-metadata'],
  ],
  'packages/service-kit': ['@e-surety/domain', foreign],
  'packages/client': [/^node:/],
  // It can neither sign nor seal: the doors to that are missing here.
  'services/dsure': [
    ...['@e-surety/domain', '@e-surety/papers/receipt', '@e-surety/papers/wording'],
    /^@e-surety\/seal\/(format|derive|verify|open)$/,
    /^@e-surety\/service-kit\//,
    foreign,
  ],
  'services/issuer': [
    ...[
      '@e-surety/domain',
      '@e-surety/client/dsure',
      '@e-surety/client/issuer',
      '@e-surety/papers',
      '@e-surety/issuer-keys',
      '@e-surety/papers/wording',
    ],
    // To verify is for looking again at what was issued.
    /^@e-surety\/seal\/(format|derive|sign|seal|verify)$/,
    /^@e-surety\/service-kit\//,
    foreign,
  ],
};

for (const [project, others] of Object.entries(allowed)) {
  t.test(`${project} imports itself and what it may`, async (t) => {
    const mine = imports.filter(({ from }) => from.startsWith(`${project}/`));
    t.ok(mine.length > 0);
    none(t, mine, ({ to }) => !to.startsWith(`${project}/src/`) && !others.some((other) => fits(other, to)));
  });
}

t.test('no other project is without a line of what it may import', async (t) => {
  const projects = [...new Set(imports.map(({ from }) => from.split('/', 2).join('/')))];
  t.strictSame(projects.sort(), Object.keys(allowed).sort());
});

t.test("D-Sure's door to the papers leads to no signature", async (t) => {
  const doors = ['receipt/receipts', 'receipt/receipts-worker', 'certificate/wording'];
  const behind = doors.flatMap((name) => reachedFrom(`packages/papers/src/${name}`));
  t.ok(behind.includes('packages/papers/src/kit/sheet'));
  t.strictSame(
    behind.filter((module) => module.includes('/signature/')),
    [],
  );
});

t.test('to verify off line, nothing is needed that could reach a network or a database', async (t) => {
  const behind = [
    ...['verify/src/main', 'papers/src/verify', 'papers/src/certificate/wording', 'seal/src/verify', 'seal/src/format'],
    'domain/src/index',
  ].flatMap((name) => reachedFrom(`packages/${name}`));
  t.ok(behind.includes('packages/papers/src/signature/verify'));
  const others = new Set(behind.filter((name) => !name.startsWith('packages/') && !name.startsWith('@e-surety/')));
  t.strictSame([...others].sort(), ['node:crypto', 'node:fs', 'node:path', 'node:util', 'node:zlib']);
  const calls = behind.filter(
    (name) =>
      name.startsWith('packages/') && /\bfetch\(|WebSocket/.test(readFileSync(join(root, `${name}.ts`), 'utf8')),
  );
  t.strictSame(calls, []);
});

t.test('the domain reads no clock and throws no dice', async (t) => {
  const impure = sourceFiles('packages/domain').filter((file) =>
    /\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bperformance\./.test(
      readFileSync(join(root, file), 'utf8'),
    ),
  );
  t.strictSame(impure, []);
});

const inServices = imports.filter(({ from }) => from.startsWith('services/'));

t.test('only app.ts knows the routes, and one file those of the pages', async (t) => {
  const knows = /\/src\/(app|pages\/routes)\.ts$/;
  none(t, inServices, ({ from, to }) => /routes$/.test(to) && !knows.test(from));
});

t.test('a use case knows schemas as types alone', async (t) => {
  none(
    t,
    inServices,
    ({ from, to, typeOnly }) =>
      /schemas?$/.test(to) && !typeOnly && !/(routes|schemas?|examples|load-directory)\.ts$/.test(from),
  );
});

t.test('a store knows tables and the domain, and nothing of HTTP', async (t) => {
  const stores = inServices.filter(({ from }) => from.endsWith('/store.ts'));
  none(t, stores, ({ to }) =>
    /(routes|schemas?)$|^fastify$|^typebox$|^@e-surety\/service-kit\/(http|problems|auth)$/.test(to),
  );
});

t.test("the issuer's pages reach it by its contract alone", async (t) => {
  const pages = 'services/issuer/src/pages/';
  const mine = inServices.filter(({ from }) => from.startsWith(pages));
  const doors = /^services\/issuer\/src\/(sessions\/same-origin|refusals)$/;
  none(
    t,
    mine,
    ({ to, typeOnly }) => to.startsWith('services/') && !to.startsWith(pages) && !doors.test(to) && !typeOnly,
  );
  none(t, inServices, ({ from, to }) => to === '@e-surety/client/issuer' && !from.startsWith(pages));
});

t.test('requests and replies are known to routes, rules and the few helpers of routes', async (t) => {
  const helpers =
    /\/(app|main|admin|print-contract|contract|if-match|caller|idempotently|identify|cookie|same-origin|read-upload|send-attachment|send-paper)\.ts$|(routes|schemas|examples|-rule)\.ts$|\/pages\//;
  none(t, inServices, ({ from, to, typeOnly }) => {
    if (/\/(background|outbox\/do-task|events\/tell-others)\.ts$/.test(from)) return to === 'fastify' && !typeOnly; // the type of a logger
    return /^fastify$|^@e-surety\/service-kit\/http$/.test(to) && !helpers.test(from);
  });
});

t.test('routes leave tables to stores and use cases', async (t) => {
  const routes = inServices.filter(({ from }) => /routes\.ts$/.test(from));
  none(t, routes, ({ to, typeOnly }) => (/\/db\/tables$/.test(to) || to === 'drizzle-orm') && !typeOnly);
});

function none(t: Tap, where: Import[], broken: (one: Import) => boolean): void {
  t.strictSame(
    where.filter(broken).map(({ from, to }) => `${from} → ${to}`),
    [],
  );
}
type Tap = Pick<typeof t, 'strictSame'>;

function reachedFrom(module: string, seen = new Set<string>()): string[] {
  if (!seen.has(module)) {
    seen.add(module);
    for (const { from, to } of imports) if (from === `${module}.ts`) reachedFrom(to, seen);
  }
  return [...seen];
}

function fits(rule: string | RegExp, name: string): boolean {
  return typeof rule === 'string' ? rule === name : rule.test(name);
}

function sourceFiles(group: string): string[] {
  return readdirSync(join(root, group), { recursive: true, encoding: 'utf8' })
    .map((name) => `${group}/${name}`)
    .filter((name) => /(^|\/)src\/.*\.ts$/.test(name) && !/\/(node_modules|dist)\//.test(name));
}

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8');
  const lines = text.matchAll(
    /^(?:import|export)( type)?\b[^;'`]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...lines].map(([, type, named, bare, dynamic]) => {
    const target = (named ?? bare ?? dynamic)!;
    const to = target.startsWith('.')
      ? relative(root, normalize(join(root, from, '..', target))).replace(/\.js$/, '')
      : target;
    return { from, to, typeOnly: type !== undefined };
  });
}
