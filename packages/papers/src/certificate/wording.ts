// How a certificate is put into words, for whoever shows one elsewhere than on paper.
export { formatInstant } from '../kit/instant.js';
export { itemLabel, valueText } from './changed-item.js';
export { periodLabel, periodText, revisionTypeNames, signatoryText, titles } from './names.js';
export { contractDateText, particulars } from './particulars.js';
