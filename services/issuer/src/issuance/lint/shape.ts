/** What a certificate is made of, member by member; a question mark allows null. */
type Shape = Leaf | Members | [Shape] | { orNull: Shape };
type Leaf = 'text' | 'text?' | 'number' | 'value?';
type Members = { [member: string]: Shape };

const each = (shape: Shape, ...names: string[]): Members => Object.fromEntries(names.map((name) => [name, shape]));

const signatory = { ...each('text', 'title'), ...each('text?', 'office', 'name') };
const member = each('text', 'name', 'address', 'representativeTitle', 'representativeName', 'sharePercent');
const change = { ...each('text', 'item'), ...each('value?', 'before', 'after') };

const common: Members = {
  ...each('text', 'format', 'kind', 'guaranteeNumber', 'type', 'issuedOn', 'status', 'statusFrom', 'remarks'),
  ...each('number', 'revision', 'amendments', 'amount'),
  issuer: each('text', 'id', 'name', 'address', 'representative'),
  orderer: { ...each('text', 'code', 'name'), signatory: { orNull: signatory } },
  contractor: {
    ...each('text', 'name', 'address'),
    signatory,
    jointVenture: { orNull: { ...each('text', 'name'), ...each('number', 'representative'), members: [member] } },
  },
  works: {
    ...each('text', 'subject', 'name', 'place'),
    ...each('text?', 'number', 'contractDate', 'contractNumber'),
    ...each('number', 'contractPrice'),
    period: each('text', 'from', 'to'),
  },
  period: { ...each('text?', 'from'), ...each('text', 'to') },
  ratio: each('text', 'percent', 'of'),
  terms: each('text', 'name', 'version'),
  history: [
    {
      ...each('number', 'revision'),
      ...each('text', 'type', 'issuedOn', 'effectiveOn'),
      ...each('text?', 'reason'),
      changes: [change],
    },
  ],
};

const advance: Members = {
  ...each('text', 'depositary', 'redeposit'),
  fiscalYearBase: { orNull: { ...each('number', 'year', 'amount'), ...each('text', 'basis') } },
};

const interim = (priorAdvance: Shape): Members => ({
  ...common,
  ...advance,
  recognition: each('text', 'date', 'number'),
  priorAdvance,
});

/** Each kind by the ways in which it may be written. */
const shapes: Record<string, Shape[]> = {
  performance: [common],
  advance_payment: [{ ...common, ...advance }],
  interim_advance_payment: [
    interim(each('text', 'guaranteeNumber')),
    interim({ external: { ...each('text', 'issuerName', 'number'), ...each('number', 'amount') } }),
  ],
};

/** The pointers at which a certificate is not what it has to be made of. */
export function shapeFaults(certificate: object & { kind?: unknown }): string[] {
  const ways = typeof certificate.kind === 'string' ? shapes[certificate.kind] : undefined;
  if (!ways) return ['/kind'];
  return ways.map((shape) => faultsIn(certificate, shape, '')).sort((a, b) => a.length - b.length)[0]!;
}

function faultsIn(value: unknown, shape: Shape, at: string): string[] {
  if (typeof shape === 'string') return isLeaf(value, shape) ? [] : [at];
  if (Array.isArray(shape)) {
    return Array.isArray(value) ? value.flatMap((one, i) => faultsIn(one, shape[0], `${at}/${i}`)) : [at];
  }
  if ('orNull' in shape) return value === null ? [] : faultsIn(value, shape.orNull as Shape, at);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [at];
  const given = value as Record<string, unknown>;
  const names = new Set([...Object.keys(shape), ...Object.keys(given)]);
  return [...names].flatMap((name) => {
    const known = Object.hasOwn(shape, name) && Object.hasOwn(given, name);
    return known ? faultsIn(given[name], shape[name] as Shape, `${at}/${name}`) : [`${at}/${name}`];
  });
}

function isLeaf(value: unknown, shape: Leaf): boolean {
  if (value === null) return shape.endsWith('?');
  return shape === 'value?'
    ? typeof value !== 'object'
    : typeof value === shape.replace('text', 'string').replace('?', '');
}
