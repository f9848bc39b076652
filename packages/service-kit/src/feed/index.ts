export { cursorOf, type FeedPlace, feedQuery, limitOf, notAFeedCursor, readCursor } from './cursor.js';
export { numberCommitted } from './number-committed.js';
