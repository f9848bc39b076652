import type { Certificate } from '@e-surety/domain';
import type { Rule } from './rule.js';

interface Succession {
  certificate: Certificate;
  previous: Certificate | null;
}

/** What follows from the revision before: nothing but what the last entry of the history says has changed. */
export const successionRules: Rule<Succession>[] = [
  {
    name: '前の版',
    faults: ({ certificate, previous }) => [
      [certificate.revision > 0 && previous === null, '前の版と比べられません。'],
      [certificate.revision === 0 && previous !== null, '当初の前に版があります。'],
      [previous !== null && previous.revision + 1 !== certificate.revision, '前の版に続く番号ではありません。'],
      [previous !== null && previous.status !== 'in_force', '前の版で終わっています。'],
      [
        previous !== null &&
          JSON.stringify([previous.guaranteeNumber, previous.kind, previous.issuer.id]) !==
            JSON.stringify([certificate.guaranteeNumber, certificate.kind, certificate.issuer.id]),
        '番号・種類・保証人のいずれかが前の版と違います。',
      ],
    ],
  },
  {
    name: '履歴の継続',
    faults: ({ certificate, previous }) => [
      [
        previous !== null &&
          JSON.stringify(previous.history) !== JSON.stringify(certificate.history.slice(0, previous.history.length)),
        '履歴が前の版の履歴に続いていません。',
      ],
    ],
  },
  {
    name: '記載のない変更',
    faults: ({ certificate, previous }) => {
      if (previous === null) return [];
      const [before, after] = [leaves(previous), leaves(certificate)];
      const told = certificate.history[certificate.history.length - 1]?.changes ?? [];
      const toldItems = new Map(told.map((change) => [change.item, change]));
      const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
        (item) => before.get(item) !== after.get(item),
      );
      return [
        [differing.some((item) => !toldItems.has(item)), '履歴に記載のない変更があります。'],
        [told.some(({ item }) => !differing.includes(item)), '履歴にある変更が、電子証書では変わっていません。'],
        [
          told.some((change) => change.before !== (before.get(change.item) ?? null)),
          '変更前の記載が、前の版の記載と違います。',
        ],
      ];
    },
  },
];

/** What every revision says anew by itself. */
const ofEachRevision = ['revision', 'type', 'amendments', 'issuedOn', 'status', 'statusFrom', 'history'];

function leaves(certificate: Certificate): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const walk = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) {
      if (value !== null) found.set(at, value);
      return;
    }
    for (const [name, one] of Object.entries(value)) {
      if (at === '' && ofEachRevision.includes(name)) continue;
      walk(one, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
  };
  walk(certificate, '');
  return found;
}
