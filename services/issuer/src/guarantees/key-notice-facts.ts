import type { KeyNoticeOrder } from '@e-surety/papers';

/** All that the key notice says but the key itself: stored when it is issued, so that it can be made again, byte for byte. */
export type KeyNoticeFacts = Omit<KeyNoticeOrder, 'authenticationKey'>;
